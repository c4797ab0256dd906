"""Which copies are kept: many of the last days, fewer of the last weeks, a few of the last months.

The figures are those of Anki's backups, which were proved on many people's disks
(ankitects/anki, ``rslib/src/config/mod.rs`` and ``rslib/src/backup.rs``: everything of the last
two days, then 12 daily, 10 weekly and 9 monthly ones). Days are civil days in Wales, weeks are
ISO 8601's.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aln_review.domain.wales import day_in_wales


@dataclass(frozen=True, slots=True)
class Ladder:
    """How many rungs there are of each kind. A rung holds the newest copy of its span."""

    whole_days: int = 2
    """Days, today among them, of which every copy is kept."""
    daily: int = 12
    weekly: int = 10
    monthly: int = 9


STANDARD = Ladder()


def ladder(
    stamps: Iterable[datetime], today: date, rungs: Ladder = STANDARD
) -> frozenset[datetime]:
    """Those copies that are kept; the newest always is.

    Rungs are counted over spans that have a copy, so that a holiday costs nobody a rung. A copy
    whose time lies ahead of ``today`` is one of a clock set wrong and counts as of its own day.
    """
    newest_first = sorted(set(stamps), reverse=True)
    first_whole = today - timedelta(days=rungs.whole_days - 1)
    kept = {at for at in newest_first if first_whole <= day_in_wales(at) <= today}
    kept.update(newest_first[:1])
    for span, most in (
        (day_in_wales, rungs.daily),
        (_week_of, rungs.weekly),
        (_month_of, rungs.monthly),
    ):
        kept.update(_newest_of_each(newest_first, span, most))
    return frozenset(kept)


def _newest_of_each(
    newest_first: list[datetime], span: Callable[[datetime], Hashable], most: int
) -> list[datetime]:
    found: dict[Hashable, datetime] = {}
    for at in newest_first:
        if len(found) == most:
            break
        found.setdefault(span(at), at)
    return list(found.values())


def _week_of(at: datetime) -> tuple[int, int]:
    year, week, _ = day_in_wales(at).isocalendar()
    return year, week


def _month_of(at: datetime) -> tuple[int, int]:
    day = day_in_wales(at)
    return day.year, day.month
