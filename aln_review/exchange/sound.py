"""Take a sound in, write one while it is spoken, and give it out again stretch by stretch.

Telephones write where and when into their recordings, and a recording's name is often a place.
What is kept is written afresh from samples, so no title, place, picture or date can come along.
It is Ogg Opus (RFC 7845, RFC 6716), one channel: an hour takes some fourteen megabytes, any player
opens it, and a file that was broken off by a dead battery plays as far as it got.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from aln_review.domain.errors import WorldFault
from aln_review.domain.late import late

if TYPE_CHECKING:
    import av
    from av.container import InputContainer, OutputContainer
else:
    av = late("av")

RATE: Final = 48_000
"""Samples a second of whatever is kept, recorded and played."""
WIDTH: Final = 2
"""Bytes of one sample: signed, in the order of this computer."""
BITS: Final = 32_000
"""Bits a second: speech and song are as good as on the radio."""
MAX_BYTES: Final = 100 * 1024 * 1024
MAX_SECONDS: Final = 60 * 60
MIN_SAMPLES: Final = RATE // 5
"""A fifth of a second: less is a slip of the finger."""
RATES: Final = range(4_000, 384_001)
"""Samples a second that a file may have. A header of ten would make an hour out of a moment, and
a gigabyte of samples out of one block."""
BAD_PACKETS: Final = 20
"""One in so many may be unreadable, as the last one of a telephone that ran flat is."""
RUN_UP: Final = 0.2
"""Seconds decoded before those that are wanted: Opus needs 80 ms to be itself (RFC 7845 4.6)."""

_OGG = "ogg"
_KINDS: Final = (
    (0, b"OggS", _OGG),
    (0, b"fLaC", "flac"),
    (0, b"ID3", "mp3"),
    (4, b"ftyp", "mp4"),
    (0, b"\x1aE\xdf\xa3", "matroska"),
    (0, b"#!AMR", "amr"),
)
"""Where, what and which reader: no other of the library's many readers is let near a file."""


@dataclass(frozen=True, slots=True)
class Sound:
    """An Ogg Opus file and how long it plays, in milliseconds."""

    data: bytes
    length: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a sound: samples as a loudspeaker takes them, one channel, :data:`RATE` a second."""

    samples: bytes
    at: int
    """Milliseconds from the beginning."""
    ends: bool
    """Nothing follows."""


class SoundWriter:
    """Writes Ogg Opus while samples arrive. What it has given out can be played at any moment."""

    def __init__(self) -> None:
        self._out = _Pages()
        options = {"fflags": "+bitexact", "page_duration": "200000"}
        self._file: OutputContainer = av.open(self._out, "w", format=_OGG, options=options)
        self._stream = self._file.add_stream("libopus", rate=RATE)
        self._stream.layout = "mono"
        self._stream.bit_rate = BITS
        self.samples = 0
        """How many were taken."""

    @property
    def length(self) -> int:
        """Milliseconds taken so far."""
        return self.samples * 1000 // RATE

    def feed(self, samples: bytes) -> bytes:
        """Take samples; what became ready of the file, often nothing."""
        count = len(samples) // WIDTH
        if count:
            frame = av.AudioFrame(format="s16", layout="mono", samples=count)
            # A frame's memory is longer than its samples.
            room = frame.planes[0].buffer_size
            frame.planes[0].update(samples[: count * WIDTH].ljust(room, b"\0"))
            frame.sample_rate = RATE
            frame.pts = self.samples
            self.samples += count
            self._file.mux(self._stream.encode(frame))
        return self._out.taken()

    def finish(self) -> bytes:
        """The rest of the file. Nothing can be fed afterwards."""
        self._file.mux(self._stream.encode(None))
        self._file.close()
        return self._out.taken()


class _Pages:
    """Where the library writes to: onwards only, so that what was given out stays as it is."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        data = b"".join(self._parts)
        self._parts.clear()
        return data


