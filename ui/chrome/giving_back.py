"""Coming in again: where to, what was half-typed there, and a sentence that it was kept."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aln_review.casework.half_typed import HalfTyped
from ui.desk import Place
from ui.retranslate import Sayings, Words
from ui.rooms import Room
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.boxes import SideBySide, column
from ui.widgets.buttons import TextButton
from ui.widgets.labels import IconLabel
from ui.widgets.paint import painted, pen

MOST_TRIES = 3
"""A page that ended the program as often as this while it was given back is not opened again by
itself: nobody is shut out of the vault by a sentence."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """Where to go at the door."""

    place: Place
    given: bool
    """Whether what was half-typed is put back there."""
    told: bool
    """Whether to say so: not after a lock, which loses nothing in anybody's eyes."""


def way_in(
    found: HalfTyped, left: tuple[Place, ...], home: Place, rooms: tuple[Room, ...]
) -> WayIn:
    """To where we left off, if this window knows; else to what was half-typed; else home."""
    place: Place = (found.page, dict(found.args))
    for one in left:
        return WayIn(one, given=bool(found.page) and one == place, told=False)
    there = any(room.page == found.page and room.keeps for room in rooms)
    given = there and found.by_hand and found.tries < MOST_TRIES
    return WayIn(place if given else home, given, told=given)


class BackBand(QWidget):
    """Above the page that was given back, until that is left or the band put away: ``gone()``."""

    gone = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._sayings = Sayings(words)
        self.told = IconLabel("history", Role.SMALL_STRONG, Tone.BLUE)
        self.away = TextButton("x")
        box = QHBoxLayout(self)
        box.setContentsMargins(28, 5, 22, 6)
        middle = column(spacing=0)
        middle.addStretch(1)
        middle.addWidget(self.told)
        middle.addStretch(1)
        box.addWidget(SideBySide(middle, self.away, shares=(1, 0), least=30, below=0))
        self._sayings.say(self.told.setText, "shell.given_back")
        self._sayings.say(self.away.setText, "shell.close")
        self.away.clicked.connect(self._put_away)
        words.switched.connect(self._sayings.say_all)
        self.hide()

    def _put_away(self) -> None:
        self.hide()
        self.gone.emit()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """A tint and a hairline below."""
        theme = current()
        painter.fillRect(self.rect(), theme.tint(Tone.BLUE))
        painter.setPen(pen(QColor(theme.tokens.hairline)))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
