"""A quiet band above every page of a vault that can only be read here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.retranslate import Sayings, Words
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.boxes import SideBySide, column
from ui.widgets.buttons import TextButton
from ui.widgets.labels import IconLabel
from ui.widgets.paint import painted, pen


class CopyBand(QWidget):
    """``wanted()`` when the person asks to take the vault over."""

    wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._sayings = Sayings(words)
        self.told = IconLabel("eye", Role.SMALL_STRONG, Tone.BLUE)
        self.take = TextButton("monitor-check")
        box = QHBoxLayout(self)
        box.setContentsMargins(28, 5, 22, 6)
        middle = column(spacing=0)
        middle.addStretch(1)
        middle.addWidget(self.told)
        middle.addStretch(1)
        box.addWidget(SideBySide(middle, self.take, shares=(1, 0), least=30, below=0))
        self._sayings.say(self.told.setText, "shell.copy_band")
        self._sayings.say(self.take.setText, "shell.take_over")
        self.take.clicked.connect(self.wanted)
        words.switched.connect(self._sayings.say_all)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """A tint and a hairline below."""
        theme = current()
        painter.fillRect(self.rect(), theme.tint(Tone.BLUE))
        painter.setPen(pen(QColor(theme.tokens.hairline)))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
