"""One value of the form: its text, what it rests on, and whether its translation has been read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from aln_review.domain.bilingual import Language, Text
from aln_review.reports.document import PaperBlock, PaperRow, PaperSource, Saying
from aln_review.reports.fonts import Face
from aln_review.reports.layout.laid import Laid, Stack
from aln_review.reports.layout.text import Para, Style
from aln_review.reports.palette import ACCENT, MUTED
from aln_review.reports.scribe import SMALL, Points, Scribe, lines_of
from aln_review.reports.tags import Node, Role

VALUE: Final = Style(11.5, leading=1.3)
DOT: Final = " · "
"""Between facts of one line that are not a sentence."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a value is set."""

    style: Style = VALUE
    sources: bool = True
    even: bool = False


def value(scribe: Scribe, node: Node, row: PaperRow, width: float, look: Look) -> Laid:
    """A row's value under ``node``, with the lines that belong below it."""
    parts: list[tuple[float, Laid]] = [(0.0, _text(scribe, node, row, width, look))]
    if stale(row, scribe.language):
        said = scribe.words.t("paper.plan.stale")
        parts.append((2.0, scribe.para(node.add(Role.P), said, SMALL, width)))
    if look.sources and row.sources:
        said = origins(scribe, row.sources)
        if said:
            parts.append((2.0, scribe.para(node.add(Role.P), said, SMALL, width)))
    return Stack.of(*parts)


def _text(scribe: Scribe, node: Node, row: PaperRow, width: float, look: Look) -> Laid:
    style = look.style
    if row.empty:
        empty = "paper.plan.unwritten" if row.required else "paper.plan.nothing"
        said = scribe.words.t("paper.plan.left_out" if row.left_out else empty)
        pale = replace(style, face=Face.REGULAR, colour=MUTED)
        return scribe.para(node.add(Role.P), said, pale, width)
    if isinstance(row.value, date):
        said = scribe.words.date(row.value, "long")
        return scribe.para(node.add(Role.P), said, style, width)
    if isinstance(row.value, Text):
        parts = lines_of(row.value, scribe.language)
        return paragraphs(
            scribe.para(node.add(Role.P), part, style, width, even=look.even) for part in parts
        )
    points = Points(style, by_style(style), ACCENT, style.size * 1.1)
    return Stack.of(*((4.0, item) for item in scribe.points(node, row.value, points, width)))


def paragraphs(paras: Iterable[Para]) -> Stack:
    """Paragraphs with room between them; single lines, such as an address, stand close."""
    made = tuple(paras)
    long = any(len(para.lines) > 1 for para in made)
    return Stack.of(*((para.size * 0.4 if long else 0.0, para) for para in made))


def by_style(style: Style, colour: str = MUTED) -> Style:
    """The name after a statement."""
    return replace(style, face=Face.SEMIBOLD, colour=colour)


def as_sayings(row: PaperRow, language: Language) -> tuple[Saying, ...]:
    """A value as separate points: prose gives one for each line."""
    if isinstance(row.value, date):
        return ()
    if isinstance(row.value, Text):
        return tuple(Saying(line) for line in lines_of(row.value, language))
    return tuple(saying for saying in row.value if not saying.text.empty)


def stale(row: PaperRow, language: Language) -> bool:
    """What is shown is a translation of an earlier original."""
    texts = [row.value] if isinstance(row.value, Text) else []
    if isinstance(row.value, tuple):
        texts = [saying.text for saying in row.value]
    return any(text.stale and text.language_read(language) is not text.original for text in texts)


def origins(scribe: Scribe, sources: Iterable[PaperSource]) -> str:
    """Where a value came from, in one line; empty where nothing is known."""
    told = dict.fromkeys(origin(scribe, source) for source in sources)
    said = "; ".join(one for one in told if one)
    return scribe.words.t("paper.plan.source", what=said) if said else ""


def origin(scribe: Scribe, source: PaperSource) -> str:
    """Whose, where and when."""
    on = scribe.words.date(source.on, "long") if source.on else ""
    facts = (source.said_by, source.note.read(scribe.language), on)
    return DOT.join(fact for fact in facts if fact)


def quoted(blocks: Iterable[PaperBlock], language: Language) -> tuple[PaperSource, ...]:
    """The sources of a block that hold words, each once, in order."""
    kept: dict[str, PaperSource] = {}
    for block in blocks:
        for row in block.rows:
            for source in row.sources:
                if not source.text.empty:
                    kept.setdefault(source.text.read(language), source)
    return tuple(kept.values())
