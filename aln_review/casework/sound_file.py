"""A sound on its way in: read from a file within limits, or written while somebody speaks."""

from __future__ import annotations

from pathlib import Path

from aln_review.exchange.sound import RATE, WIDTH, Sound, SoundWriter, read_sound_file, take_in

__all__ = ["RATE", "WIDTH", "Sound", "SoundWriter", "prepare", "read_sound"]


def prepare() -> None:
    """Load what writes sounds: some 50 ms, so that pressing *record* is not what waits for it."""
    SoundWriter().finish()


def read_sound(path: Path) -> Sound:
    """What can be heard in a file, made afresh. Takes a second for some minutes of sound.

    Raises:
        WorldFault: too large, too long, silent, not a sound, damaged, or it cannot be opened.

    """
    return take_in(read_sound_file(path))
