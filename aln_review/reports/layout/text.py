"""Running text: broken into lines, then drawn line by line under the right element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from aln_review.reports import fonts
from aln_review.reports.fonts import Face
from aln_review.reports.layout.laid import NEARLY, NOTHING, Laid
from aln_review.reports.palette import TEXT
from aln_review.reports.pen import Pen
from aln_review.reports.tags import Node

ASCENT: Final = 0.78
DESCENT: Final = 0.24
"""What the letters take above and below the baseline, in ems; the rest of a line is leading."""


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set; ``size`` in points, ``leading`` in sizes."""

    size: float
    face: Face = Face.REGULAR
    colour: str = TEXT
    leading: float = 1.3

    @property
    def line(self) -> float:
        """From one baseline to the next, in points."""
        return self.size * self.leading

    def at(self, size: float) -> Style:
        """The same in another size."""
        return replace(self, size=size)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style, belonging to one element."""

    text: str
    style: Style
    node: Node


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line, ``x`` points from its start."""

    x: float
    text: str
    style: Style
    node: Node
    width: float
    cut: bool = False
    """The line ends inside a word."""


Line = tuple[Piece, ...]

WORD: Final = re.compile(r"[^ \n]+")
BREAKS: Final = re.compile(r"(?<=[-/\u2013\u2014@._])(?=.)")
"""Where a word too long for its line may be divided before it is cut between any two letters."""


@dataclass(frozen=True, slots=True)
class _Bit:
    """Part of a word: a word has several where its style or element changes inside it."""

    text: str
    run: Run
    width: float
    cut: bool = False
    """The word goes on in the next line."""


def _words(runs: Sequence[Run], room: float) -> Iterator[tuple[_Bit, ...]]:
    """Words, each with the bits it is made of. No bit is wider than ``room``."""
    word: list[_Bit] = []
    for run in runs:
        style = run.style
        at = 0
        for found in WORD.finditer(run.text):
            if found.start() > at and word:
                yield tuple(word)
                word = []
            at = found.end()
            wide = fonts.width(found[0], style.face) * style.size
            if wide <= room + NEARLY:
                word.append(_Bit(found[0], run, wide))
                continue
            if word:
                yield tuple(word)
            *parts, last = _cut(found[0], style, room)
            for part in parts:
                yield (_Bit(part, run, fonts.width(part, style.face) * style.size, cut=True),)
            word = [_Bit(last, run, fonts.width(last, style.face) * style.size)]
        if at < len(run.text) and word:
            yield tuple(word)
            word = []
    if word:
        yield tuple(word)


def _cut(word: str, style: Style, room: float) -> list[str]:
    """A word too long for its line, in parts that fit."""
    parts = [""]
    for stretch in BREAKS.split(word):
        for letter in [stretch] if _fits(stretch, style, room) else stretch:
            if parts[-1] and not _fits(parts[-1] + letter, style, room):
                parts.append("")
            parts[-1] += letter
    return parts


def _fits(text: str, style: Style, room: float) -> bool:
    return fonts.width(text, style.face) * style.size <= room + NEARLY


SHORT: Final = 0.16
"""A last line shorter than this share of the width looks lost."""


def wrap(runs: Sequence[Run], room: float) -> tuple[Line, ...]:
    """Lines no wider than ``room``, as few as can be, the last one not a lost word if it can."""
    lines = _filled(runs, room)
    if len(lines) < 2 or line_width(lines[-1]) >= room * SHORT:
        return lines
    for share in (0.94, 0.88, 0.82, 0.76):
        again = _filled(runs, room * share)
        if len(again) != len(lines):
            break
        if line_width(again[-1]) >= room * SHORT:
            return again
    return lines


