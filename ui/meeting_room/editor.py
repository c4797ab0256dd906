"""Writing upon a card: the words are saved as they rest, and the box is the card itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from aln_review.domain.bilingual import nfc
from ui.meeting_room.look import CARD_RADIUS, face
from ui.theme import RING, current
from ui.widgets.paint import box, painted, ring
from ui.widgets.pasting import WritingBox

REST = 400
"""Milliseconds that typing rests before it is saved."""


class _Box(WritingBox):
    """Enter and Esc end the writing; Shift and Enter makes a new line."""

    ended = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End, or write."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and not shifted):
            self.ended.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is written is saved at once."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class CardEditor(QWidget):
    """Lies over a card while it is written upon.

    ``saved(text)`` when typing rests for 400 ms or the writing ends, if the words changed;
    ``closed()`` when it ends.
    """

    saved = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget, text: str, pixels: float, weight: QFont.Weight) -> None:
        super().__init__(parent)
        self._kept = text
        self.box = _Box()
        self.box.setPlainText(text)
        self.box.setFont(face(pixels, weight))
        self.box.setTabChangesFocus(True)
        self.box.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.box.viewport().setAutoFillBackground(False)
        self.box.moveCursor(self.box.textCursor().MoveOperation.End)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.addWidget(self.box)
        self.setFocusProxy(self.box)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.save)
        self.box.textChanged.connect(self._rest.start)
        self.box.ended.connect(self.finish)
        self.box.left.connect(self.finish)

    def save(self) -> None:
        """Hand the words over if they changed; an emptied card keeps what it said."""
        self._rest.stop()
        text = nfc(self.box.toPlainText()).strip()
        if text and text != self._kept:
            self._kept = text
            self.saved.emit(text)

    def finish(self) -> None:
        """Save and go."""
        if not self.isHidden():
            self.save()
            self.hide()
            self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the card's own type when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.box.setFont(self.box.font())

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """A white card with the ring: here is where one writes."""
        tokens = current().tokens
        area = self.rect().toRectF().adjusted(RING, RING, -RING, -RING)
        box(painter, area, CARD_RADIUS, tokens.surface, tokens.border)
        ring(painter, area, CARD_RADIUS)
