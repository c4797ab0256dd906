"""A loudspeaker that remembers what it was given, and a microphone that is spoken into by hand."""

from __future__ import annotations

from collections.abc import Callable

from aln_review.casework.sound_file import RATE, WIDTH
from aln_review.domain.errors import AlnError, WorldFault
from ui.sound.devices import HELD, Microphone, Speaker


def unheard(_: object) -> None:
    """Nobody listens yet."""


class FakeSpeaker:
    """Holds half a second; :meth:`hear` lets time pass."""

    def __init__(self) -> None:
        self.heard = bytearray()
        self.held = bytearray()
        self.stopped = False

    def room(self) -> int:
        return HELD - len(self.held)

    def write(self, samples: bytes) -> None:
        assert len(samples) <= self.room()
        assert not self.stopped
        self.held += samples

    def waiting(self) -> int:
        return len(self.held) * 1000 // (RATE * WIDTH)

    def stop(self) -> None:
        self.stopped = True
        self.held.clear()

    def hear(self) -> None:
        """Everything it holds is heard."""
        self.heard += self.held
        self.held.clear()


class FakeMicrophone:
    """Hands over what :meth:`speak` is given."""

    def __init__(self) -> None:
        self.listening = False
        self._take: Callable[[bytes], object] = unheard
        self._broken: Callable[[AlnError], object] = unheard

    def start(self, take: Callable[[bytes], object], broken: Callable[[AlnError], object]) -> None:
        self._take, self._broken, self.listening = take, broken, True

    def stop(self) -> None:
        self.listening = False

    def speak(self, samples: bytes) -> None:
        """In tenths of a second, as a microphone does."""
        tenth = RATE * WIDTH // 10
        for at in range(0, len(samples), tenth):
            if self.listening:
                self._take(samples[at : at + tenth])

    def unplug(self) -> None:
        """It is gone."""
        self._broken(WorldFault("error.sound.microphone_gone"))


class FakeDevices:
    """``none`` is a computer without either."""

    def __init__(self, *, none: bool = False) -> None:
        self._none = none
        self.speakers: list[FakeSpeaker] = []
        self.microphones: list[FakeMicrophone] = []

    def speaker(self) -> Speaker:
        if self._none:
            raise WorldFault("error.sound.no_speaker")
        self.speakers.append(FakeSpeaker())
        return self.speakers[-1]

    def microphone(self) -> Microphone:
        if self._none:
            raise WorldFault("error.sound.no_microphone")
        self.microphones.append(FakeMicrophone())
        return self.microphones[-1]
