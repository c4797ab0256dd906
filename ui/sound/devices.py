"""The loudspeaker and the microphone of this computer, by as little as we need of them.

Qt's part for them is loaded when one is first asked for: most sittings never are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from aln_review.casework.sound_file import RATE, WIDTH
from aln_review.domain.errors import AlnError, WorldFault

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QAudioSource

HELD = RATE * WIDTH // 2
"""Bytes a loudspeaker holds: half a second, so that a busy moment of the window is not heard."""


class Speaker(Protocol):
    """Takes samples: 16 bits, one channel, :data:`RATE` a second."""

    def room(self) -> int:
        """Bytes it takes now."""

    def write(self, samples: bytes) -> None:
        """Play these after those it holds."""

    def waiting(self) -> int:
        """Milliseconds it holds that have not been heard."""

    def stop(self) -> None:
        """Silence, at once; what it holds is let go."""


class Microphone(Protocol):
    """Gives samples of the same kind until it is stopped."""

    def start(self, take: Callable[[bytes], object], broken: Callable[[AlnError], object]) -> None:
        """Hand samples over as they are heard; ``broken`` when the device goes."""

    def stop(self) -> None:
        """Listen no more; what was heard has been handed over."""


class Devices(Protocol):
    """Where a loudspeaker and a microphone come from."""

    def speaker(self) -> Speaker:
        """The one the computer uses; raises WorldFault where there is none."""

    def microphone(self) -> Microphone:
        """The one the computer uses; raises WorldFault where there is none."""


class QtDevices:
    """Those of this computer."""

    def speaker(self) -> Speaker:
        """The computer's loudspeaker.

        Raises:
            WorldFault: there is none, or the system's part for sound is missing.

        """
        try:
            from PySide6.QtMultimedia import QAudioSink, QMediaDevices
        except ImportError:
            raise WorldFault("error.sound.no_system") from None
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            raise WorldFault("error.sound.no_speaker")
        return _Speaker(QAudioSink(device, _format()))

    def microphone(self) -> Microphone:
        """The computer's microphone.

        Raises:
            WorldFault: there is none, or the system's part for sound is missing.

        """
        try:
            from PySide6.QtMultimedia import QAudioSource, QMediaDevices
        except ImportError:
            raise WorldFault("error.sound.no_system") from None
        device = QMediaDevices.defaultAudioInput()
        if device.isNull():
            raise WorldFault("error.sound.no_microphone")
        return _Microphone(QAudioSource(device, _format()))


def _format() -> QAudioFormat:
    from PySide6.QtMultimedia import QAudioFormat

    wanted = QAudioFormat()
    wanted.setSampleRate(RATE)
    wanted.setChannelCount(1)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return wanted


class _Speaker:
    def __init__(self, sink: QAudioSink) -> None:
        self._sink = sink
        sink.setBufferSize(HELD)
        self._line: QIODevice | None = sink.start()
        if self._line is None:
            raise WorldFault("error.sound.no_speaker")

    def room(self) -> int:
        return self._sink.bytesFree() if self._line is not None else 0

    def write(self, samples: bytes) -> None:
        if self._line is not None:
            self._line.write(samples)

    def waiting(self) -> int:
        held = max(0, self._sink.bufferSize() - self._sink.bytesFree())
        return held * 1000 // (RATE * WIDTH)

    def stop(self) -> None:
        self._line = None
        self._sink.reset()


class _Microphone:
    def __init__(self, source: QAudioSource) -> None:
        self._source = source
        self._line: QIODevice | None = None
        self._rest = b""
        self._take: Callable[[bytes], object] = bytes
        self._broken: Callable[[AlnError], object] = str

    def start(self, take: Callable[[bytes], object], broken: Callable[[AlnError], object]) -> None:
        self._take, self._broken = take, broken
        self._line = self._source.start()
        if self._line is None:
            raise WorldFault("error.sound.no_microphone")
        self._line.readyRead.connect(self._read)
        self._source.stateChanged.connect(self._state)

    def _read(self) -> None:
        if self._line is None:
            return
        heard = self._rest + bytes(self._line.readAll().data())
        whole = len(heard) // WIDTH * WIDTH
        self._rest = heard[whole:]
        self._take(heard[:whole])

    def _state(self) -> None:
        # Without its argument: the binding cannot turn that one into Python.
        from PySide6.QtMultimedia import QtAudio

        if self._line is not None and self._source.error() is not QtAudio.Error.NoError:
            self._line = None
            self._broken(WorldFault("error.sound.microphone_gone"))

    def stop(self) -> None:
        self._read()
        self._line = None
        self._source.stop()
