"""The way through setting up: six steps at the left, each with its answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.chrome.rail import Brand
from ui.retranslate import Words
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets import Label, ScrollPage, StepTrack
from ui.widgets.paint import painted, pen

WIDTH = 300


class SetupRail(QWidget):
    """Product, steps, and at the foot what happens to whoever stops here."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.brand = Brand()
        self.heading = Label(Role.SMALL_STRONG, Tone.MUTED)
        self.track = StepTrack(words, vertical=True, numbered=True)
        self.foot = Label(Role.SMALL, Tone.MUTED)
        self.list = ScrollPage(margin=0, spacing=12)
        self.list.add(self.heading)
        self.list.add(self.track)
        box = QVBoxLayout(self)
        box.setContentsMargins(30, 15, 24, 24)
        box.setSpacing(26)
        box.addWidget(self.brand)
        box.addWidget(self.list, 1)
        box.addWidget(self.foot)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(current().grow(WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        """Widen with the reader's text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.setFixedWidth(current().grow(WIDTH))

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The rail's tone and the hairline at its right."""
        tokens = current().tokens
        painter.fillRect(self.rect(), QColor(tokens.rail))
        painter.setPen(pen(tokens.hairline))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
