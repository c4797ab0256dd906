"""Rolls to try importing on: a school’s as it ships, and a college’s from an older system."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence

from aln_review.domain.learner import Learner
from aln_review.exchange.roll.report import RollReport, Status
from tests.exchange.demo.makers import RESOURCES, load
from tests.exchange.roll.makers import planned

SCHOOL_ROLL = RESOURCES / "demo" / "roll-school.csv"


def keys(report: RollReport, status: Status) -> list[str]:
    return sorted(n.key for row in report.rows if row.status is status for n in row.reasons)


def older_system(learners: Sequence[Learner]) -> bytes:
    """English headings, Windows-1252, which has no ŵ and no ŷ, and days first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(("Student surname", "Student first name", "DOB", "ULN", "Year", "Tutor group"))
    for one in learners:
        born = f"{one.born:%d/%m/%Y}"
        writer.writerow((one.surname, one.forename, born, one.uln, one.year, one.class_name))
    return "".join(map(bare, out.getvalue())).encode("cp1252")


def bare(letter: str) -> str:
    """The letter, or what is left of it in Windows-1252."""
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return unicodedata.normalize("NFD", letter)[0]
    return letter


def test_the_school_roll_has_every_kind_of_row() -> None:
    data = SCHOOL_ROLL.read_bytes()
    report = planned(data)
    warned = {note.key for row in report.rows for note in row.warnings}
    names = " ".join(row.name for row in report.rows)
    assert data.startswith(b"\xef\xbb\xbf")
    assert report.count(Status.NEW) == 55
    assert keys(report, Status.REFUSED) == ["roll.refused.no_name"]
    assert keys(report, Status.DUPLICATE) == ["roll.duplicate.differs"] * 2 + [
        "roll.duplicate.same"
    ]
    assert {"roll.warn.upn_bad_check", "roll.warn.upn_bad_shape"} <= warned
    assert {"ŵ", "ŷ", "’", "-"} <= set(names.lower())


def test_the_school_roll_is_of_nobody_in_the_demo_school() -> None:
    report = planned(SCHOOL_ROLL.read_bytes(), load("school").learners)
    assert report.count(Status.NEW) == 55
    assert report.count(Status.CHANGED) == 0


def test_the_college_roll_finds_the_demo_college_again() -> None:
    learners = load("college").learners
    report = planned(older_system(learners), learners)
    assert len(report.rows) == len(learners)
    assert not report.absent
    assert {row.learner_id for row in report.rows} == {one.id for one in learners}
    assert report.count(Status.NEW) == 0
