"""What boxes stand on: tints, edges, frames. Each knows which part of a divided box it draws."""

from __future__ import annotations

from aln_review.reports.icons import Corners
from aln_review.reports.layout.laid import Ends, Paint
from aln_review.reports.palette import WHITE, Ink
from aln_review.reports.pen import Area, Pen


def ends_only(radius: float, ends: Ends) -> Corners:
    """Corners that are round only where a box begins and ends."""
    head, foot = (radius if ends.first else 0.0), (radius if ends.last else 0.0)
    return head, head, foot, foot


def topped(ink: Ink, bar: float = 6.5, radius: float = 10.5) -> Paint:
    """A tinted box with its colour along the top, only where the box begins."""

    def paint(pen: Pen, area: Area, ends: Ends) -> None:
        x, top, wide, _high = area
        corners = ends_only(radius, ends)
        pen.box(area, ink.tint, corners=corners)
        if ends.first:
            pen.strip(area, corners, (x, top, wide, bar), ink.strong)

    return paint


def edged(colour: str, tint: str, edge: float = 6.0, line: str = "", radius: float = 7.0) -> Paint:
    """A tinted box with a thick left edge, and a fine line round it if ``line`` is a colour."""

    def paint(pen: Pen, area: Area, ends: Ends) -> None:
        x, top, _wide, high = area
        corners = ends_only(radius, ends)
        pen.box(area, tint, corners=corners)
        pen.strip(area, corners, (x, top, edge, high), colour)
        if line:
            pen.box(area, line=line, corners=corners, weight=0.9)

    return paint


def framed(line: str, fill: str = WHITE, radius: float = 8.0, weight: float = 0.9) -> Paint:
    """A box with a fine line round it."""

    def paint(pen: Pen, area: Area, ends: Ends) -> None:
        pen.box(area, fill, line, ends_only(radius, ends), weight)

    return paint
