"""Sounds made for tests: a tone whose pitch tells where in it one is, in any kind of file."""

from __future__ import annotations

import io
import math
from array import array
from functools import cache

import av

from aln_review.exchange.sound import RATE, WIDTH, SoundWriter

KINDS = {
    "wav": ("wav", "pcm_s16le"),
    "mp3": ("mp3", "libmp3lame"),
    "m4a": ("ipod", "aac"),
    "flac": ("flac", "flac"),
    "ogg": ("ogg", "libopus"),
    "webm": ("webm", "libopus"),
    "aac": ("adts", "aac"),
}
"""Name, how it is wrapped, and how it is coded."""


@cache
def _second(pitch: int, loud: float) -> bytes:
    """One second of it, after which it begins again."""
    turn = 2 * math.pi * pitch / RATE
    height = loud * 32767
    return array("h", (round(height * math.sin(turn * at)) for at in range(RATE))).tobytes()


def tone(seconds: float, pitch: int = 440, loud: float = 0.3) -> bytes:
    """Samples of ours."""
    size = round(seconds * RATE) * WIDTH
    return (_second(pitch, loud) * math.ceil(seconds))[:size]


@cache
def kept(seconds: float, pitch: int = 440) -> tuple[bytes, int]:
    """A recording as the vault keeps it, and its length in milliseconds."""
    writer = SoundWriter()
    data = writer.feed(tone(seconds, pitch)) + writer.finish()
    return data, writer.length


def recorded(kind: str, samples: bytes, hidden: str = "") -> bytes:
    """A file as another program writes it, with ``hidden`` in its title and its place."""
    wrap, codec = KINDS[kind]
    out = io.BytesIO()
    with av.open(out, "w", format=wrap) as file:
        if hidden:
            file.metadata.update(title=hidden, location=hidden, comment=hidden, artist=hidden)
        stream = file.add_stream(codec, rate=RATE)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(samples) // WIDTH)
        frame.planes[0].update(samples.ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate, frame.pts = RATE, 0
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return out.getvalue()
