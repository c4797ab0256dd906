"""A photograph on its way in: read within limits, measured upright, the square that was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aln_review.exchange.photo import Crop, measure, read_photo_file


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """The bytes of a picture and its upright size in pixels, before anything was decoded."""

    data: bytes
    width: int
    height: int


def read_photo(path: Path) -> PhotoFile:
    """Read a picture's file.

    Raises:
        WorldFault: too large, not a picture, damaged, or it cannot be opened.

    """
    data = read_photo_file(path)
    width, height = measure(data)
    return PhotoFile(data, width, height)


def square(left: int, top: int, side: int) -> Crop:
    """A square of the upright picture: its left upper corner and its side, in pixels."""
    return Crop(left, top, side)
