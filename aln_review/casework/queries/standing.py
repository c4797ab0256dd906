"""Where each learner stands, in words: the stage, the next step and the date it falls.

Everything that lists learners reads this one answer, so that Today, the caseload and the
learner's page can never disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from aln_review.casework.core import Work
from aln_review.casework.say import NOTHING, Say
from aln_review.casework.term_dates import calendar_of
from aln_review.domain.case import Case, Deadline, Urgency
from aln_review.domain.dispatch import LineState, OutboxLine
from aln_review.domain.learner import Learner
from aln_review.domain.plan import PlanHead, PlanState
from aln_review.domain.review import Participant, PersonCentredReview, ReviewStage
from aln_review.domain.wales import day_in_wales
from aln_review.meeting.agenda import preparation
from aln_review.statute.clocks import Who
from aln_review.statute.deadlines import deadlines
from aln_review.statute.school_calendar import SchoolCalendar

T = TypeVar("T", Case, PlanHead, PersonCentredReview, OutboxLine)

THIS_WEEK = timedelta(days=7)
NEAR = timedelta(days=14)


class Stage(StrEnum):
    """What the pill says."""

    DECIDING = "deciding"
    REFERRED = "referred"
    WRITING = "writing"
    IN_FORCE = "in-force"
    SENT = "sent"
    RETURNED = "returned"
    NO_PLAN = "no-plan"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next thing to do and why it may not wait. Words first, urgency after."""

    what: Say = NOTHING
    why: Say = NOTHING
    on: date | None = None
    urgency: Urgency = Urgency.AHEAD


@dataclass(frozen=True, slots=True)
class Standing:
    """One learner's standing."""

    learner: Learner
    stage: Stage
    next_step: NextStep
    case: Case | None
    plan: PlanHead | None
    reviews: tuple[PersonCentredReview, ...]
    deadlines: tuple[Deadline, ...]
    lines: tuple[OutboxLine, ...]
    """The package that counts of each kind: see :func:`that_count`."""
    needs_you: bool


def standing(work: Work, learner_id: str = "") -> dict[str, Standing]:
    """Every learner's standing by id, or one learner's."""
    if learner_id:
        learners = [work.unit.learners.get(learner_id)]
        cases = work.unit.cases.where(learner_id=learner_id)
        plans = work.unit.plans.glance(PlanHead, learner_id=learner_id)
        reviews = work.unit.reviews.where(learner_id=learner_id)
        lines = work.unit.outbox.where(learner_id=learner_id)
    else:
        learners = work.unit.learners.all()
        cases = work.unit.cases.all()
        plans = work.unit.plans.glance(PlanHead)
        reviews = work.unit.reviews.all()
        lines = work.unit.outbox.all()
    by_case, by_plan = _group(cases), _group(plans)
    by_review, by_line = _group(reviews), _group(lines)
    calendar = calendar_of(work)
    return {
        one.id: _stand(
            work,
            calendar,
            one,
            by_case[one.id],
            by_plan[one.id],
            by_review[one.id],
            by_line[one.id],
        )
        for one in learners
    }


