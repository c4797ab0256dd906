"""The list itself: arrow keys walk it, Enter opens, typing finds a name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QToolTip

from aln_review.casework.queries.learners import LearnerRow
from ui.caseload.delegate import CaseloadDelegate
from ui.caseload.model import CaseloadModel, Item
from ui.retranslate import Words

FORGET = 1200
"""Milliseconds after which typing begins a new name."""
MANY = 3000
"""With more lines than this all are of one height, heads too: Qt then need not ask about each."""


class CaseloadList(QListView):
    """``opened(learner_id)`` on Enter or a press; ``finding(text, found)`` while typing a name."""

    opened = Signal(str)
    finding = Signal(str, bool)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._typed = ""
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(FORGET)
        self._forget.timeout.connect(self._stop_finding)
        self.rows = CaseloadModel(words)
        self.painter = CaseloadDelegate(words)
        self.setModel(self.rows)
        self.setItemDelegate(self.painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._press)
        words.switched.connect(self._switched)

    def show_items(self, items: list[Item]) -> None:
        """Show these lines; the learner who was current stays so, if still there."""
        kept = self.current_id()
        self.painter.uniform = len(items) > MANY
        self.setUniformItemSizes(self.painter.uniform)
        self.rows.show_items(items)
        place = self.rows.place_of(kept) if kept else -1
        if place < 0:
            place = next((n for n, item in enumerate(items) if isinstance(item, LearnerRow)), -1)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))
        if not kept:
            self.scrollToTop()

    def current_id(self) -> str:
        """The learner the keyboard is on; empty if none."""
        index = self.currentIndex()
        item = self.rows.item(index) if index.isValid() else None
        return item.id if isinstance(item, LearnerRow) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters find; the rest walks."""
        self.painter.keyboard = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Escape and self._typed:
            self._stop_finding()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, text: str) -> None:
        """Find the next name that begins so, in either spelling of its accents."""
        fresh = not self._typed
        self._typed += text
        if not self._typed.strip():
            self._typed = ""
            return
        self._forget.start()
        start = max(0, self.currentIndex().row()) + (1 if fresh else 0)
        place = self.rows.find(self._typed, start) if self.rows.rowCount() else -1
        self.finding.emit(self._typed, place >= 0)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))

    def _stop_finding(self) -> None:
        self._typed = ""
        self.finding.emit("", True)

    def _press(self, index: QModelIndex) -> None:
        item = self.rows.item(index) if index.isValid() else None
        if isinstance(item, LearnerRow):
            self.opened.emit(item.id)

    def _switched(self) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cells side by side or one beneath the other."""
        if self.painter.measure(self.viewport().width()):
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure afresh when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.painter.measure(self.viewport().width())
            self.scheduleDelayedItemsLayout()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press by pointer shows no ring."""
        self.painter.keyboard = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring shows when the keyboard came."""
        self.painter.keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """What was cut is said in full where the pointer rests."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            item = self.rows.item(index) if index.isValid() else None
            text = self.rows.sentence(item) if isinstance(item, LearnerRow) else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)
