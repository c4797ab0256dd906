"""The ground a page stands on, and the veil behind an open menu."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.chrome.order import bring_into_view, focus_order
from ui.theme import current
from ui.widgets.paint import painted


class Stage(QWidget):
    """Where the page stands; paints the page's ground.

    Building a page and painting it each take half of what a key pressed meanwhile may wait:
    between the two, the window looks for keys.
    """

    def __init__(self) -> None:
        super().__init__()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)

    def paint_next(self) -> None:
        """Paint the page that was just built once the window has looked for keys."""
        self.setUpdatesEnabled(False)
        QTimer.singleShot(0, self, self.paint_on)

    def paint_on(self) -> None:
        """Paint whatever changes from now on."""
        self.setUpdatesEnabled(True)

    def enter(self) -> None:
        """The keyboard comes to the first thing on the page."""
        for first in focus_order(self)[:1]:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            bring_into_view(first)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Warm paper."""
        painter.fillRect(self.rect(), QColor(current().tokens.background))


class Veil(QWidget):
    """Behind the open menu of a narrow window; a press on it closes the menu."""

    pressed = Signal()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Close the menu."""
        self.pressed.emit()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Dims what lies beneath."""
        painter.fillRect(self.rect(), QColor(0, 0, 0, 90))
