"""The setting's own term dates: what school days and term time days are counted from.

No authority publishes its dates in a form that programs can read, and voluntary aided schools
and colleges set their own, so a person enters them. Days nobody entered are never guessed at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from aln_review.casework.core import Command, Query, Work
from aln_review.casework.law import INVENTED_AUTHORITY
from aln_review.casework.memory import recall, remember
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import Refusal
from aln_review.language.catalogue import Catalogue
from aln_review.statute.deadlines import CalendarEnds, calendar_findings
from aln_review.statute.school_calendar import CalendarYear, DayType, SchoolCalendar, Span

TERM_DATES = "calendar.term_dates"
LONGEST_DAYS = 200
"""No term and no closure is longer; a longer one is a slip in the year."""


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DaysOff(Period):
    """Days in term when the setting does not meet: training, a half-term, a closure."""

    kind: DayType = DayType.TRAINING


@dataclass(frozen=True, slots=True)
class TermDates:
    """What a person entered. Terms in order; half-terms may simply be left out between two."""

    terms: tuple[Period, ...] = ()
    off: tuple[DaysOff, ...] = ()


def calendar_of(work: Work) -> SchoolCalendar:
    """The calendar of this vault: the entered dates, or the demo's for the demo's authority."""
    held = recall(work.unit, TERM_DATES, TermDates, TermDates())
    law = work.tools.law
    if not held.terms and work.setting.authority == INVENTED_AUTHORITY:
        return law.invented[work.kind]
    return _build(held, law.wales, _Names.of(work.tools.catalogues))


@dataclass(frozen=True, slots=True)
class _Names:
    """What days off are called on a strip and inside a sentence."""

    holiday: Text
    training: Text
    closure: Text

    @classmethod
    def of(cls, words: Mapping[Language, Catalogue]) -> _Names:
        def both(key: str) -> Text:
            return Text.both(words[Language.CY].t(key), words[Language.EN].t(key))

        return cls(both("calendar.holiday"), both("calendar.training"), both("calendar.closure"))

    def name(self, kind: DayType) -> Text:
        found = {DayType.TRAINING: self.training, DayType.CLOSURE: self.closure}
        return found.get(kind, self.holiday)


@lru_cache(maxsize=4)
def _build(held: TermDates, wales: SchoolCalendar, names: _Names) -> SchoolCalendar:
    if not held.terms:
        return wales
    first = min(term.first for term in held.terms)
    last = max(term.last for term in held.terms)
    year = CalendarYear(
        first,
        last,
        tuple(Span(term.first, term.last, DayType.SCHOOL) for term in held.terms),
        tuple(
            Span(off.first, off.last, off.kind, names.name(off.kind), names.name(off.kind))
            for off in held.off
        ),
        names.holiday,
    )
    return wales.with_years((year,), wales.name)


@dataclass(frozen=True, slots=True)
class SaveTermDates(Command[TermDates]):
    """Keep the setting's term dates; every due date is worked out from them at once.

    Raises:
        Refusal: a period ends before it begins or is impossibly long, or two terms overlap.

    """

    dates: TermDates

    def run(self, work: Work) -> TermDates:
        """Check, order and keep them."""
        for period in (*self.dates.terms, *self.dates.off):
            if period.last < period.first:
                raise Refusal("error.calendar.ends_first", first=period.first, last=period.last)
            if (period.last - period.first).days > LONGEST_DAYS:
                raise Refusal("error.calendar.too_long", first=period.first, last=period.last)
        terms = tuple(sorted(self.dates.terms, key=_first))
        for one, other in pairwise(terms):
            if other.first <= one.last:
                raise Refusal("error.calendar.overlap", on=other.first)
        kept = TermDates(terms, tuple(sorted(self.dates.off, key=_first)))
        remember(work.unit, TERM_DATES, kept)
        work.unit.log("calendar.changed")
        return kept


def _first(period: Period) -> date:
    return period.first


@dataclass(frozen=True, slots=True)
class TermDatesView:
    """The dates entered, and what cannot be worked out for want of more."""

    dates: TermDates
    invented: bool
    """The demo's calendar is in use because nothing was entered."""
    known_until: date | None
    ends: tuple[CalendarEnds, ...]


@dataclass(frozen=True, slots=True)
class TermDatesPage(Query[TermDatesView]):
    """What the page of term dates shows."""

    def run(self, work: Work) -> TermDatesView:
        """Read the dates and look for due dates beyond them."""
        held = recall(work.unit, TERM_DATES, TermDates, TermDates())
        calendar = calendar_of(work)
        rules = work.tools.law.rules
        known = calendar.known_until(work.today)
        ends = [e for c in work.unit.cases.all() for e in calendar_findings(c, rules, calendar)]
        return TermDatesView(
            dates=held,
            invented=not held.terms and work.setting.authority == INVENTED_AUTHORITY,
            known_until=known if known >= work.today else None,
            ends=tuple(ends),
        )
