"""What the demo has sent: real plans, dates in order, questions only on a return."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from hypothesis import given, settings

from aln_review.domain.bilingual import Language
from aln_review.domain.dispatch import LineState
from aln_review.domain.plan import PlanState
from aln_review.exchange.demo.source import read_demo
from tests.exchange.demo.makers import DAYS, RESOURCES, each_setting, load

SHOWN = {
    "school": {
        ("Cadi", LineState.RETURNED),
        ("Ffi", LineState.FROZEN),
        ("Macs", LineState.DELIVERED),
        ("Osh", LineState.ACCEPTED),
    },
    "early-years": {("Mali", LineState.DELIVERED)},
    "college": {
        ("Rhods", LineState.DELIVERED),
        ("Siwan", LineState.ACCEPTED),
        ("Tomos", LineState.ACCEPTED),
    },
}


@each_setting
def test_the_setting_file_says_what_was_sent(setting: str) -> None:
    vault = load(setting)
    owner = {plan.id: plan.learner_id for plan in vault.plans}
    names = {learner.id: learner.shown for learner in vault.learners}
    found = {(names[owner[one.plan_id]], one.state) for one in vault.sent}
    assert found == SHOWN[setting]
    assert len(vault.sent) == len(found)


@each_setting
@settings(max_examples=12, deadline=None)
@given(today=DAYS)
def test_nothing_is_sent_later_than_now_or_answered_before_it_was_sent(
    setting: str, today: date
) -> None:
    vault = load(setting, today)
    now = datetime.combine(today, time(10, 42), UTC)
    moments = [one.sealed_at for one in vault.sent]
    assert moments == sorted(moments)
    for one in vault.sent:
        assert one.sealed_at <= one.answered_at <= now


@each_setting
def test_a_referral_may_be_a_draft_and_a_plan_may_not(setting: str) -> None:
    vault = load(setting)
    state = {plan.id: plan.state for plan in vault.plans}
    for one in vault.sent:
        assert one.referral == (state[one.plan_id] is PlanState.DRAFT)
        assert bool(one.questions) == (one.state is LineState.RETURNED)


def test_questions_are_in_both_languages() -> None:
    rows = read_demo(RESOURCES / "demo" / "school.json").learners
    asked = [q.asks for row in rows for sent in row.sent for q in sent.questions]
    assert len(asked) == 2
    assert all(pair.cy and pair.en for pair in asked)
    (cadi,) = (one for one in load("school").sent if one.questions)
    assert [question.reason for question in cadi.questions] == [pair.cy for pair in asked]
    assert load("school").setting.language is Language.CY
