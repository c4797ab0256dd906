from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.case import DayKind, DayUnit, Deadline, StripDay, Urgency
from aln_review.domain.errors import OwnFault
from aln_review.domain.setting import SettingKind
from aln_review.language.catalogue import Catalogue
from aln_review.statute.clocks import FirstDay, Roll, load_rules
from aln_review.statute.deadlines import (
    calendar_findings,
    deadlines,
    review_due,
    safe_due,
    strip_of,
    urgency,
)
from aln_review.statute.school_calendar import DayType, load_calendar
from aln_review.statute.states import load_states
from tests.statute.makers import case, day

RESOURCES = Path(__file__).parents[2] / "resources"
RULES = load_rules(RESOURCES / "rules" / "deadlines.json")
STATES = load_states(RESOURCES / "rules" / "states.json")
WALES = RESOURCES / "calendars" / "wales.json"
CALENDAR = load_calendar(WALES, RESOURCES / "calendars" / "bro-celyn.json")
COLLEGE = load_calendar(WALES, RESOURCES / "calendars" / "bro-celyn-college.json")
TODAY = date(2026, 11, 23)
CY, EN = (Catalogue.load(language, strict=True) for language in Language)


def only(*events: tuple[str, str], today: date = TODAY, rule: str = "") -> Deadline:
    """The one deadline of a school's case, or the one of a rule."""
    found = deadlines(case(*events), RULES, CALENDAR, today)
    return next(one for one in found if rule in {"", one.rule})


def ticks(deadline: Deadline) -> tuple[StripDay, ...]:
    """What is drawn for it on the day that these tests take for today."""
    return strip_of(deadline, RULES, CALENDAR, TODAY)


def said(deadline: Deadline, words: Catalogue) -> str:
    return words.t(deadline.explanation, **deadline.facts).replace("\u00a0", " ")


def test_a_decision_skips_half_term_and_the_training_day() -> None:
    one = only(("concern_raised", "2026-10-05"))
    assert (one.rule, one.due, one.left) == ("t1", date(2026, 12, 1), 6)
    assert said(one, EN) == (
        "35 school days, from the day after this was raised on Monday 5 October. "
        "Not counted: half-term and the training day on 20 November."
    )
    assert said(one, CY) == (
        "35 diwrnod ysgol, o’r diwrnod ar ôl codi’r mater ddydd Llun, 5 Hydref. "
        "Heb eu cyfrif: hanner tymor; y diwrnod hyfforddiant ar 20 Tachwedd."
    )


def test_records_follow_in_fifteen_school_days() -> None:
    one = only(("learner_left", "2026-11-10"))
    assert (one.rule, one.due, one.left) == ("t29", date(2026, 12, 2), 7)
    assert one.explanation.endswith(".one")


def test_a_review_asked_for_crosses_christmas() -> None:
    one = only(("plan_given", "2026-09-01"), ("review_requested", "2026-11-09"), rule="t19_school")
    assert (one.due, one.left) == (date(2027, 1, 12), 26)
    assert one.explanation.endswith(".two")


def test_the_strip_shows_each_day_and_names_the_gaps() -> None:
    strip = ticks(only(("concern_raised", "2026-10-05")))
    kinds = [tick.kind for tick in strip]
    assert kinds.count(DayKind.GONE) == 28
    assert kinds.count(DayKind.TODAY) == 1
    assert kinds.count(DayKind.LEFT) == 6
    names = [tick.name.cy for tick in strip if tick.kind is DayKind.NOT_COUNTED]
    assert names == ["hanner tymor"] * 5 + ["diwrnod hyfforddiant"]
    assert all(tick.on.weekday() < 5 for tick in strip)


def test_a_late_one_counts_school_days_since() -> None:
    one = only(("concern_raised", "2026-10-05"), today=date(2026, 12, 4))
    assert one.left == -3
    assert only(("concern_raised", "2026-10-05"), today=date(2026, 12, 1)).left == 0
    assert urgency(one, RULES) is Urgency.PAST


