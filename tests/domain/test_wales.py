"""The day in Wales, between midnight and one in summer above all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.wales import WALES, day_in_wales


def test_a_summer_night_belongs_to_the_day_that_has_begun_in_wales() -> None:
    assert day_in_wales(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert day_in_wales(datetime(2026, 1, 1, 23, 30, tzinfo=UTC)) == date(2026, 1, 1)


@given(st.datetimes(timezones=st.just(UTC)), st.integers(-720, 720))
def test_wherever_the_clock_stands_it_is_the_same_day(here: datetime, minutes: int) -> None:
    if not 1970 < here.year < 2100:
        return
    there = here.astimezone(timezone(timedelta(minutes=minutes)))
    assert day_in_wales(here) == day_in_wales(there) == here.astimezone(WALES).date()
