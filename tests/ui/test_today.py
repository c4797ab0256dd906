"""Today: the week, dates, what others owe, what you owe; three homes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from tests.accessibility import faults
from tests.ui.demo_desk import DemoDesk, demo_desk, press, settle, texts
from ui.today.due import DueItem
from ui.today.school import SHOWN
from ui.today.today import Today
from ui.widgets import Row, TextButton, WeekRibbon


@pytest.fixture(scope="module")
def school() -> Iterator[DemoDesk]:
    with demo_desk(SettingKind.SCHOOL) as made:
        yield made


@pytest.fixture(scope="module")
def early() -> Iterator[DemoDesk]:
    with demo_desk(SettingKind.EARLY_YEARS) as made:
        yield made


@pytest.fixture(scope="module")
def college() -> Iterator[DemoDesk]:
    with demo_desk(SettingKind.COLLEGE) as made:
        yield made


def test_it_greets_and_names_the_first_date(school: DemoDesk) -> None:
    page = school.open(Today)
    assert page.heading.text() == "Good morning, Nia"
    assert "One date needs you first" in page.summary.text()


def test_a_review_of_the_week_opens_its_preparation(school: DemoDesk) -> None:
    page = school.open(Today)
    ribbon = page.findChild(WeekRibbon)
    assert ribbon is not None
    ribbon.chosen.emit("r1")
    assert school.opened() == ("prepare", {"review": "r1"})


def test_dates_fold_and_unfold_and_open_the_learner(school: DemoDesk) -> None:
    page = school.open(Today)
    assert len(page.findChildren(DueItem)) == SHOWN
    more = next(b for b in page.findChildren(TextButton) if "more dates" in b.text())
    more.click()
    settle()
    items = [item for item in page.findChildren(DueItem) if item.isVisible()]
    assert len(items) > SHOWN
    assert page.focusWidget() is items[SHOWN].title
    press(items[0].title, Qt.Key.Key_Return)
    assert school.opened()[0] == "learner"


def test_things_are_walked_with_arrows_and_opened_with_enter(school: DemoDesk) -> None:
    page = school.open(Today)
    rows = [row for row in page.findChildren(Row) if row.isVisible()]
    rows[0].setFocus()
    press(rows[0], Qt.Key.Key_Down)
    assert page.focusWidget() is rows[1]
    press(rows[1], Qt.Key.Key_Return)
    assert school.opened()[0] == "prepare"


def test_a_concern_is_one_press_away(school: DemoDesk) -> None:
    page = school.open(Today)
    press(page.record, Qt.Key.Key_Return)
    assert school.opened() == ("event", {"kind": "concern_raised"})


def test_early_years_sees_three_steps_and_one_button(early: DemoDesk) -> None:
    page = early.open(Today)
    said = texts(page)
    assert page.record.text() == "I noticed something"
    for step in ("1  Noticed", "2  Talk with family", "3  Refer"):
        assert step in said
    assert "Only with the family’s agreement." in said


def test_a_tutor_reads_what_works_in_the_learners_own_words(college: DemoDesk) -> None:
    page = college.open(Today)
    said = texts(page)
    assert "What works" in said
    assert "“Cerdded am ddwy funud.”" in said
    assert "The learner. Only what each one agreed to share with you is here." in said


@pytest.mark.parametrize("kind", ["school", "early", "college"])
def test_nothing_is_wrong_in_either_language(kind: str, request: pytest.FixtureRequest) -> None:
    made: DemoDesk = request.getfixturevalue(kind)
    page = made.open(Today)
    assert faults(page) == []
    made.words.switch(Language.CY)
    settle()
    assert page.heading.text().startswith("Bore da")
    assert faults(page) == []
