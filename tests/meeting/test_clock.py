from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language
from aln_review.domain.words import SHEETS, Sheet
from aln_review.language.catalogue import Catalogue
from aln_review.meeting.clock import reading, spend
from tests.meeting.makers import review

SPENT = st.lists(st.tuples(st.sampled_from(SHEETS), st.integers(-60, 4000)), max_size=20)


def test_the_clock_says_minutes_and_then_how_far_over() -> None:
    meeting = spend(review(), Sheet.NOW, 9 * 60)
    words = Catalogue.load(Language.EN, strict=True)
    now = reading(meeting, Sheet.NOW)
    assert words.t(now.key, **now.facts) == "9 of 12 minutes"
    assert now.share == 0.75
    late = reading(meeting, Sheet.NOW, running=6 * 60 + 30)
    assert late.minutes_over == 3
    assert words.n(late.key, late.minutes_over) == "3 minutes over"
    assert late.share == 1.0


def test_a_few_seconds_over_is_not_over() -> None:
    assert reading(spend(review(), Sheet.NOW, 12 * 60 + 30), Sheet.NOW).minutes_over == 0


@given(SPENT)
def test_time_adds_up_and_never_runs_back(spent: list[tuple[Sheet, int]]) -> None:
    meeting = review()
    for sheet, seconds in spent:
        meeting = spend(meeting, sheet, seconds)
    total = sum(max(0, seconds) for _, seconds in spent)
    assert reading(meeting, Sheet.WHO).meeting_seconds == total
    assert sum(reading(meeting, sheet).seconds for sheet in SHEETS) == total
    assert reading(meeting, Sheet.WHO).meeting_planned == 85
    assert len({time.sheet for time in meeting.spent}) == len(meeting.spent)
