"""The plan by keyboard on a real vault: the form's fields, the coach, both languages, the steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aln_review.casework.commands.plans import DraftPlan
from aln_review.casework.core import Command, Work
from aln_review.casework.forms import FieldKind, SectionState
from aln_review.casework.queries.plans import PlanPage as AskPlan
from aln_review.domain.bilingual import Language
from aln_review.domain.plan import SectionContent, SourceKind
from tests.accessibility import faults
from tests.ui.plans import block, field, opened, view
from tests.ui.rooms import Ground, ground, press, settle, shown, write
from tests.ui.scenes_papers import Find
from ui.chrome.order import focus_order
from ui.plan.coach import likely
from ui.plan.marks import units
from ui.plan.plan import BOTH, PlanPage
from ui.plan.sections import WHOLE, SectionRow
from ui.plan.sources import shortened
from ui.widgets import MessageBox, SourceChip


@pytest.fixture
def on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ground(tmp_path_factory.mktemp("plan")) as made:
        yield made


def test_it_opens_at_what_is_still_to_be_settled(on: Ground) -> None:
    screen, _window = opened(on, "Ianto")
    assert screen._code == "2B"
    assert field(screen, "2B.3").lacking.isVisibleTo(screen)
    assert screen.list.rows["2B"].second() == "One thing to settle"
    assert screen.list.rows["2D"].second() == "Not needed"
    assert screen.list.rows["1A"].isChecked() is False


def test_every_section_is_made_from_the_form(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", WHOLE)
    for section in view(on, "Ianto").sections:
        screen.list.rows[section.spec.code].click()
        settle()
        shown_keys = {one.spec.key for one in screen.sheet.fields}
        wanted = {spec.key for spec in section.spec.fields} if section.applies else set()
        assert shown_keys == wanted
        assert screen.unverified.isVisibleTo(screen)


def test_a_field_saves_itself_in_its_own_language(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", "2A")
    needs = field(screen, "needs")
    assert needs.box is not None
    needs.box.box.moveCursor(needs.box.box.textCursor().MoveOperation.End)
    write(needs.box.box, " He can tell any story.")
    assert needs.autosave.waiting
    needs.autosave.flush()
    settle()
    text = block(on, "Ianto", "2A").value("needs").text
    assert text.en.endswith("He can tell any story.")
    assert not text.stale
    on.switch(Language.CY)
    welsh = field(screen, "needs", Language.CY)
    assert welsh.box is not None
    write(welsh.box.box, "Ŵy. ")
    welsh.autosave.flush()
    settle()
    changed = block(on, "Ianto", "2A").value("needs").text
    assert changed.cy.startswith("Ŵy.")
    assert changed.stale


def test_a_field_is_on_the_disk_when_the_keys_have_rested(on: Ground, qtbot: QtBot) -> None:
    screen, _window = opened(on, "Ianto", "2A")
    needs = field(screen, "needs")
    assert needs.box is not None
    needs.box.box.moveCursor(needs.box.box.textCursor().MoveOperation.End)
    write(needs.box.box, " Nobody left the field.")

    def kept() -> bool:
        return block(on, "Ianto", "2A").value("needs").text.en.endswith("Nobody left the field.")

    assert not kept()
    qtbot.waitUntil(kept)


def test_a_switch_of_language_in_the_middle_of_a_sentence_loses_nothing(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", "2A")
    diagnosis = field(screen, "diagnosis")
    assert diagnosis.box is not None
    diagnosis.box.box.selectAll()
    write(diagnosis.box.box, "Dyslexia, and a half-")
    on.switch(Language.CY)
    on.switch(Language.EN)
    assert field(screen, "diagnosis").text_now() == "Dyslexia, and a half-"


def test_choices_and_dates_are_kept_as_codes_and_a_wrong_date_is_said(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", "2B")
    assert screen._block == block(on, "Ianto", "2B", 2).id
    welsh = field(screen, "2B.3")
    welsh.fields[0].set_value("welsh")
    welsh.fields[0].edited.emit()
    welsh.autosave.flush()
    begins = field(screen, "2B.5")
    begins.fields[0].set_value("32 January")
    begins.fields[0].edited.emit()
    begins.autosave.flush()
    settle()
    assert begins.fields[0].error_text()
    begins.fields[0].set_value("1/2/2027")
    begins.fields[0].edited.emit()
    begins.autosave.flush()
    ends = field(screen, "2B.6")
    ends.fields[0].set_value("review")
    ends.fields[0].edited.emit()
    ends.autosave.flush()
    settle()
    kept = block(on, "Ianto", "2B", 2)
    assert kept.value("2B.3").code == "welsh"
    assert kept.value("2B.5").code == "2027-02-01"
    assert kept.value("2B.6").code == "review:2027-08-23"
    assert view(on, "Ianto").section("2B").state is not SectionState.TO_SETTLE


def test_the_coach_marks_asks_and_lets_go(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", "2B")
    provided = field(screen, "2B.2")
    assert [nudge.found for nudge in provided.nudges] == ["Opportunities to", "as appropriate"]
    press(screen, Qt.Key.Key_F8)
    screen._next_phrase()
    assert screen.coach.phrase.text() == "“Opportunities to”"
    screen._next_phrase()
    assert provided.box is not None
    if provided.box.box.hasFocus():
        assert screen.coach.phrase.text() == "“as appropriate”"
    before = len(provided.nudges)
    screen.coach.leave.click()
    settle()
    assert len(provided.nudges) == before - 1


def test_a_text_made_plain_is_coached_no_more(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", "2B")
    provided = field(screen, "2B.2")
    assert provided.box is not None
    provided.entered.emit()
    provided.box.box.selectAll()
    write(
        provided.box.box,
        "Paired reading with Mr Hughes, teaching assistant, in the Cwtsh, "
        "three times a week for 20 minutes.",
    )
    provided.autosave.flush()
    settle()
    assert provided.nudges == ()
    assert provided.coach is not None
    assert all(answer.answered for answer in provided.coach.questions)


def test_words_of_the_review_go_in_at_the_caret_with_their_source(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", "2B")
    provided = field(screen, "2B.2")
    provided.entered.emit()
    settle()
    assert screen.coach.offers
    screen.coach.offers[0].click()
    settle()
    kept = block(on, "Ianto", "2B", 2).value("2B.2")
    assert kept.sources[-1].kind is SourceKind.WORDS
    assert kept.sources[-1].said_by in kept.text.en
    assert provided.chips.count() == 1
    chip = cast(Any, provided.chips.itemAt(0)).widget()
    assert isinstance(chip, SourceChip)
    chip.click()
    settle()
    box = screen.window().findChild(MessageBox)
    assert box is not None
    box.buttons["drop"].click()
    settle()
    assert block(on, "Ianto", "2B", 2).value("2B.2").sources == ()


def test_side_by_side_the_changed_row_is_marked_until_it_is_checked(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", "2B", BOTH)
    screen._open_block(block(on, "Ianto", "2B", 0).id)
    settle()
    english = field(screen, "2B.1", Language.EN)
    welsh = field(screen, "2B.1", Language.CY)
    assert english.stale.isVisibleTo(screen)
    assert not welsh.stale.isVisibleTo(screen)
    english.check.click()
    settle()
    assert not block(on, "Ianto", "2B", 0).value("2B.1").text.stale
    assert not english.stale.isVisibleTo(screen)
    dates = [one for one in screen.sheet.fields if one.spec.kind is FieldKind.DATE]
    assert cast(Any, dates[1].box).box.isReadOnly()


def test_both_boxes_of_a_row_share_the_greater_height(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", "2A", BOTH)
    welsh, english = field(screen, "needs", Language.CY), field(screen, "needs", Language.EN)
    assert welsh.box is not None
    assert english.box is not None
    assert welsh.box.box.height() == english.box.box.height()
    for _ in range(3):
        press(welsh.box.box, Qt.Key.Key_Return)
    assert welsh.box.box.height() == english.box.box.height()


def test_provisions_and_rows_come_and_go(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", "2B")
    screen.sheet.add_wanted.emit()
    settle()
    assert len(view(on, "Ianto").plan.section("2B").blocks) == 4
    made = view(on, "Ianto").plan.section("2B").blocks[-1].id
    assert screen._block == made
    assert all(one.lacking.isVisibleTo(screen) for one in screen.sheet.fields)
    on.host.answer = "keep"
    screen.sheet.remove_wanted.emit(made)
    settle()
    assert len(view(on, "Ianto").plan.section("2B").blocks) == 4
    on.host.answer = "remove"
    screen.sheet.remove_wanted.emit(made)
    settle()
    assert len(view(on, "Ianto").plan.section("2B").blocks) == 3


def test_tab_goes_from_the_open_section_to_its_sheet(on: Ground) -> None:
    screen, _window = opened(on, "Ianto")
    screen.open_section("2B")
    settle()
    rows = screen.list.rows
    screen.window().activateWindow()
    settle()
    rows["2B"].setFocus()
    order = focus_order(screen)
    assert [one for one in order if isinstance(one, SectionRow)] == [rows["2B"]]
    press(rows["2B"], Qt.Key.Key_Down)
    assert screen.window().focusWidget() is rows["2C"]
    assert rows["2B"].isChecked()
    stops = [one for one in focus_order(screen) if isinstance(one, SectionRow)]
    assert stops == [rows["2C"]]


def test_a_section_that_does_not_apply_says_why_and_may_be_begun(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", "2D")
    assert screen.sheet.fields == []
    screen.open_section("3D")
    settle()
    screen.sheet.add_wanted.emit()
    settle()
    arrangements = field(screen, "arr")
    assert arrangements.box is not None
    write(arrangements.box.box, "A taxi with Wyn.")
    arrangements.autosave.flush()
    settle()
    assert block(on, "Ianto", "3D").value("arr").text.en == "A taxi with Wyn."


def test_a_given_version_is_read_and_says_why_it_cannot_be_changed(on: Ground) -> None:
    screen, _window = opened(on, "Elin", "2B")
    assert "Version 3 was given" in screen.locked_why.text()
    for one in screen.sheet.fields:
        assert one.box is not None
        assert one.box.box.isReadOnly()
    provided = field(screen, "2B.2")
    before = provided.text_now()
    write(cast(Any, provided.box).box, "nothing")
    assert provided.text_now() == before


def test_a_lock_gives_back_the_section_and_what_was_half_written(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", "2B")
    begins = field(screen, "2B.5")
    begins.fields[0].set_value("the first of Fe")
    begins.fields[0].edited.emit()
    kept = screen.drafts()
    screen.leave()
    again, _other = opened(on, "Ianto", "1A")
    again.restore(kept)
    settle()
    assert again._code == "2B"
    assert field(again, "2B.5").fields[0].value() == "the first of Fe"


def test_f8_goes_round_the_phrases_of_the_section(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", "2B")
    box = cast(Any, field(screen, "2B.2").box).box
    seen = []
    for _ in range(3):
        screen._next_phrase()
        settle()
        seen.append(box.textCursor().selectedText())
    if QApplication.focusWidget() is box:
        assert seen == ["Opportunities to", "as appropriate", "Opportunities to"]


def test_long_quotations_are_cut_between_words_and_offers_follow_the_text(on: Ground) -> None:
    assert shortened("one two three", 8) == "one two…"
    assert units("ŵ😀") == 3
    offers = view(on, "Ianto").offers
    first = likely(offers, offers[5].text.cy, ())[0]
    assert first.id == offers[5].id


@pytest.mark.parametrize("size", [(1140, 664), (910, 420)])
def test_nothing_stands_in_anybodys_way(on: Ground, size: tuple[int, int]) -> None:
    plan = on.vault.ask(Find("Ianto"))["plan"]
    for language in Language:
        on.switch(language)
        screen = PlanPage(on.desk)
        window = shown(on, screen, size, plan=plan)
        for code in ("2B", "3B", "2C", WHOLE):
            screen.open_section(code)
            settle()
            assert faults(cast(Any, window)) == []
        screen.open_section("2B")
        screen.mode.option(BOTH).click()
        settle()
        assert faults(cast(Any, window)) == []
    on.switch(Language.EN)


def test_the_first_word_of_a_section_leaves_the_caret_where_it_is(on: Ground) -> None:
    plan = on.vault.do(DraftPlan(on.vault.ask(Find("Tomos"))["learner"])).value
    on.vault.do(ClearSection(plan.id, "2A"))
    screen = PlanPage(on.desk)
    _window = shown(on, screen, plan=plan.id, section="2A")
    needs = field(screen, "needs")
    assert needs.block_id == ""
    assert needs.box is not None
    write(needs.box.box, "He reads")
    needs.autosave.flush()
    settle()
    assert field(screen, "needs") is needs
    assert needs.block_id
    write(needs.box.box, " slowly.")
    needs.autosave.flush()
    settle()
    kept = on.vault.ask(AskPlan(plan.id)).plan.section("2A").blocks
    assert [one.value("needs").text.en for one in kept] == ["He reads slowly."]


@dataclass(frozen=True)
class ClearSection(Command[None]):
    """A draft whose section nobody has begun."""

    plan_id: str
    section: str

    def run(self, work: Work) -> None:
        plan = work.unit.plans.get(self.plan_id)
        work.unit.plans.put(plan.with_section(SectionContent(self.section)))
