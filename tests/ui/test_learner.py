"""One learner's page: the person, the thread, every tab, the pages that ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.queries.access_log import AccessLog, Wanted
from aln_review.casework.queries.learners import LearnerPage as LearnerQuery
from aln_review.casework.queries.learners import LearnerView
from aln_review.domain.bilingual import Language
from aln_review.domain.learner import Answer
from aln_review.domain.people import MayBeTold
from aln_review.domain.review import ActionState
from aln_review.domain.setting import SettingKind
from tests.accessibility import faults
from tests.ui.demo_desk import ELIN, GWENLLIAN, DemoDesk, demo_desk, press, settle, texts, write
from ui.learner.action import ActionPage
from ui.learner.consent import ConsentCard
from ui.learner.edit import EditLearner
from ui.learner.event import RecordEventPage
from ui.learner.learner import TABS, LearnerPage
from ui.learner.person import EditPerson
from ui.learner.plan_review import PlanReviewPage, clock
from ui.widgets import Button, Row, Thread, Toggle


@pytest.fixture(scope="module")
def school() -> Iterator[DemoDesk]:
    with demo_desk(SettingKind.SCHOOL) as made:
        yield made


@pytest.fixture(scope="module")
def college() -> Iterator[DemoDesk]:
    with demo_desk(SettingKind.COLLEGE) as made:
        yield made


def _view(made: DemoDesk, name: str) -> LearnerView:
    return made.vault.ask(LearnerQuery(made.learner(name)))


def _button(page: LearnerPage, words: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.text() == words and b.isVisible())


def test_the_person_comes_first_and_no_need_is_named(school: DemoDesk) -> None:
    page = school.open(LearnerPage, learner=school.learner(ELIN))
    assert page.head.name.text() == ELIN
    said = texts(page.head)
    assert "Likes to be called Elin. Year 5, Dosbarth Derwen. 10 years old." in said
    assert "Mam: everything. Dad: all but the address." in said
    assert "Mamgu, if asked." in said


def test_opening_the_page_is_written_into_the_log_once(school: DemoDesk) -> None:
    learner = school.learner(GWENLLIAN)
    before = len(school.vault.ask(AccessLog(Wanted(learner))).lines)
    page = school.open(LearnerPage, learner=learner)
    page.refresh(frozenset({"learners"}))
    lines = school.vault.ask(AccessLog(Wanted(learner))).lines
    assert len(lines) == before + 1
    assert lines[0].action == "learner.opened"


def test_the_learners_sentence_stays_in_the_language_spoken(school: DemoDesk) -> None:
    page = school.open(LearnerPage, learner=school.learner(ELIN))
    assert "wedyn dweud" in texts(page)
    assert "It means:" in texts(page)
    school.words.switch(Language.CY)
    settle()
    assert "wedyn dweud" in texts(page)
    assert "Yr ystyr:" not in texts(page)


def test_a_knot_opens_its_event(school: DemoDesk) -> None:
    page = school.open(LearnerPage, learner=school.learner(ELIN))
    thread = page.findChild(Thread)
    assert thread is not None
    thread.chosen.emit("review_planned:r7")
    assert school.opened() == ("prepare", {"review": "r7"})
    thread.chosen.emit("review:r6")
    assert school.opened() == ("after", {"review": "r6"})


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_says_something_in_both_languages(school: DemoDesk, tab: str) -> None:
    page = school.open(LearnerPage, learner=school.learner(ELIN), tab=tab)
    assert page.tabs.value() == tab
    assert faults(page) == []
    english = texts(page)
    school.words.switch(Language.CY)
    settle()
    assert texts(page) != english
    assert faults(page) == []


def test_tabs_are_chosen_with_arrow_keys(school: DemoDesk) -> None:
    page = school.open(LearnerPage, learner=school.learner(ELIN))
    page.tabs.findChildren(type(page.tabs._options["overview"]))[0].setFocus()
    press(page.tabs._options["overview"], Qt.Key.Key_Right)
    assert page.tabs.value() == "profile"
    assert "Who may have it" in texts(page)


def test_the_learner_agrees_to_the_photograph_or_not(school: DemoDesk) -> None:
    page = school.open(LearnerPage, learner=school.learner(ELIN), tab="profile")
    toggle = page.findChild(Toggle)
    assert toggle is not None
    before = _view(school, ELIN).learner.photo_agreed
    toggle.click()
    settle()
    assert _view(school, ELIN).learner.photo_agreed is not before


def test_a_plan_is_drafted_and_opened(school: DemoDesk) -> None:
    page = school.open(LearnerPage, learner=school.learner(GWENLLIAN), tab="plan")
    _button(page, "Draft a plan").click()
    settle()
    plan = _view(school, GWENLLIAN).plan
    assert plan is not None
    assert school.opened() == ("plan", {"plan": plan.id})


def test_papers_open_with_their_kind_and_id(school: DemoDesk) -> None:
    learner = school.learner(ELIN)
    page = school.open(LearnerPage, learner=learner, tab="papers")
    row = next(r for r in page.findChildren(Row) if r.text() == "One-page profile")
    press(row, Qt.Key.Key_Return)
    assert school.opened() == ("paper", {"kind": "profile", "ref": learner})


def test_a_learner_is_added_with_welsh_letters(school: DemoDesk) -> None:
    page = school.open(EditLearner)
    write(page.forename.line, "Siôn Ŵyn")
    write(page.surname.line, "Tŷ-mawr")
    write(page.born.line, "5 March 2018")
    press(page.keep_button, Qt.Key.Key_Return)
    name, args = school.opened()
    assert name == "learner"
    learner = school.vault.ask(LearnerQuery(str(args["learner"]))).learner
    assert (learner.forename, learner.surname) == ("Siôn Ŵyn", "Tŷ-mawr")


def test_return_in_a_line_keeps_and_keeps_once(
    school: DemoDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It did nothing, and whoever went on by the rail had added nobody."""
    page = school.open(EditLearner)
    write(page.forename.line, "Siôn")
    write(page.born.line, "5 March 2018")
    asked: list[object] = []
    monkeypatch.setattr(page.desk.bridge, "do", lambda command, *_: asked.append(command))
    press(page.born.line, Qt.Key.Key_Return)
    press(page.born.line, Qt.Key.Key_Return)
    press(page.keep_button, Qt.Key.Key_Return)
    assert [type(one) for one in asked] == [SaveLearner]


