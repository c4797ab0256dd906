"""Today: read only this and you know your week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from aln_review.casework.core import Query, Work
from aln_review.casework.queries.learners import actions_of
from aln_review.casework.queries.standing import Standing, days_left, readiness, standing, urgency
from aln_review.casework.say import NOTHING, Say
from aln_review.casework.term_dates import calendar_of
from aln_review.domain.case import Deadline, StripDay, Urgency
from aln_review.domain.dispatch import LineState
from aln_review.domain.learner import Learner
from aln_review.domain.review import ActionState, Attending, PersonCentredReview, ReviewStage
from aln_review.domain.setting import SettingKind
from aln_review.domain.wales import WALES, day_in_wales
from aln_review.statute.deadlines import safe_due, strip_of


@dataclass(frozen=True, slots=True)
class DayReview:
    """One review on a day of the ribbon."""

    review_id: str
    learner_id: str
    name: str
    at: str
    kind: Say
    lacks: Say
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Day:
    """One working day of the week in hand."""

    on: date
    is_today: bool
    reviews: tuple[DayReview, ...]
    note: Say = NOTHING


@dataclass(frozen=True, slots=True)
class DueRow:
    """One date drawing near, with the sentence that explains it."""

    learner_id: str
    name: str
    title: Say
    left: Say
    why: Say
    deadline: Deadline
    strip: tuple[StripDay, ...]
    urgency: Urgency
    caution: Say | None = None
    """An earlier day that is safe, where the day the count begins on is not verified."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that waits: for others, or for you. ``page`` and ``ref`` are where it opens."""

    icon: str
    what: Say
    when: Say
    urgency: Urgency
    page: str
    learner_id: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class TodayView:
    """The page."""

    today: date
    hour: int
    """Local hour, for the greeting."""
    person: str
    summary: Say
    first: Say
    """The one thing that needs you first."""
    week: tuple[Day, ...]
    due: tuple[DueRow, ...]
    others: tuple[Thing, ...]
    yours: tuple[Thing, ...]
    kind: SettingKind = SettingKind.SCHOOL
    learners: int = 0
    """How many are on the caseload; none asks for the first one."""


@dataclass(frozen=True, slots=True)
class Today(Query[TodayView]):
    """What the week holds, which dates draw near, what others owe and what you owe."""

    def run(self, work: Work) -> TodayView:
        """Read the caseload once and sort it by day."""
        today = work.today
        everyone = list(standing(work).values())
        week = _week(everyone, today)
        due = _due(work, everyone, today)
        reviews = sum(len(day.reviews) for day in week)
        return TodayView(
            today=today,
            hour=work.now.astimezone(WALES).hour,
            person=work.setting.person.split(" ")[0],
            summary=Say.many("today.reviews", reviews),
            first=_first(due),
            week=week,
            due=due,
            others=_others(everyone, today),
            yours=_yours(everyone, today),
            kind=work.kind,
            learners=sum(one.learner.left_on is None for one in everyone),
        )


def _first(due: tuple[DueRow, ...]) -> Say:
    if not due:
        return Say.of("today.no_dates")
    return Say.of("today.first", name=due[0].name, due=due[0].deadline.due)


def _monday(today: date) -> date:
    start = today + timedelta(days=1) if today.weekday() == 6 else today
    if today.weekday() == 5:
        start = today + timedelta(days=2)
    return start - timedelta(days=start.weekday())


def _week(everyone: list[Standing], today: date) -> tuple[Day, ...]:
    monday = _monday(today)
    days = []
    for offset in range(5):
        on = monday + timedelta(days=offset)
        found = [
            _day_review(one.learner, review, today)
            for one in everyone
            for review in one.reviews
            if review.on == on and review.stage is not ReviewStage.CANCELLED
        ]
        found.sort(key=_at)
        days.append(Day(on, on == today, tuple(found)))
    return tuple(days)


def _at(review: DayReview) -> tuple[str, str]:
    return review.at, review.name


