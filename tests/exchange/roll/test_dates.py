"""Dates of birth in the forms that rolls use."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.exchange.roll.dates import BadDate, DateReader
from tests.exchange.roll.makers import RULES, TODAY

READER = DateReader(TODAY, RULES.months)
BIRTHS = st.dates(date(2001, 1, 1), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "03/09/2015", "3/9/2015", "03-09-2015", "03.09.2015", "2015-09-03", "2015/9/3",
        "2015-09-03T00:00:00", "2015-09-03 00:00:00", "03/09/2015 00:00", "3 Medi 2015",
        "3 September 2015", "03-Sep-2015", "03-Sep-15", "3 Sept 2015", "3 o Fedi 2015",
        "3ydd o Fedi 2015", "3rd of September 2015", "3 MEDI 2015", "September 3, 2015",
        "42250", "42250.0", "20150903", "03092015", "3/9/15", " 03/09/2015 ",
    ],
)  # fmt: skip
def test_one_day_many_ways(text: str) -> None:
    assert READER.born(text) == date(2015, 9, 3)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("31/02/2015", "roll.refused.date_impossible"),
        ("13/25/2015", "roll.refused.date_impossible"),
        ("00/00/0000", "roll.refused.date_impossible"),
        ("23/11/2026", "roll.refused.born_in_future"),
        ("22/11/1999", "roll.refused.too_old"),
        ("3 Blah 2015", "roll.refused.date_unreadable"),
        ("tua 2015", "roll.refused.date_unreadable"),
        ("2015", "roll.refused.date_unreadable"),
        ("3/9/75", "roll.refused.century"),
    ],
)
def test_why_a_date_is_refused(text: str, key: str) -> None:
    with pytest.raises(BadDate) as caught:
        READER.born(text)
    assert caught.value.key == key


def test_the_oldest_learner_is_twenty_six() -> None:
    assert READER.born("23/11/1999") == date(1999, 11, 23)


def test_the_month_comes_first_only_where_nothing_else_makes_sense() -> None:
    american = DateReader.of_column(["09/03/2015", "09/25/2015"], TODAY, RULES.months)
    assert american.born("09/03/2015") == date(2015, 9, 3)
    mixed = DateReader.of_column(["25/09/2015", "09/25/2015"], TODAY, RULES.months)
    assert mixed.born("03/09/2015") == date(2015, 9, 3)
    with pytest.raises(BadDate):
        mixed.born("09/25/2015")


def test_a_year_of_two_digits_among_years_of_four_has_been_cut() -> None:
    column = DateReader.of_column(["03/09/2015", "04/09/2015", "05/09/20"], TODAY, RULES.months)
    with pytest.raises(BadDate) as caught:
        column.born("05/09/20")
    assert caught.value.key == "roll.refused.year_cut"


@given(BIRTHS)
def test_every_form_of_every_birthday_reads_back(day: date) -> None:
    welsh = next(n for n, month in RULES.months.items() if month == day.month)
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    forms = (
        f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day:%y}", day.isoformat(), f"{day:%Y%m%d}",
        f"{day.day} {welsh} {day.year}", str(serial), f"{day:%d%m%Y}",
    )  # fmt: skip
    for form in forms[:-1] if f"{day:%d%m}"[:2] in {"19", "20"} else forms:
        assert READER.born(form) == day


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_refused_with_a_reason(text: str) -> None:
    try:
        born = READER.born(text)
    except BadDate as bad:
        born, key = TODAY, bad.key
    else:
        key = "roll.refused."
    assert born <= TODAY
    assert key.startswith("roll.refused.")
