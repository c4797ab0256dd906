"""Makers for rolls: everybody in them is invented."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from aln_review.domain.bilingual import Language
from aln_review.domain.learner import Learner
from aln_review.exchange.roll.mapping import Mapping
from aln_review.exchange.roll.plan import plan_import
from aln_review.exchange.roll.read import read_roll
from aln_review.exchange.roll.report import RollReport, RowReport
from aln_review.exchange.roll.rules import RollRules

TODAY = date(2026, 11, 22)
RULES = RollRules.parse(
    (Path(__file__).parents[3] / "resources/rules/roll_headings.json").read_bytes()
)
HEADINGS = ("Surname", "Forename", "Date of birth", "UPN", "Year", "Class")


def csv_bytes(*rows: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as a spreadsheet writes them."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def planned(data: bytes, existing: Sequence[Learner] = ()) -> RollReport:
    """The dry run of a file's bytes."""
    table = read_roll(data, RULES)
    return plan_import(table, Mapping.recognise(table, RULES), existing, TODAY, Language.CY)


def plan_rows(*rows: Sequence[str], existing: Sequence[Learner] = ()) -> Sequence[RowReport]:
    """The reports of rows under the usual headings."""
    return planned(csv_bytes(HEADINGS, *rows), existing).rows


def counter() -> Callable[[], str]:
    """Ids one after another."""
    numbers = itertools.count(1)
    return lambda: f"id-{next(numbers)}"


def learner(**changes: object) -> Learner:
    """An invented learner in the vault."""
    values: dict[str, object] = {
        "id": "v1", "forename": "Mali", "surname": "Ifans", "born": date(2015, 9, 3),
        "upn": "W660200024001", "year": "5", "class_name": "Derwen",
    }  # fmt: skip
    return Learner(**{**values, **changes})  # type: ignore[arg-type]
