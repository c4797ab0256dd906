"""The dry run of an import without a vault: what a roll would do, and how to say it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from aln_review.casework.places import find_places
from aln_review.domain.bilingual import Language
from aln_review.domain.learner import Learner
from aln_review.domain.wales import day_in_wales
from aln_review.exchange.roll.fields import Field
from aln_review.exchange.roll.mapping import Mapping
from aln_review.exchange.roll.notes import Note
from aln_review.exchange.roll.plan import plan_import
from aln_review.exchange.roll.read import read_roll_file
from aln_review.exchange.roll.report import Change, RollReport, RowReport, Status, to_learners
from aln_review.exchange.roll.rules import RollRules
from aln_review.language.catalogue import Catalogue


def utc_now() -> datetime:
    """The time according to this computer."""
    return datetime.now(UTC)


def check(file: Path, against: Path | None, now: Callable[[], datetime] = utc_now) -> RollReport:
    """What importing ``file`` would do, after ``against`` if there is one, into an empty vault.

    Raises:
        WorldFault: a file cannot be opened or is no roll.
        Refusal: a file has no column for names or for dates of birth.

    """
    rules = RollRules.load(find_places().resources)
    today = day_in_wales(now())
    before = [] if against is None else _imported(against, rules, today)
    return _planned(file, rules, before, today)


def _planned(file: Path, rules: RollRules, existing: Sequence[Learner], today: date) -> RollReport:
    table = read_roll_file(file, rules)
    return plan_import(table, Mapping.recognise(table, rules), existing, today)


def _imported(file: Path, rules: RollRules, today: date) -> list[Learner]:
    numbers = itertools.count(1)
    return list(to_learners(_planned(file, rules, (), today), lambda: str(next(numbers))))


def as_text(report: RollReport, words: Catalogue) -> str:
    """The report in words, a line for each thing: the columns, the counts, then row by row.

    Rows that would change nothing are counted and not listed.
    """
    return "\n".join([*_head(report, words), *_rows(report, words)])


def _head(report: RollReport, words: Catalogue) -> Iterator[str]:
    yield words.n("roll.count.rows", len(report.rows))
    for status in Status:
        yield "  " + words.n(f"roll.count.{status.value}", report.count(status))
    if report.absent:
        yield "  " + words.n("roll.count.absent", len(report.absent))
    for note in report.notes:
        yield note_in_words(note, words)
    yield words.t("roll.text.columns")
    for column in report.columns:
        field = words.t(column.field.message)
        yield "  " + words.t("roll.text.column", heading=column.heading, field=field)


def _rows(report: RollReport, words: Catalogue) -> Iterator[str]:
    for row in report.rows:
        if row.status is Status.UNCHANGED and not row.warnings:
            continue
        yield _row(row, words)
        for change in row.changes:
            yield "  " + change_in_words(change, words)
        for note in (*row.reasons, *row.warnings):
            yield "  " + note_in_words(note, words)


def _row(row: RowReport, words: Catalogue) -> str:
    status = words.t(row.status.message)
    if not row.name:
        return words.t("roll.text.row_unnamed", row=row.row, status=status)
    return words.t("roll.text.row", row=row.row, name=row.name, status=status)


def note_in_words(note: Note, words: Catalogue) -> str:
    """A remark about a row or a file as a sentence."""
    count = note.facts.get("n")
    if isinstance(count, int):
        return words.n(note.key, count)
    return words.t(note.key, **note.facts)


def change_in_words(change: Change, words: Catalogue) -> str:
    """A change as a line: the field, what it was, what it would be."""
    field = words.t(change.field.message)
    old, new = (_value(change.field, value, words) for value in (change.old, change.new))
    return words.t("roll.text.change", field=field, old=old, new=new)


def _value(field: Field, value: str | date, words: Catalogue) -> str:
    if isinstance(value, date):
        return words.date(value, "short")
    if field is Field.LANGUAGE and value:
        return words.t(f"roll.value.{Language(value).value}")
    return value or words.t("roll.value.blank")
