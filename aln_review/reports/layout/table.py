"""Tables whose headings come again on every page, and whose rows stay whole where they can."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aln_review.reports.layout.laid import NEARLY, NOTHING, Laid
from aln_review.reports.pen import Pen


@dataclass(frozen=True, slots=True)
class Table:
    """A heading row and body rows, laid out.

    ``again`` is the heading row as an artifact: a repeat is seen, and read only once.
    """

    head: Laid
    again: Laid
    rows: tuple[Laid, ...]
    keeps_with_next: bool = False

    @property
    def height(self) -> float:
        """Heading and rows."""
        return self.head.height + sum(row.height for row in self.rows)

    @property
    def baseline(self) -> float:
        """That of the heading row."""
        return self.head.baseline

    def draw(self, pen: Pen, x: float, top: float, _height: float, /) -> None:
        """Heading, then rows."""
        for row in (self.head, *self.rows):
            row.draw(pen, x, top, row.height)
            top -= row.height

    def split(self, room: float, force: bool = False, /) -> tuple[Laid, Laid]:
        """Between rows; a row is divided only where it alone is taller than a page."""
        if self.height <= room + NEARLY:
            return self, NOTHING
        left = room - self.head.height
        count = 0
        while count < len(self.rows) and self.rows[count].height <= left + NEARLY:
            left -= self.rows[count].height
            count += 1
        rest = replace(self, head=self.again)
        if count:
            return (
                replace(self, rows=self.rows[:count]),
                replace(rest, rows=self.rows[count:]),
            )
        if not force or not self.rows:
            return NOTHING, self
        top, bottom = self.rows[0].split(left, True)
        if top is NOTHING:
            return NOTHING, self
        return replace(self, rows=(top,)), replace(rest, rows=(bottom, *self.rows[1:]))