@pytest.mark.parametrize(
    ("given_on", "due"),
    [("2025-12-10", "2026-12-09"), ("2024-02-29", "2025-02-28"), ("2023-03-01", "2024-02-29"),
     ("2023-02-28", "2024-02-27"), ("2026-01-01", "2026-12-31"), ("2027-02-28", "2028-02-27")],
)  # fmt: skip
def test_twelve_months_end_the_day_before_the_anniversary(given_on: str, due: str) -> None:
    assert review_due(day(given_on), RULES) == day(due)
    assert only(("plan_given", given_on), today=day(given_on)).due == day(due)


def test_a_revised_plan_starts_the_year_anew() -> None:
    events = (("plan_given", "2025-12-10"), ("plan_revised", "2026-03-02"))
    found = deadlines(case(*events, ("review_no_revision", "2026-06-01")), RULES, CALENDAR, TODAY)
    assert [(one.rule, one.due) for one in found] == [("t17", date(2027, 5, 31))]


def test_a_young_persons_consent_starts_the_clock() -> None:
    one = only(("concern_raised", "2026-10-05"), ("consent_given", "2026-11-09"))
    assert one.started_on == date(2026, 11, 9)


def test_the_first_concern_holds_until_a_decision() -> None:
    again = (("concern_raised", "2026-10-05"), ("concern_raised", "2026-11-02"))
    assert only(*again).started_on == date(2026, 10, 5)
    later = (*again, ("decided_no_aln", "2026-11-10"), ("concern_raised", "2026-11-20"))
    assert only(*later).started_on == date(2026, 11, 20)


@pytest.mark.parametrize("stop", ["decided_no_aln", "plan_given", "referred_to_la"])
def test_a_decision_stops_the_clock(stop: str) -> None:
    events = case(("concern_raised", "2026-10-05"), (stop, "2026-11-10"))
    assert "t1" not in {one.rule for one in deadlines(events, RULES, CALENDAR, TODAY)}


@pytest.mark.parametrize(
    ("kind", "first", "rule"),
    [(SettingKind.SCHOOL, "concern_raised", "t1"), (SettingKind.COLLEGE, "consent_given", "t3"),
     (SettingKind.AUTHORITY, "referral_received", "t5")],
)  # fmt: skip
def test_once_decided_the_same_period_asks_for_the_plan(
    kind: SettingKind, first: str, rule: str
) -> None:
    """The period stops only when the plan is given, but nothing is left to decide."""

    def found(*events: tuple[str, str]) -> list[Deadline]:
        calendar = COLLEGE if kind is SettingKind.COLLEGE else CALENDAR
        one = case((first, "2026-10-05"), *events, setting=kind)
        open_ones = deadlines(one, RULES, calendar, TODAY)
        return [d for d in open_ones if d.rule in {rule, f"{rule}_give"}]

    (before,), (after,) = found(), found(("decided_aln", "2026-11-10"))
    assert (before.rule, after.rule) == (rule, f"{rule}_give")
    assert (after.due, after.left, after.length) == (before.due, before.left, before.length)
    assert after.started_on == before.started_on
    assert ticks(after) == ticks(before)
    assert EN.t(f"deadline.{after.rule}.title", name="Gwen") == "Give Gwen the plan"
    assert said(after, EN) == said(before, EN)
    assert not found(("decided_no_aln", "2026-11-10"))
    given = found(("decided_aln", "2026-11-10"), ("plan_given", "2026-11-20"))
    assert not given


def test_four_weeks_roll_on_to_a_working_day() -> None:
    events = (("plan_given", "2026-01-05"), ("cease_proposed", "2026-11-01"))
    plain = only(*events, ("cease_decided", "2026-11-16"), rule="t11")
    assert (plain.due, plain.explanation) == (date(2026, 12, 14), "deadline.t11.why.plain")
    rolled = only(*events, ("cease_decided", "2026-11-27"), rule="t11")
    assert rolled.due == date(2026, 12, 29)
    assert rolled.explanation == "deadline.t11.why.rolled"
    assert ticks(rolled)[-1].on == rolled.due


