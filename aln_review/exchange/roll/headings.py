"""Find the row of headings: the one that says the most about its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aln_review.exchange.roll.fields import Field
from aln_review.exchange.roll.rules import RollRules

ENOUGH = 2
"""Headings that must be known before a row is taken for the headings of a roll."""


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A candidate: its place among the rows looked at and how many meanings it names."""

    index: int
    known: int
    width: int

    @property
    def plausible(self) -> bool:
        """Says enough to be the headings of a roll."""
        return self.known >= ENOUGH


def find_headings(rows: Sequence[Sequence[str]], rules: RollRules) -> HeadingRow:
    """The best candidate, the first of equals.

    Where no row names two meanings, the first row with two filled cells stands in, so that a
    person can still say what the columns are; ``known`` then tells the caller to be wary.
    """
    best = HeadingRow(-1, 0, 0)
    fallback = HeadingRow(-1, 0, 0)
    for index, row in enumerate(rows):
        known = {rules.heading(cell) for cell in row} - {Field.UNKNOWN}
        filled = sum(1 for cell in row if cell.strip())
        if len(known) > best.known:
            best = HeadingRow(index, len(known), filled)
        if fallback.index < 0 and filled >= ENOUGH:
            fallback = HeadingRow(index, len(known), filled)
    return best if best.plausible else fallback
