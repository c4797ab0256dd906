"""Composes a table: heading cells with their scope, body cells, stripes that survive grey print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aln_review.domain.bilingual import Text
from aln_review.reports import fonts
from aln_review.reports.fonts import Face
from aln_review.reports.layout.laid import Box, Ends, Laid, Pad, Row
from aln_review.reports.layout.table import Table
from aln_review.reports.layout.text import Style
from aln_review.reports.palette import BAND, HAIRLINE, WHITE
from aln_review.reports.pen import Area, Pen
from aln_review.reports.scribe import Scribe
from aln_review.reports.tags import ARTIFACT, Node, Role

HEAD: Final = Style(10.5, Face.SEMIBOLD, WHITE, 1.25)
CELL_PAD: Final = Pad(9.0, 4.5, 6.0, 5.5)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: text of one or more paragraphs, in one style."""

    text: str | Text
    style: Style


def table(
    scribe: Scribe,
    node: Node,
    heads: Sequence[str | Text],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    colour: str,
) -> Table:
    """A table below ``node``; ``widths`` in points, one for each column."""
    made = node.add(Role.TABLE)
    body = tuple(
        _body_row(scribe, made.add(Role.ROW), row, widths, striped=index % 2 == 1)
        for index, row in enumerate(rows)
    )
    return Table(
        _head_row(scribe, _first(made), heads, widths, colour),
        _head_row(scribe, ARTIFACT, heads, widths, colour),
        body,
    )


def _first(made: Node) -> Node:
    """A row before all others."""
    head = made.add(Role.ROW)
    made.kids.remove(head)
    made.kids.insert(0, head)
    return head


def _head_row(
    scribe: Scribe, node: Node, heads: Sequence[str | Text], widths: Sequence[float], colour: str
) -> Laid:
    cells = []
    x = 0.0
    for head, width in zip(heads, widths, strict=True):
        inner = width - CELL_PAD.left - CELL_PAD.right
        text = scribe.para(node.add(Role.HEAD_CELL), head, HEAD, inner)
        cells.append((x + CELL_PAD.left, text))
        x += width

    def paint(pen: Pen, area: Area, _ends: Ends) -> None:
        pen.box(area, colour, corners=(5.0, 5.0, 5.0, 5.0))

    return Box(Row.of(*cells), x, Pad(0, 5.0, 0, 5.5), paint)


def _body_row(
    scribe: Scribe, node: Node, row: Sequence[Cell], widths: Sequence[float], *, striped: bool
) -> Laid:
    cells: list[tuple[float, Laid]] = []
    x = 0.0
    for cell, width in zip(row, widths, strict=True):
        inner = width - CELL_PAD.left - CELL_PAD.right
        cells.append((x + CELL_PAD.left, _cell(scribe, node.add(Role.CELL), cell, inner)))
        x += width

    def paint(pen: Pen, area: Area, _ends: Ends) -> None:
        left, top, wide, high = area
        if striped:
            pen.box(area, BAND)
        pen.rule((left, top - high), (left + wide, top - high), HAIRLINE, 0.7)

    return Box(Row.of(*cells), x, Pad(0, CELL_PAD.top, 0, CELL_PAD.bottom), paint)


def _cell(scribe: Scribe, node: Node, cell: Cell, width: float) -> Laid:
    if isinstance(cell.text, str) and "\n" not in cell.text:
        return scribe.para(node, cell.text, cell.style, width)
    return scribe.prose(node, cell.text, cell.style, width)


def column_widths(
    heads: Sequence[str], texts: Sequence[Sequence[str]], style: Style, width: float
) -> tuple[float, ...]:
    """Shares ``width`` out by what the columns hold.

    No column is narrower than its longest word, where that leaves room for the others.
    """
    room = CELL_PAD.left + CELL_PAD.right + 1
    least, wish = [], []
    for head, column in zip(heads, texts, strict=True):
        bold = Style(style.size, Face.SEMIBOLD)
        said = [*column, head]
        words = [word for text in said for word in text.split(" ") if word]
        least.append(
            min(width / 3, max((_measure(word, bold) for word in words), default=0) + room)
        )
        full = sorted((_measure(text, style) for text in said), reverse=True)
        wish.append(min(width, (full[0] + sum(full) / len(full)) / 2 + room))
    spare = width - sum(least)
    if spare <= 0:
        return tuple(share * width / sum(least) for share in least)
    wants = [max(0.0, want - floor) for want, floor in zip(wish, least, strict=True)]
    total = sum(wants) or 1.0
    return tuple(
        floor + spare * (want / total if sum(wants) else 1 / len(least))
        for floor, want in zip(least, wants, strict=True)
    )


def _measure(text: str, style: Style) -> float:
    return fonts.width(text, style.face) * style.size
