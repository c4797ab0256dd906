"""Photographs: hidden data gone, upright, square, and nothing opened that is too large."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from aln_review.domain.errors import AlnError
from aln_review.exchange.photo import (
    KEPT_SIDE,
    MAX_BYTES,
    Crop,
    Picture,
    measure,
    read_photo_file,
    take_in,
)

RED, BLUE = (220, 30, 30), (30, 30, 220)


def picture(size: tuple[int, int] = (300, 200), kind: str = "JPEG", orientation: int = 1) -> bytes:
    """Red above, blue below, as stored; with a place, a comment and an orientation hidden in it."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (0, size[1] // 2, size[0], size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "Bethesda 53.18 -4.06"
    out = io.BytesIO()
    image.save(out, kind, exif=exif, comment=b"Bethesda", quality=95)
    return out.getvalue()


def opened(kept: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(kept.data))
    image.load()
    return image


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(int(a) - b) < 40 for a, b in zip(pixel, colour, strict=True))


def key_of(data: bytes, crop: Crop | None = None) -> str:
    with pytest.raises(AlnError) as caught:
        take_in(data, crop)
    return caught.value.key


def test_nothing_hidden_is_kept() -> None:
    kept = take_in(picture())
    image = opened(kept)
    assert b"Bethesda" not in kept.data
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    ("orientation", "red", "blue"),
    [
        (1, (100, 10), (100, 190)), (2, (100, 10), (100, 190)),
        (3, (100, 190), (100, 10)), (4, (100, 190), (100, 10)),
        (5, (10, 100), (190, 100)), (6, (190, 100), (10, 100)),
        (7, (190, 100), (10, 100)), (8, (10, 100), (190, 100)),
    ],
)  # fmt: skip
def test_turned_upright(orientation: int, red: tuple[int, int], blue: tuple[int, int]) -> None:
    data = picture(orientation=orientation)
    assert measure(data) == ((300, 200) if orientation < 5 else (200, 300))
    image = opened(take_in(data))
    assert image.size == (200, 200)
    assert near(image.getpixel(red), RED)
    assert near(image.getpixel(blue), BLUE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
def test_kinds_of_picture(kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (100, 100), RED).save(out, kind)
    kept = take_in(out.getvalue())
    assert kept.data.startswith(b"\xff\xd8\xff")
    assert near(opened(kept).getpixel((50, 50)), RED)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "YCbCr"])
def test_kinds_of_colour(mode: str) -> None:
    out = io.BytesIO()
    kind = {"CMYK": "JPEG", "YCbCr": "JPEG"}.get(mode, "PNG")
    source = Image.new("RGB", (80, 80), "white")
    if mode == "I;16":
        source = Image.new(mode, (80, 80), 65_535)
    source.convert(mode).save(out, kind)
    assert near(opened(take_in(out.getvalue())).getpixel((40, 40)), (255, 255, 255))


def test_what_is_transparent_becomes_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (80, 80), (0, 0, 0, 0)).save(out, "PNG")
    assert near(opened(take_in(out.getvalue())).getpixel((40, 40)), (255, 255, 255))


def test_large_pictures_are_made_smaller_and_small_ones_left() -> None:
    assert take_in(picture((2000, 1500))).side == KEPT_SIDE
    assert take_in(picture((300, 90))).side == 90


def test_the_square_a_person_chose() -> None:
    image = opened(take_in(picture(), Crop(10, 100, 100)))
    assert image.size == (100, 100)
    assert near(image.getpixel((50, 5)), BLUE)


@pytest.mark.parametrize(
    ("crop", "key"),
    [
        (Crop(250, 0, 100), "error.photo.crop_outside"),
        (Crop(-1, 0, 100), "error.photo.crop_outside"),
        (Crop(0, 0, 63), "error.photo.too_small"),
    ],
)
def test_squares_that_cannot_be(crop: Crop, key: str) -> None:
    assert key_of(picture(), crop) == key


def png_claiming(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (png_claiming(30_000, 10), "error.photo.too_wide"),
        (png_claiming(10, 30_000), "error.photo.too_wide"),
        (png_claiming(8_000, 8_000), "error.photo.too_many_pixels"),
        (png_claiming(60_000, 60_000), "error.photo.too_many_pixels"),
        (png_claiming(500, 500), "error.photo.damaged"),
        (b"\0" * (MAX_BYTES + 1), "error.photo.file_too_large"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "error.photo.heic"),
        (b"PK\x03\x04 not a picture", "error.photo.not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "error.photo.not_a_picture"),
        (b"", "error.photo.not_a_picture"),
        (picture((20, 20)), "error.photo.too_small"),
    ],
)
def test_what_is_refused_and_why(data: bytes, key: str) -> None:
    assert key_of(data) == key


def test_a_picture_cut_short_is_damaged() -> None:
    data = picture()
    assert key_of(data[: len(data) // 2]) == "error.photo.damaged"


WHOLE = picture((120, 100))


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_changed_byte_gives_a_picture_or_a_named_refusal(place: int, change: int) -> None:
    data = bytearray(WHOLE)
    data[place] ^= change
    try:
        side = take_in(bytes(data)).side
    except AlnError as refused:
        side = 0
        key = refused.key
    else:
        key = "error.photo."
    assert side <= KEPT_SIDE
    assert key.startswith("error.photo.")


def test_files(tmp_path: Path) -> None:
    file = tmp_path / "llun.jpg"
    file.write_bytes(WHOLE)
    assert read_photo_file(file) == WHOLE
    file.write_bytes(b"\0" * (MAX_BYTES + 1))
    for path, key in [
        (file, "error.photo.file_too_large"),
        (tmp_path, "error.photo.unreadable_file"),
    ]:
        with pytest.raises(AlnError) as caught:
            read_photo_file(path)
        assert caught.value.key == key