def _group(items: Sequence[T]) -> defaultdict[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        found[item.learner_id].append(item)
    return found


def _stand(
    work: Work,
    calendar: SchoolCalendar,
    learner: Learner,
    cases: list[Case],
    plans: list[PlanHead],
    reviews: list[PersonCentredReview],
    lines: list[OutboxLine],
) -> Standing:
    today = work.today
    case = cases[0] if cases else None
    plan = max(plans, key=_version, default=None)
    law = work.tools.law
    due: tuple[Deadline, ...] = ()
    if case is not None:
        found = deadlines(case, law.rules, calendar, today)
        # A family's right to ask is theirs: it is shown on letters, not among what we owe.
        due = tuple(d for d in found if law.rules.clock(d.rule).who is not Who.FAMILY)
    sent = that_count(lines)
    state = "" if case is None else law.states.state_of(case)
    stage = _stage(learner, state, plans, sent, owed=bool(due))
    step = _next(today, due, reviews, plan, sent)
    near = step.on is not None and step.on <= today + THIS_WEEK
    return Standing(learner, stage, step, case, plan, tuple(reviews), due, sent, near)


def that_count(lines: Sequence[OutboxLine]) -> tuple[OutboxLine, ...]:
    """The newest package of each kind, oldest first.

    One taken back was never sent, and one sent again takes the place of the one before it: a
    return that has been answered asks nothing more.
    """
    sent = sorted((one for one in lines if one.state is not LineState.TAKEN_BACK), key=_sequence)
    return tuple(sorted({one.kind: one for one in sent}.values(), key=_sequence))


def _version(plan: PlanHead) -> int:
    return plan.version


def _stage(
    learner: Learner,
    state: str,
    plans: list[PlanHead],
    sent: tuple[OutboxLine, ...],
    *,
    owed: bool,
) -> Stage:
    """What the pill says; ``state`` is that of the case, empty without one.

    While something is still owed for a learner who left, it says that the plan has gone ahead.
    A referral's draft is the authority's to decide on, so the case speaks before the draft does.
    """
    if learner.left_on is not None:
        return Stage.SENT if owed and any(one.state in ARRIVED for one in sent) else Stage.LEFT
    if sent and sent[-1].state is LineState.RETURNED:
        return Stage.RETURNED
    told = STAGE_OF_CASE.get(state, Stage.DECIDING) if state else Stage.NO_PLAN
    if told is Stage.REFERRED:
        return told
    if any(plan.state in (PlanState.DRAFT, PlanState.COMPLETE) for plan in plans):
        return Stage.WRITING
    if any(plan.state is PlanState.LOCKED for plan in plans):
        return Stage.IN_FORCE
    return told


ARRIVED = (LineState.DELIVERED, LineState.ACCEPTED)
STAGE_OF_CASE = {
    "not_started": Stage.NO_PLAN,
    "no_aln": Stage.NO_PLAN,
    "no_consent": Stage.NO_PLAN,
    "no_plan_consent": Stage.NO_PLAN,
    "ended": Stage.NO_PLAN,
    "moved": Stage.SENT,
    "referred": Stage.REFERRED,
    "referred_to_la": Stage.REFERRED,
    "drafting": Stage.WRITING,
    "maintained": Stage.IN_FORCE,
    "cease_proposed": Stage.IN_FORCE,
    "cease_hold": Stage.IN_FORCE,
    "la_reconsidering": Stage.IN_FORCE,
}


def _sequence(line: OutboxLine) -> int:
    return line.sequence


def _next(
    today: date,
    due: tuple[Deadline, ...],
    reviews: list[PersonCentredReview],
    plan: PlanHead | None,
    lines: tuple[OutboxLine, ...],
) -> NextStep:
    steps = [step for line in lines if (step := _line_step(line, today))]
    steps += [_review_step(review, today) for review in reviews if _is_open(review)]
    steps += [_deadline_step(deadline, today) for deadline in due]
    if steps:
        return min(steps, key=_step_key)
    if plan is not None and plan.state is PlanState.DRAFT:
        return NextStep(Say.of("next.finish_draft"), NOTHING)
    return NextStep(Say.of("next.nothing"), NOTHING)


def _is_open(review: PersonCentredReview) -> bool:
    return review.stage not in (ReviewStage.CLOSED, ReviewStage.CANCELLED)


def _step_key(step: NextStep) -> tuple[date, str]:
    return step.on or date.max, step.what.key


def urgency(on: date, today: date) -> Urgency:
    """How near a date is."""
    if on < today:
        return Urgency.PAST
    return Urgency.NEAR if on <= today + NEAR else Urgency.AHEAD


def _line_step(line: OutboxLine, today: date) -> NextStep | None:
    if line.state is not LineState.RETURNED:
        return None
    on = day_in_wales(line.answered_at) if line.answered_at else today
    return NextStep(
        Say.many("next.answer_questions", len(line.reasons)),
        Say.of("next.returned_on", on=on),
        today,
        Urgency.NEAR,
    )


def _review_step(review: PersonCentredReview, today: date) -> NextStep:
    days = (review.on - today).days
    if review.at:
        key = {0: "next.review_at_today", 1: "next.review_at_tomorrow"}.get(days, "next.review_at")
        what = Say.of(key, on=review.on, at=review.at)
    else:
        key = {0: "next.review_today", 1: "next.review_tomorrow"}.get(days, "next.review")
        what = Say.of(key, on=review.on)
    return NextStep(what, readiness(review), review.on, urgency(review.on, today))


def readiness(review: PersonCentredReview) -> Say:
    """The first thing a review still lacks, in words."""
    if not review.place:
        return Say.of("review.no_place")
    unanswered = [p for p in review.participants if _waits(p)]
    if unanswered:
        return Say.many("review.waiting_for_answers", len(unanswered))
    left = [key for key in preparation(review) if key not in review.prepared]
    if left:
        return Say.many("review.things_left", len(left))
    return Say.of("review.all_ready")


def _waits(participant: Participant) -> bool:
    return participant.attending.value == "asked" and participant.perspective.value != "learner"


def days_left(deadline: Deadline) -> Say:
    """How many days are left, or how many it is late, in the unit it is counted in."""
    unit = deadline.unit.value.replace("-", "_")
    if deadline.left == 0:
        return Say.of("deadline.left.today")
    late = deadline.left < 0
    return Say.many(f"deadline.{'past' if late else 'left'}.{unit}", abs(deadline.left))


def _deadline_step(deadline: Deadline, today: date) -> NextStep:
    return NextStep(
        Say.of(f"deadline.{deadline.rule}.by", due=deadline.due),
        days_left(deadline),
        deadline.due,
        urgency(deadline.due, today),
    )