def test_an_appeal_waits_for_the_tribunals_working_days() -> None:
    def appeal(on: str) -> date:
        events = case(("decided_no_aln", on), setting=SettingKind.COLLEGE)
        return next(d.due for d in deadlines(events, RULES, COLLEGE, day(on)) if d.rule == "t24")

    assert appeal("2026-09-01") == date(2026, 10, 27)
    assert appeal("2026-06-12") == date(2026, 9, 1)
    assert appeal("2026-11-02") == date(2027, 1, 4)


def test_a_right_that_has_gone_is_no_longer_shown() -> None:
    events = case(("decided_no_aln", "2026-01-05"), setting=SettingKind.COLLEGE)
    assert deadlines(events, RULES, COLLEGE, TODAY) == ()


def test_a_college_counts_its_own_days() -> None:
    events = case(("concern_raised", "2026-10-01"), ("consent_given", "2026-10-05"),
                  setting=SettingKind.COLLEGE)  # fmt: skip
    (one,) = deadlines(events, RULES, COLLEGE, TODAY)
    assert (one.unit, one.due) == (DayUnit.TERM_DAYS, date(2026, 11, 30))


def test_weeks_go_on_through_the_holidays() -> None:
    events = case(("referred_to_la", "2026-10-05"), setting=SettingKind.EARLY_YEARS)
    (one,) = deadlines(events, RULES, CALENDAR, TODAY)
    assert (one.due, one.left, len(ticks(one))) == (date(2026, 12, 28), 35, 12)
    assert [t.kind for t in ticks(one)].count(DayKind.TODAY) == 1


def test_a_calendar_that_ends_gives_a_warning_and_no_date() -> None:
    ending = case(("concern_raised", "2028-07-03"))
    assert deadlines(ending, RULES, CALENDAR, TODAY) == ()
    (finding,) = calendar_findings(ending, RULES, CALENDAR)
    assert (finding.rule, finding.until) == ("t1", date(2028, 8, 31))
    assert "31 August 2028" in EN.t(finding.key, **finding.facts).replace("\u00a0", " ")
    assert CY.t(finding.key, **finding.facts)
    assert calendar_findings(case(("concern_raised", "2026-10-05")), RULES, CALENDAR) == ()


def test_many_closed_spells_are_not_all_named() -> None:
    closed = CALENDAR
    for on in ("2026-10-07", "2026-10-09", "2026-10-13"):
        name = Text.both(f"eira {on}", f"snow {on}")
        span = type(closed._years[0].spans[0])(day(on), day(on), DayType.CLOSURE, name, name)
        closed = closed.with_spans([span])
    (one,) = deadlines(case(("concern_raised", "2026-10-05")), RULES, closed, TODAY)
    assert one.explanation.endswith(".several")
    assert "other days" in said(one, EN)
    assert said(one, CY)


@given(st.dates(date(2025, 9, 1), date(2028, 3, 31)), st.dates(date(2025, 9, 1), date(2028, 8, 31)))
def test_counting_agrees_with_a_naive_counter(start: date, today: date) -> None:
    (one,) = deadlines(case(("concern_raised", start.isoformat())), RULES, CALENDAR, today)
    naive, met = start, 0
    while met < 35:
        naive += timedelta(days=1)
        met += CALENDAR.day(naive).kind is DayType.SCHOOL
    assert one.due == naive
    days = [t for t in strip_of(one, RULES, CALENDAR, today) if t.kind is not DayKind.NOT_COUNTED]
    assert len(days) == 35
    assert [t.on for t in days] == sorted(t.on for t in days)
    if today <= one.due:
        assert one.left == sum(t.on > today for t in days)
        assert sum(t.kind is DayKind.GONE for t in days) == sum(t.on < today for t in days)
    else:
        assert one.left < 0
    for words in (CY, EN):
        assert "[" not in said(one, words)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_review_year_is_twelve_months_and_no_day_more(given_on: date) -> None:
    due = review_due(given_on, RULES)
    assert 364 <= (due - given_on).days <= 365
    after = due + timedelta(days=1)
    assert (after.month, after.day) in {(given_on.month, given_on.day), (3, 1)}


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_a_tribunal_limit_is_always_a_working_day_after_the_period(on: date) -> None:
    events = case(("decided_no_aln", on.isoformat()), setting=SettingKind.COLLEGE)
    (one,) = deadlines(events, RULES, COLLEGE, on)
    assert one.due >= on + timedelta(weeks=8)
    assert one.due.weekday() < 5
    assert one.due.month != 8
    assert not COLLEGE.is_bank_holiday(one.due)


