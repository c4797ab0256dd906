"""Keeping and erasing, as the pages show it: what is due, what is held, what has gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from aln_review.casework.commands.retention import choice_of
from aln_review.casework.core import Query, Work
from aln_review.casework.erasing import belongings, holds_on, proof_of
from aln_review.casework.old_copies import last_copy_gone_by
from aln_review.casework.say import NOTHING, Say
from aln_review.casework.second_erasing import due_there
from aln_review.domain.bilingual import Text
from aln_review.domain.dispatch import LineState
from aln_review.domain.keeping import Counted, Erasure, Hold, KeepingChoice
from aln_review.domain.learner import Learner
from aln_review.domain.plan import PlanState
from aln_review.language.collation import name_key
from aln_review.statute.retention import CountedFrom, Due, Schedules, due

COMING = timedelta(days=365)
"""How far ahead is looked, so that nothing falls due as a surprise."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """One record whose time is up."""

    learner_id: str
    name: str
    on: date
    why: Say
    here: bool
    """Still marked as here: perhaps nobody noted that the learner left."""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One record that is held, and by which decision."""

    learner_id: str
    name: str
    hold: Hold


@dataclass(frozen=True, slots=True)
class KeepingView:
    """The page of keeping and erasing."""

    choice: KeepingChoice
    schedules: Schedules
    due: tuple[DueRow, ...]
    """Longest due first."""
    held: tuple[HeldRow, ...]
    coming: int
    """Records that fall due within a year."""
    erasures: tuple[Erasure, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class KeepingPage(Query[KeepingView]):
    """Everything whose time is up, as the setting's own schedule says; nothing while none is."""

    def run(self, work: Work) -> KeepingView:
        """Look at every learner once."""
        choice, schedules = choice_of(work), work.tools.law.schedules
        today = work.today
        names = {one.id: one for one in work.unit.learners.all()}
        active = [one for one in work.unit.holds.all() if one.holds_on(today)]
        held = {one.learner_id for one in active}
        ends = {one.id: due(one, choice, schedules) for one in names.values()}
        rows = [
            DueRow(one.id, one.name, end.on, why_due(one, end), one.left_on is None)
            for one in names.values()
            if (end := ends[one.id]) is not None and end.on <= today and one.id not in held
        ]
        coming = [
            end for end in ends.values() if end is not None and today < end.on <= today + COMING
        ]
        return KeepingView(
            choice=choice,
            schedules=schedules,
            due=tuple(sorted(rows, key=_longest_due)),
            held=tuple(
                HeldRow(one.learner_id, names[one.learner_id].name, one)
                for one in sorted(active, key=_since)
            ),
            coming=len(coming),
            erasures=tuple(sorted(work.unit.erasures.all(), key=_when, reverse=True)),
        )


def _longest_due(row: DueRow) -> tuple[date, object]:
    return row.on, name_key(row.name)


def _since(hold: Hold) -> tuple[date, str]:
    return hold.since, hold.id


def _when(erasure: Erasure) -> tuple[date, str]:
    return erasure.on, erasure.id


def why_due(learner: Learner, end: Due) -> Say:
    """The sentence that explains the day."""
    if end.put_off and learner.left_on is not None:
        return Say.of("keeping.why.late", on=end.on)
    if end.put_off:
        return Say.of("keeping.why.here", born=learner.born, on=end.on)
    if end.counted_from is CountedFrom.LEAVING and learner.left_on is not None:
        return Say.many("keeping.why.left", end.years, left=learner.left_on, on=end.on)
    key = "keeping.why.looked_after" if end.looked_after else "keeping.why.born"
    return Say.many(key, end.years, born=learner.born, on=end.on)


@dataclass(frozen=True, slots=True)
class EraseView:
    """What erasing a record would take away, and what speaks against it."""

    learner: Learner
    counts: tuple[Counted, ...]
    holds: tuple[Hold, ...]
    """While there is one, nothing can be erased."""
    due: Due | None
    is_due: bool
    when: Say
    """When the record's time is up, in words."""
    has_plan: bool
    """A plan was given: its record must usually be kept for its whole period."""
    sent_to: tuple[Text, ...]
    """Who has a copy of their own."""
    waits: str
    """Message key of what must be finished first; empty when nothing."""
    copies_gone_by: date


@dataclass(frozen=True, slots=True)
class ErasePage(Query[EraseView]):
    """The page on which a record is erased.

    Raises:
        NotFound: there is no such learner.

    """

    learner_id: str

    def run(self, work: Work) -> EraseView:
        """Gather and count; nothing is changed."""
        found = belongings(work, self.learner_id)
        end = due(found.learner, choice_of(work), work.tools.law.schedules)
        plans = work.unit.plans.where(learner_id=self.learner_id)
        waits = "error.erase.on_its_way" if found.on_the_way else ""
        sent = {
            line.addressee
            for line in found.lines
            if line.delivered_at is not None and line.state is not LineState.TAKEN_BACK
        }
        return EraseView(
            learner=found.learner,
            counts=found.counts(),
            holds=holds_on(work, self.learner_id),
            due=end,
            is_due=end is not None and end.on <= work.today,
            when=NOTHING if end is None else why_due(found.learner, end),
            has_plan=any(one.state in (PlanState.LOCKED, PlanState.SUPERSEDED) for one in plans),
            sent_to=tuple(sorted(sent, key=_said)),
            waits=waits or ("error.erase.unanswered" if found.unanswered else ""),
            copies_gone_by=last_copy_gone_by(work.today),
        )


def _said(text: Text) -> str:
    return text.said


@dataclass(frozen=True, slots=True)
class DueElsewhere(Query[bool]):
    """Whether copies at the second place may still hold a record that was erased."""

    def run(self, work: Work) -> bool:
        """Look into the register."""
        return bool(due_there(work.unit))


@dataclass(frozen=True, slots=True)
class WasErased(Query[tuple[Erasure, ...]]):
    """Whether a record of this name and date of birth was erased here, and when."""

    name: str
    born: date

    def run(self, work: Work) -> tuple[Erasure, ...]:
        """Compare the slow digest of both; a wrong letter finds nothing."""
        proof = proof_of(work, self.name, self.born)
        return tuple(work.unit.erasures.where(proof=proof)) if proof else ()


@dataclass(frozen=True, slots=True)
class HoldsView:
    """Every decision to hold one record, those in force first."""

    learner: Learner
    active: tuple[Hold, ...]
    past: tuple[Hold, ...]
    today: date


@dataclass(frozen=True, slots=True)
class HoldsPage(Query[HoldsView]):
    """What holds a record, or held it.

    Raises:
        NotFound: there is no such learner.

    """

    learner_id: str

    def run(self, work: Work) -> HoldsView:
        """Read them."""
        every = sorted(work.unit.holds.where(learner_id=self.learner_id), key=_since)
        active = tuple(one for one in every if one.holds_on(work.today))
        past = tuple(one for one in every if not one.holds_on(work.today))
        return HoldsView(work.unit.learners.get(self.learner_id), active, past, work.today)
