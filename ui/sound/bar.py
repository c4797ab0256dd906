"""Play and pause, and where one is in a recording."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from aln_review.casework.say import Say
from aln_review.domain.document import Document
from ui.desk import Screen
from ui.sound.player import Player
from ui.widgets import IconButton, Label, Role, SeekBar, Tone, line


def clock(milliseconds: int) -> str:
    """Minutes and seconds, as any player shows them."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02}"


class PlayBar(QWidget):
    """Plays one recording. Silent as soon as it cannot be seen."""

    def __init__(self, screen: Screen, player: Player) -> None:
        super().__init__()
        self._screen = screen
        self._player = player
        self._sound: Document | None = None
        self._at = 0
        self.press = IconButton("play")
        self.seek = screen.put(SeekBar(), "sound.place")
        self.time = Label(Role.SMALL, Tone.MUTED, wrap=False)
        self.setLayout(line(self.press, self.seek, self.time, spacing=10))
        self.press.clicked.connect(self.toggle)
        self.seek.sliderMoved.connect(self._sought)
        self.seek.actionTriggered.connect(self._stepped)
        player.changed.connect(self._show)
        player.moved.connect(self._moved)
        player.ended.connect(self._ended)

    def show_sound(self, sound: Document) -> None:
        """The recording it is for."""
        if self._sound is None or self._sound.id != sound.id:
            self._at = 0
        self._sound = sound
        self.seek.setRange(0, max(1, sound.length // 1000))
        self._show()

    def toggle(self) -> None:
        """Play from where it was stopped, or stop."""
        if self._is_heard():
            self._player.pause()
        elif self._sound is not None:
            self._player.play(self._sound, self._at)

    def silence(self) -> None:
        """Heard no more, wherever it was."""
        if self._is_heard():
            self._player.pause()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is heard of a page that is not shown; a minimised window still shows its page."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.silence()

    def _is_heard(self) -> bool:
        return self._sound is not None and self._player.playing == self._sound.id

    def _sought(self, seconds: int) -> None:
        self._at = seconds * 1000
        if self._is_heard() and self._sound is not None:
            self._player.play(self._sound, self._at)
        self._tell()

    def _stepped(self, _action: int) -> None:
        self._sought(self.seek.sliderPosition())

    def _moved(self, at: int) -> None:
        if self._is_heard():
            self._at = at
            self._tell()

    def _ended(self, heard: str) -> None:
        if self._sound is not None and heard == self._sound.id:
            self._at = 0
            self._tell()

    def _show(self) -> None:
        heard = self._is_heard()
        self.press.set_icon("pause" if heard else "play")
        if self._sound is not None:
            says = (
                named(self._sound, "sound.pause_of", "sound.pause_from")
                if heard
                else named(self._sound, "sound.play_of", "sound.play_from")
            )
            self._screen.say(self.press.setText, says)
        self._tell()

    def _tell(self) -> None:
        length = self._sound.length if self._sound is not None else 0
        self.time.setText(f"{clock(min(self._at, length))} / {clock(length)}")
        if not self.seek.isSliderDown():
            self.seek.setValue(self._at // 1000)


def named(sound: Document, by_title: str, by_day: str) -> Say:
    """A sentence about a recording: ``what`` it is about, or its day ``on`` if nobody has said."""
    if sound.title.empty:
        return Say.of(by_day, on=sound.on or date.min)
    return Say.of(by_title, what=sound.title)
