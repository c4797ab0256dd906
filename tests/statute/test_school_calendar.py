from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import OwnFault
from aln_review.statute.bank_holidays import BankHolidays, easter
from aln_review.statute.dated import read
from aln_review.statute.school_calendar import (
    DayType,
    SchoolCalendar,
    Span,
    days_between,
    load_calendar,
)

PLACES = Path(__file__).parents[2] / "resources" / "calendars"
WALES = PLACES / "wales.json"
SCHOOL = load_calendar(WALES, PLACES / "bro-celyn.json")
COLLEGE = load_calendar(WALES, PLACES / "bro-celyn-college.json")
BANK = BankHolidays.of(read(WALES))
KNOWN = st.dates(date(2025, 9, 1), date(2028, 8, 31))


def days(*codes: str) -> list[date]:
    return [date.fromisoformat(code) for code in codes]


@pytest.mark.parametrize(
    ("year", "on"),
    [(1961, "04-02"), (2008, "03-23"), (2011, "04-24"), (2024, "03-31"), (2025, "04-20"),
     (2026, "04-05"), (2027, "03-28"), (2028, "04-16"), (2038, "04-25")],
)  # fmt: skip
def test_easter(year: int, on: str) -> None:
    assert easter(year) == date.fromisoformat(f"{year}-{on}")


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ],
)
def test_bank_holidays_as_they_were_published(year: int, expected: str) -> None:
    assert list(BANK.year(year)) == days(*(f"{year}-{on}" for on in expected.split()))


@given(st.integers(1980, 2200))
def test_any_year_has_its_eight_weekday_holidays(year: int) -> None:
    kept = BANK.year(year)
    assert len(kept) >= 8
    assert all(on.weekday() < 5 and on.year == year for on in kept)
    assert list(kept) == sorted(kept)
    assert {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)} <= set(kept)


@pytest.mark.parametrize(
    ("on", "kind", "name"),
    [
        ("2026-10-23", DayType.SCHOOL, ""),
        ("2026-10-26", DayType.HOLIDAY, "hanner tymor"),
        ("2026-10-30", DayType.HOLIDAY, "hanner tymor"),
        ("2026-10-31", DayType.WEEKEND, ""),
        ("2026-11-02", DayType.SCHOOL, ""),
        ("2026-11-20", DayType.TRAINING, "diwrnod hyfforddiant"),
        ("2026-12-25", DayType.HOLIDAY, "Nadolig"),
        ("2027-01-01", DayType.HOLIDAY, "Nadolig"),
        ("2027-01-04", DayType.SCHOOL, ""),
        ("2027-05-03", DayType.BANK_HOLIDAY, "gŵyl banc dechrau Mai"),
        ("2028-09-01", DayType.UNKNOWN, ""),
        ("2025-08-29", DayType.UNKNOWN, ""),
    ],
)
def test_each_day_is_typed_and_named(on: str, kind: DayType, name: str) -> None:
    day = SCHOOL.day(date.fromisoformat(on))
    assert (day.kind, day.name.cy) == (kind, name)
    assert bool(day.phrase.en) == bool(day.phrase.cy) == bool(name)


@pytest.mark.parametrize("calendar", [SCHOOL, COLLEGE])
def test_every_known_day_that_is_not_met_on_has_a_name(calendar: SchoolCalendar) -> None:
    for on in days_between(date(2025, 9, 1), date(2028, 8, 31)):
        day = calendar.day(on)
        assert day.kind is not DayType.UNKNOWN
        if day.kind not in {DayType.SCHOOL, DayType.WEEKEND}:
            assert day.name.cy
            assert day.phrase.en
            assert day.name.en != "holiday", on


@pytest.mark.parametrize("first", [2025, 2026, 2027])
def test_a_school_year_is_about_as_long_as_schools_have_it(first: int) -> None:
    year = list(days_between(date(first, 9, 1), date(first + 1, 8, 31)))
    met = sum(SCHOOL.is_school_day(on) for on in year)
    training = sum(SCHOOL.day(on).kind is DayType.TRAINING for on in year)
    assert 184 <= met <= 192
    assert 188 <= met + training <= 196


def test_a_college_keeps_its_own_terms() -> None:
    on = date(2026, 11, 20)
    assert COLLEGE.is_school_day(on)
    assert not SCHOOL.is_school_day(on)
    assert not COLLEGE.is_school_day(date(2027, 7, 1))


def test_a_setting_lays_its_own_days_over_the_authoritys() -> None:
    snow = Span(
        date(2027, 1, 13), date(2027, 1, 18), DayType.CLOSURE, Text.both("eira", "snow"),
        Text.both("y cau oherwydd eira", "the snow closure"),
    )  # fmt: skip
    changed = SCHOOL.with_spans([snow])
    assert changed.day(date(2027, 1, 13)).kind is DayType.CLOSURE
    assert changed.day(date(2027, 1, 16)).kind is DayType.WEEKEND
    assert SCHOOL.is_school_day(date(2027, 1, 13))
    opened = changed.with_spans([Span(date(2027, 1, 13), date(2027, 1, 13), DayType.SCHOOL)])
    assert opened.is_school_day(date(2027, 1, 13))
    assert SCHOOL.with_spans([]) is SCHOOL


def test_a_closure_tells_nothing_of_a_year_nobody_knows() -> None:
    on = date(2030, 1, 14)
    assert SCHOOL.with_spans([Span(on, on, DayType.CLOSURE)]).day(on).kind is DayType.UNKNOWN


def test_the_calendar_knows_where_it_ends() -> None:
    assert SCHOOL.known_until(date(2026, 11, 23)) == date(2028, 8, 31)
    assert SCHOOL.known_until(date(2028, 9, 1)) == date(2028, 8, 31)


@given(KNOWN)
def test_a_bank_holiday_is_never_a_school_day(on: date) -> None:
    if SCHOOL.is_bank_holiday(on):
        assert not SCHOOL.is_school_day(on)


def test_the_demo_calendars_say_they_are_invented() -> None:
    for name in ("bro-celyn.json", "bro-celyn-college.json"):
        assert read(PLACES / name).flag("invented")
    assert SCHOOL.name.get(Language.CY) == "Bro Celyn"


def test_a_damaged_calendar_is_named(tmp_path: Path) -> None:
    path = tmp_path / "calendar.json"
    path.write_text(
        '{"name":{"en":"x","cy":"x"},"years":[{"from":"2026-13-01","to":"x"}]}', encoding="utf-8"
    )
    with pytest.raises(OwnFault) as fault:
        load_calendar(WALES, path)
    assert fault.value.facts == {"file": "calendar.json", "at": "/years/0/from"}