def test_what_is_missing_is_said_at_the_top_and_at_the_field(school: DemoDesk) -> None:
    page = school.open(EditLearner)
    page.keep_button.click()
    settle()
    assert page.errors.isVisible()
    assert "such as 5 March 2018" in page.born.error_text()
    assert page.focusWidget() is page.forename.inner
    assert faults(page) == []


def test_half_typed_text_survives_a_lock_and_a_switch_of_language(school: DemoDesk) -> None:
    page = school.open(EditLearner)
    write(page.forename.line, "Gwê")
    school.words.switch(Language.CY)
    settle()
    assert page.forename.value() == "Gwê"
    drafts = page.drafts()
    again = school.open(EditLearner)
    again.restore(drafts)
    assert again.forename.value() == "Gwê"


def test_changing_details_keeps_what_was_not_changed(school: DemoDesk) -> None:
    before = _view(school, ELIN).learner
    page = school.open(EditLearner, learner=before.id)
    page.group.set_value("Dosbarth Celyn")
    page.keep_button.click()
    settle()
    after = _view(school, ELIN).learner
    assert after.class_name == "Dosbarth Celyn"
    assert (after.name, after.born, after.photo_id) == (before.name, before.born, before.photo_id)


def test_what_a_person_may_be_told_is_changed(school: DemoDesk) -> None:
    view = _view(school, ELIN)
    person = next(p for p in view.people if p.called == "Mamgu")
    page = school.open(EditPerson, learner=view.learner.id, person=person.id)
    assert page.told.value() == MayBeTold.ONLY_WHAT_IS_AGREED.value
    page.told.set_value(MayBeTold.EVERYTHING.value)
    page.keep_button.click()
    settle()
    found = next(p for p in _view(school, ELIN).people if p.id == person.id)
    assert found.may_be_told is MayBeTold.EVERYTHING
    assert found.relation == person.relation
    assert found.speaks_up


def test_a_person_is_added_with_the_narrowest_leave_and_taken_off_again(school: DemoDesk) -> None:
    learner = school.learner(GWENLLIAN)
    page = school.open(EditPerson, learner=learner)
    write(page.name.line, "Anti Mêl")
    page.keep_button.click()
    settle()
    person = next(p for p in _view(school, GWENLLIAN).people if p.name == "Anti Mêl")
    assert person.may_be_told is MayBeTold.ONLY_WHAT_IS_AGREED
    page = school.open(EditPerson, learner=learner, person=person.id)
    page.remove.click()
    settle()
    assert all(p.id != person.id for p in _view(school, GWENLLIAN).people)


def test_only_what_the_law_allows_is_offered(school: DemoDesk) -> None:
    view = _view(school, ELIN)
    page = school.open(RecordEventPage, learner=view.learner.id)
    offered = tuple(page.what._answers)
    assert offered == view.allowed
    assert "plan_given" not in offered


