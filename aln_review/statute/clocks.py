"""The prescribed clocks as data: what starts each, how it is counted, what stops it, whose it is.

Nothing here counts; see :mod:`aln_review.statute.deadlines`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from aln_review.domain.case import DayUnit
from aln_review.domain.errors import OwnFault
from aln_review.domain.setting import SettingKind
from aln_review.statute.dated import Row, read


class Who(StrEnum):
    """Whose time limit it is."""

    SETTING = "setting"
    KEEPER = "keeper"
    """The body that maintains the plan."""
    AUTHORITY = "authority"
    NHS = "nhs"
    FAMILY = "family"


class FirstDay(StrEnum):
    """Which day is the first that counts."""

    DAY_AFTER = "day-after"
    SAME_DAY = "same-day"


class Roll(StrEnum):
    """What happens at the end of a period."""

    NONE = "none"
    NEXT_WORKING_DAY = "next-working-day"
    """A last day that is not a working day moves to the next one."""
    FIRST_WORKING_DAY_AFTER = "first-working-day-after"
    """The limit is the first working day after the period has ended."""


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """A span of the year in which no day is a working day, both ends included."""

    first: tuple[int, int]
    """Month and day."""
    last: tuple[int, int]

    def has(self, on: date) -> bool:
        """Whether a day lies in the span."""
        return self.first <= (on.month, on.day) <= self.last


@dataclass(frozen=True, slots=True)
class Clock:
    """One time limit, as one kind of setting has it."""

    id: str
    clock: str
    """Its number in the list of prescribed clocks: T1 to T32."""
    settings: tuple[SettingKind, ...]
    who: Who
    starts: tuple[str, ...]
    """Events that start it, the one that decides first: a young person's consent before the
    concern that led to it."""
    stops: tuple[str, ...]
    after: tuple[str, ...]
    """Once it has started it is shown only after one of these; empty means at once. The count is
    the same: one period may be worded anew for what is left to do."""
    unit: DayUnit
    length: int
    first_day: FirstDay
    roll: Roll
    closed: tuple[ClosedDays, ...]
    """Days that are not working days for the roll, beside weekends and bank holidays."""
    restarts: bool
    """A later starting event starts it anew; otherwise the first one holds until it stops."""
    lapses: bool
    """Once past, it is a right that has gone, not something late: no longer shown."""
    exception: str
    """Worded by ``deadline.exception.<exception>``."""
    source: str
    verified: str
    """How far the period was checked: ``primary``, ``secondary`` or ``unverified``."""
    first_day_verified: str
    """How far the first day was checked."""


@dataclass(frozen=True, slots=True)
class Rules:
    """All the clocks of one edition."""

    edition: str
    clocks: tuple[Clock, ...]
    near: Mapping[DayUnit, int]
    """From how many days left a date is near, by unit; weeks and months in calendar days."""

    def clock(self, id_: str) -> Clock:
        """The clock with this id.

        Raises:
            OwnFault: there is none.

        """
        for clock in self.clocks:
            if clock.id == id_:
                return clock
        raise OwnFault("error.law.unreadable", file="deadlines.json", at=f"/rules/{id_}")


def load_rules(path: Path) -> Rules:
    """The clocks held in ``path``.

    Raises:
        OwnFault: the file is missing or damaged.

    """
    row = read(path)
    closed = {
        days.text("id"): tuple(_closed(span) for span in days.rows("closed"))
        for days in row.rows("working_days")
    }
    near = row.row("near")
    return Rules(
        row.text("edition"),
        tuple(_clock(clock, closed) for clock in row.rows("rules")),
        {unit: near.number(unit) for unit in DayUnit},
    )


def _closed(row: Row) -> ClosedDays:
    return ClosedDays(row.month_and_day("from"), row.month_and_day("to"))


def _clock(row: Row, closed: Mapping[str, tuple[ClosedDays, ...]]) -> Clock:
    return Clock(
        id=row.text("id"),
        clock=row.text("clock"),
        settings=row.members("settings", SettingKind),
        who=row.member("who", Who),
        starts=row.strings("starts"),
        stops=row.strings("stops"),
        after=row.strings("after"),
        unit=row.member("unit", DayUnit),
        length=row.number("length"),
        first_day=row.member("first_day", FirstDay),
        roll=row.member("roll", Roll),
        closed=row.one_of("working_days", closed) if row.has("working_days") else (),
        restarts=row.flag("restarts"),
        lapses=row.flag("lapses"),
        exception=row.text("exception"),
        source=row.text("source"),
        verified=row.status("status"),
        first_day_verified=row.status("first_day_status"),
    )
