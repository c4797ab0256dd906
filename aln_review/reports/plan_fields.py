"""Sections of labels and values. Short ones stand in two columns, long ones take the width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from aln_review.reports import fonts
from aln_review.reports.document import PaperRow, PaperSection
from aln_review.reports.fonts import Face
from aln_review.reports.layout.laid import Laid, Row, Stack
from aln_review.reports.layout.pages import TEXT_WIDTH
from aln_review.reports.layout.text import Style
from aln_review.reports.palette import ACCENT
from aln_review.reports.plan_values import VALUE, Look, value
from aln_review.reports.scribe import LABEL, Scribe
from aln_review.reports.tags import Node, Role

CODE: Final = Style(10.5, Face.BOLD, ACCENT, 1.25)
BETWEEN: Final = 22.0
"""Between two columns of labels and values."""

ROW_GAP: Final = 5.0
ENOUGH: Final = 4
"""Short rows that make two columns worth while."""

HALF: Final = (TEXT_WIDTH - BETWEEN) / 2


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row with the elements its label and its value belong to."""

    row: PaperRow
    item: Node


def fields(scribe: Scribe, node: Node, section: PaperSection) -> list[tuple[float, Laid]]:
    """The section's rows, in the form's order."""
    listed = node.list()
    made: list[tuple[float, Laid]] = []
    pairs = [_Pair(row, listed.add(Role.ITEM)) for block in section.blocks for row in block.rows]
    label = _label_width(scribe, pairs, 150)
    for short, group in groupby(pairs, key=lambda pair: _short(scribe, pair.row)):
        together = list(group)
        if short and len(together) >= ENOUGH:
            made += _columns(scribe, together)
        else:
            made += [(ROW_GAP, _line(scribe, pair, TEXT_WIDTH, label)) for pair in together]
    return [(9.0 if not index else gap, item) for index, (gap, item) in enumerate(made)]


def _short(scribe: Scribe, row: PaperRow) -> bool:
    """It reads well in half the width."""
    if row.code or isinstance(row.value, tuple):
        return False
    scratch = value(scribe, Node(Role.BODY), row, HALF - 104, Look(sources=True))
    label = scribe.para(Node(Role.LABEL), row.label, LABEL, HALF * 0.45)
    return scratch.height <= VALUE.line * 2.2 and label.height <= LABEL.line * 2.2


def _columns(scribe: Scribe, pairs: Sequence[_Pair]) -> list[tuple[float, Laid]]:
    """Down the left column, then down the right."""
    at = (len(pairs) + 1) // 2
    label = _label_width(scribe, pairs, HALF * 0.45)
    left = _stack([_line(scribe, pair, HALF, label) for pair in pairs[:at]])
    right = _stack([_line(scribe, pair, HALF, label) for pair in pairs[at:]])
    return [(ROW_GAP, Row.of((0.0, left), (HALF + BETWEEN, right), level=False))]


def _stack(lines: Sequence[Laid]) -> Stack:
    return Stack.of(*((ROW_GAP, line) for line in lines))


def _line(scribe: Scribe, pair: _Pair, width: float, label_width: float) -> Laid:
    row, item = pair.row, pair.item
    label = item.add(Role.LABEL)
    body = item.add(Role.BODY)
    cells: list[tuple[float, Laid]] = []
    left = 0.0
    if row.code:
        left = fonts.width(row.code, CODE.face) * CODE.size + 12
        cells.append((0.0, scribe.joined(label, row.code, CODE, left)))
        label_width = max(label_width, left + 60)
    name = scribe.para(label, row.label, LABEL, label_width - left)
    shown = value(scribe, body, row, width - label_width - 14, Look())
    return Row.of(*cells, (left, name), (label_width + 14, shown))


def _label_width(scribe: Scribe, pairs: Sequence[_Pair], most: float) -> float:
    """As wide as the widest label, up to ``most``; labels are measured, never given a width."""
    wide = [
        fonts.width(scribe.clean(pair.row.label.read(scribe.language)), LABEL.face) * LABEL.size
        for pair in pairs
    ]
    return min(most, max(wide, default=0.0) + 1)
