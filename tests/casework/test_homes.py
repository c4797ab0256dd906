"""The two other homes, and what the caseload says of those who left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from aln_review.casework.commands.cases import RecordEvent
from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.core import Command, Work
from aln_review.casework.queries.homes import CollegeHome, EarlyHome, StepIs
from aln_review.casework.queries.learners import Caseload, Filter, LearnerPage
from aln_review.casework.queries.photo import LearnerPhoto
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Audience, OnePageProfile, ShareState, Sharing
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import MaySee, Side, Words
from tests.casework.vaults import TODAY, Made, make

NEW = Learner("", "Cai", "Rhydderch", date(2023, 5, 1))


@pytest.fixture
def early(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("early"), kind=SettingKind.EARLY_YEARS)


def _steps(made: Made) -> list[StepIs]:
    return [step.state for step in made.vault.ask(EarlyHome()).children[0].steps]


def _happened(made: Made, learner: str, *kinds: str) -> None:
    for kind in kinds:
        made.vault.do(RecordEvent(learner, kind, TODAY, "Nodyn", Language.CY))


def test_the_three_steps_follow_the_case(early: Made) -> None:
    learner = early.vault.do(SaveLearner(NEW)).value.id
    assert early.vault.ask(EarlyHome()).children == ()
    _happened(early, learner, "concern_raised")
    assert _steps(early) == [StepIs.NOW, StepIs.LATER, StepIs.LATER]
    _happened(early, learner, "family_talked")
    assert _steps(early) == [StepIs.DONE, StepIs.NOW, StepIs.LATER]
    _happened(early, learner, "agreement_refused")
    child = early.vault.ask(EarlyHome()).children[0]
    assert child.steps[1].says.key == "early.not_agreed"
    _happened(early, learner, "agreement_given", "referred_to_la")
    assert _steps(early) == [StepIs.DONE, StepIs.DONE, StepIs.NOW]
    early.shut()


class Put(Command[None]):
    """Keeps what no command of these tests writes."""

    def __init__(self, *items: Words | OnePageProfile) -> None:
        self.items = items

    def run(self, work: Work) -> None:
        for item in self.items:
            if isinstance(item, Words):
                work.unit.words.put(item)
            else:
                work.unit.profiles.put(item)


def test_a_tutor_sees_words_only_where_the_learner_agreed(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = make(tmp_path_factory.mktemp("college"), kind=SettingKind.COLLEGE)
    learner = made.vault.do(SaveLearner(replace(NEW, born=date(2009, 1, 1)))).value.id
    said = Words(
        id="w1",
        learner_id=learner,
        text=Text.of("Cerdded am ddwy funud.", Language.CY),
        said_by="Cai",
        perspective=Perspective.LEARNER,
        recorded_by="Nia",
        said_at=datetime(2026, 11, 1, tzinfo=UTC),
        may_see=MaySee.SETTING,
        side=Side.WORKING,
    )
    profile = OnePageProfile("p1", learner, 1, datetime(2026, 11, 1, tzinfo=UTC))
    made.vault.do(Put(said, profile))
    assert made.vault.ask(CollegeHome()).cards == ()
    agreed = replace(profile, sharing=(Sharing(Audience.CLASS_STAFF, ShareState.AGREED),))
    made.vault.do(Put(agreed))
    (card,) = made.vault.ask(CollegeHome()).cards
    assert card.works == said
    assert card.state.key == "college.state.shared_class_staff"
    made.shut()


def test_those_who_left_are_counted_apart(made: Made) -> None:
    here = made.vault.do(SaveLearner(NEW)).value
    made.vault.do(SaveLearner(replace(NEW, forename="Mali", left_on=TODAY)))
    view = made.vault.ask(Caseload())
    counts = dict(view.counts)
    assert counts[Filter.EVERYONE] == 1
    assert counts[Filter.LEFT] == 1
    assert [row.id for row in view.rows if row.among_everyone] == [here.id]
    assert view.today == TODAY


def test_the_page_knows_what_may_happen_next(made: Made) -> None:
    learner = made.vault.do(SaveLearner(NEW)).value.id
    assert "concern_raised" in made.vault.ask(LearnerPage(learner)).allowed
    _happened(made, learner, "concern_raised")
    view = made.vault.ask(LearnerPage(learner))
    assert view.state == "concern"
    assert "concern_raised" not in view.allowed
    assert view.thread[0].note.said == "Nodyn"


def test_a_learner_without_a_photograph_has_none(made: Made) -> None:
    learner = made.vault.do(SaveLearner(NEW)).value.id
    assert made.vault.ask(LearnerPhoto(learner)) == b""
