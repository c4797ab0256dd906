"""Take a photograph in: limits before decoding, turned upright, cut square, nothing hidden kept.

Photographs from phones carry where and when they were taken. The picture that is kept is drawn
afresh from pixels, so no metadata, thumbnail, comment or colour profile can come along.
"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from aln_review.domain.errors import Refusal, WorldFault

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 30_000_000
MAX_SIDE = 12_000
MIN_SIDE = 64
"""Pixels. A smaller square is a smudge on paper."""
KEPT_SIDE = 800
"""Pixels. Some 68 mm at 300 dots to the inch: wider than any paper shows it."""
QUALITY = 88

# Pillow tells the log, if asked for detail, what a photograph's hidden data says.
logging.getLogger("PIL").setLevel(logging.WARNING)

_READERS = (
    JpegImageFile, PngImageFile, WebPImageFile, GifImageFile, BmpImageFile,
)  # fmt: skip
_FORMATS = tuple(reader.format for reader in _READERS)
"""No other of Pillow's many readers is let near a file."""
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"heif", b"mif1", b"msf1"})
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each value of the Exif orientation tag (Exif 2.32, table 4)."""

_BROKEN = (
    OSError, EOFError, SyntaxError, ValueError, LookupError, TypeError, AttributeError,
    ArithmeticError, RuntimeError, struct.error, zlib.error,
)  # fmt: skip
"""What Pillow's readers raise on a damaged file."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A square of the upright picture: its left upper corner and its side, in pixels."""

    left: int
    top: int
    side: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A square JPEG and its side in pixels."""

    data: bytes
    side: int


def read_photo_file(path: Path) -> bytes:
    """The bytes of a picture's file; one beyond the limit is not opened.

    Raises:
        WorldFault: too large, or it cannot be opened.

    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large()
        return path.read_bytes()
    except OSError:
        raise WorldFault("error.photo.unreadable_file") from None


def measure(data: bytes) -> tuple[int, int]:
    """Width and height of the upright picture in pixels, from its header alone.

    Raises:
        WorldFault: as :func:`take_in`, save for damage beyond the header.

    """
    with _opened(data) as image:
        width, height = image.size
        return (height, width) if _orientation(image) >= 5 else (width, height)


def take_in(data: bytes, crop: Crop | None = None) -> Picture:
    """A safe square picture; without ``crop``, the largest square in the middle.

    Raises:
        WorldFault: not a picture, damaged, or beyond a limit; nothing was decoded then.
        Refusal: the square lies outside the picture or is too small to print.

    """
    with _opened(data) as image:
        turned = _UPRIGHT.get(_orientation(image))
        try:
            image.load()
            upright = image if turned is None else image.transpose(turned)
            plain = _plain(upright)
        except _BROKEN:
            raise WorldFault("error.photo.damaged") from None
    square = plain.crop(_box(plain.size, crop))
    if square.width > KEPT_SIDE:
        square = square.resize((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    kept = Image.new("RGB", square.size)
    kept.paste(square)
    out = io.BytesIO()
    kept.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), kept.width)


def _opened(data: bytes) -> Image.Image:
    """The picture with its header read and judged; its pixels are still packed."""
    if len(data) > MAX_BYTES:
        raise _too_large()
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise WorldFault("error.photo.heic")
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except UnidentifiedImageError:
        raise WorldFault("error.photo.not_a_picture") from None
    except _BROKEN:
        raise WorldFault("error.photo.damaged") from None
    if max(image.size) > MAX_SIDE:
        raise WorldFault("error.photo.too_wide", limit=MAX_SIDE)
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels()
    return image


def _orientation(image: Image.Image) -> int:
    """The Exif orientation; damaged Exif data is as none, for it is thrown away anyway."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except _BROKEN:
        return 1
    return value if isinstance(value, int) else 1


def _plain(image: Image.Image) -> Image.Image:
    """Red, green and blue of eight bits; what is transparent becomes white paper."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        image = paper
    return image.convert("RGB")


def _box(size: tuple[int, int], crop: Crop | None) -> tuple[int, int, int, int]:
    width, height = size
    if crop is None:
        side = min(size)
        crop = Crop((width - side) // 2, (height - side) // 2, side)
    right, bottom = crop.left + crop.side, crop.top + crop.side
    if crop.left < 0 or crop.top < 0 or right > width or bottom > height:
        raise Refusal("error.photo.crop_outside")
    if crop.side < MIN_SIDE:
        raise Refusal("error.photo.too_small", limit=MIN_SIDE)
    return crop.left, crop.top, right, bottom


def _too_large() -> WorldFault:
    return WorldFault("error.photo.file_too_large", megabytes=MAX_BYTES // (1024 * 1024))


def _too_many_pixels() -> WorldFault:
    return WorldFault("error.photo.too_many_pixels", millions=MAX_PIXELS // 1_000_000)
