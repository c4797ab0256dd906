"""Section 1C: the profile in its boxes, in the colours of the profile's own page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from aln_review.reports.document import PaperRow, PaperSection, PaperSource
from aln_review.reports.fonts import Face
from aln_review.reports.grounds import edged
from aln_review.reports.layout.laid import Box, Laid, Pad, Row, Stack, Together
from aln_review.reports.layout.pages import TEXT_WIDTH
from aln_review.reports.layout.text import Style
from aln_review.reports.palette import AMBER, BERRY, BLUE, BRICK, MUTED, SLATE, TEAL, Ink
from aln_review.reports.plan_values import as_sayings, by_style, origins, stale
from aln_review.reports.scribe import SMALL, Points, Scribe, icon
from aln_review.reports.tags import Node, Role

INK: Final[dict[str, Ink]] = {
    "like_admire": BERRY,
    "important_to": AMBER,
    "how_support": TEAL,
    "important_for": Ink(BRICK.strong, BRICK.tint, "scale"),
    "aspirations": BLUE,
}
OTHER: Final = Ink(SLATE.strong, SLATE.tint, "message-square-quote")

SIDE_BY_SIDE: Final = ("important_to", "how_support")
BESIDE: Final = ("important_for", "aspirations")
"""Boxes whose heading stands beside what it heads: they are short."""

BETWEEN: Final = 12.0
KEPT_WHOLE: Final = 300.0
"""Boxes up to this height are not divided."""

ITEM: Final = Style(11.5, leading=1.28)


def profile(scribe: Scribe, node: Node, section: PaperSection) -> list[tuple[float, Laid]]:
    """A box for each field; two that belong together stand side by side."""
    given = [row for block in section.blocks for row in block.rows]
    kept = [row for row in given if row.required or not row.empty] or given
    made: list[tuple[float, Laid]] = []
    at = 0
    while at < len(kept):
        pair = tuple(row.key for row in kept[at : at + 2])
        gap = 9.0 if made else 11.0
        if pair == SIDE_BY_SIDE:
            made.append((gap, _pair(scribe, node, kept[at], kept[at + 1])))
            at += 2
        else:
            made.append((gap, _box(scribe, node, kept[at], TEXT_WIDTH)))
            at += 1
    line = _origin(scribe, node, kept)
    return [*made, *([(8.0, line)] if line.height else [])]


def _pair(scribe: Scribe, node: Node, first: PaperRow, second: PaperRow) -> Laid:
    half = (TEXT_WIDTH - BETWEEN) / 2
    left, right = _box(scribe, node, first, half), _box(scribe, node, second, half)
    return Together(Row.of((0.0, left), (half + BETWEEN, right), level=False), KEPT_WHOLE)


def _box(scribe: Scribe, node: Node, row: PaperRow, width: float) -> Laid:
    ink = INK.get(row.key, OTHER)
    inner = width - 6 - 13 - 14
    style = Style(13.0, Face.BOLD, ink.strong, 1.15)
    beside = inner * 0.3 if row.key in BESIDE else 0.0
    title = scribe.heading(
        node.add(Role.H3), row.label.read(scribe.language), style, (beside or inner) - 25, 2
    )
    head = Row.of((0.0, icon(ink.icon, 16.5, ink.strong)), (25.0, title))
    items = _items(scribe, node, row, ink, inner - beside)
    body: Laid = Stack.of((0.0, replace(head, keeps_with_next=True)), (7.0, items))
    if beside:
        body = Row.of((0.0, head), (beside, items))
    box = Box(body, width, Pad(19.0, 9.0, 14.0, 10.0), edged(ink.strong, ink.tint))
    return Together(box, KEPT_WHOLE)


def _items(scribe: Scribe, node: Node, row: PaperRow, ink: Ink, width: float) -> Laid:
    if row.empty:
        said = scribe.words.t("paper.plan.unwritten" if row.required else "paper.plan.nothing")
        return scribe.para(node.add(Role.P), said, replace(ITEM, colour=MUTED), width)
    look = Points(ITEM, by_style(ITEM), ink.strong, 15.0)
    points = scribe.points(node, as_sayings(row, scribe.language), look, width)
    parts: list[tuple[float, Laid]] = [(4.5, point) for point in points]
    if stale(row, scribe.language):
        said = scribe.words.t("paper.plan.stale")
        parts.append((4.0, scribe.para(node.add(Role.P), said, SMALL, width)))
    return Stack.of(*parts)


def _origin(scribe: Scribe, node: Node, kept: Sequence[PaperRow]) -> Laid:
    """One line for the whole profile: where its words came from."""
    sources = tuple(
        PaperSource(said_by=source.said_by, note=source.note, on=source.on)
        for row in kept
        for source in row.sources
    )
    said = origins(scribe, dict.fromkeys(sources))
    if not said:
        return Stack.of()
    text = scribe.para(node.add(Role.P), said, SMALL, TEXT_WIDTH - 20)
    return Row.of((0.0, icon("message-square-quote", 13, MUTED)), (20.0, text))
