"""How long a learner's record is kept: schedules as data, and the day on which one runs out.

No Welsh law read so far lays a period down for a plan; the controller chooses one and the file
says where each comes from. Only civil dates are counted. The app proposes from the day found
here; a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from aln_review.domain.bilingual import Text
from aln_review.domain.keeping import CUSTOM, KeepingChoice
from aln_review.domain.learner import Learner
from aln_review.statute.dated import Row, read


class CountedFrom(StrEnum):
    """The day a period begins."""

    BIRTH = "birth"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True)
class Schedule:
    """One way to say how long: so many years from birth or from leaving."""

    id: str
    counted_from: CountedFrom
    years: int
    title: Text
    why: Text
    source: Text
    verified: str
    """``primary``, ``secondary`` or ``unverified``."""
    suggested: bool = False
    """The common one, named when none has been chosen."""
    looked_after: bool = False
    """Meant for a learner whom an authority looks after or looked after."""


@dataclass(frozen=True, slots=True)
class Schedules:
    """All the schedules of one edition."""

    edition: str
    schedules: tuple[Schedule, ...]
    here_until: int
    """Age in years before which a learner still marked as here is never proposed."""
    here_why: Text
    least: int
    """Years a setting's own number may have, at least and at most."""
    most: int
    custom_why: Text
    verified: tuple[str, ...]
    """How far each statement of the file was checked."""

    def find(self, schedule_id: str) -> Schedule | None:
        """The schedule of an id; ``None`` for one this edition does not have."""
        return next((one for one in self.schedules if one.id == schedule_id), None)

    @property
    def suggested(self) -> Schedule:
        """The common one."""
        return next((one for one in self.schedules if one.suggested), self.schedules[0])


@dataclass(frozen=True, slots=True)
class Due:
    """When a record's period runs out, and which schedule says so."""

    on: date
    """The first day on which it is proposed."""
    schedule: str
    """The schedule's id, or :data:`CUSTOM`."""
    counted_from: CountedFrom
    years: int
    looked_after: bool = False
    """The schedule for looked-after learners decided, because it ends later."""
    put_off: bool = False
    """The period ends too soon: the learner is, or then still was, here."""


def load_schedules(path: Path) -> Schedules:
    """The schedules held in ``path``.

    Raises:
        OwnFault: the file is missing or damaged.

    """
    row = read(path)
    here, custom = row.row("here_until"), row.row("custom")
    schedules = tuple(_schedule(one) for one in row.rows("schedules"))
    return Schedules(
        edition=row.text("edition"),
        schedules=schedules,
        here_until=here.number("age"),
        here_why=here.pair("why"),
        least=custom.number("least"),
        most=custom.number("most"),
        custom_why=custom.pair("why"),
        verified=(
            *(one.verified for one in schedules), here.status("status"), custom.status("status"),
        ),
    )  # fmt: skip


def _schedule(row: Row) -> Schedule:
    return Schedule(
        id=row.text("id"),
        counted_from=row.member("from", CountedFrom),
        years=row.number("years"),
        title=row.pair("title"),
        why=row.pair("why"),
        source=row.pair("source"),
        verified=row.status("status"),
        suggested=row.flag("suggested"),
        looked_after=row.flag("looked_after"),
    )


def anniversary(day: date, years: int) -> date:
    """The same day so many years on; for 29 February in an ordinary year, 1 March.

    An age is reached at the start of the anniversary (Family Law Reform Act 1969 s.9). Of the two
    days that an ordinary year offers the later is taken: nothing is proposed a day too soon.
    """
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def due(learner: Learner, choice: KeepingChoice, schedules: Schedules) -> Due | None:
    """When the record's period runs out; ``None`` while that cannot be said.

    It cannot be said when no schedule has been chosen, when the chosen one is not in this edition,
    or when it counts from leaving and the learner has not left.
    """
    base = _period(choice.schedule, choice, schedules)
    if base is None:
        return None
    periods = [(base, False)]
    if learner.looked_after_by and choice.looked_after:
        longer = _period(choice.looked_after, choice, schedules)
        if longer is None:
            return None
        periods.append((longer, True))
    found = [_end(learner, *period, looked_after) for period, looked_after in periods]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    last = max(known, key=_on)
    earliest = _not_before(learner, schedules)
    return replace(last, on=earliest, put_off=True) if earliest > last.on else last


def _on(found: Due) -> date:
    return found.on


def _period(
    schedule_id: str, choice: KeepingChoice, schedules: Schedules
) -> tuple[str, CountedFrom, int] | None:
    if schedule_id == CUSTOM:
        start = CountedFrom.LEAVING if choice.from_leaving else CountedFrom.BIRTH
        return CUSTOM, start, choice.years
    found = schedules.find(schedule_id)
    return None if found is None else (found.id, found.counted_from, found.years)


def _end(
    learner: Learner, schedule_id: str, counted_from: CountedFrom, years: int, looked_after: bool
) -> Due | None:
    start = learner.born if counted_from is CountedFrom.BIRTH else learner.left_on
    if start is None:
        return None
    return Due(anniversary(start, years), schedule_id, counted_from, years, looked_after)


def _not_before(learner: Learner, schedules: Schedules) -> date:
    """Not while the learner is here: a plan can run until the 25th birthday and may be in force."""
    if learner.left_on is not None:
        return learner.left_on
    return anniversary(learner.born, schedules.here_until)
