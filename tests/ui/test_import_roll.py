"""A class list through the real page: nothing changes before the last button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from aln_review.casework.queries.learners import Caseload
from aln_review.casework.roll_view import UNKNOWN, ReadRoll, TryRoll
from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from tests.accessibility import faults
from tests.ui.demo_desk import ELIN, DemoDesk, demo_desk, press, settle, texts
from ui.caseload.roll import ImportRoll
from ui.caseload.roll_report import AT_ONCE

HEAD = "Surname,Forename,Date of birth,Class,Colour of bag\n"


@pytest.fixture(name="school", scope="module")
def _school() -> Iterator[DemoDesk]:
    with demo_desk(SettingKind.SCHOOL) as made:
        yield made


def written(tmp_path: Path, rows: str, head: str = HEAD) -> Path:
    path = tmp_path / "roll.csv"
    path.write_text(head + rows, encoding="utf-8")
    return path


def learners(school: DemoDesk) -> set[str]:
    return {row.name for row in school.vault.ask(Caseload()).rows}


def test_from_the_file_to_the_learners(school: DemoDesk, tmp_path: Path) -> None:
    page = school.open(ImportRoll)
    before = learners(school)
    page.read(written(tmp_path, "Ŵyn,Seren,01/02/2017,5D,red\n"))
    settle()
    assert [row.title.text() for row in page.columns.rows][:2] == ["“Surname”", "“Forename”"]
    assert "For example: Ŵyn" in texts(page)
    press(page.go, Qt.Key.Key_Return)
    assert "Seren Ŵyn, row 2" in texts(page)
    assert learners(school) == before
    assert page.go.text() == "Import 1 learner"
    press(page.go, Qt.Key.Key_Return)
    assert learners(school) == before | {"Seren Ŵyn"}
    assert "1 learner was added" in texts(page)
    page.result.first.click()
    assert school.opened()[0] == "learners"


def test_back_and_cancel_change_nothing(school: DemoDesk, tmp_path: Path) -> None:
    page = school.open(ImportRoll)
    before = learners(school)
    page.read(written(tmp_path, "Neb,Erioed,01/02/2017,5D,red\n"))
    page.go.click()
    page.back.click()
    assert not page.columns.isHidden()
    page.back.click()
    assert not page.file.isHidden()
    backs = school.host.backs
    page.cancel.click()
    assert school.host.backs == backs + 1
    assert learners(school) == before


def test_a_column_nobody_knows_is_asked_about_and_one_that_is_missing_stops(
    school: DemoDesk, tmp_path: Path
) -> None:
    page = school.open(ImportRoll)
    page.read(written(tmp_path, "Neb,Erioed,01/02/2017,5D,red\n"))
    page.columns.finish()
    bag, born = page.columns.rows[4], page.columns.rows[2]
    assert bag.choice.value() == UNKNOWN
    born.choice.set_value(UNKNOWN)
    born.choice.chosen.emit(UNKNOWN)
    assert not page.go.isEnabled()
    assert page.why.text() == "Say which column holds: Date of birth"
    bag.choice.set_value("born")
    bag.choice.chosen.emit("born")
    assert page.go.isEnabled()
    born.choice.set_value("born")
    born.choice.chosen.emit("born")
    assert bag.choice.value() == UNKNOWN


def test_a_file_that_cannot_be_read_says_why_and_asks_again(
    school: DemoDesk, tmp_path: Path
) -> None:
    page = school.open(ImportRoll)
    path = tmp_path / "roll.pdf"
    path.write_bytes(b"%PDF-1.7")
    page.read(path)
    assert page.problem.text().startswith("This file is not a table of learners")
    assert not page.file.isHidden()
    page.read(written(tmp_path, 'Neb,Erioed,01/02/2017,5D,red\nHanner,"Rh'))
    assert page.problem.text().startswith("The file ends in the middle of a row")


def test_old_and_new_are_said_and_the_switch_rewords_them(school: DemoDesk, tmp_path: Path) -> None:
    page = school.open(ImportRoll)
    with school.vault.store.view() as unit:
        born = unit.learners.get(school.learner(ELIN)).born
    page.read(written(tmp_path, f"Prydderch,Elin Haf,{born:%d/%m/%Y},9Z,red\n"))
    page.go.click()
    page.report.pills["changed"].click()
    settle()
    shown = texts(page)
    assert "→ 9Z" in shown
    school.words.switch(Language.CY)
    settle()
    assert "Dosbarth: " in texts(page)
    assert page.report.pills["absent"].count != "0"
    page.report.pills["absent"].click()
    school.words.switch(Language.EN)
    settle()
    assert "nobody is taken away by an import" in texts(page)


def test_a_very_long_list_is_shown_some_at_a_time(school: DemoDesk, tmp_path: Path) -> None:
    page = school.open(ImportRoll)
    rows = "".join(
        f"Dychmygol,Un{'a' * (n % 26)}{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}"
        f"{chr(97 + n // 676)},01/02/2017,5D,\n"
        for n in range(2_000)
    )
    page.read(written(tmp_path, rows))
    page.go.click()
    assert page.report.pills["new"].count == "2,000"
    assert page.report.list.count() == AT_ONCE
    assert page.report.more.text() == f"Show more ({2_000 - AT_ONCE:,} left)"
    page.report.more.click()
    assert page.report.list.count() == 2 * AT_ONCE


def test_a_file_can_be_dropped(school: DemoDesk, tmp_path: Path) -> None:
    page = school.open(ImportRoll)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path, "Neb,Erioed,01/02/2017,5D,\n")))])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none
    )
    page.dropEvent(drop)
    assert not page.columns.isHidden()


def test_hundreds_of_columns_come_a_few_at_a_time(school: DemoDesk, tmp_path: Path) -> None:
    page = school.open(ImportRoll)
    more = ",".join(f"Other {n}" for n in range(60))
    page.read(
        written(
            tmp_path,
            "Neb,Erioed,01/02/2017" + "," * 60 + "\n",
            f"Surname,Forename,Date of birth,{more}\n",
        )
    )
    assert len(page.columns.rows) < 63
    page.columns.finish()
    assert len(page.columns.rows) == 63
    settle()
    assert faults(page) == []


def test_what_was_read_is_let_go_with_the_page_and_with_another_file(
    school: DemoDesk, tmp_path: Path
) -> None:
    page = school.open(ImportRoll)
    roll = ReadRoll(written(tmp_path, "Neb,Erioed,01/02/2017,5D,red\n"))
    first, second = school.vault.ask(roll), school.vault.ask(roll)
    dry = school.vault.ask(TryRoll(first))
    page.show_read(first)
    page.show_tried(dry)
    page.show_read(second)
    assert first.rows == 0
    assert dry.page("new", 0, 1) == ()
    assert dry.counts["new"] == 1
    assert second.rows == 1
    page.leave()
    assert second.rows == 0
