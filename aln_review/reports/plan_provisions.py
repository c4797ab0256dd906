"""Sections 2B and 2C: a card for each provision, headed by the words it came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aln_review.reports import fonts
from aln_review.reports.document import PaperBlock, PaperRow, PaperSection, PaperSource
from aln_review.reports.fonts import Face
from aln_review.reports.furniture import FOOTER_FOR
from aln_review.reports.grounds import edged, framed
from aln_review.reports.layout.laid import Box, Drawn, Ends, Laid, Pad, Paint, Row, Stack, Together
from aln_review.reports.layout.pages import MARGIN, TEXT_WIDTH
from aln_review.reports.layout.text import Style
from aln_review.reports.palette import ACCENT, AMBER, BORDER, HAIRLINE, PINNED, TEAL, TEXT
from aln_review.reports.pen import PAGE_HEIGHT, Area, Pen
from aln_review.reports.plan_fields import CODE
from aln_review.reports.plan_values import Look, origin, quoted, value
from aln_review.reports.scribe import LABEL, SMALL, Scribe
from aln_review.reports.tags import Node, Role

OUTCOME: Final = Style(14.5, Face.SEMIBOLD, TEXT, 1.27)
PROVISION: Final = Style(12.5, leading=1.3)
BRIEF: Final = Style(12.0, leading=1.25)

SIDE: Final = 14.0
"""Room inside a card, left and right."""

BRIEF_PARTS: Final = ("3", "4", "5", "6")
"""Parts short enough to stand side by side: language, who, from when, until when."""

KEPT_WHOLE: Final = (PAGE_HEIGHT - MARGIN - FOOTER_FOR) * 0.62
"""A card up to this height moves to the next page rather than being divided."""


def provisions(scribe: Scribe, node: Node, section: PaperSection) -> list[tuple[float, Laid]]:
    """A card for each block, numbered."""
    total = len(section.blocks)
    made: list[tuple[float, Laid]] = []
    for number, block in enumerate(section.blocks, start=1):
        element = node.add(Role.SECTION)
        said = scribe.words.t("paper.plan.provision", number=number, total=total)
        style = Style(13.0, Face.BOLD, ACCENT, 1.2)
        heading = scribe.heading(element.add(Role.H3), said, style, TEXT_WIDTH, 2)
        parts: list[tuple[float, Laid]] = [(0.0, heading)]
        quotes = quoted([block], scribe.language)
        if quotes:
            parts.append((6.0, _quotes(scribe, element, quotes)))
        parts.append((8.0 if quotes else 6.0, _card(scribe, element, block)))
        made.append((11.0 if number == 1 else 18.0, Together(Stack.of(*parts), KEPT_WHOLE)))
    return made


def _quotes(scribe: Scribe, node: Node, sources: Sequence[PaperSource]) -> Laid:
    """The sentences a provision opens with, and whose they are."""
    inner = TEXT_WIDTH - 52 - 14
    parts: list[tuple[float, Laid]] = []
    for source in sources:
        quote = node.add(Role.QUOTE)
        words = Style(13.0, Face.SEMIBOLD, TEXT, 1.25)
        said = scribe.quote(source.text)
        parts.append((7.0, scribe.para(quote.add(Role.P), said, words, inner)))
        from_ = origin(scribe, source)
        if from_:
            line = scribe.words.t("paper.plan.source", what=from_)
            parts.append((1.0, scribe.para(quote.add(Role.P), line, SMALL, inner)))
    body = Stack.of(*parts)

    def sign(pen: Pen, x: float, top: float) -> None:
        pen.icon("message-square-quote", (x + 17, top - 2), 22, AMBER.strong, 1.8)

    row = Row.of((0.0, Drawn(24.0, sign)), (52.0, body), level=False)
    box = Box(row, TEXT_WIDTH, Pad(0, 9.0, 14.0, 10.0), edged(AMBER.strong, PINNED))
    return Stack.of((0.0, box), keeps_with_next=True)


def _card(scribe: Scribe, node: Node, block: PaperBlock) -> Laid:
    listed = node.list()
    made: list[tuple[float, Laid]] = []
    brief: list[PaperRow] = []
    first = True
    for row in block.rows:
        if _part(row) in BRIEF_PARTS:
            brief.append(row)
            continue
        made += _brief(scribe, listed, brief)
        brief = []
        made.append((0.0, _wide(scribe, listed, row, first=first)))
        first = False
    made += _brief(scribe, listed, brief)
    return Box(Stack.of(*made), TEXT_WIDTH, Pad(), framed(BORDER))


def _part(row: PaperRow) -> str:
    return row.code.rpartition(".")[2]


def _label(scribe: Scribe, item: Node, row: PaperRow, width: float) -> Laid:
    node = item.add(Role.LABEL)
    left = fonts.width(row.code, CODE.face) * CODE.size + 8 if row.code else 0.0
    code = scribe.joined(node, row.code, CODE, left + 4)
    name = scribe.para(node, row.label, LABEL, width - left)
    return Row.of((0.0, code), (left, name)) if row.code else name


def _wide(scribe: Scribe, listed: Node, row: PaperRow, *, first: bool) -> Laid:
    item = listed.add(Role.ITEM)
    inner = TEXT_WIDTH - 2 * SIDE
    outcome = _part(row) == "1"
    label = _label(scribe, item, row, inner)
    style = OUTCOME if outcome else PROVISION if _part(row) == "2" else BRIEF
    body = value(scribe, item.add(Role.BODY), row, inner, Look(style, sources=False, even=outcome))
    kept = Stack.of((0.0, label), keeps_with_next=True)
    pad = Pad(SIDE, 9.0, SIDE, 11.0)
    ground = _tinted if outcome and first else _ruled(first)
    return Box(Stack.of((0.0, kept), (2.0, body)), TEXT_WIDTH, pad, ground)


def _tinted(pen: Pen, area: Area, ends: Ends) -> None:
    """The outcome's ground, inside the frame."""
    x, top, wide, high = area
    head = 7.5 if ends.first else 0.0
    inside = (x + 0.5, top - 0.5, wide - 1.0, high - 0.5)
    pen.box(inside, TEAL.tint, corners=(head, head, 0.0, 0.0))


