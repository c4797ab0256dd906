"""What the parts do when pressed, walked and typed into."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.case import DayKind, StripDay
from tests.ui.desk import app, plain_look, words
from tests.ui.rooms import settle
from ui.learner.choice import Answer, AnswerField
from ui.tokens import Tone
from ui.widgets import (
    AccentBar,
    Button,
    Card,
    ChoiceField,
    DayStrip,
    ErrorSummary,
    FilterPill,
    FitMeter,
    FlowLayout,
    Knot,
    Label,
    LineField,
    Pill,
    Row,
    Segment,
    SideBySide,
    Step,
    StepState,
    StepTrack,
    TabBar,
    TextField,
    Thread,
    Toggle,
    WeekDay,
    WeekEntry,
    WeekRibbon,
    clear,
    column,
)
from ui.widgets.faces import initials
from ui.widgets.press import Press

KEPT: list[QWidget] = []
"""The page of the test, held for as long as it runs."""


def key(widget: QWidget, code: Qt.Key, text: str = "") -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(widget, event)


def shown(*parts: QWidget, width: int = 500) -> QWidget:
    page = QWidget()
    page.setLayout(column(*parts))
    page.resize(width, 600)
    page.show()
    QApplication.processEvents()
    KEPT[:] = [page]
    return page


def said(widget: QWidget) -> str:
    face = QAccessible.queryAccessibleInterface(widget)
    assert face is not None
    return face.text(QAccessible.Text.Name)


@pytest.mark.parametrize("code", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press(code: Qt.Key) -> None:
    button = Button("plus")
    button.setText("Cadw")
    pressed: list[str] = []
    button.clicked.connect(partial(pressed.append, "Cadw"))
    key(button, code)
    assert pressed == ["Cadw"]


def test_an_ampersand_is_shown_and_no_key() -> None:
    button = Button()
    button.setText("Iechyd & gofal")
    assert button.text() == "Iechyd & gofal"
    assert button.shortcut().isEmpty()
    assert said(button) == "Iechyd & gofal"


def test_a_button_grows_rather_than_cut_its_words() -> None:
    button = Button()
    button.setText("Agor yr ystafell gyfarfod i bawb")
    assert button.heightForWidth(120) > button.heightForWidth(button.sizeHint().width())


def test_a_wrapped_label_asks_for_the_height_of_its_width() -> None:
    label = Label()
    label.setText("Dangos i fi gynta, wedyn dweud. " * 8)
    card = Card(label)
    assert card.heightForWidth(200) > card.heightForWidth(600)
    assert card.minimumSizeHint().height() < 120


def test_marked_text_marks_only_what_we_mark() -> None:
    label = Label()
    label.setMarked("Un: <b>Gwenllian</b> <i>&amp;</i>")
    assert "&lt;i&gt;" in label.text()
    assert "font-weight:600" in label.text()


def test_a_row_is_as_high_as_what_it_says_now() -> None:
    row = Row("phone")
    row.setText("Galw")
    plain = row.heightForWidth(160)
    row.setText("Galw y teulu heddiw, ac eto yfory os nad oes neb yn ateb")
    longer = row.heightForWidth(160)
    assert longer > plain
    row.setSecond("Yn hwyr ers dydd Llun diwethaf, ac nid oes neb wedi dweud pam")
    both = row.heightForWidth(160)
    assert both > longer
    app(plain_look(2.0))
    row.restyle()
    assert row.heightForWidth(160) > both
    app(plain_look())


def test_a_row_says_both_lines_and_arrows_walk() -> None:
    rows = [Row("phone", Tone.AMBER) for _ in range(3)]
    for place, row in enumerate(rows):
        row.setText(f"Galw {place}")
        row.setSecond("Yn hwyr.")
    page = shown(*rows)
    assert said(rows[0]) == "Galw 0. Yn hwyr"
    rows[0].setFocus()
    key(rows[0], Qt.Key.Key_Down)
    assert page.focusWidget() is rows[1]
    key(rows[1], Qt.Key.Key_Up)
    assert page.focusWidget() is rows[0]


def test_a_segment_has_one_chosen_and_says_which() -> None:
    segment = Segment("cy", "en")
    for value in ("cy", "en"):
        segment.set_option(value, value)
    segment.choose("cy")
    chosen: list[str] = []
    segment.chosen.connect(chosen.append)
    segment.option("en").click()
    assert chosen == ["en"]
    shown(segment)
    key(segment.option("en"), Qt.Key.Key_Left)
    assert chosen == ["en", "cy"]
    assert segment.value() == "cy"


@pytest.mark.parametrize("made", [Segment, TabBar])
def test_the_keyboard_goes_on_to_the_chosen_option(made: type[Segment] | type[TabBar]) -> None:
    group = made("cy", "en")
    group.choose("en")
    page = shown(group)
    page.activateWindow()
    group.setFocus()
    here = group.group.checkedButton()
    assert here is not None
    assert QApplication.focusWidget() is here
    key(here, Qt.Key.Key_Left)
    assert group.value() == "cy"


def test_answers_that_come_later_take_the_keyboard() -> None:
    field = AnswerField("why")
    page = shown(field)
    page.activateWindow()
    field.setFocus()
    field.add_values(("a", "b"))
    settle()
    assert isinstance(QApplication.focusWidget(), Answer)


def test_filters_exclude_one_another_and_say_their_count() -> None:
    pills = [FilterPill("a"), FilterPill("b")]
    pills[0].setText("Pawb")
    pills[0].set_count("41")
    shown(*pills)
    pills[0].setChecked(True)
    pills[1].click()
    assert not pills[0].isChecked()
    assert said(pills[0]) == "Pawb 41"


def test_a_toggle_toggles_for_a_screen_reader_too() -> None:
    toggle = Toggle()
    toggle.setText("Rhannu")
    states: list[bool] = []
    toggle.toggled.connect(states.append)
    face = QAccessible.queryAccessibleInterface(toggle)
    assert face is not None
    face.actionInterface().doAction("Toggle")
    assert states == [True]


def test_welsh_letters_are_typed_over_a_selection_and_undone() -> None:
    field, bar = LineField("name"), AccentBar("ŵŷ")
    shown(field, bar)
    field.line.setText("x")
    field.line.selectAll()
    field.line.setFocus()
    QApplication.setActiveWindow(field.window())
    letters = bar.findChildren(Press)
    assert letters[0].focusPolicy() is Qt.FocusPolicy.NoFocus
    letters[0].click()
    assert field.value() == "ŵ"
    field.line.undo()
    assert field.value() == "x"


def test_a_field_names_its_input_and_says_its_error_there() -> None:
    field = LineField("upn")
    field.setText("UPN")
    field.setHint("Ar y gofrestr")
    field.setError("Tri nod ar ddeg")
    assert said(field.line) == "UPN"
    assert field.line.accessibleDescription() == "Tri nod ar ddeg Ar y gofrestr"
    field.setError("")
    assert field.line.accessibleDescription() == "Ar y gofrestr"


def test_set_value_is_not_an_edit_and_typing_is() -> None:
    line, text = LineField("a"), TextField("b")
    edits: list[str] = []
    line.edited.connect(lambda: edits.append("line"))
    text.edited.connect(lambda: edits.append("text"))
    line.set_value("un")
    text.set_value("dau")
    assert edits == []
    key(line.line, Qt.Key.Key_W, "ŵ")
    key(text.box, Qt.Key.Key_Y, "ŷ")
    assert edits == ["line", "text"]


def test_a_writing_box_grows_with_its_text() -> None:
    field = TextField("b", lines=2)
    shown(field)
    before = field.box.height()
    field.set_value("llinell\n" * 6)
    QApplication.processEvents()
    assert field.box.height() > before


def test_decomposed_letters_are_composed() -> None:
    field = LineField("a")
    field.line.setText("w\N{COMBINING CIRCUMFLEX ACCENT}yn")
    assert field.value() == "ŵyn"


def test_a_choice_keeps_its_code_when_its_words_change() -> None:
    field = ChoiceField("class", ("a", "b"))
    field.set_option("a", "Pob dosbarth")
    field.set_value("b")
    field.set_option("b", "Dosbarth Derwen")
    assert field.value() == "b"


def test_the_summary_counts_goes_to_fields_and_clears() -> None:
    spoken = words(Language.CY)
    first, second = LineField("a"), LineField("b")
    summary = ErrorSummary(spoken)
    page = shown(summary, first, second)
    summary.show_errors([(first, "shell.stopped"), (second, "shell.stopped")])
    assert summary.head.text() == "Dau beth i’w cywiro"
    assert first.error_text() == second.error_text() != ""
    assert page.focusWidget() is first.line
    summary.findChildren(Row)[1].click()
    assert page.focusWidget() is second.line
    spoken.switch(Language.EN)
    assert first.error_text() == "That did not go through"
    summary.show_errors([(second, "shell.stopped")])
    assert first.error_text() == ""
    summary.show_errors([])
    assert not summary.isVisible()


def test_the_strip_walks_only_days_that_count() -> None:
    holiday = Text.both("gwyliau", "holiday")
    kinds = [DayKind.GONE, DayKind.NOT_COUNTED, DayKind.TODAY, DayKind.LEFT]
    strip = DayStrip(words(Language.EN))
    strip.set_days(
        [
            StripDay(date(2026, 11, 23 + place), kind, holiday if place == 1 else Text())
            for place, kind in enumerate(kinds)
        ]
    )
    strip.setText("Three school days")
    shown(strip)
    assert said(strip) == "Three school days"
    heard = []
    for code in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Home):
        key(strip, code)
        heard.append(strip.accessibleDescription().split(":")[1].strip())
    assert heard == ["today", "gone", "still to come", "gone"]


def test_a_long_strip_goes_on_in_another_line() -> None:
    strip = DayStrip(words())
    strip.set_days([StripDay(date.fromordinal(740_000 + day), DayKind.LEFT) for day in range(200)])
    assert strip.heightForWidth(300) > strip.heightForWidth(3000)


def test_days_open_what_is_on_and_empty_ones_fold_away() -> None:
    ribbon = WeekRibbon(words())
    ribbon.set_days(
        [
            WeekDay(date(2026, 11, 23), "shell.today", (WeekEntry("elin", "shell.learner"),)),
            WeekDay(date(2026, 11, 24), "shell.help", note="shell.help"),
        ]
    )
    chosen: list[str] = []
    ribbon.chosen.connect(chosen.append)
    shown(ribbon, width=1100)
    ribbon.findChildren(Press)[0].click()
    assert chosen == ["elin"]


def test_steps_and_knots_are_said_in_words() -> None:
    spoken = words(Language.CY)
    track = StepTrack(spoken)
    track.set_steps(
        [Step(StepState.DONE, "shell.send", "shell.today"), Step(StepState.TO_COME, "shell.desk")]
    )
    assert said(track) == "Anfon a derbyn: Heddiw; Desg"
    thread = Thread(spoken)
    thread.set_knots([Knot("a", "eye", "shell.today"), Knot("b", "scale", "shell.help")], 0)
    opened: list[str] = []
    thread.chosen.connect(opened.append)
    page = shown(thread, width=900)
    knots = thread.findChildren(Press)
    knots[0].setFocus()
    key(knots[0], Qt.Key.Key_Right)
    assert page.focusWidget() is knots[1]
    knots[1].click()
    assert opened == ["b"]
    spoken.switch(Language.EN)
    assert said(knots[0]) == "Today"


def test_side_by_side_stands_where_it_is_narrow() -> None:
    both = SideBySide(Pill("sun", Tone.TEAL), Pill("sun", Tone.TEAL), least=30)
    page = shown(both, width=900)
    assert not both.stacked
    page.resize(300, 600)
    QApplication.processEvents()
    assert both.stacked


def test_a_flow_breaks_and_is_emptied() -> None:
    buttons = [QPushButton(str(place)) for place in range(6)]
    flow = FlowLayout(*buttons)
    page = QWidget()
    page.setLayout(flow)
    page.show()
    assert flow.heightForWidth(120) > flow.heightForWidth(2000)
    clear(flow)
    assert flow.count() == 0


def test_a_cleared_card_keeps_its_spare_room_at_its_foot() -> None:
    card = Card()
    clear(card.body)
    first, second = Label(), Label()
    card.add(first)
    card.add(second)
    inner = card.body
    assert isinstance(inner, QVBoxLayout)
    assert inner.indexOf(first) < inner.indexOf(second) < inner.count() - 1


def test_too_long_is_said_and_marked() -> None:
    meter = FitMeter()
    meter.setText("Rhy hir o ddwy linell")
    meter.set_used(1.2)
    assert meter.accessibleName() == "Rhy hir o ddwy linell"
    assert meter.words.label.tone is Tone.AMBER


def test_initials_take_the_first_and_the_last_name() -> None:
    names = ("Elin Haf Prydderch", "Ŵyn", "", "  ")
    assert [initials(name) for name in names] == ["EP", "Ŵ", "", ""]
