"""Deciding how long records are kept, what holds one, and that one is erased."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from aln_review.casework.copies_state import expect_shrink, let_all_go
from aln_review.casework.core import Command, Work
from aln_review.casework.erasing import (
    belongings,
    holds_on,
    make_salt,
    proof_of,
    remove,
)
from aln_review.casework.memory import recall, remember
from aln_review.casework.old_copies import last_copy_gone_by
from aln_review.casework.second_erasing import second_copies
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.dispatch import LineState
from aln_review.domain.errors import Refusal
from aln_review.domain.keeping import (
    CUSTOM,
    Basis,
    Erasure,
    Hold,
    HoldKind,
    KeepingChoice,
)
from aln_review.domain.learner import Learner
from aln_review.domain.wales import day_in_wales
from aln_review.language.collation import folded
from aln_review.statute.retention import Due, due

KEEPING = "keeping.choice"
"""Where the setting's choice is remembered."""


def choice_of(work: Work) -> KeepingChoice:
    """What the setting has chosen; nothing at first."""
    return recall(work.unit, KEEPING, KeepingChoice, KeepingChoice())


@dataclass(frozen=True, slots=True)
class ChooseSchedule(Command[KeepingChoice]):
    """Choose how long records are kept here. From then on the app proposes; it erases nothing.

    Raises:
        Refusal: no such schedule, or the own number is out of range.

    """

    schedule: str
    years: int = 0
    from_leaving: bool = False
    looked_after: str = ""

    def run(self, work: Work) -> KeepingChoice:
        """Keep the choice with who made it and the edition it was made from."""
        schedules = work.tools.law.schedules
        own = self.schedule == CUSTOM
        if not own and schedules.find(self.schedule) is None:
            raise Refusal("error.keeping.no_schedule")
        if own and not schedules.least <= self.years <= schedules.most:
            raise Refusal("error.keeping.years", least=schedules.least, most=schedules.most)
        if self.looked_after and schedules.find(self.looked_after) is None:
            raise Refusal("error.keeping.no_schedule")
        kept = KeepingChoice(
            schedule=self.schedule,
            years=self.years if own else 0,
            from_leaving=own and self.from_leaving,
            looked_after=self.looked_after,
            chosen_by=work.setting.person,
            chosen_on=work.today,
            edition=schedules.edition,
        )
        remember(work.unit, KEEPING, kept)
        work.unit.log("keeping.chosen", detail=f"{kept.schedule} {kept.years}".strip())
        return kept


@dataclass(frozen=True, slots=True)
class PlaceHold(Command[Hold]):
    """Keep a record although it is due, or will be: until a day, or until somebody lifts it.

    Raises:
        Refusal: no reason, or a last day that has passed.

    """

    learner_id: str
    kind: HoldKind
    reason: str
    language: Language
    until: date | None = None

    def run(self, work: Work) -> Hold:
        """Keep the decision with who made it and when."""
        learner = work.unit.learners.get(self.learner_id)
        if not self.reason.strip():
            raise Refusal("error.hold.no_reason")
        until = self.until if self.kind is HoldKind.LONGER else None
        if self.kind is HoldKind.LONGER and (until is None or until <= work.today):
            raise Refusal("error.hold.until")
        hold = Hold(
            id=work.new_id(),
            learner_id=learner.id,
            kind=self.kind,
            reason=Text.of(self.reason.strip(), self.language),
            placed_by=work.setting.person,
            since=work.today,
            until=until,
        )
        work.unit.holds.put(hold)
        work.unit.log("hold.placed", learner.id, hold.id, hold.kind.value)
        return hold


@dataclass(frozen=True, slots=True)
class LiftHold(Command[Hold]):
    """Let a record go its way again. That it was held, why and by whom stays on the record."""

    hold_id: str

    def run(self, work: Work) -> Hold:
        """Mark it lifted; lifting twice changes nothing."""
        hold = work.unit.holds.get(self.hold_id)
        if hold.lifted_on is not None:
            return hold
        lifted = replace(hold, lifted_on=work.today, lifted_by=work.setting.person)
        work.unit.holds.put(lifted)
        work.unit.log("hold.lifted", hold.learner_id, hold.id, hold.kind.value)
        return lifted


