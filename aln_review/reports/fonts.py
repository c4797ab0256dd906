"""The typeface of every paper, and the only place that knows where its files lie."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from aln_review.domain.bilingual import nfc


class Face(StrEnum):
    """The weights in use, by the names their files end in."""

    REGULAR = "Regular"
    SEMIBOLD = "Semibold"
    BOLD = "Bold"

    @property
    def font(self) -> str:
        """The name the PDF library knows this weight by."""
        return f"Paper{self.value}"


BOX: Final = "\N{BALLOT BOX}"
"""Stands for a character the typeface lacks: an empty box, which it has."""

STAND_INS: Final = {
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{HYPHEN}": "-",
    "\N{SOFT HYPHEN}": "",
    "\N{ZERO WIDTH SPACE}": "",
    "\N{ZERO WIDTH JOINER}": "",
    "\N{ZERO WIDTH NON-JOINER}": "",
    "\N{WORD JOINER}": "",
    "\N{ZERO WIDTH NO-BREAK SPACE}": "",
    "\N{VARIATION SELECTOR-15}": "",
    "\N{VARIATION SELECTOR-16}": "",
    "\N{THIN SPACE}": "\N{NO-BREAK SPACE}",
    "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
    "\N{LINE SEPARATOR}": "\n",
    "\N{PARAGRAPH SEPARATOR}": "\n",
    "\t": " ",
    "\r": "",
}
"""Characters set as something the typeface holds; none changes what is read."""


_REGISTERING: Final = Lock()


def ready() -> None:
    """Register the weights with the PDF library, once in a process (some 10 ms)."""
    with _REGISTERING:
        _register()


@cache
def _register() -> None:
    folder = files("font_source_sans_pro") / "files"
    for face in Face:
        name = f"SourceSansPro-{face.value}.ttf"
        pdfmetrics.registerFont(TTFont(face.font, str(folder / name), shapable=False))


@cache
def _glyphs(face: Face) -> dict[int, int]:
    ready()
    glyphs: dict[int, int] = pdfmetrics.getFont(face.font).face.charToGlyph
    return glyphs


@cache
def _widths(face: Face) -> dict[str, float]:
    ready()
    metrics = pdfmetrics.getFont(face.font).face
    return {chr(code): metrics.getCharWidth(code) / 1000 for code in metrics.charToGlyph}


def width(text: str, face: Face) -> float:
    """The width of ``text`` in ems. A character the face lacks counts as one box."""
    widths = _widths(face)
    box = widths[BOX]
    return sum([widths.get(letter, box) for letter in text])


def clean(text: str) -> tuple[str, frozenset[str]]:
    """Text the typeface can print, and the characters it could not and that became boxes.

    Composed by NFC, so that a circumflex typed after its letter prints as one Welsh letter.
    """
    text = nfc(text)
    if text.isascii() and text.isprintable():
        return text, frozenset()
    glyphs = _glyphs(Face.REGULAR)
    missing: set[str] = set()
    kept: list[str] = []
    for letter in text:
        stand_in = STAND_INS.get(letter)
        if stand_in is not None:
            kept.append(stand_in)
        elif letter == "\n" or (ord(letter) in glyphs and letter.isprintable()):
            kept.append(letter)
        else:
            kept.append(_replaced(letter, missing))
    return "".join(kept), frozenset(missing)


def _replaced(letter: str, missing: set[str]) -> str:
    """What is set for a letter the face lacks: a space, nothing for a control, or a box."""
    kind = unicodedata.category(letter)[0]
    if kind == "Z":
        return "\N{NO-BREAK SPACE}" if letter == "\N{NO-BREAK SPACE}" else " "
    if kind == "C":
        return ""
    missing.add(letter)
    return BOX
