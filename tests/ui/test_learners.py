"""The caseload: filters, class, order, type to find, fifty thousand rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from aln_review.casework.queries.learners import Caseload, Filter, LearnerRow
from aln_review.casework.queries.standing import NextStep, Stage
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.setting import SettingKind
from tests.accessibility import faults
from tests.ui.demo_desk import ELIN, DemoDesk, demo_desk, press, settle, texts, write
from tests.ui.desk import words
from ui.caseload.delegate import CaseloadDelegate, fitted
from ui.caseload.learners import Learners
from ui.caseload.model import Head, Wanted, arrange
from ui.caseload.search import SearchPage
from ui.caseload.view import CaseloadList
from ui.caseload.where import where
from ui.chrome.order import focus_order
from ui.theme import Role, current
from ui.widgets import Row
from ui.widgets.paint import LEFT, WRAP


@pytest.fixture(scope="module")
def school() -> Iterator[DemoDesk]:
    with demo_desk(SettingKind.SCHOOL) as made:
        yield made


def _row(number: int, *, needs_you: bool = False) -> LearnerRow:
    return LearnerRow(
        id=f"l{number}",
        name=f"Learner {number}",
        initials="LN",
        year="3",
        class_name="Dosbarth Derwen",
        stage=Stage.DECIDING,
        next_step=NextStep(on=date(2026, 12, 1)),
        language=Language.CY,
        languages=Text.both("Cymraeg", "Welsh"),
        needs_you=needs_you,
        group=Filter.DECIDING,
        rank=100_000 - number,
        found_by=f"learner {number}",
    )


def _names(page: Learners) -> list[str]:
    return [one.name for one in page.list.rows.items() if isinstance(one, LearnerRow)]


def test_groups_have_heads_and_order_by_name_has_none() -> None:
    rows = [_row(1, needs_you=True), _row(2), _row(3)]
    keys = [one.key for one in arrange(rows, Wanted()) if isinstance(one, Head)]
    assert keys == ["learners.this_week", "learners.after"]
    by_name = arrange(rows, Wanted(by_name=True))
    assert [one.id for one in by_name if isinstance(one, LearnerRow)] == ["l3", "l2", "l1"]


def test_those_who_left_are_only_under_their_own_filter() -> None:
    gone = replace(_row(1), among_everyone=False, group=Filter.LEFT)
    assert arrange([gone], Wanted()) == []
    assert gone in arrange([gone], Wanted(group=Filter.LEFT))


@pytest.mark.parametrize("room", [60, 90, 160, 400])
def test_languages_are_cut_between_words_and_say_that_there_is_more(room: int) -> None:
    """The first and the last line were cut through the middle of their letters."""
    said = "Cymraeg yn yr ysgol a chyda Iona; Saesneg gyda’i thad a’i theulu yn Lloegr"
    area = QRectF(0, 0, room, 56)
    cut = fitted(said, area)
    shown = current().metrics(Role.SMALL).boundingRect(area, LEFT | WRAP, cut)
    assert shown.height() <= 56
    assert said.startswith(cut.rstrip("…"))
    assert (cut == said) == (room == 400)


@pytest.mark.parametrize(
    ("year", "group", "key"),
    [
        ("5", "D", "learners.year_class"),
        ("R", "", "learners.reception"),
        ("n2", "", "learners.nursery"),
        ("13", "Celf", "learners.class_only"),
        ("13", "", ""),
        ("7", "", "learners.year"),
    ],
)
def test_where_says_year_and_class_or_what_there_is(year: str, group: str, key: str) -> None:
    assert where(year, group).key == key


def test_counts_stand_in_the_filters_and_a_filter_filters(school: DemoDesk) -> None:
    page = school.open(Learners)
    counts = dict(school.vault.ask(Caseload()).counts)
    assert page.filters[Filter.EVERYONE].count == str(counts[Filter.EVERYONE])
    page.filters[Filter.WITH_PLAN].click()
    settle()
    assert len(_names(page)) == counts[Filter.WITH_PLAN]


def test_class_and_order(school: DemoDesk) -> None:
    page = school.open(Learners)
    page.classes.set_value("Dosbarth Derwen")
    page.order.set_value("name")
    page.classes.chosen.emit("Dosbarth Derwen")
    settle()
    names = _names(page)
    assert ELIN in names
    assert len(names) < len(school.vault.ask(Caseload()).rows)


def test_a_filter_with_nobody_says_what_to_do(school: DemoDesk) -> None:
    page = school.open(Learners)
    page.classes.combo.addItem("Nowhere", "Nowhere")
    page.classes.set_value("Nowhere")
    page.classes.chosen.emit("Nowhere")
    settle()
    assert page.nobody.isVisible()
    assert not page.list.isVisible()


def test_typing_finds_a_name_by_any_of_its_words_and_enter_opens(school: DemoDesk) -> None:
    page = school.open(Learners)
    page.list.setFocus()
    write(page.list, "pryd")
    assert page.finding.isVisible()
    assert page.list.current_id() == school.learner(ELIN)
    press(page.list, Qt.Key.Key_Return)
    assert school.opened() == ("learner", {"learner": school.learner(ELIN)})


def test_typing_finds_welsh_letters_and_says_when_nobody_is_called_so(school: DemoDesk) -> None:
    page = school.open(Learners)
    page.list.setFocus()
    write(page.list, "llŷ")
    found = page.list.current_id()
    names = {row.id: row.name for row in school.vault.ask(Caseload()).rows}
    assert names[found].startswith("Llŷr")
    write(page.list, "zzz")
    assert "No name begins with" in page.finding.text()
    assert page.list.current_id() == found


def test_the_keyboard_passes_over_heads(school: DemoDesk) -> None:
    page = school.open(Learners)
    for _ in range(12):
        press(page.list, Qt.Key.Key_Down)
        assert page.list.current_id()


class Counting(CaseloadDelegate):
    """Counts the lines it paints."""

    painted = 0

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.painted += 1
        super().paint(painter, option, index)


def test_of_fifty_thousand_rows_only_those_seen_are_painted() -> None:
    view = CaseloadList(words())
    view.painter = Counting(words())
    view.setItemDelegate(view.painter)
    view.resize(1080, 600)
    view.show()
    view.show_items([_row(number) for number in range(50_000)])
    view.grab()
    assert 0 < view.painter.painted < 60
    assert view.rows.find("learner 49999", 0) == 49_999


def test_search_finds_learners_words_and_pages(school: DemoDesk) -> None:
    page = school.open(SearchPage, text="gwen")
    said = texts(page)
    assert "Gwenllian Morus" in said
    row = next(r for r in page.findChildren(Row) if r.text() == "Gwenllian Morus")
    row.click()
    assert school.opened()[0] == "learner"
    assert "Record a concern" in texts(school.open(SearchPage, text="concern"))
    assert "Record a concern" in texts(school.open(SearchPage, text="pryder"))


def test_a_page_called_by_its_name_comes_before_plans_that_hold_the_word(
    school: DemoDesk,
) -> None:
    page = school.open(SearchPage, text="reviews")
    rows = [row for row in focus_order(page) if isinstance(row, Row)]
    assert len(rows) > 1
    assert rows[0].text() == "Reviews"


def test_search_says_what_to_do_when_nothing_is_found(school: DemoDesk) -> None:
    page = school.open(SearchPage, text="qqqqq")
    assert "Nothing was found" in texts(page)
    assert faults(page) == []


def test_nothing_is_wrong_in_either_language(school: DemoDesk) -> None:
    page = school.open(Learners)
    assert faults(page) == []
    school.words.switch(Language.CY)
    settle()
    assert page.heading.text() == "Dysgwyr"
    assert faults(page) == []
