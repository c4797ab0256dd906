"""Due dates that explain themselves: which days were counted, which were not, and by what rule.

School days and a college's term time days are counted on the setting's own calendar; weeks and
months by the civil one. Where the calendar ends before the due date there is no due date, only
a finding that says so: no day is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from aln_review.domain.bilingual import Text
from aln_review.domain.case import (
    Case,
    CaseEvent,
    DayKind,
    DayUnit,
    Deadline,
    StripDay,
    Urgency,
)
from aln_review.domain.errors import Fact
from aln_review.statute.bank_holidays import SATURDAY
from aln_review.statute.clocks import Clock, FirstDay, Roll, Rules
from aln_review.statute.school_calendar import DAY, DayType, SchoolCalendar, days_between

WEEK: Final = timedelta(days=7)
COUNTED: Final = frozenset({DayUnit.SCHOOL_DAYS, DayUnit.TERM_DAYS})
"""Units counted on the setting's calendar."""
FIRST_REVIEW: Final = "t16"
"""The clock of the annual review from the first plan (ALN Act 2018 s.23)."""
_HOW_MANY: Final = ("none", "one", "two", "three")


@dataclass(frozen=True, slots=True)
class CalendarEnds:
    """A due date that cannot be worked out because the calendar ends too soon."""

    rule: str
    start: date
    until: date
    """The last day that the calendar knows."""

    @property
    def key(self) -> str:
        """Message key of the warning."""
        return "calendar.ends"

    @property
    def facts(self) -> dict[str, Fact]:
        """Facts for ``key``."""
        return {"start": self.start, "until": self.until}


@dataclass(frozen=True, slots=True)
class _Counted:
    """A count that came to its end."""

    first: date
    due: date
    left_out: tuple[Text, ...] = ()
    """What the days not counted are called inside a sentence, each run of days once."""
    rolled: bool = False


def deadlines(
    case: Case, rules: Rules, calendar: SchoolCalendar, today: date
) -> tuple[Deadline, ...]:
    """The case's open time limits, soonest first; those the calendar cannot reach are left out."""
    found = []
    for clock, started in _running(case, rules):
        counted = _count(clock, started.on, calendar)
        if isinstance(counted, CalendarEnds) or (clock.lapses and counted.due < today):
            continue
        found.append(_deadline(clock, started.on, counted, calendar, today))
    return tuple(sorted(found, key=_by_due))


def calendar_findings(
    case: Case, rules: Rules, calendar: SchoolCalendar
) -> tuple[CalendarEnds, ...]:
    """The case's time limits whose due date lies beyond the calendar."""
    counts = (_count(clock, event.on, calendar) for clock, event in _running(case, rules))
    return tuple(count for count in counts if isinstance(count, CalendarEnds))


def review_due(given_on: date, rules: Rules) -> date:
    """The last day for the review of a plan given on a date (ALN Act 2018 s.23(3))."""
    clock = rules.clock(FIRST_REVIEW)
    return _months_from(given_on, clock.length) - DAY


def safe_due(deadline: Deadline, rules: Rules, calendar: SchoolCalendar) -> date:
    """The due date that is safe whichever day the count begins on.

    Earlier than ``deadline.due`` when nobody has checked that the count begins on the day after
    and counting from the day itself would end sooner; otherwise the same.
    """
    clock = rules.clock(deadline.rule)
    if clock.first_day is FirstDay.SAME_DAY or clock.first_day_verified == "primary":
        return deadline.due
    counted = _count(replace(clock, first_day=FirstDay.SAME_DAY), deadline.started_on, calendar)
    return deadline.due if isinstance(counted, CalendarEnds) else counted.due


def strip_of(
    deadline: Deadline, rules: Rules, calendar: SchoolCalendar, today: date
) -> tuple[StripDay, ...]:
    """What was counted up to the due date, a tick for each weekday, week or month.

    Drawn for the few dates that are shown at a time; a list of three hundred learners needs none.
    """
    clock = rules.clock(deadline.rule)
    counted = _count(clock, deadline.started_on, calendar)
    if isinstance(counted, CalendarEnds):
        return ()
    if clock.unit in COUNTED:
        return tuple(_day_strip(counted, calendar, today))
    return tuple(_period_strip(clock, counted, today))


def urgency(deadline: Deadline, rules: Rules) -> Urgency:
    """How near the due date is, by the number of days that counts as near for its unit."""
    if deadline.left < 0:
        return Urgency.PAST
    return Urgency.NEAR if deadline.left <= rules.near[deadline.unit] else Urgency.AHEAD


def _by_due(deadline: Deadline) -> tuple[date, str]:
    return deadline.due, deadline.rule


def _running(case: Case, rules: Rules) -> Iterator[tuple[Clock, CaseEvent]]:
    """Each clock that has started and not stopped, with the event that started it."""
    for clock in rules.clocks:
        if case.setting not in clock.settings:
            continue
        since = 0
        for position, event in enumerate(case.events):
            if event.kind in clock.stops:
                since = position + 1
        events = case.events[since:]
        if clock.after and not any(event.kind in clock.after for event in events):
            continue
        started = _start(clock, events)
        if started is not None:
            yield clock, started


