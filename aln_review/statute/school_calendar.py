"""The school calendar: which days a school meets, and what the others are called.

A calendar is built up in layers: the country's bank holidays, the authority's terms, the
setting's own days. A day no layer speaks of is unknown, and stays so: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from aln_review.domain.bilingual import Text
from aln_review.statute.bank_holidays import SATURDAY, BankHolidays
from aln_review.statute.dated import Row, read

DAY: Final = timedelta(days=1)
NO_NAME: Final = Text()


class DayType(StrEnum):
    """What a day is to a school."""

    SCHOOL = "school"
    TRAINING = "training"
    HOLIDAY = "holiday"
    BANK_HOLIDAY = "bank-holiday"
    CLOSURE = "closure"
    WEEKEND = "weekend"
    UNKNOWN = "unknown"
    """No calendar speaks of it."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day. ``name`` is for a strip, ``phrase`` for the inside of a sentence."""

    on: date
    kind: DayType
    name: Text = NO_NAME
    phrase: Text = NO_NAME


@dataclass(frozen=True, slots=True)
class Span:
    """A run of days of one kind; weekends in it stay weekends."""

    first: date
    last: date
    kind: DayType
    name: Text = NO_NAME
    phrase: Text = NO_NAME


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One school year of one layer. Without terms it only names days in another layer's year."""

    first: date
    last: date
    terms: tuple[Span, ...]
    spans: tuple[Span, ...]
    closed: Text = NO_NAME
    """What a day outside every term is called when nothing else names it."""


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


class SchoolCalendar:
    """Every day as a setting knows it."""

    def __init__(self, bank: BankHolidays, years: Sequence[CalendarYear], name: Text) -> None:
        self._bank = bank
        self._years = tuple(years)
        self.name = name
        """The calendar's name in both languages: its last layer's."""
        self._days: Mapping[date, CalendarDay] = self._lay_out()

    def day(self, on: date) -> CalendarDay:
        """What one day is."""
        known = self._days.get(on)
        if known is not None:
            return known
        return CalendarDay(on, DayType.WEEKEND if on.weekday() >= SATURDAY else DayType.UNKNOWN)

    def is_school_day(self, on: date) -> bool:
        """Whether the setting meets: a school day, or a college's term time day."""
        return self.day(on).kind is DayType.SCHOOL

    def known_until(self, start: date) -> date:
        """The last day up to which every day from ``start`` is known; the day before if none."""
        on = start
        while self.day(on).kind is not DayType.UNKNOWN and on < date.max:
            on += DAY
        return on - DAY

    def is_bank_holiday(self, on: date) -> bool:
        """Whether a bank holiday is kept on that day, in any year."""
        return self._bank.on(on) is not None

    def with_spans(self, spans: Sequence[Span]) -> SchoolCalendar:
        """The calendar with a setting's own days laid over it: training, snow, an extra day."""
        if not spans:
            return self
        first = min(span.first for span in spans)
        last = max(span.last for span in spans)
        layer = CalendarYear(first, last, (), tuple(spans))
        return SchoolCalendar(self._bank, (*self._years, layer), self.name)

    def with_years(self, years: Sequence[CalendarYear], name: Text) -> SchoolCalendar:
        """The calendar with whole years of a setting's own."""
        return SchoolCalendar(self._bank, (*self._years, *years), name)

    def _lay_out(self) -> Mapping[date, CalendarDay]:
        days: dict[date, CalendarDay] = {}
        for year in self._years:
            if year.terms:
                for on in days_between(year.first, year.last):
                    days[on] = self._plain(on, year)
            for span in year.spans:
                for on in days_between(span.first, span.last):
                    if on.weekday() < SATURDAY and on in days:
                        days[on] = CalendarDay(on, span.kind, span.name, span.phrase)
        return days

    def _plain(self, on: date, year: CalendarYear) -> CalendarDay:
        if on.weekday() >= SATURDAY:
            return CalendarDay(on, DayType.WEEKEND)
        holiday = self._bank.on(on)
        if holiday is not None:
            return CalendarDay(on, DayType.BANK_HOLIDAY, holiday.name, holiday.phrase)
        if any(term.first <= on <= term.last for term in year.terms):
            return CalendarDay(on, DayType.SCHOOL)
        return CalendarDay(on, DayType.HOLIDAY, year.closed, year.closed)


def _span(row: Row, kind: DayType) -> Span:
    return Span(
        row.day("from"),
        row.day("to"),
        kind,
        row.pair_or_empty("name"),
        row.pair("phrase") if row.has("phrase") else row.pair_or_empty("name"),
    )


def _year(row: Row, closed: Text) -> CalendarYear:
    return CalendarYear(
        row.day("from"),
        row.day("to"),
        tuple(_span(term, DayType.SCHOOL) for term in row.rows("terms")),
        tuple(_span(span, span.member("kind", DayType)) for span in row.rows("days")),
        closed,
    )


def load_calendar(country: Path, *layers: Path) -> SchoolCalendar:
    """A calendar from the country's file and its layers, the authority's before the setting's.

    Raises:
        OwnFault: a file is missing or damaged.

    """
    base = read(country)
    rows = [read(layer) for layer in layers]
    years = [_year(year, row.pair_or_empty("closed")) for row in rows for year in row.rows("years")]
    name = (rows[-1] if rows else base).pair("name")
    return SchoolCalendar(BankHolidays.of(base), years, name)
