"""Term dates as a person enters them: nothing is counted that nobody entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from aln_review.casework.commands.cases import RecordEvent
from aln_review.casework.commands.keeping import SaveSetting
from aln_review.casework.core import Query, Work
from aln_review.casework.queries.learners import LearnerPage
from aln_review.casework.term_dates import (
    DaysOff,
    Period,
    SaveTermDates,
    TermDates,
    TermDatesPage,
    calendar_of,
)
from aln_review.domain.errors import Refusal
from aln_review.statute.school_calendar import DayType
from tests.casework.vaults import Made, add_learner, make_setting

AUTUMN = Period(date(2026, 9, 1), date(2026, 10, 23))
WINTER = Period(date(2026, 11, 2), date(2026, 12, 18))


class DueDays(Query[tuple[date, ...]]):
    """School days the vault knows of in November."""

    def run(self, work: Work) -> tuple[date, ...]:
        calendar = calendar_of(work)
        days = (date(2026, 11, day) for day in range(1, 31))
        return tuple(day for day in days if calendar.is_school_day(day))


def real_authority(made: Made) -> None:
    made.vault.do(SaveSetting(replace(make_setting(), authority="660")))


def test_a_real_setting_without_dates_counts_no_school_days(made: Made) -> None:
    real_authority(made)
    learner = add_learner(made.vault)
    made.vault.do(RecordEvent(learner.id, "concern_raised", date(2026, 11, 9)))
    assert made.vault.ask(DueDays()) == ()
    view = made.vault.ask(TermDatesPage())
    assert (view.invented, view.known_until, len(view.ends)) == (False, None, 1)
    assert made.vault.ask(LearnerPage(learner.id)).next_step.what.key == "next.nothing"


def test_entered_dates_are_counted_and_days_off_left_out(made: Made) -> None:
    real_authority(made)
    off = DaysOff(date(2026, 11, 20), date(2026, 11, 20), DayType.TRAINING)
    made.vault.do(SaveTermDates(TermDates((WINTER, AUTUMN), (off,))))
    days = made.vault.ask(DueDays())
    assert len(days) == 20
    assert off.first not in days
    # The weekend after the last day needs nobody to enter it.
    assert made.vault.ask(TermDatesPage()).known_until == date(2026, 12, 20)


@pytest.mark.parametrize(
    ("dates", "key"),
    [
        (TermDates((Period(WINTER.last, WINTER.first),)), "error.calendar.ends_first"),
        (TermDates((Period(AUTUMN.first, date(2027, 9, 1)),)), "error.calendar.too_long"),
        (TermDates((AUTUMN, Period(AUTUMN.last, WINTER.last))), "error.calendar.overlap"),
    ],
)
def test_slips_are_named_and_nothing_is_kept(made: Made, dates: TermDates, key: str) -> None:
    with pytest.raises(Refusal) as found:
        made.vault.do(SaveTermDates(dates))
    assert found.value.key == key
    assert made.vault.ask(TermDatesPage()).dates == TermDates()
