"""Sections whose blocks are rows: 3A, 3B and 3C, as tables under their fields' labels."""

from __future__ import annotations

from datetime import date
from typing import Final

from aln_review.domain.bilingual import Text
from aln_review.language.dates import NO_BREAK
from aln_review.reports.document import PaperRow, PaperSection
from aln_review.reports.fonts import Face
from aln_review.reports.layout.laid import Laid
from aln_review.reports.layout.pages import TEXT_WIDTH
from aln_review.reports.layout.text import Style
from aln_review.reports.palette import ACCENT, MUTED
from aln_review.reports.plan_values import as_sayings
from aln_review.reports.scribe import Scribe
from aln_review.reports.tables import Cell, column_widths, table
from aln_review.reports.tags import Node, Role

FIRST: Final = Style(11.0, Face.SEMIBOLD, leading=1.27)
CELL: Final = Style(11.0, leading=1.27)


def rows(scribe: Scribe, node: Node, section: PaperSection) -> list[tuple[float, Laid]]:
    """The section as one table; without blocks, a line that says nothing is recorded."""
    blocks = [block for block in section.blocks if not block.empty]
    if not blocks:
        said = scribe.words.t("paper.plan.nothing")
        style = Style(11.5, colour=MUTED)
        return [(9.0, scribe.para(node.add(Role.P), said, style, TEXT_WIDTH))]
    labels = [row.label for row in blocks[0].rows]
    texts = [[_shown(scribe, row) for row in block.rows] for block in blocks]
    body = [
        [Cell(text, FIRST if index == 0 else CELL) for index, text in enumerate(line)]
        for line in texts
    ]
    heads = [label.read(scribe.language) for label in labels]
    plain = [
        [text if isinstance(text, str) else text.read(scribe.language) for text in column]
        for column in zip(*texts, strict=True)
    ]
    widths = column_widths(heads, plain, CELL, TEXT_WIDTH)
    return [(11.0, table(scribe, node, labels, body, widths, ACCENT))]


def _shown(scribe: Scribe, row: PaperRow) -> str | Text:
    """A cell's text; a day in words."""
    if isinstance(row.value, date):
        return scribe.words.date(row.value, "long").replace(" ", NO_BREAK)
    if isinstance(row.value, Text):
        return row.value
    lines = [saying.text for saying in as_sayings(row, scribe.language)]
    joined = "\n".join(line.read(scribe.language) for line in lines)
    return Text.of(joined, lines[0].language_read(scribe.language)) if lines else ""
