"""The demo vault: whole on any day, and referring to nothing that is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings

from aln_review.domain.learner import Answer
from aln_review.domain.people import MayBeTold, Perspective
from aln_review.domain.plan import Plan, PlanState, SourceKind
from aln_review.domain.review import ActionState, ReviewStage
from aln_review.domain.words import SHEETS, Channel, MaySee, Side
from aln_review.exchange.demo.clock import weekday
from aln_review.exchange.demo.loader import SETTINGS, load_demo
from aln_review.statute.form import load_form
from aln_review.statute.states import load_states
from tests.exchange.demo.makers import (
    DAYS,
    EXACTLY,
    MONDAY,
    RESOURCES,
    each_setting,
    load,
    make_ids,
)


@each_setting
def test_has_as_many_learners_as_promised(setting: str) -> None:
    assert len(load(setting).learners) == EXACTLY[setting]


@each_setting
def test_the_same_ids_make_the_same_vault(setting: str) -> None:
    now = datetime.combine(MONDAY, time(10, 42), UTC)
    again = load_demo(setting, MONDAY, make_ids(), now, RESOURCES)
    assert again == load(setting)


@each_setting
@settings(max_examples=12, deadline=None)
@given(today=DAYS)
def test_every_id_referred_to_is_there(setting: str, today: date) -> None:
    vault = load(setting, today)
    learners = {learner.id for learner in vault.learners}
    people = {person.id: person.learner_id for person in vault.people}
    words = {spoken.id: spoken.learner_id for spoken in vault.words}
    documents = {found.document.id: found.document.learner_id for found in vault.documents}
    reviews = {review.id: review.learner_id for review in vault.reviews}
    owned = (
        [(person.learner_id, "") for person in vault.people]
        + [(found.document.learner_id, "") for found in vault.documents]
        + [(case.learner_id, "") for case in vault.cases]
    )
    refers: list[tuple[str, str, dict[str, str]]] = []
    for learner in vault.learners:
        refers.append((learner.id, learner.photo_id, documents))
    for spoken in vault.words:
        refers += [
            (spoken.learner_id, spoken.person_id, people),
            (spoken.learner_id, spoken.review_id, reviews),
            (spoken.learner_id, spoken.photo_id, documents),
        ]
    for profile in vault.profiles:
        refers += [(profile.learner_id, item.words_id, words) for item in profile.items]
    for review in vault.reviews:
        guests = {guest.id: review.learner_id for guest in review.participants}
        cards = [review.chosen, *review.forward, *(a.words_id for a in review.actions)]
        cards += [key for seen in review.disagreements for key in seen.words_ids]
        cards += [vote.words_id for vote in review.votes]
        refers += [(review.learner_id, card, words) for card in cards]
        refers += [(review.learner_id, vote.participant_id, guests) for vote in review.votes]
        for guest in review.participants:
            refers.append((review.learner_id, guest.person_id, people))
            refers.append((review.learner_id, guest.update_from, documents))
    tables = {
        SourceKind.WORDS: words,
        SourceKind.REVIEW: reviews,
        SourceKind.DOCUMENT: documents,
        SourceKind.RECORD: {learner: learner for learner in learners},
    }
    for plan in vault.plans:
        refers.append((plan.learner_id, plan.review_id, reviews))
        for section in plan.sections:
            for block in section.blocks:
                for value in block.values:
                    for source in value.sources:
                        refers.append((plan.learner_id, source.ref, tables[source.kind]))
    assert {learner_id for learner_id, _ in owned} <= learners
    assert {learner_id for learner_id, _, _ in refers} <= learners
    for learner_id, ref, table in refers:
        assert not ref or table[ref] == learner_id


@each_setting
@settings(max_examples=12, deadline=None)
@given(today=DAYS)
def test_dates_make_sense_on_any_day(setting: str, today: date) -> None:
    vault = load(setting, today)
    now = datetime.combine(today, time(10, 42), UTC)
    assert all(spoken.said_at <= now for spoken in vault.words)
    assert all(profile.changed_at <= now for profile in vault.profiles)
    for review in vault.reviews:
        held = review.stage in (ReviewStage.CLOSED, ReviewStage.READ_BACK)
        assert review.on <= today if held else review.on >= today
        assert review.on.weekday() < 5
    for case in vault.cases:
        days = [event.on for event in case.events]
        assert days == sorted(days)
        assert all(day <= today for day in days)
    for plan in vault.plans:
        assert (plan.given_on is not None) == (
            plan.state in (PlanState.LOCKED, PlanState.SUPERSEDED)
        )
    for learner in vault.learners:
        assert learner.born < today
        assert learner.left_on is None or learner.left_on <= today


@each_setting
@settings(max_examples=12, deadline=None)
@given(today=DAYS)
def test_this_week_has_work_on_any_day(setting: str, today: date) -> None:
    vault = load(setting, today)
    soon = [r.on for r in vault.reviews if today <= r.on <= today + timedelta(days=4)]
    assert len(soon) >= (1 if setting == "early-years" else 2)
    tomorrow = weekday(today + timedelta(days=1), back=False)
    assert setting == "early-years" or tomorrow in soon


@each_setting
def test_every_case_is_one_the_rules_allow(setting: str) -> None:
    states = load_states(RESOURCES / "rules" / "states.json")
    for case in load(setting).cases:
        built = replace(case, events=())
        for event in case.events:
            built = states.apply(built, event)
        assert built == case


@each_setting
def test_plans_that_are_done_lack_nothing_the_form_asks_for(setting: str) -> None:
    vault = load(setting)
    form = load_form(RESOURCES / "forms" / "idp-2021.json")
    done = [plan for plan in vault.plans if plan.state is not PlanState.DRAFT]
    lacking = {p.id: form.required_missing(p, vault.setting.kind) for p in done}
    assert done
    assert not any(lacking.values())
    assert {plan.form_edition for plan in vault.plans} == {form.edition}


@each_setting
def test_versions_of_a_plan_follow_each_other(setting: str) -> None:
    versions: dict[str, list[Plan]] = {}
    for plan in load(setting).plans:
        versions.setdefault(plan.plan_id, []).append(plan)
    for plans in versions.values():
        assert [plan.version for plan in plans] == list(range(1, len(plans) + 1))
        assert sum(plan.state is PlanState.LOCKED for plan in plans) <= 1
        assert [p.changed_at for p in plans] == sorted(p.changed_at for p in plans)


@each_setting
def test_a_plan_rests_on_nothing_said_after_it(setting: str) -> None:
    reviews = {review.id: review.on for review in load(setting).reviews}
    for plan in load(setting).plans:
        written = plan.changed_at.date()
        sources = [
            source
            for section in plan.sections
            for block in section.blocks
            for value in block.values
            for source in value.sources
        ]
        assert all(source.on <= written for source in sources if source.on)
        assert not plan.review_id or reviews[plan.review_id] <= written


def test_plans_stand_at_every_stage() -> None:
    found = {plan.state for setting in SETTINGS for plan in load(setting).plans}
    assert found == set(PlanState)


def test_the_school_has_someone_for_every_screen() -> None:
    vault = load("school")
    told = {person.may_be_told for person in vault.people}
    homes = {person.household for person in vault.people if person.parental_responsibility}
    channels = {spoken.channel for spoken in vault.words}
    actions = [action for review in vault.reviews for action in review.actions]
    full = [r for r in vault.reviews if r.votes and r.disagreements and r.actions]
    sheets = {spoken.sheet for spoken in vault.words if spoken.review_id == full[0].id}
    assert told == set(MayBeTold)
    assert len(homes) > 1
    assert any(learner.looked_after_by for learner in vault.learners)
    assert any(learner.left_on for learner in vault.learners)
    assert {Channel.SAID, Channel.SIGNED, Channel.OBSERVED, Channel.SYMBOL} <= channels
    assert any(spoken.interpreted for spoken in vault.words)
    assert any(spoken.may_see is MaySee.LEARNER_AND_RECORDER for spoken in vault.words)
    assert {spoken.side for spoken in vault.words} == set(Side)
    assert {spoken.perspective for spoken in vault.words} == set(Perspective)
    assert sheets == set(SHEETS)
    assert {action.state for action in actions} == set(ActionState)
    assert any(a.state is ActionState.OPEN and a.by and a.by < MONDAY for a in actions)


def test_the_college_asks_its_young_people() -> None:
    answers = [learner.consent for learner in load("college").learners]
    assert {consent.capacity for consent in answers} >= {Answer.YES, Answer.UNSURE}
    assert {consent.preparing for consent in answers} == set(Answer)
