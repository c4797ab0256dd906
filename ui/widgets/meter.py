"""How much of a page is used, in words with a bar: never a percentage."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme import current
from ui.tokens import Tone
from ui.widgets.choices import paint_track
from ui.widgets.labels import IconLabel
from ui.widgets.paint import painted


class _Bar(QWidget):
    """The share of the page used; the mark is a full page."""

    FULL_AT = 0.8

    def __init__(self) -> None:
        super().__init__()
        self.part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A thin bar with its mark."""
        return QSize(120, 18)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Bar and mark."""
        over = self.part > 1.0
        track = QRectF(0, 5, self.width(), 8)
        paint_track(
            painter, track, min(1.0, self.part * self.FULL_AT), Tone.AMBER if over else Tone.TEAL
        )
        painter.setPen(QPen(current().ink(Tone.PLAIN), 2))
        x = self.width() * self.FULL_AT
        painter.drawLine(round(x), 1, round(x), 17)


class FitMeter(QWidget):
    """``set_used(0.9)`` and ``setText`` with the words: fits, or too long by how much."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = _Bar()
        self.words = IconLabel("circle-check", tone=Tone.GREEN)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.words)
        box.addWidget(self.bar)

    def setText(self, text: str) -> None:
        """The words, which are also its name."""
        self.words.setText(text)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The words."""
        return self.words.text()

    def set_used(self, part: float) -> None:
        """The share of the page used at the least type size; more than 1.0 is too long."""
        self.bar.part = part
        over = part > 1.0
        self.words.set_state(
            "circle-alert" if over else "circle-check", Tone.AMBER if over else Tone.GREEN
        )
        self.bar.update()
