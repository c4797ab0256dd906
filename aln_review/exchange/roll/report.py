"""What an import would do, row by row, before anything is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, MutableSequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import msgspec

from aln_review.domain.learner import Learner
from aln_review.exchange.roll.fields import Field
from aln_review.exchange.roll.freeing import free
from aln_review.exchange.roll.notes import Note
from aln_review.exchange.roll.table import Source

RollLearner = Learner
"""What a roll is compared with: the learner as the vault holds it."""


class Status(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    DUPLICATE = "duplicate"

    @property
    def message(self) -> str:
        """The message key of its name on screen."""
        return f"roll.status.{self.value}"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that would change. A list is given with commas, a date as a date."""

    field: Field
    old: str | date
    new: str | date


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row. ``row`` counts from 1 as a spreadsheet does, headings included."""

    row: int
    status: Status
    name: str = ""
    learner_id: str = ""
    """The learner in the vault that the row was found to be; empty for a new one."""
    reasons: tuple[Note, ...] = ()
    """Why it is refused, or of which row it is a duplicate."""
    changes: tuple[Change, ...] = ()
    warnings: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file and what it was taken to mean."""

    heading: str
    field: Field


@dataclass(frozen=True, slots=True)
class RollReport:
    """The whole dry run."""

    source: Source
    columns: tuple[Column, ...]
    notes: tuple[Note, ...]
    """Remarks about the file as a whole."""
    rows: MutableSequence[RowReport]
    staged: MutableMapping[int, Learner]
    """By row number: the learner as it would be kept. A new one has no id yet."""
    absent: MutableSequence[Learner]
    """Learners in the vault, not known to have left, whom the file does not mention."""

    def count(self, status: Status) -> int:
        """How many rows have this status."""
        return sum(1 for row in self.rows if row.status is status)

    @property
    def warnings(self) -> int:
        """How many rows carry a warning."""
        return sum(1 for row in self.rows if row.warnings)

    @property
    def changes_nothing(self) -> bool:
        """Importing this would leave the vault as it is."""
        return not self.staged

    def let_go(self) -> None:
        """It is done with: free it a piece at a time. What was taken out of it stays whole."""
        free(self.staged, self.rows, self.absent)

    def to_json(self) -> str:
        """The report for other programs: remarks by key, with their facts."""
        told = {
            "source": self.source,
            "columns": self.columns,
            "notes": self.notes,
            "counts": {
                "rows": len(self.rows),
                **{status.value: self.count(status) for status in Status},
                "warnings": self.warnings,
                "absent": len(self.absent),
            },
            "rows": self.rows,
        }
        return msgspec.json.format(msgspec.json.encode(told), indent=2).decode()


def to_learners(report: RollReport, new_id: Callable[[], str]) -> Iterator[Learner]:
    """The learners to keep, new and changed, in the order of the file; new ones get their ids."""
    for row in report.rows:
        learner = report.staged.get(row.row)
        if learner is not None:
            yield learner if learner.id else replace(learner, id=new_id())