def _start(clock: Clock, events: tuple[CaseEvent, ...]) -> CaseEvent | None:
    if clock.restarts:
        return next((event for event in reversed(events) if event.kind in clock.starts), None)
    for kind in clock.starts:
        for event in events:
            if event.kind == kind:
                return event
    return None


def _first_day(clock: Clock, started: date) -> date:
    return started if clock.first_day is FirstDay.SAME_DAY else started + DAY


def _count(clock: Clock, started: date, calendar: SchoolCalendar) -> _Counted | CalendarEnds:
    first = _first_day(clock, started)
    if clock.unit in COUNTED:
        return _count_days(clock, started, calendar)
    if clock.unit is DayUnit.WEEKS:
        last = first + clock.length * WEEK - DAY
    else:
        last = _months_from(first, clock.length) - DAY
    due = last
    if clock.roll is Roll.FIRST_WORKING_DAY_AFTER:
        due += DAY
    if clock.roll is not Roll.NONE:
        while not _is_working(due, clock, calendar):
            due += DAY
    return _Counted(first, due, rolled=due != last)


def _count_days(clock: Clock, started: date, calendar: SchoolCalendar) -> _Counted | CalendarEnds:
    first = on = _first_day(clock, started)
    left_out: list[Text] = []
    counted, last_named = 0, Text()
    while True:
        day = calendar.day(on)
        if day.kind is DayType.UNKNOWN:
            return CalendarEnds(clock.id, started, on - DAY)
        if day.kind is DayType.SCHOOL:
            counted, last_named = counted + 1, Text()
            if counted == clock.length:
                return _Counted(first, on, tuple(left_out))
        elif day.kind is not DayType.WEEKEND and day.phrase != last_named:
            left_out.append(day.phrase)
            last_named = day.phrase
        on += DAY


def _months_from(first: date, months: int) -> date:
    """The corresponding day so many months on; where that month has none, the 1st of the next.

    A period of twelve months that starts on 29 February therefore ends on 28 February.
    """
    years, month = divmod(first.month - 1 + months, 12)
    try:
        return date(first.year + years, month + 1, first.day)
    except ValueError:
        years, month = divmod(first.month + months, 12)
        return date(first.year + years, month + 1, 1)


def _is_working(on: date, clock: Clock, calendar: SchoolCalendar) -> bool:
    closed = any(days.has(on) for days in clock.closed)
    return on.weekday() < SATURDAY and not closed and not calendar.is_bank_holiday(on)


def _deadline(
    clock: Clock, started: date, counted: _Counted, calendar: SchoolCalendar, today: date
) -> Deadline:
    facts: dict[str, Fact] = {"length": clock.length, "start": started, "due": counted.due}
    if clock.unit in COUNTED:
        names = counted.left_out
        how = _HOW_MANY[len(names)] if len(names) < len(_HOW_MANY) else "several"
        facts.update(zip(("first", "second", "third"), names, strict=False))
        left = _days_left(counted, calendar, today)
    else:
        rolled = counted.rolled and clock.roll is Roll.NEXT_WORKING_DAY
        how = "rolled" if rolled else "plain"
        left = (counted.due - today).days
    return Deadline(
        rule=clock.id,
        started_on=started,
        due=counted.due,
        unit=clock.unit,
        length=clock.length,
        left=left,
        explanation=f"deadline.{clock.id}.why.{how}",
        facts=facts,
        verified=clock.verified,
        source=clock.source,
    )


def _days_left(counted: _Counted, calendar: SchoolCalendar, today: date) -> int:
    """Counted days after today up to the due date; past it, those since, as a negative."""
    if today > counted.due:
        late = days_between(counted.due + DAY, today)
        return -max(1, sum(calendar.is_school_day(on) for on in late))
    ahead = days_between(max(today + DAY, counted.first), counted.due)
    return sum(calendar.is_school_day(on) for on in ahead)


def _kind(first: date, last: date, today: date) -> DayKind:
    if last < today:
        return DayKind.GONE
    return DayKind.TODAY if first <= today else DayKind.LEFT


def _day_strip(counted: _Counted, calendar: SchoolCalendar, today: date) -> Iterator[StripDay]:
    """One tick for each weekday; a gap between weeks shows in the dates."""
    for on in days_between(counted.first, counted.due):
        day = calendar.day(on)
        if day.kind is DayType.SCHOOL:
            yield StripDay(on, _kind(on, on, today))
        elif day.kind is not DayType.WEEKEND:
            yield StripDay(on, DayKind.NOT_COUNTED, day.name)


def _period_strip(clock: Clock, counted: _Counted, today: date) -> Iterator[StripDay]:
    """One tick for each week or month, on its last day."""
    first = counted.first
    for number in range(1, clock.length + 1):
        if clock.unit is DayUnit.WEEKS:
            after = counted.first + number * WEEK
        else:
            after = _months_from(counted.first, number)
        last = counted.due if number == clock.length else after - DAY
        yield StripDay(last, _kind(first, last, today))
        first = after
