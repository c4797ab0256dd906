from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Text
from aln_review.domain.keeping import CUSTOM, KeepingChoice
from aln_review.domain.learner import Learner
from aln_review.statute.retention import CountedFrom, anniversary, due, load_schedules

RULES = Path(__file__).parents[2] / "resources" / "rules"
SCHEDULES = load_schedules(RULES / "retention.json")
ELIN = Learner("l1", "Elin", "Puw", date(2016, 3, 14), left_on=date(2032, 7, 20))
COMMON = KeepingChoice("born-31")
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
YEARS = st.integers(SCHEDULES.least, SCHEDULES.most)


def on(learner: Learner, choice: KeepingChoice) -> date | None:
    found = due(learner, choice, SCHEDULES)
    return None if found is None else found.on


def test_the_file_says_where_each_period_comes_from_in_both_languages() -> None:
    ids = [one.id for one in SCHEDULES.schedules]
    assert ids == ["born-31", "left-35", "born-75"]
    for one in SCHEDULES.schedules:
        assert one.source.cy != one.source.en
        for text in (one.title, one.why):
            assert text.cy
            assert text.en
            assert text.cy != text.en
    assert SCHEDULES.suggested.id == "born-31"
    assert [one.id for one in SCHEDULES.schedules if one.looked_after] == ["born-75"]


def test_nothing_here_passes_for_primary_law() -> None:
    """Until somebody reads a period in the law itself, none may be shown as such."""
    assert "primary" not in SCHEDULES.verified
    assert len(SCHEDULES.verified) == len(SCHEDULES.schedules) + 2


@pytest.mark.parametrize(
    ("born", "left", "choice", "expected"),
    [
        (date(2016, 3, 14), date(2032, 7, 20), COMMON, date(2047, 3, 14)),
        (date(2016, 2, 29), date(2032, 7, 20), COMMON, date(2047, 3, 1)),
        (date(2017, 2, 28), date(2032, 7, 20), COMMON, date(2048, 2, 28)),
        (date(2016, 3, 14), date(2032, 7, 20), KeepingChoice("left-35"), date(2067, 7, 20)),
        (date(2016, 3, 14), date(2032, 2, 29), KeepingChoice("left-35"), date(2067, 3, 1)),
        (date(2016, 3, 14), None, KeepingChoice("left-35"), None),
        (date(2016, 2, 29), None, KeepingChoice(CUSTOM, 5), date(2041, 3, 1)),
        (date(2016, 2, 29), date(2022, 7, 20), KeepingChoice(CUSTOM, 5), date(2022, 7, 20)),
        (date(2016, 2, 29), date(2020, 2, 29), KeepingChoice(CUSTOM, 4), date(2020, 2, 29)),
        (
            date(2016, 2, 29), date(2020, 2, 29), KeepingChoice(CUSTOM, 4, from_leaving=True),
            date(2024, 2, 29),
        ),
        (date(2016, 3, 14), date(2032, 7, 20), KeepingChoice(), None),
        (date(2016, 3, 14), date(2032, 7, 20), KeepingChoice("gone-99"), None),
    ],
)  # fmt: skip
def test_the_day_a_record_is_due(
    born: date, left: date | None, choice: KeepingChoice, expected: date | None
) -> None:
    assert on(replace(ELIN, born=born, left_on=left), choice) == expected


def test_the_longer_schedule_holds_for_a_looked_after_learner_only() -> None:
    choice = KeepingChoice("born-31", looked_after="born-75")
    assert on(ELIN, choice) == date(2047, 3, 14)
    found = due(replace(ELIN, looked_after_by="Cyngor y Prawf"), choice, SCHEDULES)
    assert found is not None
    assert (found.on, found.schedule, found.looked_after) == (date(2091, 3, 14), "born-75", True)
    assert on(replace(ELIN, looked_after_by="x"), replace(choice, looked_after="gone")) is None


@given(DAYS, YEARS)
def test_an_anniversary_is_the_same_day_or_the_day_after_february(day: date, years: int) -> None:
    found = anniversary(day, years)
    assert found.year == day.year + years
    if (found.month, found.day) != (day.month, day.day):
        assert (day.month, day.day) == (2, 29)
        assert found == date(found.year, 2, 28) + timedelta(days=1)


@given(DAYS, st.integers(0, 20_000), YEARS, st.booleans())
def test_a_record_is_never_due_too_soon(
    born: date, later: int, years: int, from_leaving: bool
) -> None:
    """Not before the period is over, not before the learner has left or may have no plan."""
    left = born + timedelta(days=later)
    choice = KeepingChoice(CUSTOM, years, from_leaving=from_leaving)
    gone = due(replace(ELIN, born=born, left_on=left), choice, SCHEDULES)
    assert gone is not None
    assert gone.on >= left
    assert gone.on >= anniversary(left if from_leaving else born, years)
    here = due(replace(ELIN, born=born, left_on=None), choice, SCHEDULES)
    if from_leaving:
        assert here is None
    else:
        assert here is not None
        assert here.on >= anniversary(born, SCHEDULES.here_until)


@given(DAYS, st.integers(0, 400), YEARS, st.sampled_from(CountedFrom))
def test_who_was_born_or_left_later_is_not_due_earlier(
    day: date, more: int, years: int, counted_from: CountedFrom
) -> None:
    choice = KeepingChoice(CUSTOM, years, from_leaving=counted_from is CountedFrom.LEAVING)
    first = replace(ELIN, born=day, left_on=day + timedelta(days=9_000))
    second = replace(
        ELIN, born=day + timedelta(days=more), left_on=day + timedelta(days=9_000 + more)
    )
    earlier, later = on(first, choice), on(second, choice)
    assert earlier is not None
    assert later is not None
    assert earlier <= later


def test_the_last_years_of_the_calendar_are_no_stumbling_block() -> None:
    assert anniversary(date(9990, 2, 28), 100) == date.max


def test_every_text_is_a_pair_of_equals() -> None:
    assert isinstance(SCHEDULES.here_why, Text)
    assert SCHEDULES.custom_why.cy != SCHEDULES.custom_why.en
