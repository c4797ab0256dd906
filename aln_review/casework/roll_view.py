"""Importing a class list as a screen goes through it: columns, dry run, result."""

from __future__ import annotations

from collections.abc import Mapping as Counts
from collections.abc import MutableMapping
from dataclasses import dataclass, replace
from pathlib import Path

from aln_review.casework.commands.roll import ImportRoll, PreviewRoll
from aln_review.casework.core import Command, Query, Work
from aln_review.casework.roll_check import change_in_words, note_in_words
from aln_review.casework.say import Say
from aln_review.casework.undisturbed import MANY, disturb, undisturbed
from aln_review.exchange.roll.fields import Field
from aln_review.exchange.roll.freeing import free
from aln_review.exchange.roll.mapping import Mapping
from aln_review.exchange.roll.notes import Note
from aln_review.exchange.roll.read import read_roll_file
from aln_review.exchange.roll.report import RollReport, RowReport, Status
from aln_review.exchange.roll.table import Table
from aln_review.language.catalogue import Catalogue

MEANINGS = tuple(field.value for field in Field)
"""What a column may be said to hold; its name on screen is ``roll.field.`` and the value."""
UNKNOWN, IGNORED = Field.UNKNOWN.value, Field.IGNORED.value
STATUSES = tuple(status.value for status in Status)
TO_CHECK = "to-check"
ABSENT = "absent"
LISTS = (*STATUSES, TO_CHECK, ABSENT)
"""The lists of a dry run: by status, those with a warning, and whom the file leaves out."""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column: its heading and the first few different values beneath it."""

    place: int
    heading: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RollToMap:
    """A file that has been read, and what each of its columns is taken to mean."""

    table: Table
    mapping: Mapping
    columns: tuple[ColumnView, ...]

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return len(self.table)

    @property
    def cut_short(self) -> bool:
        """The file ends in the middle of a row."""
        return self.table.source.cut_short

    @property
    def meanings(self) -> tuple[str, ...]:
        """The meaning of every column, in order."""
        return tuple(field.value for field in self.mapping.fields)

    @property
    def missing(self) -> tuple[Say, ...]:
        """What no column is said to hold, and without which no row can be read."""
        return tuple(Say(field.message) for field in self.mapping.missing)

    def let_go(self) -> None:
        """It is done with, and every other made from it. Not for the window's thread."""
        self.table.let_go()

    def with_column(self, place: int, meaning: str) -> RollToMap:
        """Say what a column means; another that claimed the same becomes unknown."""
        return replace(self, mapping=self.mapping.with_column(place, Field(meaning)))


@dataclass(frozen=True, slots=True)
class ReadRoll(Query[RollToMap]):
    """Read a file. Nothing is compared or kept yet.

    Raises:
        WorldFault: it cannot be opened, is too large, or is no class list.

    """

    path: Path

    def run(self, work: Work) -> RollToMap:
        """Read the table, recognise its headings, look for samples."""
        rules = work.tools.law.roll
        with undisturbed(MANY):
            table = read_roll_file(self.path, rules)
        columns = tuple(
            ColumnView(place, heading, table.samples(place))
            for place, heading in enumerate(table.headings)
        )
        return RollToMap(table, Mapping.recognise(table, rules), columns)


@dataclass(frozen=True, slots=True)
class RowView:
    """One row as it is listed."""

    row: int
    name: str
    status: str
    report: RowReport | None = None

    def lines(self, words: Catalogue) -> tuple[str, ...]:
        """What would change, why it is refused, what to check: a sentence each."""
        if self.report is None:
            return ()
        changes = [change_in_words(change, words) for change in self.report.changes]
        notes = [note_in_words(n, words) for n in (*self.report.reasons, *self.report.warnings)]
        return (*changes, *notes)


@dataclass(frozen=True, slots=True)
class DryRun:
    """What importing would do, or has done. Rows are given out in pages: there may be 250,000."""

    counts: Counts[str, int]
    """By name of a list."""
    notes: tuple[Note, ...]
    changes_nothing: bool
    lists: MutableMapping[str, list[RowView]]

    @classmethod
    def of(cls, report: RollReport) -> DryRun:
        """Sort a report's rows into its lists. The report itself is done with after that."""
        lists: dict[str, list[RowView]] = {name: [] for name in LISTS}
        for row in report.rows:
            view = RowView(row.row, row.name, row.status.value, row)
            lists[row.status.value].append(view)
            if row.warnings:
                lists[TO_CHECK].append(view)
        lists[ABSENT] = [RowView(0, learner.name, ABSENT) for learner in report.absent]
        found = cls(
            counts={name: len(rows) for name, rows in lists.items()},
            notes=report.notes,
            changes_nothing=report.changes_nothing,
            lists=lists,
        )
        report.let_go()
        return found

    def let_go(self) -> None:
        """Nobody looks at its rows any more. Not for the window's thread: it takes its time."""
        free(*self.lists.values())

    def said(self, words: Catalogue) -> tuple[str, ...]:
        """Remarks about the file as a whole."""
        return tuple(note_in_words(note, words) for note in self.notes)

    def page(self, name: str, start: int, count: int) -> tuple[RowView, ...]:
        """Some rows of one list."""
        return tuple(self.lists[name][start : start + count])


def let_go(roll: RollToMap, dry: DryRun | None = None) -> None:
    """Free what was read and worked out, then search everything for rubbish again.

    Takes as long as 200,000 rows need, a moment at a time: never on the window's thread.
    """
    if dry is not None:
        dry.let_go()
    roll.let_go()
    disturb()


@dataclass(frozen=True, slots=True)
class TryRoll(Query[DryRun]):
    """What importing would do, row by row. Nothing is kept.

    Raises:
        Refusal: no column holds names or dates of birth.

    """

    roll: RollToMap

    def run(self, work: Work) -> DryRun:
        """Compare every row with the learners there are."""
        with undisturbed(self.roll.rows):
            return DryRun.of(PreviewRoll(self.roll.table, self.roll.mapping).run(work))


@dataclass(frozen=True, slots=True)
class KeepRoll(Command[DryRun]):
    """Keep what the dry run said, worked out anew: all of it or nothing. Gives back the counts."""

    roll: RollToMap

    def run(self, work: Work) -> DryRun:
        """Keep new and changed learners."""
        with undisturbed(self.roll.rows):
            done = DryRun.of(ImportRoll(self.roll.table, self.roll.mapping).run(work))
            done.let_go()
            return done
