"""Dates that move with the day the demo is opened."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aln_review.domain.bilingual import Language

_SPEC = re.compile(r"([+-]\d+)([dwbrsmy])")
_BRACES = re.compile(r"\{([^{}]+)\}")
_WALES = ZoneInfo("Europe/London")
_UTC = ZoneInfo("UTC")
_STAGES = {"N1": -2, "N2": -1, "R": 0}


def weekday(day: date, *, back: bool) -> date:
    """The day itself, or for a weekend the Friday before or the Monday after."""
    if day.weekday() < 5:
        return day
    return day - timedelta(day.weekday() - 4) if back else day + timedelta(7 - day.weekday())


def add_months(day: date, months: int) -> date:
    """That many months on, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    longest = (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    return first.replace(day=min(day.day, longest.day))


@dataclass(frozen=True, slots=True)
class DemoClock:
    """Turns the signed counts of a demo file into dates."""

    today: date
    now: datetime
    school_day: Callable[[date], bool]
    months: Mapping[Language, Sequence[str]]

    def day(self, spec: str) -> date:
        """The date a count stands for.

        Weekends move away from today: a thing of the past stays past and one to come to come.

        Raises:
            ValueError: not a count.

        """
        match = _SPEC.fullmatch(spec)
        if match is None:
            raise ValueError(spec)
        count, unit = int(match[1]), match[2]
        if unit == "r":
            return min(self._counted(count, _is_weekday), self._friday())
        if unit in "bs":
            return self._counted(count, self.school_day if unit == "s" else _is_weekday)
        if unit in "my":
            found = add_months(self.today, count * (12 if unit == "y" else 1))
        else:
            found = self.today + timedelta(count * (7 if unit == "w" else 1))
        return weekday(found, back=count < 0)

    def _friday(self) -> date:
        """The Friday of the week in hand; at a weekend, of the week to come."""
        return self.today + timedelta((4 - self.today.weekday()) % 7)

    def _counted(self, count: int, counts: Callable[[date], bool]) -> date:
        """The day from which ``-count`` counted days have gone, or the ``count``-th to come."""
        step = timedelta(1 if count > 0 else -1)
        day, left = self.today, abs(count)
        if count > 0:
            while left:
                day += step
                left -= counts(day)
            return day
        while left:
            left -= counts(day)
            day += step
        return weekday(day, back=True)

    def moment(self, day: date, at: str = "10:00", minutes: int = 0) -> datetime:
        """A UTC time on a day in Wales, never later than now."""
        local = datetime.combine(day, time.fromisoformat(at), _WALES)
        return min((local + timedelta(minutes=minutes)).astimezone(_UTC), self.now)

    def born(self, year: str, birthday: str) -> date:
        """A date of birth that fits the school year; ``birthday`` is ``MM-DD``."""
        starts = self.today.year if self.today.month >= 9 else self.today.year - 1
        stage = _STAGES.get(year)
        stage = int(year) if stage is None else stage
        month, day = (int(part) for part in birthday.split("-"))
        return date(starts - stage - (5 if month >= 9 else 4), month, day)

    def fill(self, text: str, language: Language, **names: str) -> str:
        """The text with each count in braces as a long date and each name in its place."""

        def put(match: re.Match[str]) -> str:
            inside = match[1]
            if inside in names:
                return names[inside]
            day = self.day(inside)
            return f"{day.day} {self.months[language][day.month - 1]} {day.year}"

        return _BRACES.sub(put, text)


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5
