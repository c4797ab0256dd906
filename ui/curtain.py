"""The window in its first moment: warm paper and the mark, until the page behind it is ready.

Only Qt is loaded for it. It says nothing, so that it needs neither language.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

PAPER = "#F4F1EB"
DARK_PAPER = "#1A1917"
LEAVES = (("#8A1C4A", -14.0), ("#7A4A00", -7.0), ("#0B5E57", 6.0))
SIZE = (1366, 768)
FRAME = 40
"""Logical pixels that a title bar takes, or a little more."""


class Curtain(QWidget):
    """Shown within a blink of the start and taken away when the first page stands.

    ``painted`` when it can be seen.
    """

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.resize(*SIZE)
        free = self.screen().availableSize()
        if free.width() < SIZE[0] + FRAME or free.height() < SIZE[1] + FRAME:
            # Its foot would lie under the taskbar: on the usual school laptop it fills the screen.
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper, and three leaves fanned out in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = QApplication.styleHints().colorScheme()
        dark = scheme is Qt.ColorScheme.Dark
        painter.fillRect(self.rect(), QColor(DARK_PAPER if dark else PAPER))
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, turn in LEAVES:
            painter.save()
            painter.translate(self.rect().center())
            painter.rotate(turn)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(-18, -26, 36, 52), 6, 6)
            painter.restore()
        painter.end()
        QTimer.singleShot(0, self.painted.emit)