def test_every_clock_is_worded_and_its_events_exist() -> None:
    events = {e for machine in STATES.machines.values() for e in machine.events}
    for clock in RULES.clocks:
        assert set(clock.starts) | set(clock.stops) <= events
        counted = clock.unit in {DayUnit.SCHOOL_DAYS, DayUnit.TERM_DAYS}
        hows = ["none", "one", "two", "three", "several"] if counted else ["plain"]
        if clock.roll is Roll.NEXT_WORKING_DAY:
            hows.append("rolled")
        keys = [
            f"deadline.{clock.id}.{key}" for key in ("title", "by", *(f"why.{h}" for h in hows))
        ]
        keys += [f"deadline.exception.{clock.exception}", f"deadline.verified.{clock.verified}"]
        for words, key in product((CY, EN), keys):
            assert words.has(key), key
    for words, unit, way in product((CY, EN), DayUnit, ("left", "past")):
        assert words.counted(f"deadline.{way}.{unit.value.replace('-', '_')}")


@pytest.mark.parametrize(
    ("id_", "length", "unit", "verified"),
    [("t1", 35, "school-days", "secondary"), ("t3", 35, "term-days", "unverified"),
     ("t5", 12, "weeks", "secondary"), ("t11", 4, "weeks", "primary"),
     ("t14", 6, "weeks", "primary"), ("t16", 12, "months", "primary"),
     ("t17", 12, "months", "primary"), ("t19_school", 35, "school-days", "unverified"),
     ("t24", 8, "weeks", "primary"), ("t29", 15, "school-days", "primary")],
)  # fmt: skip
def test_the_clocks_are_those_of_the_fact_base(
    id_: str, length: int, unit: str, verified: str
) -> None:
    clock = RULES.clock(id_)
    assert (clock.length, clock.unit.value, clock.verified) == (length, unit, verified)
    same_day = id_ in {"t16", "t17", "t24"}
    assert (clock.first_day is FirstDay.SAME_DAY) is same_day


def test_a_clock_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(OwnFault):
        RULES.clock("t99")


@pytest.mark.parametrize(("old", "new"), [("12-25", "25-12"), ('"tribunal"', '"nobody"')])
def test_a_damaged_file_is_named(tmp_path: Path, old: str, new: str) -> None:
    good = (RESOURCES / "rules" / "deadlines.json").read_text(encoding="utf-8")
    path = tmp_path / "deadlines.json"
    path.write_text(good.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(OwnFault) as fault:
        load_rules(path)
    assert fault.value.facts["file"] == "deadlines.json"


def test_near_is_said_before_past() -> None:
    near = only(("concern_raised", "2026-10-05"))
    assert urgency(near, RULES) is Urgency.NEAR
    assert urgency(only(("plan_given", "2026-11-02")), RULES) is Urgency.AHEAD


def test_where_the_first_day_was_not_checked_the_safe_date_is_earlier() -> None:
    decide = only(("concern_raised", "2026-10-05"))
    assert safe_due(decide, RULES, CALENDAR) == date(2026, 11, 30)
    raised_in_the_holiday = only(("concern_raised", "2026-10-28"))
    assert safe_due(raised_in_the_holiday, RULES, CALENDAR) == raised_in_the_holiday.due
    review = only(("plan_given", "2026-09-01"))
    assert safe_due(review, RULES, CALENDAR) == review.due
    for words in (CY, EN):
        assert "[" not in words.t("deadline.safe", safe=date(2026, 11, 30))
