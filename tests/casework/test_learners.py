"""Learners and the people round them through the commands the windows use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aln_review.casework.commands.cases import RecordEvent
from aln_review.casework.commands.learners import (
    AgreePhoto,
    RemovePerson,
    SaveLearner,
    SavePerson,
    SetConsent,
)
from aln_review.casework.commands.photo import SetPhoto
from aln_review.casework.commands.profiles import AddToProfile
from aln_review.casework.commands.reviews import PlanReview
from aln_review.casework.core import Casework
from aln_review.casework.papers.profile import PrintProfile
from aln_review.casework.queries.learners import LearnerPage
from aln_review.domain.bilingual import Language, Text, nfc
from aln_review.domain.errors import NotFound
from aln_review.domain.learner import Answer, Consent, Learner
from aln_review.domain.people import MayBeTold, Person, Perspective
from aln_review.domain.profile import Heading
from aln_review.domain.review import ReviewKind
from aln_review.exchange.demo.pictures import paint
from tests.casework.plans import refusal
from tests.casework.vaults import TODAY, Made, add_learner, make

BORN = date(2016, 3, 14)
NAN = Text.both("mam-gu", "grandmother")


def people(vault: Casework, learner: Learner) -> dict[str, Person]:
    return {one.name: one for one in vault.ask(LearnerPage(learner.id)).people}


def actions(vault: Casework, learner: Learner) -> list[str]:
    with vault.store.view() as unit:
        assert unit.chain().whole
        lines = [line.action for line in unit.access_log(learner.id)]
    return [action for action in lines if action != "learner.opened"]


def test_a_learner_is_added_then_changed_under_one_id(made: Made) -> None:
    added = made.vault.do(SaveLearner(Learner("", " Gwen ", " Wŷn-Prys ", BORN))).value
    assert added.id
    assert (added.name, added.shown) == ("Gwen Wŷn-Prys", "Gwen")
    changed = made.vault.do(SaveLearner(replace(added, called="Gwenno"))).value
    assert changed.id == added.id
    assert made.vault.ask(LearnerPage(added.id)).learner.shown == "Gwenno"
    assert actions(made.vault, added) == ["learner.added", "learner.changed"]


def test_somebody_without_a_name_or_not_yet_born_is_refused(made: Made) -> None:
    nameless = Learner("", "  ", "\t", BORN)
    assert refusal(made.vault, SaveLearner(nameless)) == "error.learner.no_name"
    tomorrow = Learner("", "Gwen", "", TODAY + timedelta(days=1))
    assert refusal(made.vault, SaveLearner(tomorrow)) == "error.learner.born_later"
    assert made.vault.do(SaveLearner(replace(tomorrow, born=TODAY))).value.born == TODAY
    with made.vault.store.view() as unit:
        assert unit.learners.count() == 1


@settings(max_examples=30, deadline=None)
@given(name=st.text("abŵŷâîô’ -ẅw\u0302y\u0302", min_size=1, max_size=12))
def test_a_name_is_kept_in_one_spelling(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    made = make(tmp_path_factory.mktemp("names"))
    try:
        if not name.strip():
            assert refusal(made.vault, SaveLearner(Learner("", name, "", BORN)))
            return
        kept = made.vault.do(SaveLearner(Learner("", name, "Môn", BORN))).value
        assert kept.forename == nfc(name.strip())
        with made.vault.store.view() as unit:
            assert unit.learners.get(kept.id) == kept
    finally:
        made.shut()


def test_consent_is_kept_answer_by_answer(made: Made) -> None:
    learner = add_learner(made.vault)
    answers = Consent(Answer.YES, Answer.UNSURE, Answer.NO, Answer.NOT_ASKED)
    made.vault.do(SetConsent(learner.id, answers))
    kept = made.vault.ask(LearnerPage(learner.id)).learner
    assert kept.consent == answers
    assert replace(kept, consent=Consent()) == learner
    assert actions(made.vault, learner)[-1] == "consent.recorded"


def test_a_person_is_added_changed_and_taken_off_the_list(made: Made) -> None:
    learner = add_learner(made.vault)
    one = Person("", learner.id, " Eirlys Morgan ", NAN, Perspective.FAMILY, called="Mam-gu")
    kept = made.vault.do(SavePerson(one)).value
    assert (kept.name, kept.shown) == ("Eirlys Morgan", "Mam-gu")
    assert kept.may_be_told is MayBeTold.ONLY_WHAT_IS_AGREED
    made.vault.do(SavePerson(replace(kept, telephone="01632 960110")))
    assert people(made.vault, learner)["Eirlys Morgan"].telephone == "01632 960110"
    made.vault.do(RemovePerson(kept.id))
    assert "Eirlys Morgan" not in people(made.vault, learner)
    assert actions(made.vault, learner)[-3:] == ["person.saved", "person.saved", "person.removed"]


def test_nobody_without_a_name_or_a_learner_is_kept(made: Made) -> None:
    learner = add_learner(made.vault)
    blank = Person("", learner.id, "  ", NAN, Perspective.FAMILY)
    assert refusal(made.vault, SavePerson(blank)) == "error.person.no_name"
    with pytest.raises(NotFound):
        made.vault.do(SavePerson(replace(blank, name="Eirlys", learner_id="nobody")))
    with pytest.raises(NotFound):
        made.vault.do(RemovePerson("nobody"))
    assert len(people(made.vault, learner)) == 2


def test_what_somebody_said_stays_when_they_are_taken_off(made: Made) -> None:
    learner = add_learner(made.vault)
    mam = people(made.vault, learner)["Non Prydderch"]
    said = AddToProfile(
        learner.id, Heading.ADMIRE, "Mae hi’n garedig.", Language.CY, "Mam", Perspective.FAMILY,
        person_id=mam.id,
    )  # fmt: skip
    words = made.vault.do(said).value
    made.vault.do(PlanReview(learner.id, ReviewKind.ANNUAL, TODAY))
    made.vault.do(RemovePerson(mam.id))
    with made.vault.store.view() as unit:
        assert unit.words.get(words.id) == words
        (review,) = unit.reviews.where(learner_id=learner.id)
    assert "Non Prydderch" in {guest.name for guest in review.participants}


def test_a_photograph_is_printed_only_once_agreed_to(made: Made) -> None:
    learner = add_learner(made.vault)
    made.vault.do(SetPhoto(learner.id, paint("girl")))
    said = AddToProfile(
        learner.id, Heading.SUPPORT, "Dangoswch.", Language.CY, "Elin", Perspective.LEARNER
    )
    made.vault.do(said)

    def size() -> int:
        return len(made.vault.ask(PrintProfile(learner.id, Language.CY)).data)

    without = size()
    made.vault.do(AgreePhoto(learner.id, agreed=True))
    with_it = size()
    made.vault.do(AgreePhoto(learner.id, agreed=False))
    assert with_it > without + 5_000
    assert abs(size() - without) < 2_000
    kept = ["photo.kept", "photo.agreed", "photo.not_agreed"]
    assert [one for one in actions(made.vault, learner) if one.startswith("photo.")] == kept


def test_an_event_is_written_down_when_the_state_table_allows_it(made: Made) -> None:
    learner = add_learner(made.vault)
    assert refusal(made.vault, RecordEvent(learner.id, "decided_aln", TODAY))
    tomorrow = RecordEvent(learner.id, "concern_raised", TODAY + timedelta(days=1))
    assert refusal(made.vault, tomorrow) == "error.case.in_the_future"
    made.vault.do(RecordEvent(learner.id, "concern_raised", TODAY, " Darllen. ", Language.CY))
    early = RecordEvent(learner.id, "decided_aln", TODAY - timedelta(days=1))
    assert refusal(made.vault, early) == "error.case.earlier_than_before"
    case = made.vault.do(RecordEvent(learner.id, "decided_aln", TODAY)).value
    assert [event.kind for event in case.events] == ["concern_raised", "decided_aln"]
    assert case.events[0].note.said == "Darllen."
    assert {event.by for event in case.events} == {"Nia Rowlands"}


def test_once_decided_the_next_step_is_to_give_the_plan(made: Made) -> None:
    learner = add_learner(made.vault)
    made.vault.do(RecordEvent(learner.id, "concern_raised", TODAY))
    before = made.vault.ask(LearnerPage(learner.id)).next_step
    made.vault.do(RecordEvent(learner.id, "decided_aln", TODAY))
    after = made.vault.ask(LearnerPage(learner.id)).next_step
    assert before.on == after.on
    english = made.vault.tools.catalogues[Language.EN]
    said = [english.t(step.what.key, **step.what.facts) for step in (before, after)]
    assert said[0].startswith("Decide by")
    assert said[1].startswith("Give the plan by")
