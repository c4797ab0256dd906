"""A photograph made ready for paper: square, no larger than print needs, without its metadata."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError

from aln_review.domain.errors import WorldFault

DOTS: Final = 640
"""Side in dots: 300 to the inch at the largest size a paper prints."""

LARGEST: Final = 60_000_000
"""Dots a photograph may claim to have; more is refused before it is unpacked."""


def square(photo: bytes) -> bytes:
    """The middle of ``photo`` as a square JPEG.

    Raises :class:`WorldFault` ``error.paper.photo`` where the bytes are no photograph.
    """
    try:
        with Image.open(BytesIO(photo)) as opened:
            if opened.width * opened.height > LARGEST:
                raise WorldFault("error.paper.photo", width=opened.width, height=opened.height)
            opened.draft("RGB", (DOTS, DOTS))
            flat = _on_white(opened)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError):
        raise WorldFault("error.paper.photo", width=0, height=0) from None
    side = min(flat.size)
    left, top = (flat.width - side) // 2, (flat.height - side) // 2
    cut = flat.crop((left, top, left + side, top + side))
    if side > DOTS:
        cut = cut.resize((DOTS, DOTS), Image.Resampling.LANCZOS)
    out = BytesIO()
    cut.save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue()


def _on_white(opened: Image.Image) -> Image.Image:
    """Without transparency: see-through parts become the paper's white."""
    if opened.mode in {"RGB", "L"}:
        return opened.convert("RGB")
    layered = opened.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(ground, layered).convert("RGB")