@dataclass(frozen=True, slots=True)
class SentTo:
    """Who was sent a copy, to be told of the erasure (UK GDPR Article 19)."""

    addressee: Text
    on: date


@dataclass(frozen=True, slots=True)
class Farewell:
    """An erasure and what its certificate says; the name is on the paper and nowhere else."""

    erasure: Erasure
    name: str
    born: date
    setting: Text
    sent_to: tuple[SentTo, ...] = ()


@dataclass(frozen=True, slots=True)
class EraseLearner(Command[Farewell]):
    """Take a learner and everything of theirs out of the vault, for good.

    Raises:
        Refusal: the name does not match, something holds the record, it is not due although the
            schedule was given as the ground, or a package of it is still on its way.

    """

    learner_id: str
    name: str
    """Forename and surname, typed again."""
    basis: Basis
    witness: str = ""

    def run(self, work: Work) -> Farewell:
        """Look at every reason not to; then remove all of it and register that it was done."""
        found = belongings(work, self.learner_id)
        learner = found.learner
        if not names(self.name, learner):
            raise Refusal("error.erase.name")
        for hold in holds_on(work, learner.id):
            raise Refusal(
                f"error.erase.held.{hold.kind.value}",
                reason=hold.reason, who=hold.placed_by, since=hold.since,
            )  # fmt: skip
        now_due = self._due(work)
        if found.on_the_way:
            raise Refusal("error.erase.on_its_way")
        if found.unanswered:
            raise Refusal("error.erase.unanswered")
        make_salt(work)
        erasure = Erasure(
            id=work.new_id(),
            learner_id=learner.id,
            at=work.now,
            on=work.today,
            decided_by=work.setting.person,
            basis=self.basis,
            witness=" ".join(self.witness.split()),
            schedule=now_due.schedule if now_due else "",
            edition=work.tools.law.schedules.edition if now_due else "",
            due_on=now_due.on if now_due else None,
            proof=proof_of(work, learner.name, learner.born),
            counts=found.counts(),
            copies_gone_by=last_copy_gone_by(work.today),
            second_place=second_copies(work.unit),
        )
        remove(work, found, work.today)
        # The next copy will be smaller, and none made before may be kept out of the ladder's turn.
        expect_shrink(work.unit)
        let_all_go(work.unit)
        work.unit.erasures.put(erasure)
        work.unit.log("record.erased", learner.id, erasure.id, self.basis.value)
        sent = tuple(
            SentTo(line.addressee, day_in_wales(line.delivered_at))
            for line in found.lines
            if line.delivered_at is not None and line.state is not LineState.TAKEN_BACK
        )
        return Farewell(erasure, learner.name, learner.born, work.setting.name, sent)

    def _due(self, work: Work) -> Due | None:
        if self.basis is not Basis.SCHEDULE:
            return None
        learner = work.unit.learners.get(self.learner_id)
        found = due(learner, choice_of(work), work.tools.law.schedules)
        if found is None or found.on > work.today:
            raise Refusal("error.erase.not_due")
        return found


def names(typed: str, learner: Learner) -> bool:
    """Whether what was typed is the name of this learner, whatever its capitals and spaces."""
    return _plain(typed) == _plain(learner.name)


def _plain(name: str) -> str:
    return folded(" ".join(name.split()))


@dataclass(frozen=True, slots=True)
class NoteCopiesRemoved(Command[Erasure]):
    """Register that the older copies beside the vault are gone, once they are."""

    erasure_id: str

    def run(self, work: Work) -> Erasure:
        """Keep the day."""
        changed = replace(work.unit.erasures.get(self.erasure_id), copies_removed_on=work.today)
        work.unit.erasures.put(changed)
        work.unit.log("copies.removed", changed.learner_id, changed.id)
        return changed
