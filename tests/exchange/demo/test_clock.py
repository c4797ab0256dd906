"""Dates that move with today: on their side of it, on days that are lived in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language
from aln_review.exchange.demo.clock import add_months
from tests.exchange.demo.makers import (
    DAYS,
    MONDAY,
    clock,
)


@given(DAYS, st.integers(-400, 400), st.sampled_from("dwbmy"))
def test_dates_keep_to_their_side_of_today(today: date, number: int, unit: str) -> None:
    """Weekends move away from today, so that past stays past."""
    found = clock(today).day(f"{number:+}{unit}")
    assert found.weekday() < 5
    assert found <= today if number < 0 else found >= today - timedelta(days=0)


@given(DAYS, st.integers(1, 60))
def test_school_days_gone_can_be_counted_back(today: date, number: int) -> None:
    start = clock(today).day(f"-{number}s")
    gone = sum((start + timedelta(n)).weekday() < 5 for n in range(1, (today - start).days + 1))
    assert gone == number


@given(DAYS, st.integers(-1_200, 1_200))
def test_months_keep_the_day_where_they_can(day: date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or found.day >= 28


@given(DAYS, st.sampled_from(["N1", "N2", "R", "1", "6", "13"]), st.integers(1, 12))
def test_a_birthday_fits_its_school_year(today: date, year: str, month: int) -> None:
    born = clock(today).born(year, f"{month:02}-15")
    starts = date(today.year if today.month >= 9 else today.year - 1, 9, 1)
    stage = {"N1": -2, "N2": -1, "R": 0}.get(year)
    stage = int(year) if stage is None else stage
    turns = starts.year - born.year - (starts < date(starts.year, born.month, born.day))
    assert turns == stage + 4


def test_a_slip_in_a_date_is_found() -> None:
    with pytest.raises(ValueError, match="soon"):
        clock(MONDAY).day("soon")


def test_a_date_in_a_text_is_put_in_its_language() -> None:
    filled = clock(MONDAY).fill("Erbyn {+1d}, {name}", Language.CY, name="Elin")
    assert filled == "Erbyn 24 Tachwedd 2026, Elin"
