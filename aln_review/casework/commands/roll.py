"""Importing a class list: read, mapped, shown row by row, then kept in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from aln_review.casework.core import Command, Query, Work
from aln_review.exchange.roll.freeing import free
from aln_review.exchange.roll.mapping import Mapping
from aln_review.exchange.roll.plan import plan_import
from aln_review.exchange.roll.read import read_roll
from aln_review.exchange.roll.report import RollReport, Status, to_learners
from aln_review.exchange.roll.table import Table


@dataclass(frozen=True, slots=True)
class OpenedRoll:
    """A file that has been read: its table and what the headings suggest."""

    table: Table
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class OpenRoll(Query[OpenedRoll]):
    """Read a file's bytes. Nothing is compared or kept yet.

    Raises:
        Refusal: not a class list, or too large; the key says which.

    """

    data: bytes

    def run(self, work: Work) -> OpenedRoll:
        """Read the table and recognise its headings."""
        rules = work.tools.law.roll
        table = read_roll(self.data, rules)
        return OpenedRoll(table, Mapping.recognise(table, rules))


@dataclass(frozen=True, slots=True)
class PreviewRoll(Query[RollReport]):
    """What importing would do, row by row.

    Raises:
        Refusal: no column holds names or dates of birth.

    """

    table: Table
    mapping: Mapping

    def run(self, work: Work) -> RollReport:
        """Compare every row with the learners there are."""
        known = work.unit.learners.all()
        try:
            return plan_import(self.table, self.mapping, known, work.today, work.setting.language)
        finally:
            free(known)


@dataclass(frozen=True, slots=True)
class ImportRoll(Command[RollReport]):
    """Keep what the preview said, worked out anew inside the transaction."""

    typed: ClassVar[bool] = False

    table: Table
    mapping: Mapping

    def run(self, work: Work) -> RollReport:
        """Keep new and changed learners, all or none."""
        report = PreviewRoll(self.table, self.mapping).run(work)
        for learner in to_learners(report, work.new_id):
            work.unit.learners.put(learner)
        counts = ",".join(str(report.count(status)) for status in Status)
        work.unit.log("roll.imported", detail=counts)
        return report