def _day_review(learner: Learner, review: PersonCentredReview, today: date) -> DayReview:
    lacks = readiness(review)
    near = Urgency.NEAR if review.on >= today else Urgency.AHEAD
    if lacks.key == "review.no_place":
        near = Urgency.PAST
    elif lacks.key == "review.all_ready":
        near = Urgency.AHEAD
    return DayReview(
        review_id=review.id,
        learner_id=learner.id,
        name=learner.name,
        at=review.at,
        kind=Say.of(f"review.kind.{review.kind.value}"),
        lacks=lacks,
        urgency=near,
    )


def _due(work: Work, everyone: list[Standing], today: date) -> tuple[DueRow, ...]:
    rows = []
    rules, calendar = work.tools.law.rules, calendar_of(work)
    for one in everyone:
        for deadline in one.deadlines:
            if deadline.due > today + timedelta(days=60):
                continue
            safe = safe_due(deadline, rules, calendar)
            caution = Say.of("deadline.safe", safe=safe)
            rows.append(
                DueRow(
                    learner_id=one.learner.id,
                    name=one.learner.shown,
                    title=Say.of(f"deadline.{deadline.rule}.title", name=one.learner.shown),
                    left=days_left(deadline),
                    why=Say(deadline.explanation, deadline.facts),
                    deadline=deadline,
                    strip=strip_of(deadline, rules, calendar, today),
                    urgency=urgency(deadline.due, today),
                    caution=caution if today <= safe < deadline.due else None,
                )
            )
    rows.sort(key=_falls)
    return tuple(rows)


def _falls(row: DueRow) -> tuple[date, str]:
    return row.deadline.due, row.name


def _others(everyone: list[Standing], today: date) -> tuple[Thing, ...]:
    things = []
    for one in everyone:
        for review in one.reviews:
            if review.stage not in (ReviewStage.PLANNED, ReviewStage.READY):
                continue
            for person in review.participants:
                if person.attending is Attending.ASKED and person.person_id:
                    things.append(
                        Thing(
                            icon="message-square-dashed",
                            what=Say.of(
                                "today.view_of", person=person.name, name=one.learner.shown
                            ),
                            when=Say.of("today.needed_by", on=review.on),
                            urgency=urgency(review.on, today),
                            page="prepare",
                            learner_id=one.learner.id,
                            ref=review.id,
                        )
                    )
        for line in one.lines:
            if line.state is LineState.DELIVERED and line.delivered_at is not None:
                arrived = day_in_wales(line.delivered_at)
                things.append(
                    Thing(
                        icon="package-check",
                        what=Say.of("today.plan_with_authority", name=one.learner.shown),
                        when=Say.of("today.arrived_on", on=arrived),
                        urgency=Urgency.AHEAD,
                        page="send",
                        learner_id=one.learner.id,
                        ref=line.id,
                    )
                )
    return tuple(sorted(things, key=_soonest)[:6])


def _soonest(thing: Thing) -> tuple[int, str, str]:
    order = {Urgency.PAST: 0, Urgency.NEAR: 1, Urgency.AHEAD: 2}
    return order[thing.urgency], str(thing.when.facts.get("on", "")), thing.ref


def _yours(everyone: list[Standing], today: date) -> tuple[Thing, ...]:
    things = []
    for one in everyone:
        for review_id, action in actions_of(list(one.reviews)):
            if action.state is not ActionState.OPEN or action.by is None:
                continue
            if action.by > today + timedelta(days=21):
                continue
            past = action.by < today
            things.append(
                Thing(
                    icon="list-checks",
                    what=Say.of("today.action", what=action.what, name=one.learner.shown),
                    when=Say.of(
                        "today.late_since" if past else "today.who_by", who=action.who, on=action.by
                    ),
                    urgency=urgency(action.by, today),
                    page="learner",
                    learner_id=one.learner.id,
                    ref=review_id,
                )
            )
        for line in one.lines:
            if line.state is LineState.RETURNED:
                things.append(
                    Thing(
                        icon="undo-2",
                        what=Say.of("today.answer_about", name=one.learner.shown),
                        when=Say.of("today.came_back", name=one.learner.shown),
                        urgency=Urgency.PAST,
                        page="send",
                        learner_id=one.learner.id,
                        ref=line.id,
                    )
                )
    return tuple(sorted(things, key=_soonest)[:6])
