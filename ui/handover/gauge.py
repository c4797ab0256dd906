"""How far long work is: told by the worker's thread, looked at by the window's."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.tokens import Tone
from ui.widgets.choices import paint_track
from ui.widgets.paint import painted


class Gauge:
    """Called with a part from nought to one. ``left`` is set when nobody waits for the work."""

    def __init__(self) -> None:
        self.part = 0.0
        self.left = False

    def __call__(self, part: float) -> None:
        """The work is this far."""
        self.part = part


class Track(QWidget):
    """A bar that fills; its words stand beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A bar that can be seen across a table."""
        return QSize(240, 16)

    def set_part(self, part: float) -> None:
        """Fill it so far."""
        self.part = part
        self.update()

    def setText(self, text: str) -> None:
        """What a screen reader calls it."""
        self.setAccessibleName(text)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The bar."""
        paint_track(painter, QRectF(0.5, 2.5, self.width() - 1, 11), self.part, Tone.TEAL)
