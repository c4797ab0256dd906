"""Who changed and who looked is in the access log, whatever the command; typing floods nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from aln_review.casework.commands.learners import RemovePerson, SaveLearner, SetConsent
from aln_review.casework.commands.plans import DraftPlan, WriteField
from aln_review.casework.core import Casework, Command, Outcome, Work
from aln_review.casework.noting import CHANGES
from aln_review.casework.queries.learners import LearnerPage
from aln_review.casework.queries.plans import PlanPage
from aln_review.casework.queries.today import Today
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from aln_review.domain.learner import Answer, Consent
from aln_review.store.kinds import KINDS
from tests.casework.vaults import Made, add_learner
from tests.faults.failing_writes import FAULTS, set_trap
from tests.hostile import story
from tests.hostile.rest import every_command, tell_the_rest

T = TypeVar("T")

SILENT = {
    "SavePreferences": "how the windows look, of nobody's record",
    "UseLanguage": "the same",
    "ShowLetters": "the same",
    "KeepDrafts": "half a sentence that is not yet on the record",
    "WithDrafts": "the command in it is logged; the half sentence is not yet on the record",
    "KeepHalfTyped": "half a sentence that is not yet on the record",
    "TakeUp": "the command in it is logged",
    "WarnedAboutFiles": "that the person was told once about plain files",
    "SetGateway": "an address of the authority's own computer",
    "TryNow": "only the time of the next try",
    "_Offered": "that our receipt was taken over there; deciding on it was logged",
    "_MoveCursor": "how far a list was read",
}
"""Commands that may change something without a line, each with the reason."""


def actions(vault: Casework, learner_id: str = "") -> list[str]:
    with vault.store.view() as unit:
        return [line.action for line in unit.access_log(learner_id)]


class Watched(Casework):
    """A vault that remembers which commands changed something and left no line."""

    def __init__(self, made: Casework, silent: set[str], seen: set[str]) -> None:
        super().__init__(made.store, made.tools)
        self._silent = silent
        self._seen = seen

    def do(self, command: Command[T]) -> Outcome[T]:
        before = self._count()
        outcome = super().do(command)
        name = type(command).__name__
        self._seen.add(name)
        if outcome.changed and self._count() == before:
            # A line of the last ten minutes may stand for this change.
            own = {kind for kind in outcome.changed if kind in CHANGES}
            if not own or not all(self._spoken_for(kind) for kind in own):
                self._silent.add(name)
        return outcome

    def _count(self) -> int:
        with self.store.view() as unit:
            return unit.chain().count

    def _spoken_for(self, kind: str) -> bool:
        return any(action == CHANGES[kind] for action, _ in self._noting._held)


def test_every_command_leaves_its_line_or_has_a_reason(tmp_path: Path) -> None:
    silent: set[str] = set()
    seen: set[str] = set()

    def befall(made: Made) -> Made:
        return replace(made, vault=Watched(made.vault, silent, seen))

    told = story.tell(tmp_path, befall)
    tell_the_rest(told)
    assert every_command() <= seen
    assert silent <= set(SILENT)
    told.school.shut()
    told.desk.shut()


def test_every_kind_of_a_learners_record_has_its_line() -> None:
    owned = {name for name, kind in KINDS.items() if "learner_id" in kind.columns}
    # A package has its own lines: frozen, offered, delivered, answered. So has an erasure.
    assert set(CHANGES) == (owned | {"learners"}) - {"outbox", "erasures"}


def test_typing_leaves_one_line_in_ten_minutes(made: Made) -> None:
    learner = add_learner(made.vault)
    plan = made.vault.do(DraftPlan(learner.id)).value
    page = made.vault.ask(PlanPage(plan.id))
    block = next(section for section in page.sections if section.spec.code == "2A").blocks[0]
    field = block.fields[0].spec.key

    def write(text: str) -> None:
        command = WriteField(plan.id, "2A", block.block.id, field, text, Language.CY)
        made.vault.do(command)

    for text in ("M", "Ma", "Mae", "Mae hi"):
        made.clock.forward(minutes=2)
        write(text)
    assert actions(made.vault, learner.id).count("plan.changed") == 1
    made.clock.forward(minutes=5)
    write("Mae hi’n")
    assert actions(made.vault, learner.id).count("plan.changed") == 2


def test_one_learners_line_does_not_stand_for_another(made: Made) -> None:
    one, two = add_learner(made.vault), add_learner(made.vault, "Guto")
    for learner in (one, two):
        made.vault.ask(LearnerPage(learner.id))
        made.vault.ask(LearnerPage(learner.id))
        assert actions(made.vault, learner.id).count("learner.opened") == 1
    made.clock.forward(minutes=11)
    made.vault.ask(LearnerPage(one.id))
    assert actions(made.vault, one.id).count("learner.opened") == 2


def test_a_list_of_names_opens_nobodys_record(made: Made) -> None:
    learner = add_learner(made.vault)
    made.vault.ask(Today())
    assert "learner.opened" not in actions(made.vault, learner.id)


def test_what_a_command_says_itself_is_not_said_again(made: Made) -> None:
    learner = add_learner(made.vault)
    before = actions(made.vault, learner.id)
    made.vault.do(SetConsent(learner.id, Consent(Answer.YES)))
    assert actions(made.vault, learner.id)[len(before) :] == ["consent.recorded"]
    with made.vault.store.view() as unit:
        mother = unit.people.where(learner_id=learner.id)[0]
    made.vault.do(RemovePerson(mother.id))
    assert actions(made.vault, learner.id)[-1] == "person.removed"


def test_a_bare_change_and_a_bare_removal_leave_their_lines(made: Made) -> None:
    class Bare(Command[None]):
        def run(self, work: Work) -> None:
            work.unit.learners.put(replace(learner, called="Els"))
            work.unit.people.delete(work.unit.people.where(learner_id=learner.id)[0].id)

    learner = add_learner(made.vault)
    made.clock.forward(minutes=20)
    before = actions(made.vault, learner.id)
    made.vault.do(Bare())
    assert actions(made.vault, learner.id)[len(before) :] == ["learner.changed", "person.saved"]


def test_a_line_that_did_not_reach_the_disk_is_still_due(made: Made) -> None:
    class Bare(Command[None]):
        def run(self, work: Work) -> None:
            work.unit.learners.put(replace(learner, called="Els"))

    learner = add_learner(made.vault)
    made.clock.forward(minutes=20)
    trap = set_trap(made.vault.store)
    trap.set(3, FAULTS[0])
    with pytest.raises(WorldFault):
        made.vault.do(Bare())
    assert trap.sprung
    trap.clear()
    made.vault.do(Bare())
    assert actions(made.vault, learner.id)[-1] == "learner.changed"


def test_a_full_disk_keeps_nobody_from_reading(made: Made) -> None:
    learner = add_learner(made.vault)
    trap = set_trap(made.vault.store)
    trap.set(1, FAULTS[0])
    assert made.vault.ask(LearnerPage(learner.id)).learner.id == learner.id
    assert trap.sprung
    trap.clear()
    made.vault.ask(LearnerPage(learner.id))
    assert "learner.opened" in actions(made.vault, learner.id)


def test_a_clock_set_back_silences_nothing(made: Made) -> None:
    learner = add_learner(made.vault)
    made.vault.ask(LearnerPage(learner.id))
    made.clock.forward(hours=-3)
    made.vault.ask(LearnerPage(learner.id))
    assert actions(made.vault, learner.id).count("learner.opened") == 2
    made.vault.do(SaveLearner(learner))
