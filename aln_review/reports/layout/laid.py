"""Things whose size is known: they can be drawn, and most can be divided between two pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from aln_review.reports.pen import Area, Pen

NEARLY: Final = 0.01
"""Points within which two heights are the same."""


class Laid(Protocol):
    """Something laid out to a width."""

    @property
    def height(self) -> float:
        """In points."""

    @property
    def baseline(self) -> float:
        """From the upper edge to the first line's baseline; 0 where there is no text."""

    @property
    def keeps_with_next(self) -> bool:
        """It must not be the last thing on a page."""

    def draw(self, pen: Pen, x: float, top: float, height: float, /) -> None:
        """Draw with the upper left corner at ``(x, top)``; what can be taller fills ``height``."""

    def split(self, room: float, force: bool = False, /) -> tuple[Laid, Laid]:
        """What fits in ``room`` and what is left. ``NOTHING`` first: none of it fits.

        ``force`` is for a fresh page: rules of good looks give way so that something fits.
        """


@dataclass(frozen=True, slots=True)
class Gap:
    """Room in points."""

    height: float
    baseline: float = 0.0
    keeps_with_next: bool = False

    def draw(self, _pen: Pen, _x: float, _top: float, _height: float, /) -> None:
        """Leave it white."""

    def split(self, room: float, _force: bool = False, /) -> tuple[Laid, Laid]:
        """Room is never divided."""
        return whole(self, room)


NOTHING: Final = Gap(0.0)


def whole(item: Laid, room: float) -> tuple[Laid, Laid]:
    """The division of what cannot be divided: all of it, or none."""
    return (NOTHING, item) if item.height > room + NEARLY else (item, NOTHING)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing that cannot be divided. ``paint`` gets the pen and the upper left corner."""

    height: float
    paint: Callable[[Pen, float, float], None]
    baseline: float = 0.0
    keeps_with_next: bool = False

    def draw(self, pen: Pen, x: float, top: float, _height: float, /) -> None:
        """Paint it."""
        self.paint(pen, x, top)

    def split(self, room: float, _force: bool = False, /) -> tuple[Laid, Laid]:
        """All of it, or none."""
        return whole(self, room)


@dataclass(frozen=True, slots=True)
class Stack:
    """Things below one another, each with the room above it (none above the first)."""

    items: tuple[tuple[float, Laid], ...]
    height: float
    baseline: float
    keeps_with_next: bool = False

    @classmethod
    def of(cls, *items: tuple[float, Laid], keeps_with_next: bool = False) -> Stack:
        """A stack of ``(gap above, thing)``; things without height are left out."""
        kept = [(gap, item) for gap, item in items if item.height > 0]
        if kept:
            kept[0] = (0.0, kept[0][1])
        height = sum(gap + item.height for gap, item in kept)
        return cls(tuple(kept), height, kept[0][1].baseline if kept else 0.0, keeps_with_next)

    def draw(self, pen: Pen, x: float, top: float, _height: float, /) -> None:
        """Draw each at its own height."""
        for gap, item in self.items:
            top -= gap
            item.draw(pen, x, top, item.height)
            top -= item.height

    def split(self, room: float, force: bool = False, /) -> tuple[Laid, Laid]:
        """As many as fit; the next divided if it can be; headings stay with what they head."""
        if self.height <= room + NEARLY:
            return self, NOTHING
        left = room
        count = 0
        for gap, item in self.items:
            if gap + item.height > left + NEARLY:
                break
            left -= gap + item.height
            count += 1
        gap, item = self.items[count]
        head, rest = item.split(left - gap, force and count == 0)
        taken = list(self.items[:count])
        if head is NOTHING:
            while taken and taken[-1][1].keeps_with_next:
                taken.pop()
            if not taken and force:
                taken = list(self.items[: max(1, count)])
        else:
            taken.append((gap, head))
        if not taken:
            return NOTHING, self
        after = self.items[len(taken) :]
        remaining = after if head is NOTHING else ((0.0, rest), *self.items[count + 1 :])
        return Stack.of(*taken), Stack.of(*remaining)


@dataclass(frozen=True, slots=True)
class Row:
    """Things side by side at the given distances from the left, their first lines level."""

    cells: tuple[tuple[float, Laid], ...]
    height: float
    baseline: float
    keeps_with_next: bool = False
    level: bool = True
    """Whether first baselines are brought to the same height."""

    @classmethod
    def of(cls, *cells: tuple[float, Laid], level: bool = True) -> Row:
        """A row of ``(x, thing)``."""
        baseline = max((cell.baseline for _, cell in cells), default=0.0)
        row = cls(cells, 0.0, baseline, level=level)
        return replace(row, height=max((row.drop(c) + c.height for _, c in cells), default=0.0))

    def drop(self, cell: Laid) -> float:
        """How far a cell is lowered so that its first line is level with the row's."""
        return self.baseline - cell.baseline if self.level and cell.baseline else 0.0

    def draw(self, pen: Pen, x: float, top: float, height: float, /) -> None:
        """Draw the cells, each as tall as the row."""
        for left, cell in self.cells:
            drop = self.drop(cell)
            cell.draw(pen, x + left, top - drop, height - drop)

    def split(self, room: float, force: bool = False, /) -> tuple[Laid, Laid]:
        """Every cell divided at the same height; none, if one of them cannot begin here."""
        if self.height <= room + NEARLY:
            return self, NOTHING
        parts = [
            (left, cell, cell.split(room - self.drop(cell), force)) for left, cell in self.cells
        ]
        if any(head is NOTHING and cell.height > 0 for _, cell, (head, _) in parts):
            return NOTHING, self
        heads = Row.of(*((left, head) for left, _, (head, _) in parts), level=self.level)
        rests = Row.of(*((left, rest) for left, _, (_, rest) in parts), level=self.level)
        return heads, rests


