"""Records into the vault: every second is on the disk before the next has been spoken."""

from __future__ import annotations

from array import array
from functools import partial

from PySide6.QtCore import QObject, Signal

from aln_review.casework.commands.sound import AddToSound, KeepSound
from aln_review.casework.sound_file import SoundWriter
from aln_review.domain.document import Document
from aln_review.domain.errors import AlnError
from ui.desk import Screen
from ui.sound.devices import Microphone

EVERY = 1000
"""Milliseconds of speech after which what was made of it goes into the vault."""
MOST = 60 * 60 * 1000
"""Milliseconds after which it ends by itself: somebody forgot it."""
LOUDEST = 32768


class Recorder(QObject):
    """One recording at a time.

    ``heard(int, float)`` milliseconds so far and how loud the last of them were, from 0 to 1;
    ``kept(Document)`` after each second that is on the disk; ``ended()``.
    """

    heard = Signal(int, float)
    kept = Signal(object)
    ended = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._microphone: Microphone | None = None
        self._writer: SoundWriter | None = None
        self._learner = ""
        self._id = ""
        self._busy = False
        self._ready = b""
        self._since = 0

    @property
    def recording(self) -> bool:
        """Somebody is being listened to."""
        return self._microphone is not None

    def start(self, learner_id: str) -> None:
        """Listen, and keep what is heard as a recording of this learner."""
        try:
            microphone = self._screen.desk.audio.microphone()
            self._learner, self._id = learner_id, ""
            self._ready, self._since, self._busy = b"", 0, False
            self._writer = SoundWriter()
            microphone.start(self._take, self._broken)
        except AlnError as error:
            self._writer = None
            self._screen.desk.say_error(error)
            return
        self._microphone = microphone

    def stop(self) -> None:
        """Listen no more, and keep the rest."""
        if not self.recording:
            return
        self._listen_no_more()
        self._keep()
        self.ended.emit()

    @property
    def waits(self) -> bool:
        """Something could not be kept yet."""
        return bool(self._ready) and not self.recording

    def retry(self) -> None:
        """Keep what a full disk refused."""
        self._keep()

    def _take(self, samples: bytes) -> None:
        if self._writer is None:
            return
        self._ready += self._writer.feed(samples)
        self.heard.emit(self._writer.length, _loudness(samples))
        if self._microphone is None:
            return  # the last of it, which stop() keeps
        if self._writer.length >= MOST:
            self.stop()
        elif self._writer.length - self._since >= EVERY:
            self._since = self._writer.length
            self._keep()

    def _keep(self) -> None:
        if self._writer is None or not self._ready or self._busy:
            return
        self._busy = True
        data, self._ready = self._ready, b""
        length = self._writer.length
        refused = partial(self._refused, data)
        # Past the page's own way to the record, which lets nothing else be kept meanwhile.
        bridge = self._screen.desk.bridge
        if self._id:
            bridge.do(AddToSound(self._id, data, length), self._kept, refused)
        else:
            bridge.do(KeepSound(self._learner, data, length), self._kept, refused)

    def _kept(self, document: Document) -> None:
        self._busy = False
        self._id = document.id
        self.kept.emit(document)
        if not self.recording:
            # What came while the vault was at work.
            self._keep()

    def _refused(self, data: bytes, error: AlnError) -> None:
        """The disk is full, or gone: what is kept is safe, and the rest waits for another try."""
        self._busy = False
        self._ready = data + self._ready
        if self.recording:
            self._listen_no_more()
            self.ended.emit()
        self._screen.desk.say_error(error)

    def _listen_no_more(self) -> None:
        microphone, self._microphone = self._microphone, None
        if microphone is not None and self._writer is not None:
            microphone.stop()
            self._ready += self._writer.finish()

    def _broken(self, error: AlnError) -> None:
        self.stop()
        self._screen.desk.say_error(error)


def _loudness(samples: bytes) -> float:
    values = array("h", samples)
    if not values:
        return 0.0
    highest, lowest = max(values), min(values)
    return max(highest, -lowest) / LOUDEST
