"""The list behind a choice: what opens shows where it stands, and letters find any word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QListView

from ui.theme import current
from ui.widgets.paint import painted


class _Choices(QListView):
    """The choices. Letters typed find one by the beginning of any of its words.

    Every council's Welsh name begins with *Cyngor*: by its first word none could be found.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(QApplication.keyboardInputInterval())
        self._rest.timeout.connect(self._forget)

    def keyboardSearch(self, text: str) -> None:
        """The first that fits, from where the list stands; one letter again goes on."""
        self._typed += text.casefold()
        self._rest.start()
        here = max(0, self.currentIndex().row())
        again = len(set(self._typed)) == 1
        wanted = self._typed[:1] if again else self._typed
        found = self._find(wanted, here + 1 if again and self.currentIndex().isValid() else here)
        if found.isValid():
            self.setCurrentIndex(found)

    def _find(self, wanted: str, start: int) -> QModelIndex:
        model = self.model()
        count = model.rowCount()
        places = [(start + step) % count for step in range(count)]
        words = [str(model.index(place, 0).data() or "").casefold().split() for place in places]
        for place, said in zip(places, words, strict=True):
            if " ".join(said).startswith(wanted):
                return model.index(place, 0)
        for place, said in zip(places, words, strict=True):
            tails = (" ".join(said[at:]) for at in range(1, len(said)))
            if any(tail.startswith(wanted) for tail in tails):
                return model.index(place, 0)
        return QModelIndex()

    def _forget(self) -> None:
        self._typed = ""


class Combo(QComboBox):
    """Our frame draws the box and the arrow; a wheel over it scrolls the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setView(_Choices())
        self.setFrame(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def showPopup(self) -> None:
        """Where nothing is chosen yet, the first is marked: Enter would take it."""
        super().showPopup()
        if self.currentIndex() < 0 and self.count():
            self.view().setCurrentIndex(self.model().index(0, 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls."""
        event.ignore()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The chosen words, cut where there is no room."""
        painter.setFont(self.font())
        tokens = current().tokens
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.muted))
        cut = Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.currentText(), cut, self.width())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(0, -1, 0, -1), int(middle.value), text)