def read_sound_file(path: Path) -> bytes:
    """The bytes of a sound's file; one beyond the limit is not opened.

    Raises:
        WorldFault: too large, or it cannot be opened.

    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large()
        return path.read_bytes()
    except OSError:
        raise WorldFault("error.sound.unreadable_file") from None


def take_in(data: bytes) -> Sound:
    """A sound made afresh from what can be heard in a file.

    Raises:
        WorldFault: not a sound that is known here, damaged, silent, or beyond a limit.

    """
    if len(data) > MAX_BYTES:
        raise _too_large()
    writer = SoundWriter()
    made = [writer.feed(samples) for samples in _heard(data, _kind(data))]
    if writer.samples < MIN_SAMPLES:
        raise WorldFault("error.sound.nothing_heard")
    made.append(writer.finish())
    return Sound(b"".join(made), writer.length)


def stretch(file: BinaryIO, at: int, span: int) -> Stretch:
    """The samples of a kept sound from ``at`` on for ``span``, both in milliseconds.

    Only the parts of the file that are needed are read.

    Raises:
        WorldFault: it cannot be decoded.

    """
    first, last = at * RATE // 1000, (at + span) * RATE // 1000
    out = bytearray()
    ends = True
    try:
        with _opened(file, _OGG) as opened:
            if at:
                opened.seek(max(0, int((at / 1000 - RUN_UP) * av.time_base)))
            for start, samples in _placed(opened.decode(audio=0)):
                out += samples[max(0, first - start) * WIDTH : max(0, last - start) * WIDTH]
                if start + len(samples) // WIDTH > last:
                    ends = False
                    break
    except _broken():
        raise WorldFault("error.sound.not_playable") from None
    return Stretch(bytes(out), at, ends)


def _opened(file: BinaryIO, kind: str) -> InputContainer:
    # It would otherwise tell the log what a recording says of itself.
    av.logging.set_level(av.logging.PANIC)
    return av.open(file, "r", format=kind, metadata_errors="ignore")


def _broken() -> tuple[type[Exception], ...]:
    """What the library raises on a damaged file. Its words are not shown: they may quote it."""
    return (
        av.FFmpegError, ValueError, LookupError, ArithmeticError, TypeError, OSError,
        AttributeError, RuntimeError,
    )  # fmt: skip


def _placed(frames: Iterator[av.AudioFrame]) -> Iterator[tuple[int, bytes]]:
    """Samples with the number of the first of them."""
    resampler = av.AudioResampler("s16", "mono", RATE)
    for frame in frames:
        start = round((frame.time or 0.0) * RATE)
        for part in resampler.resample(frame):
            # Before the beginning lie a few milliseconds that only prepare the decoder.
            early = max(0, -start)
            yield max(0, start), _samples(part)[early * WIDTH :]
            start += part.samples


def _samples(frame: av.AudioFrame) -> bytes:
    return bytes(frame.planes[0])[: frame.samples * WIDTH]


def _heard(data: bytes, kind: str) -> Iterator[bytes]:
    """Everything that can be heard, as samples of ours."""
    taken = 0
    try:
        with _opened(io.BytesIO(data), kind) as opened:
            if not opened.streams.audio:
                raise WorldFault("error.sound.nothing_heard")
            _judge_rate(opened.streams.audio[0].rate)
            if (opened.duration or 0) / av.time_base > MAX_SECONDS:
                raise _too_long()
            resampler = av.AudioResampler("s16", "mono", RATE)
            for frame in _frames(opened):
                _judge_rate(frame.sample_rate)
                for part in resampler.resample(frame):
                    taken += part.samples
                    if taken > MAX_SECONDS * RATE:
                        raise _too_long()
                    yield _samples(part)
            for part in resampler.resample(None):
                yield _samples(part)
    except _broken():
        raise WorldFault("error.sound.damaged") from None


def _frames(opened: InputContainer) -> Iterator[av.AudioFrame]:
    """What its packets hold, but for the few that cannot be read."""
    good = bad = 0
    for packet in opened.demux(opened.streams.audio[0]):
        try:
            frames = packet.decode()
            good += 1
        except av.InvalidDataError:
            bad += 1
            continue
        yield from frames
    if bad * BAD_PACKETS > good:
        raise WorldFault("error.sound.damaged")


def _judge_rate(rate: int) -> None:
    if rate not in RATES:
        raise WorldFault("error.sound.damaged")


def _kind(data: bytes) -> str:
    """Which reader a file needs, by how it begins."""
    for at, begins, kind in _KINDS:
        if data[at : at + len(begins)] == begins:
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    if len(data) > 1 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0:
        # The same eleven bits begin MPEG audio and ADTS; the layer, nought in ADTS, tells them.
        return "mp3" if data[1] & 0x06 else "aac"
    raise WorldFault("error.sound.not_a_sound")


def _too_large() -> WorldFault:
    return WorldFault("error.sound.file_too_large", megabytes=MAX_BYTES // (1024 * 1024))


def _too_long() -> WorldFault:
    return WorldFault("error.sound.too_long", minutes=MAX_SECONDS // 60)