@dataclass(frozen=True, slots=True)
class Ends:
    """Which part of a divided box is being drawn."""

    first: bool = True
    last: bool = True


Paint = Callable[[Pen, Area, Ends], None]
"""Draws a box's ground: pen, ``(x, top, width, height)``, and which part of the box it is."""


@dataclass(frozen=True, slots=True)
class Pad:
    """Room inside a box."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A thing on a ground. Divided, both parts keep their ground and the room inside."""

    inner: Laid
    width: float
    pad: Pad
    paint: Paint
    ends: Ends = Ends()
    keeps_with_next: bool = False

    @property
    def height(self) -> float:
        """What is inside, and the room about it."""
        return self.inner.height + self.pad.top + self.pad.bottom

    @property
    def baseline(self) -> float:
        """The first line's, from the box's upper edge."""
        return self.inner.baseline + self.pad.top if self.inner.baseline else 0.0

    def draw(self, pen: Pen, x: float, top: float, height: float, /) -> None:
        """The ground at the height given, then what is inside."""
        self.paint(pen, (x, top, self.width, height), self.ends)
        inside = height - self.pad.top - self.pad.bottom
        self.inner.draw(pen, x + self.pad.left, top - self.pad.top, inside)

    def split(self, room: float, force: bool = False, /) -> tuple[Laid, Laid]:
        """Two boxes."""
        if self.height <= room + NEARLY:
            return self, NOTHING
        inside = room - self.pad.top - self.pad.bottom
        head, rest = self.inner.split(inside, force)
        if head is NOTHING:
            return NOTHING, self
        if rest is NOTHING:
            return self, NOTHING
        return (
            replace(self, inner=head, ends=Ends(self.ends.first, last=False)),
            replace(self, inner=rest, ends=Ends(first=False, last=self.ends.last)),
        )


@dataclass(frozen=True, slots=True)
class Together:
    """A thing kept on one page where a page of ``limit`` points can hold it."""

    inner: Laid
    limit: float

    @property
    def height(self) -> float:
        """That of what it holds."""
        return self.inner.height

    @property
    def baseline(self) -> float:
        """That of what it holds."""
        return self.inner.baseline

    @property
    def keeps_with_next(self) -> bool:
        """As what it holds."""
        return self.inner.keeps_with_next

    def draw(self, pen: Pen, x: float, top: float, height: float, /) -> None:
        """Draw what it holds."""
        self.inner.draw(pen, x, top, height)

    def split(self, room: float, force: bool = False, /) -> tuple[Laid, Laid]:
        """Divided only where it is taller than its limit, or where it must be."""
        if self.height <= self.limit and not force:
            return whole(self, room)
        return self.inner.split(room, force)
