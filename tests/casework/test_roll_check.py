"""The dry run as the command line gives it: two files, in both languages, every key worded."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aln_review.casework.roll_check import as_text, change_in_words, check
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError
from aln_review.exchange.identifiers import Identifier
from aln_review.exchange.roll.fields import Field
from aln_review.exchange.roll.report import Change, RollReport, Status
from aln_review.language.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
ROLL = """Surname,Forename,DOB,UPN,Year
Ifans,Mali,03/09/2015,W660200024001,5
PARRI,TWM,04/09/2015,A801200005001,4
Parri,Twm,04/09/2015,,4
Huws,Non,31/02/2015,,4
"""
LATER = ROLL.replace("W660200024001,5", "W660200024001,6").replace("Year", "Year,Lliw")


def now() -> datetime:
    return datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def words() -> dict[Language, Catalogue]:
    return {it: Catalogue.load(it, ROOT / "translations", strict=True) for it in Language}


def checked(folder: Path, first: str, second: str = "") -> RollReport:
    file, against = folder / "a.csv", folder / "b.csv"
    file.write_text(first, "utf-8")
    against.write_text(second, "utf-8")
    return check(file, against if second else None, now)


def counts(report: RollReport) -> list[int]:
    return [report.count(status) for status in Status]


def test_a_file_by_itself_and_after_another(tmp_path: Path) -> None:
    assert counts(checked(tmp_path, ROLL)) == [2, 0, 0, 1, 1]
    assert counts(checked(tmp_path, ROLL, ROLL)) == [0, 0, 2, 1, 1]
    assert counts(checked(tmp_path, LATER, ROLL)) == [0, 1, 1, 1, 1]


def test_the_report_in_words(tmp_path: Path, words: dict[Language, Catalogue]) -> None:
    report = checked(tmp_path, LATER, ROLL)
    english = as_text(report, words[Language.EN]).splitlines()
    assert english[0] == "4 rows read"
    assert "Row 2, Mali Ifans: Changed" in english
    assert "  Year group: 5 → 6" in english
    assert "  There is no such day: 31/02/2015" in english
    welsh = as_text(report, words[Language.CY])
    assert "Rhes 2, Mali Ifans: Wedi newid" in welsh
    assert not set(english) & set(welsh.splitlines()) - {"  UPN: UPN"}


def test_values_are_worded(words: dict[Language, Catalogue]) -> None:
    change = Change(Field.LANGUAGE, "", "cy")
    assert change_in_words(change, words[Language.EN]) == "Chosen language: blank → Welsh"


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AlnError) as caught:
        check(tmp_path / "none.csv", None, now)
    assert caught.value.key == "error.roll.unreadable_file"


def keys_in_source() -> set[str]:
    found: set[str] = set()
    paths = [
        *(ROOT / "aln_review/exchange").rglob("*.py"),
        ROOT / "aln_review/casework/roll_check.py",
    ]
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else ""
            if re.fullmatch(r"(roll|error\.(roll|photo))(\.\w+)*\.\w*[a-z0-9]", str(value)):
                found.add(str(value))
    return found


def test_every_key_is_worded_in_both_languages(words: dict[Language, Catalogue]) -> None:
    wanted = keys_in_source()
    wanted |= {field.message for field in Field} | {status.message for status in Status}
    wanted |= {f"roll.count.{status.value}" for status in Status}
    odd = (Identifier.BAD_CHECK, Identifier.BAD_SHAPE)
    wanted |= {f"roll.warn.{kind}_{it.name.lower()}" for kind in ("upn", "uln") for it in odd}
    assert len(wanted) > 60
    for catalogue in words.values():
        assert [key for key in sorted(wanted) if not catalogue.has(key)] == []
