"""Options that exclude one another: which of them Tab comes to."""

from __future__ import annotations

from math import ceil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.desk import words
from tests.ui.rooms import press, settle, write
from ui.chrome.order import focus_order
from ui.learner.choice import Answer, AnswerField
from ui.theme import Role, current
from ui.tokens import Tone
from ui.unlock.pick import Pick, PickCard
from ui.widgets import (
    Button,
    ChoiceField,
    FilterPill,
    IconLabel,
    Segment,
    SideBySide,
    Step,
    StepState,
    StepTrack,
    TabBar,
    column,
)
from ui.widgets.paint import text_size


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


def test_an_arrow_goes_from_filter_to_filter() -> None:
    pills = [FilterPill("a"), FilterPill("b")]
    page = shown(*pills)
    pills[0].setFocus()
    press(pills[0], Qt.Key.Key_Right)
    assert page.focusWidget() is pills[1]
    assert pills[1].isChecked()


def test_an_arrow_on_a_button_leaves_the_keyboard_there() -> None:
    buttons = [Button("plus"), Button("plus")]
    page = shown(*buttons)
    for button, arrow in ((buttons[0], Qt.Key.Key_Down), (buttons[1], Qt.Key.Key_Left)):
        button.setFocus()
        press(button, arrow)
        assert page.focusWidget() is button


COUNCILS = ("Cyngor Abertawe", "Cyngor Gwynedd", "Cyngor Sir Gâr", "Cyngor Sir Penfro")


def councils() -> tuple[QWidget, ChoiceField]:
    field = ChoiceField("council", COUNCILS)
    for name in COUNCILS:
        field.set_option(name, name)
    field.combo.setCurrentIndex(-1)
    return shown(field), field


@pytest.mark.parametrize(
    ("typed", "found"),
    [("gw", COUNCILS[1]), ("sir", COUNCILS[2]), ("pen", COUNCILS[3]), ("c", COUNCILS[1])],
)
def test_letters_find_a_choice_by_any_of_its_words(typed: str, found: str) -> None:
    page, field = councils()
    field.combo.setFocus()
    if typed == "c":
        field.set_value(COUNCILS[0])
    write(field.combo, typed)
    assert field.value() == found
    page.close()


def test_a_list_that_opens_with_nothing_chosen_marks_what_enter_takes() -> None:
    page, field = councils()
    field.combo.showPopup()
    here = field.combo.view().currentIndex()
    assert here.row() == 0
    assert field.combo.view().selectionModel().isSelected(here)
    field.combo.hidePopup()
    page.close()


def test_an_icon_stays_beside_the_first_line_of_its_words() -> None:
    label = IconLabel("key-round", Role.SMALL)
    label.setText("Un llinell")
    page = SideBySide(label, Button("plus"), shares=(1, 0), least=10)
    page.resize(600, 200)
    page.show()
    settle()
    assert abs(label.glyph.area().center().y() - label.rect().center().y()) <= 2
    label.setText("Sawl gair, ac un arall. " * 8)
    settle()
    lines = label.label.heightForWidth(label.label.width())
    assert lines > 2 * label.glyph.sizeHint().height()
    first = label.rect().center().y() - lines / 2 + label.glyph.sizeHint().height() / 2
    assert abs(label.glyph.area().center().y() - first) <= 2


def test_steps_that_stand_are_as_high_as_their_words_are_drawn() -> None:
    track = StepTrack(words(), vertical=True, numbered=True)
    track.set_steps([Step(StepState.NOW, "first.language.short", "first.language.about")])
    second = words().t("first.language.about")
    wide = text_size(second, current().font(Role.SMALL)).width() + current().grow(26) + 12
    assert track.heightForWidth(ceil(wide)) == track.heightForWidth(1000)


def test_a_segment_that_rests_looks_as_if_it_does() -> None:
    segment = Segment("a", "b")
    segment.choose("a")
    page = shown(segment)
    face = segment.option("a")
    before = face.grab().toImage()
    segment.setEnabled(False)
    assert face.grab().toImage() != before
    page.close()