def test_an_event_is_recorded_with_its_note(school: DemoDesk) -> None:
    learner = school.learner("Tomos Wyn Bevan")
    page = school.open(RecordEventPage, learner=learner)
    page.what.set_value("evidence_gathered")
    write(page.note.box, "Dŵr")
    page.keep_button.click()
    settle()
    case = school.vault.ask(LearnerQuery(learner)).case
    assert case is not None
    assert case.events[-1].kind == "evidence_gathered"
    assert case.events[-1].note.said == "Dŵr"


def test_a_refusal_is_a_sentence_at_its_field_and_nothing_is_lost(school: DemoDesk) -> None:
    page = school.open(RecordEventPage, learner=school.learner(ELIN))
    page.what.set_value("review_requested")
    page.on.set_value("2030-01-01")
    write(page.note.box, "note")
    page.keep_button.click()
    settle()
    assert page.on.error_text()
    assert page.note.value() == "note"


def test_a_concern_asks_whom_and_refuses_without(school: DemoDesk) -> None:
    page = school.open(RecordEventPage, kind="concern_raised")
    page.keep_button.click()
    settle()
    assert "Choose a learner" in page.whom.error_text()
    write(page.whom.line, "elin haf")
    press(page.whom.line, Qt.Key.Key_Return)
    assert page.whom.learner() == school.learner(ELIN)
    page.keep_button.click()
    settle()
    # Elin has a plan: the table has no such move, and says why.
    assert page.whom.error_text()


def test_a_review_is_planned_and_its_hour_read(school: DemoDesk) -> None:
    page = school.open(PlanReviewPage, learner=school.learner(GWENLLIAN))
    write(page.on.line, "1 December 2026")
    write(page.at.line, "25:00")
    page.keep_button.click()
    settle()
    assert "such as 09:30" in page.at.error_text()
    page.at.set_value("9.30")
    page.keep_button.click()
    settle()
    review = _view(school, GWENLLIAN).next_review
    assert review is not None
    assert review.at == "09:30"
    assert school.opened() == ("prepare", {"review": review.id})


@pytest.mark.parametrize(
    ("written", "hour"), [("9:05", "09:05"), ("14.00", "14:00"), ("", ""), ("9.5", "")]
)
def test_hours_as_people_write_them(written: str, hour: str) -> None:
    assert clock(written) == hour


def test_an_action_is_finished_in_words(school: DemoDesk) -> None:
    view = _view(school, ELIN)
    review, action = view.actions[0]
    page = school.open(ActionPage, learner=view.learner.id, review=review, action=action.id)
    page.state.set_value(ActionState.DONE.value)
    write(page.happened.box, "Mae’n gweithio")
    page.keep_button.click()
    settle()
    found = next(a for _, a in _view(school, ELIN).actions if a.id == action.id)
    assert found.state is ActionState.DONE
    assert found.happened.get(Language.EN) == "Mae’n gweithio"


def test_an_action_is_added_to_the_review_in_hand(school: DemoDesk) -> None:
    view = _view(school, ELIN)
    page = school.open(ActionPage, learner=view.learner.id)
    write(page.what.box, "A seat by the door")
    page.keep_button.click()
    settle()
    added = [r for r, a in _view(school, ELIN).actions if a.what.said == "A seat by the door"]
    assert view.next_review is not None
    assert added == [view.next_review.id]


def test_a_young_persons_consent_is_kept_as_soon_as_it_is_given(college: DemoDesk) -> None:
    learner = college.learner("Rhodri Ellis")
    page = college.open(LearnerPage, learner=learner, tab="people")
    card = page.findChild(ConsentCard)
    assert card is not None
    assert faults(page) == []
    card.fields["maintaining"].set_value(Answer.NO.value)
    card.fields["maintaining"].chosen.emit(Answer.NO.value)
    settle()
    consent = college.vault.ask(LearnerQuery(learner)).learner.consent
    assert consent.maintaining is Answer.NO
    assert consent.deciding is Answer.YES


def test_the_college_page_says_who_decides(college: DemoDesk) -> None:
    page = college.open(LearnerPage, learner=college.learner("Rhodri Ellis"))
    assert "Who decides" in texts(page.head)


@pytest.mark.parametrize(
    "page", [EditLearner, EditPerson, RecordEventPage, PlanReviewPage, ActionPage]
)
def test_nothing_is_wrong_with_the_pages_that_ask(
    school: DemoDesk, page: type[EditLearner]
) -> None:
    shown = school.open(page, learner=school.learner(ELIN))
    assert faults(shown) == []
    school.words.switch(Language.CY)
    settle()
    assert faults(shown) == []
