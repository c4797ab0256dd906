"""Bank holidays in Wales for any year: a rule for each, and the days moved or added since.

England and Wales share theirs (Banking and Financial Dealings Act 1971, Schedule 1). A fixed day
that falls on a weekend is kept on the next weekday that is not a bank holiday already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from aln_review.domain.bilingual import Text
from aln_review.statute.dated import Row

SATURDAY: Final = 5
"""``date.weekday`` of the first day of the weekend."""


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher's rule)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


class Kind(StrEnum):
    """How a bank holiday's day is found."""

    FIXED = "fixed"
    EASTER = "easter"
    MONDAY = "monday"


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """One bank holiday on its day."""

    on: date
    name: Text
    phrase: Text
    """How it is named inside a sentence."""


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    kind: Kind
    name: Text
    phrase: Text
    on: Callable[[int], date]


def _rule(row: Row) -> _Rule:
    kind = row.member("kind", Kind)
    on: Callable[[int], date]
    if kind is Kind.EASTER:
        days = timedelta(days=row.number("days"))

        def on(year: int) -> date:
            return easter(year) + days

    elif kind is Kind.FIXED:
        fixed_month, fixed_day = row.number("month"), row.number("day")

        def on(year: int) -> date:
            return date(year, fixed_month, fixed_day)

    else:
        month, last = row.number("month"), row.text("which") == "last"

        def on(year: int) -> date:
            return _last_monday(year, month) if last else _first_monday(year, month)

    return _Rule(row.text("id"), kind, row.pair("name"), row.pair("phrase"), on)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())


class BankHolidays:
    """The bank holidays of any year, worked out once a year asked for."""

    def __init__(
        self,
        rules: tuple[_Rule, ...],
        moved: Mapping[tuple[str, int], date],
        added: tuple[BankHoliday, ...],
    ) -> None:
        self._rules = rules
        self._moved = moved
        self._added = added
        self._years: dict[int, Mapping[date, BankHoliday]] = {}

    @classmethod
    def of(cls, row: Row) -> BankHolidays:
        """From a country's file.

        Raises:
            OwnFault: the file is damaged.

        """
        return cls(
            tuple(_rule(rule) for rule in row.rows("bank_holidays")),
            {(m.text("id"), m.number("year")): m.day("to") for m in row.rows("moved")},
            tuple(
                BankHoliday(a.day("on"), a.pair("name"), a.pair("phrase"))
                for a in row.rows("added")
            ),
        )

    def year(self, year: int) -> Mapping[date, BankHoliday]:
        """The bank holidays kept in a calendar year, by day, in order."""
        if year not in self._years:
            self._years[year] = self._work_out(year)
        return self._years[year]

    def on(self, day: date) -> BankHoliday | None:
        """The bank holiday kept on a day, if it is one."""
        return self.year(day.year).get(day)

    def _work_out(self, year: int) -> Mapping[date, BankHoliday]:
        kept: dict[date, BankHoliday] = {
            added.on: added for added in self._added if added.on.year == year
        }
        weekend: list[tuple[date, _Rule]] = []
        for rule in self._rules:
            on = self._moved.get((rule.id, year), rule.on(year))
            if on.weekday() >= SATURDAY:
                weekend.append((on, rule))
            else:
                kept[on] = BankHoliday(on, rule.name, rule.phrase)
        for due, rule in weekend:
            on = due
            while on.weekday() >= SATURDAY or on in kept:
                on += timedelta(days=1)
            kept[on] = BankHoliday(on, rule.name, rule.phrase)
        return dict(sorted(kept.items()))
