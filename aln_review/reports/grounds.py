"""What boxes stand on: tints, edges, frames. Each knows which part of a divided box it draws."""

from __future__ import annotations

from aln_review.reports.icons import Corners
from aln_review.reports.layout.laid import Ends, Paint
from aln_review.reports.palette import WHITE, Ink
from aln_review.reports.pen import Pen

Area = tuple[float, float, float, float]


def ends_only(radius: float, ends: Ends) -> Corners:
    """Corners that are round only where a box begins and ends."""
    head, foot = (radius if ends.first else 0.0), (radius if ends.last else 0.0)
    return head, head, foot, foot


def topped(ink: Ink, bar: float = 6.5, radius: float = 10.5) -> Paint:
    """A tinted box with its colour along the top, only where the box begins."""

    def paint(pen: Pen, area: Area, ends: Ends) -> None:
        x, top, wide, high = area
        corners = ends_only(radius, ends)
        pen.box(area, ink.strong if ends.first else ink.tint, corners=corners)
        if ends.first:
            below = (x, top - bar, wide, high - bar)
            pen.box(below, ink.tint, corners=(0.0, 0.0, corners[2], corners[3]))

    return paint


def edged(colour: str, tint: str, edge: float = 6.0, line: str = "") -> Paint:
    """A tinted box with a thick left edge, and a fine line round it if ``line`` is a colour."""

    def paint(pen: Pen, area: Area, ends: Ends) -> None:
        x, top, wide, high = area
        head, right, foot, left = ends_only(edge, ends)
        inside = (x + edge - 0.2, top, wide - edge + 0.2, high)
        pen.box(inside, tint, corners=(0.0, right, foot, 0.0))
        pen.box((x, top, edge, high), colour, corners=(head, 0.0, 0.0, left))
        if line:
            pen.box(area, line=line, corners=(head, right, foot, left), weight=0.9)

    return paint


def framed(line: str, fill: str = WHITE, radius: float = 8.0, weight: float = 0.9) -> Paint:
    """A box with a fine line round it."""

    def paint(pen: Pen, area: Area, ends: Ends) -> None:
        pen.box(area, fill, line, ends_only(radius, ends), weight)

    return paint
