"""Plays a recording straight out of the vault: some seconds in memory, nothing on the disk."""

from __future__ import annotations

from collections import deque
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from aln_review.casework.queries.sound import SPAN, Heard, SoundStretch
from aln_review.casework.sound_file import RATE, WIDTH
from aln_review.domain.audience import SAID_ALOUD
from aln_review.domain.document import Document
from aln_review.domain.errors import AlnError, Refusal
from ui.desk import Screen
from ui.meeting_room.audience import before_the_room
from ui.sound.devices import Speaker

EVERY = 60
"""Milliseconds between looks at how much the loudspeaker takes."""
AHEAD = RATE * WIDTH * 2
"""Bytes: the next stretch is asked for when fewer wait."""


class Player(QObject):
    """One recording at a time.

    ``changed()`` when another is played, or none; ``moved(int)`` milliseconds heard of it;
    ``ended(str)`` which was heard to its end.
    """

    changed = Signal()
    moved = Signal(int)
    ended = Signal(str)

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._speaker: Speaker | None = None
        self._waiting: deque[bytes] = deque()
        self._playing = ""
        self._turn = 0
        self._next = 0
        self._fed = 0
        self._ended = False
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._feed)

    @property
    def playing(self) -> str:
        """The id of what is heard; empty in silence."""
        return self._playing

    def play(self, sound: Document, at: int = 0) -> None:
        """Play it from ``at``, in milliseconds, in place of what is heard now."""
        self.pause()
        try:
            if before_the_room() and sound.may_see not in SAID_ALOUD:
                raise Refusal("error.sound.before_the_room")
            self._speaker = self._screen.desk.audio.speaker()
        except AlnError as error:
            self._screen.desk.say_error(error)
            return
        self._playing = sound.id
        self._next = self._fed = at
        self._ended = False
        self._timer.start()
        self._ask()
        self.changed.emit()

    def pause(self) -> None:
        """Silence. No sample stays behind."""
        self._turn += 1
        self._timer.stop()
        self._waiting.clear()
        self._asked = False
        if self._speaker is not None:
            self._speaker.stop()
            self._speaker = None
        if self._playing:
            self._playing = ""
            self.changed.emit()

    def _ask(self) -> None:
        self._asked = True
        query = SoundStretch(self._playing, self._next)
        self._screen.ask(query, partial(self._heard, self._turn), self._failed)

    def _heard(self, turn: int, heard: Heard) -> None:
        if turn != self._turn:
            return
        self._asked = False
        self._next += SPAN
        self._ended = heard.stretch.ends
        if heard.stretch.samples:
            self._waiting.append(heard.stretch.samples)
        self._feed()

    def _failed(self, error: AlnError) -> None:
        self.pause()
        self._screen.desk.say_error(error)

    def _feed(self) -> None:
        speaker = self._speaker
        if speaker is None:
            return
        room = speaker.room() // WIDTH * WIDTH
        while room and self._waiting:
            samples = self._waiting.popleft()
            speaker.write(samples[:room])
            self._fed += min(room, len(samples)) * 1000 // (RATE * WIDTH)
            if len(samples) > room:
                self._waiting.appendleft(samples[room:])
            room = max(0, room - len(samples))
        if not self._asked and not self._ended and sum(map(len, self._waiting)) < AHEAD:
            self._ask()
        left = speaker.waiting()
        self.moved.emit(max(0, self._fed - left))
        if self._ended and not self._waiting and not left:
            heard = self._playing
            self.pause()
            self.ended.emit(heard)
