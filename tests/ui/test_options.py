"""Options that exclude one another: which of them Tab comes to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.rooms import settle
from ui.chrome.order import focus_order
from ui.learner.choice import Answer, AnswerField
from ui.tokens import Tone
from ui.unlock.pick import Pick, PickCard
from ui.widgets import FilterPill, Segment, TabBar, column


def shown(*widgets: QWidget) -> QWidget:
    page = QWidget()
    page.setLayout(column(*widgets))
    page.resize(600, 600)
    page.show()
    page.activateWindow()
    settle()
    page.setFocus()
    return page


def answers() -> tuple[AnswerField, list[Answer]]:
    field = AnswerField("why", ("a", "b"))
    return field, field.findChildren(Answer)


def cards() -> tuple[Pick, list[PickCard]]:
    pick = Pick(("a", "sun", Tone.TEAL), ("b", "moon", Tone.TEAL))
    return pick, list(pick.cards.values())


def test_tab_comes_to_the_chosen_option_the_first_time_too() -> None:
    segment, tabs = Segment("a", "b"), TabBar("a", "b")
    (field, answer), (pick, card) = answers(), cards()
    segment.choose("b")
    tabs.choose("b")
    pick.choose("b")
    field.set_value("b")
    page = shown(segment, tabs, field, pick)
    slices, headings = segment.group.buttons(), tabs.group.buttons()
    assert focus_order(page) == [slices[1], headings[1], answer[1], card[1]]
    segment.choose("a")
    pick.choose("a")
    field.choose_none()
    headings[1].hide()
    assert focus_order(page) == [slices[0], headings[0], answer[0], card[0]]


def test_tab_comes_to_one_filter_only() -> None:
    pills = [FilterPill("a"), FilterPill("b"), FilterPill("c")]
    page = shown(*pills)
    assert focus_order(page) == [pills[0]]
    pills[1].setChecked(True)
    assert focus_order(page) == [pills[1]]
    pills[2].setFocus()
    assert focus_order(page) == [pills[2]]
    pills[1].setEnabled(False)
    page.setFocus()
    assert focus_order(page) == [pills[0]]
