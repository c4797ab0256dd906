"""Photographs: square, small, without what the camera wrote, and never a bomb."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from aln_review.domain.errors import WorldFault
from aln_review.reports.photo import DOTS, square
from tests.reports.papers import photo


@pytest.mark.parametrize("size", [(900, 1200), (1200, 300), (64, 64)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_becomes_a_square_jpeg(size: tuple[int, int], kind: str) -> None:
    made = Image.open(BytesIO(square(photo(size, kind))))
    assert made.format == "JPEG"
    assert made.width == made.height <= DOTS


def test_the_camera_s_notes_are_left_out() -> None:
    notes = Image.Exif()
    notes[0x010E] = "12 Rhes y Felin"
    out = BytesIO()
    Image.new("RGB", (50, 50), "red").save(out, "JPEG", exif=notes)
    assert b"Rhes y Felin" in out.getvalue()
    assert b"Rhes y Felin" not in square(out.getvalue())


def test_see_through_becomes_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    dot = Image.open(BytesIO(square(out.getvalue()))).getpixel((25, 25))
    assert isinstance(dot, tuple)
    assert min(dot) > 250


def test_the_same_photograph_gives_the_same_bytes() -> None:
    assert square(photo()) == square(photo())


def _png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "given",
    [b"", b"no photograph", photo()[:200], _png_claiming(9000, 9000), _png_claiming(60000, 60000)],
)
def test_what_is_no_photograph_is_refused_in_words(given: bytes) -> None:
    with pytest.raises(WorldFault) as caught:
        square(given)
    assert caught.value.key == "error.paper.photo"