def _ruled(first: bool) -> Paint:
    def paint(pen: Pen, area: Area, ends: Ends) -> None:
        x, top, wide, _high = area
        if ends.first and not first:
            pen.rule((x, top), (x + wide, top), HAIRLINE, 0.8)

    return paint


def _brief(scribe: Scribe, listed: Node, rows: Sequence[PaperRow]) -> list[tuple[float, Laid]]:
    """Short parts side by side: all in one line where they fit, or else two and two."""
    if not rows:
        return []
    across = len(rows)
    width = TEXT_WIDTH / across
    cells = [_cell(scribe, listed, row, width) for row in rows]
    if max(cell.height for cell in cells) <= LABEL.line * 2 + BRIEF.line * 3 + 4 or across < 3:
        return [(0.0, _band(cells, width))]
    for _ in rows:
        listed.kids.pop()
    width = TEXT_WIDTH / 2
    halves = [_cell(scribe, listed, row, width) for row in rows]
    return [(0.0, _band(halves[at : at + 2], width)) for at in range(0, len(halves), 2)]


def _cell(scribe: Scribe, listed: Node, row: PaperRow, width: float) -> Laid:
    item = listed.add(Role.ITEM)
    inner = width - SIDE - 8
    label = _label(scribe, item, row, inner)
    body = value(scribe, item.add(Role.BODY), row, inner, Look(BRIEF, sources=False))
    return Stack.of((0.0, label), (2.0, body))


def _band(cells: Sequence[Laid], width: float) -> Laid:
    row = Row.of(*((index * width + SIDE, cell) for index, cell in enumerate(cells)), level=False)

    def paint(pen: Pen, area: Area, ends: Ends) -> None:
        x, top, wide, high = area
        if ends.first:
            pen.rule((x, top), (x + wide, top), HAIRLINE, 0.8)
        for index in range(1, len(cells)):
            at = x + index * width
            pen.rule((at, top), (at, top - high), HAIRLINE, 0.8)

    return Box(row, TEXT_WIDTH, Pad(0.0, 9.0, 0.0, 10.0), paint)