def _filled(runs: Sequence[Run], room: float) -> tuple[Line, ...]:
    """Lines filled one after another."""
    lines: list[Line] = []
    line: list[_Bit] = []
    used = 0.0
    for word in _words(runs, room):
        wide = sum(bit.width for bit in word)
        space = fonts.width(" ", word[0].run.style.face) * word[0].run.style.size if line else 0.0
        if line and used + space + wide > room + NEARLY:
            lines.append(_set(line))
            line, used, space = [], 0.0, 0.0
        if line:
            line.append(_Bit(" ", line[-1].run, space))
        line += word
        used += space + wide
    if line:
        lines.append(_set(line))
    return tuple(lines)


def _set(bits: Sequence[_Bit]) -> Line:
    pieces: list[Piece] = []
    x = 0.0
    for _, group in groupby(bits, key=lambda bit: (bit.run.style, id(bit.run.node))):
        same = list(group)
        run = same[0].run
        wide = sum(bit.width for bit in same)
        said = "".join(bit.text for bit in same)
        pieces.append(Piece(x, said, run.style, run.node, wide, same[-1].cut))
        x += wide
    return tuple(pieces)


def line_width(line: Line) -> float:
    """How far a line reaches."""
    return line[-1].x + line[-1].width if line else 0.0


def balanced(runs: Sequence[Run], room: float) -> tuple[Line, ...]:
    """Lines about as long as one another: for headings and quotations of a few lines."""
    lines = wrap(runs, room)
    if len(lines) < 2:
        return lines
    narrow, wide = room / 2, room
    while wide - narrow > 2:
        middle = (narrow + wide) / 2
        if len(_filled(runs, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return _filled(runs, wide)


@dataclass(frozen=True, slots=True)
class Bookmarked:
    """The outline's line for a heading; level -1 is none."""

    title: str = ""
    level: int = -1


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph broken into lines."""

    lines: tuple[Line, ...]
    line: float
    size: float
    keeps_with_next: bool = False
    mark: Bookmarked = Bookmarked()
    joins: bool = False
    """More of the same element follows elsewhere: the last line ends in a space too."""

    @classmethod
    def of(cls, runs: Sequence[Run], room: float, *, even: bool = False) -> Para:
        """Set ``runs`` to ``room`` points; ``even`` balances the lines."""
        lines = balanced(runs, room) if even else wrap(runs, room)
        styles = [run.style for run in runs] or [Style(0.0)]
        return cls(lines, max(s.line for s in styles), max(s.size for s in styles))

    @property
    def height(self) -> float:
        """All lines."""
        return self.line * len(self.lines)

    @property
    def baseline(self) -> float:
        """The letters stand in the middle of their line."""
        return (self.line - (ASCENT + DESCENT) * self.size) / 2 + ASCENT * self.size

    @property
    def width(self) -> float:
        """The longest line."""
        return max((line_width(line) for line in self.lines), default=0.0)

    def draw(self, pen: Pen, x: float, top: float, _height: float, /) -> None:
        """Each line under its elements; a space ends it, so that words stay apart when read."""
        if self.mark.level >= 0 and self.lines:
            pen.bookmark(self.mark.title, top, self.mark.level)
        y = top - self.baseline
        for index, line in enumerate(self.lines):
            more = self.joins or index + 1 < len(self.lines)
            for piece in line:
                ending = " " if more and piece is line[-1] and not piece.cut else ""
                pen.under(piece.node)
                style = piece.style
                pen.words(
                    piece.text + ending, (x + piece.x, y), style.face, style.size, style.colour
                )
            y -= self.line

    def split(self, room: float, force: bool = False, /) -> tuple[Laid, Laid]:
        """At least two lines stay on each page, unless forced."""
        if self.height <= room + NEARLY:
            return self, NOTHING
        fit = int((room + NEARLY) / self.line)
        if force:
            fit = max(1, min(fit, len(self.lines) - 1))
        else:
            fit = 0 if self.keeps_with_next else min(fit, len(self.lines) - 2)
            if fit < 2:
                return NOTHING, self
        rest = replace(self, lines=self.lines[fit:], mark=Bookmarked())
        return replace(self, lines=self.lines[:fit], joins=True), rest
