"""Divides what is laid out into pages, then draws them with their furniture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from aln_review.reports.layout.laid import NOTHING, Laid, Stack
from aln_review.reports.pen import PAGE_HEIGHT, PAGE_WIDTH, Pen

MARGIN: Final = 45.36
"""16 mm: text never comes nearer to the edge of the paper."""

BANNER_TOP: Final = 43.0
"""Where the first page's banner begins: 15 mm, the least that printers keep."""

TEXT_WIDTH: Final = PAGE_WIDTH - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a page's text stands: the height it starts and ends at, from the foot of the page."""

    top: float
    bottom: float

    @property
    def room(self) -> float:
        """In points."""
        return self.top - self.bottom


Frames = Callable[[int], Frame]
"""The frame of a page, counted from 0."""

Furniture = Callable[[Pen, int, int], None]
"""Draws what every page carries: pen, page counted from 1, number of pages."""


def paginate(items: Sequence[tuple[float, Laid]], frames: Frames) -> tuple[Stack, ...]:
    """Pages of ``(gap above, thing)``. Always ends: on a fresh page something is made to fit."""
    pages: list[Stack] = []
    rest: Laid = Stack.of(*items)
    while rest.height > 0:
        frame = frames(len(pages))
        head, left = rest.split(frame.room)
        if head is NOTHING:
            head, left = rest.split(frame.room, True)
        if head is NOTHING:
            head, left = rest, NOTHING
        pages.append(head if isinstance(head, Stack) else Stack.of((0.0, head)))
        rest = left
    return tuple(pages) or (Stack.of(),)


def draw_pages(pages: Sequence[Stack], frames: Frames, furniture: Furniture, pen: Pen) -> None:
    """Draw every page: furniture first, so that tints lie below the text."""
    for index, page in enumerate(pages):
        if index:
            pen.next_page()
        furniture(pen, index + 1, len(pages))
        page.draw(pen, MARGIN, frames(index).top, page.height)


def plain(top: float = MARGIN, bottom: float = MARGIN) -> Frames:
    """The same frame on every page, by its distances from the paper's edges."""
    frame = Frame(PAGE_HEIGHT - top, bottom)
    return lambda _index: frame
