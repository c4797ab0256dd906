"""How loud it is while somebody speaks, so that nobody speaks to a microphone that is off."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.sound.bar import clock
from ui.tokens import Tone
from ui.widgets import IconLabel, Label, Role, column, line
from ui.widgets.choices import paint_track
from ui.widgets.paint import painted

QUIET = 0.01
"""Less of the loudest there is than any room gives: the microphone is off, or muted."""
PATIENCE = 3000
"""Milliseconds of that before it is said."""


class _Meter(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, 18)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        # A voice at arm's length uses a tenth of the scale: the root shows it.
        paint_track(painter, QRectF(0, 4, self.width(), 10), self.part**0.5, Tone.RUST)


class Level(QWidget):
    """Shows that it records, for how long, and how loud."""

    def __init__(self) -> None:
        super().__init__()
        self.now = IconLabel("mic", Role.STRONG, Tone.RUST)
        self.time = Label(Role.STRONG, wrap=False)
        self.silent = IconLabel("mic-off", Role.STRONG, Tone.AMBER)
        self._meter = _Meter()
        self._since = 0
        self.setLayout(column(line(self.now, self.time), self._meter, self.silent, spacing=6))
        self.begin()

    def begin(self) -> None:
        """Nothing yet."""
        self._since = 0
        self.silent.hide()
        self.show_heard(0, 0.0)

    def show_heard(self, milliseconds: int, loudness: float) -> None:
        """So long, and so loud at the end of it (0 to 1)."""
        self.time.setText(clock(milliseconds))
        self._meter.part = loudness
        self._meter.update()
        if loudness > QUIET:
            self._since = milliseconds
        self.silent.setVisible(milliseconds - self._since >= PATIENCE)
