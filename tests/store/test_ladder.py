"""The ladder of copies: many of the last days, some of the weeks, a few of the months."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.wales import day_in_wales
from aln_review.store.ladder import STANDARD, Ladder, ladder

TODAY = date(2026, 11, 29)
STAMPS = st.datetimes(
    datetime(2024, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)  # noqa: DTZ001
)  # fmt: skip
MOST = STANDARD.daily + STANDARD.weekly + STANDARD.monthly
RUNGS = st.builds(Ladder, *[st.integers(0, 4)] * 4)


def every(hours: float, days: int) -> list[datetime]:
    last = datetime(2026, 11, 29, 16, tzinfo=UTC)
    return [last - timedelta(hours=hours * n) for n in range(int(days * 24 / hours))]


def test_a_year_and_a_half_of_working_every_half_hour() -> None:
    stamps = every(0.5, 540)
    kept = ladder(stamps, TODAY)
    whole = [at for at in kept if day_in_wales(at) >= TODAY - timedelta(days=1)]
    older = sorted({day_in_wales(at) for at in kept} - {day_in_wales(at) for at in whole})
    assert len(whole) == len([at for at in stamps if day_in_wales(at) >= TODAY - timedelta(days=1)])
    assert older[-10:] == [date(2026, 11, day) for day in range(18, 28)]
    # Ten Sundays, and the ends of nine months, the newest among the days.
    weeks = {date(2026, 11, 29) - timedelta(weeks=n) for n in range(10)}
    assert weeks <= {day_in_wales(at) for at in kept}
    months = [date(2026, month, 1) - timedelta(days=1) for month in range(4, 12)]
    assert set(months) <= {day_in_wales(at) for at in kept}
    assert min(older) == date(2026, 3, 31)


def test_the_newest_of_a_day_is_kept_and_days_turn_at_midnight_in_wales() -> None:
    summer = datetime(2026, 6, 10, 22, 59, tzinfo=UTC)
    late = summer + timedelta(minutes=2)
    kept = ladder([summer - timedelta(hours=3), summer, late], date(2026, 7, 1))
    assert kept == {summer, late}


def test_weeks_are_iso_weeks_over_the_turn_of_the_year() -> None:
    friday, sunday = (datetime(2027, 1, day, 12, tzinfo=UTC) for day in (1, 3))
    rungs = Ladder(whole_days=0, daily=0, weekly=5, monthly=0)
    assert ladder([friday, sunday], date(2027, 3, 1), rungs) == {sunday}
    monday = datetime(2027, 1, 4, 12, tzinfo=UTC)
    assert ladder([friday, sunday, monday], date(2027, 3, 1), rungs) == {sunday, monday}


def test_a_holiday_costs_no_rung() -> None:
    before = [at for at in every(24, 60) if day_in_wales(at) < date(2026, 10, 20)]
    kept = ladder(before, TODAY, Ladder(whole_days=2, daily=12, weekly=0, monthly=0))
    assert len(kept) == 12


@given(st.lists(STAMPS, max_size=60), st.dates(date(2024, 1, 1), date(2027, 1, 1)), RUNGS)
def test_it_never_drops_the_newest_and_never_keeps_more_than_its_rungs(
    stamps: list[datetime], today: date, rungs: Ladder
) -> None:
    kept = ladder(stamps, today, rungs)
    assert kept <= set(stamps)
    if stamps:
        assert max(stamps) in kept
    first = today - timedelta(days=rungs.whole_days - 1)
    whole = {at for at in stamps if first <= day_in_wales(at) <= today}
    assert whole <= kept
    assert len(kept - whole) <= max(1, rungs.daily + rungs.weekly + rungs.monthly)


@given(st.lists(STAMPS, min_size=1, max_size=60), st.integers(1, 10**7))
def test_a_newer_copy_never_brings_an_older_one_back(stamps: list[datetime], later: int) -> None:
    newer = max(stamps) + timedelta(seconds=later)
    assert ladder([*stamps, newer], TODAY) - {newer} <= ladder(stamps, TODAY)


@given(st.lists(STAMPS, max_size=60), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(stamps: list[datetime], chance: object) -> None:
    shuffled = [*stamps, *stamps]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ladder(shuffled, TODAY) == ladder(stamps, TODAY)


@given(st.lists(STAMPS, max_size=80))
def test_climbing_it_twice_changes_nothing(stamps: list[datetime]) -> None:
    once = ladder(stamps, TODAY)
    assert ladder(once, TODAY) == once
    assert len({at for at in once if day_in_wales(at) < TODAY - timedelta(days=1)}) <= MOST
