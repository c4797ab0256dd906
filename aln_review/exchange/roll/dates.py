"""Dates as school systems, spreadsheets and people write them, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_CLOCK = re.compile(r"[Tt ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?[Zz]?$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|af|il|ydd|ed|fed|eg|ain)?[-/. ]*(?:o |of )?"
    r"([a-z]+)[-/., ]*(\d{4}|\d{2})"
)
_MONTH_FIRST = re.compile(r"([a-z]+)[. ]+(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
_SERIAL = re.compile(r"([2-6]\d{4})(?:\.0+)?")
_RUN_TOGETHER = re.compile(r"\d{8}")
_EPOCH = date(1899, 12, 30)
"""Day nought of Excel's count, its false leap day of 1900 allowed for."""

MAX_AGE = 26
"""Years. The Act ends at 25; one more lets a leaver's last review be brought in."""


class BadDate(ValueError):
    """Not a date that can be trusted. ``key`` is the reason's message key."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads dates of one column, knowing how that column writes them."""

    today: date
    months: Mapping[str, int]
    day_first: bool = True
    four_digits: bool = False
    """The column writes years with four digits, so a year with two has lost half of itself."""

    @classmethod
    def of_column(cls, values: Iterable[str], today: date, months: Mapping[str, int]) -> DateReader:
        """Judge a column as a whole.

        Month comes first only where some dates make sense no other way and none needs the
        day first. Source: spreadsheets set to American English write dates so.
        """
        day_first = month_first = four = two = 0
        for value in values:
            found = _NUMBERS.fullmatch(_CLOCK.sub("", value))
            if found:
                first, second, year = found.groups()
                day_first += int(first) > 12
                month_first += int(second) > 12
                four += len(year) == 4
                two += len(year) == 2
        return cls(today, months, not month_first or day_first > 0, four > two)

    def read(self, text: str) -> date:
        """The date.

        Raises:
            BadDate: not a date, or one of which the century or the order cannot be known.

        """
        value = _CLOCK.sub("", text.strip().casefold().strip("'’"))
        parts = self._parts(value)
        if parts is None:
            raise BadDate("roll.refused.date_unreadable")
        year, month, day = parts
        try:
            return date(year, month, day)
        except ValueError as cause:
            raise BadDate("roll.refused.date_impossible") from cause

    def born(self, text: str) -> date:
        """A date of birth, of somebody from nought to twenty-six years old.

        Raises:
            BadDate: as for :meth:`read`, or in the future, or too long ago.

        """
        found = self.read(text)
        if found > self.today:
            raise BadDate("roll.refused.born_in_future")
        if found <= _years_before(self.today, MAX_AGE + 1):
            raise BadDate("roll.refused.too_old")
        return found

    def _parts(self, value: str) -> tuple[int, int, int] | None:
        if found := _ISO.fullmatch(value):
            return int(found[1]), int(found[2]), int(found[3])
        if found := _NUMBERS.fullmatch(value):
            first, second = int(found[1]), int(found[2])
            day, month = (first, second) if self.day_first else (second, first)
            return self._year(found[3]), month, day
        if (found := _NAMED.fullmatch(value)) and found[2] in self.months:
            return self._year(found[3]), self.months[found[2]], int(found[1])
        if (found := _MONTH_FIRST.fullmatch(value)) and found[1] in self.months:
            return int(found[3]), self.months[found[1]], int(found[2])
        if found := _SERIAL.fullmatch(value):
            serial = _EPOCH + timedelta(days=int(found[1]))
            return serial.year, serial.month, serial.day
        return _run_together(value) if _RUN_TOGETHER.fullmatch(value) else None

    def _year(self, digits: str) -> int:
        """A year of two digits means the century in which the learner can have been born."""
        if len(digits) == 4:
            return int(digits)
        if self.four_digits:
            raise BadDate("roll.refused.year_cut")
        year = self.today.year - self.today.year % 100 + int(digits)
        if year > self.today.year:
            year -= 100
        if year < self.today.year - MAX_AGE - 1:
            raise BadDate("roll.refused.century")
        return year


def _run_together(value: str) -> tuple[int, int, int]:
    if value[:2] in {"19", "20"} and 1 <= int(value[4:6]) <= 12:
        return int(value[:4]), int(value[4:6]), int(value[6:])
    return int(value[4:]), int(value[2:4]), int(value[:2])


def _years_before(day: date, years: int) -> date:
    """The same day of an earlier year; 29 February becomes the 28th."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - years, day=28 if leap else day.day)
