"""The demo data: whole on any day, referring to nothing that is not there, in both languages."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.ids import Ids
from aln_review.domain.learner import Answer
from aln_review.domain.people import MayBeTold, Perspective
from aln_review.domain.plan import Plan, PlanState, SourceKind
from aln_review.domain.profile import Heading
from aln_review.domain.review import ActionState, ReviewStage
from aln_review.domain.words import SHEETS, Channel, MaySee, Side
from aln_review.exchange.demo.clock import DemoClock, add_months, weekday
from aln_review.exchange.demo.loader import SETTINGS, load_demo
from aln_review.exchange.demo.numbers import uln, upn
from aln_review.exchange.demo.pictures import PICTURES, paint
from aln_review.exchange.demo.source import read_demo, read_names
from aln_review.exchange.demo.vault import DemoVault
from aln_review.exchange.identifiers import Identifier, check_uln, check_upn
from aln_review.language.spelling import Speller
from aln_review.statute.form import load_form
from aln_review.statute.states import load_states

RESOURCES = Path(__file__).parents[2] / "resources"
MONDAY = date(2026, 11, 23)
AT_LEAST = {"school": 40, "early-years": 8, "college": 120}
EXACTLY = {"school": 42, "early-years": 9, "college": 124}
DAYS = st.dates(date(2025, 9, 1), date(2040, 12, 31))

each_setting = pytest.mark.parametrize("setting", SETTINGS)


def make_ids() -> Ids:
    numbers = count()
    return Ids(lambda: 1_700_000_000_000, lambda size: next(numbers).to_bytes(size, "big"))


@cache
def load(setting: str, today: date = MONDAY) -> DemoVault:
    now = datetime.combine(today, time(10, 42), UTC)
    return load_demo(setting, today, make_ids(), now, RESOURCES)


def clock(today: date) -> DemoClock:
    names = read_names(RESOURCES / "demo" / "names.json")
    now = datetime.combine(today, time(10, 42), UTC)
    return DemoClock(today, now, lambda day: day.weekday() < 5, names.months)


def texts(value: object) -> Iterator[Text]:
    """Every text that a value holds, however deep."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for item in fields(value):
            yield from texts(getattr(value, item.name))


def plan_texts(plan: Plan) -> Iterator[Text]:
    for section in plan.sections:
        for block in section.blocks:
            yield from (value.text for value in block.values)


@each_setting
def test_has_as_many_learners_as_promised(setting: str) -> None:
    assert len(load(setting).learners) == EXACTLY[setting] >= AT_LEAST[setting]


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


def test_plans_stand_at_every_stage() -> None:
    found = {plan.state for setting in SETTINGS for plan in load(setting).plans}
    assert found == set(PlanState)


@each_setting
def test_everything_is_in_one_unicode_form(setting: str) -> None:
    vault = load(setting)
    for text in texts(tuple(getattr(vault, item.name) for item in fields(vault))):
        for language in Language:
            assert text.get(language) == unicodedata.normalize("NFC", text.get(language))
            assert "{" not in text.get(language)
            assert "'" not in text.get(language), text
    for learner in vault.learners:
        assert unicodedata.is_normalized("NFC", learner.name)


@each_setting
def test_both_languages_are_there_where_both_are_shown(setting: str) -> None:
    vault = load(setting)
    pairs = [vault.setting.name, vault.setting.authority_name, vault.setting.role]
    pairs += [person.relation for person in vault.people]
    pairs += [guest.role for review in vault.reviews for guest in review.participants]
    pairs += [action.what for review in vault.reviews for action in review.actions]
    pairs += [learner.languages for learner in vault.learners]
    pairs += [found.document.title for found in vault.documents]
    for pair in pairs:
        assert pair.cy
        assert pair.en
    for plan in vault.plans:
        for text in plan_texts(plan):
            assert text.empty or (text.cy and text.en), text


@each_setting
def test_words_in_a_profile_can_be_read_in_both_languages(setting: str) -> None:
    vault = load(setting)
    by_id = {spoken.id: spoken for spoken in vault.words}
    for profile in vault.profiles:
        for item in profile.items:
            text = by_id[item.words_id].text
            assert text.cy, text
            assert text.en, text


@each_setting
def test_the_original_is_in_the_speakers_language(setting: str) -> None:
    vault = load(setting)
    language = {person.id: person.language for person in vault.people}
    spoken_in = Counter(
        (language[spoken.person_id], spoken.text.original)
        for spoken in vault.words
        if spoken.person_id
    )
    assert spoken_in[Language.CY, Language.CY] > 0
    assert spoken_in[Language.CY, Language.EN] == 0


@each_setting
def test_names_are_told_apart(setting: str) -> None:
    names = Counter(learner.name for learner in load(setting).learners)
    assert max(names.values()) == 1
    in_class = Counter((one.shown, one.class_name) for one in load(setting).learners)
    assert max(in_class.values()) == 1


@each_setting
def test_numbers_pass_the_published_checks(setting: str) -> None:
    vault = load(setting)
    for learner in vault.learners:
        assert check_upn(learner.upn) is (Identifier.GOOD if learner.upn else Identifier.EMPTY)
        assert check_uln(learner.uln) is (Identifier.GOOD if learner.uln else Identifier.EMPTY)
    numbers = [learner.upn or learner.uln for learner in vault.learners]
    assert setting == "early-years" or len(set(numbers)) == len(numbers)


@given(st.integers(100_000_000, 999_999_000))
def test_any_serial_makes_a_good_uln(serial: int) -> None:
    assert check_uln(uln(serial)) is Identifier.GOOD


@given(st.integers(0, 99), st.integers(0, 999))
def test_any_serial_makes_a_good_upn(entered: int, serial: int) -> None:
    assert check_upn(upn("699", "2199", entered, serial)) is Identifier.GOOD


def test_numbers_refuse_what_is_not_one() -> None:
    with pytest.raises(ValueError, match="upn"):
        upn("69", "2199", 24, 1)
    with pytest.raises(ValueError, match="uln"):
        uln(99)


@each_setting
def test_nothing_points_at_a_real_place_or_person(setting: str) -> None:
    """Telephones are Ofcom's for drama, mail is for examples, authorities are invented."""
    vault = load(setting)
    for person in vault.people:
        drama = re.fullmatch(r"(01632 960\d{3}|07700 900\d{3})?", person.telephone)
        assert drama, person.telephone
        assert not person.email or person.email.endswith(".example")
    assert vault.setting.authority == "699"
    whole = (RESOURCES / "demo" / f"{setting}.json").read_text(encoding="utf-8")
    assert not re.search(r"\b(SA|LL|CF|LD|NP|SY|CH|HR)\d{1,2} ?\d[A-Z]{2}\b", whole)
    for real in REAL_AUTHORITIES:
        assert real not in whole


REAL_AUTHORITIES = (
    "Gwynedd", "Ynys Môn", "Anglesey", "Conwy", "Sir Ddinbych", "Denbighshire", "Sir y Fflint",
    "Flintshire", "Wrecsam", "Wrexham", "Powys", "Ceredigion", "Sir Benfro", "Pembrokeshire",
    "Sir Gâr", "Sir Gaerfyrddin", "Carmarthenshire", "Abertawe", "Swansea", "Castell-nedd",
    "Neath Port Talbot", "Bridgend", "Bro Morgannwg", "Vale of Glamorgan", "Caerdydd", "Cardiff",
    "Rhondda", "Merthyr", "Caerffili", "Caerphilly", "Torfaen", "Monmouthshire", "Sir Fynwy",
    "Casnewydd", "Newport", "Blaenau Gwent", "Coleg Sir", "Grŵp Llandrillo",
)  # fmt: skip


@each_setting
def test_says_that_it_is_invented(setting: str) -> None:
    note = read_demo(RESOURCES / "demo" / f"{setting}.json").note
    assert "invented" in note
    assert "dyfeisio" in note


@each_setting
def test_profiles_fit_a_page_and_have_every_box(setting: str) -> None:
    vault = load(setting)
    newest = {profile.learner_id: profile for profile in vault.profiles}
    by_id = {spoken.id: spoken for spoken in vault.words}
    for profile in newest.values():
        for heading in Heading:
            assert 2 <= len(profile.under(heading)) <= 6
        said = [by_id[item.words_id].text for item in profile.items]
        assert sum(len(text.cy.split()) for text in said) <= 180


@each_setting
def test_pictures_are_small_and_real(setting: str) -> None:
    for found in load(setting).documents:
        assert found.document.size == len(found.content) <= 60_000
        if found.document.media_type == "image/jpeg":
            assert Image.open(io.BytesIO(found.content)).size == (480, 480)


def test_every_picture_can_be_painted() -> None:
    assert len({paint(name) for name in PICTURES}) == len(PICTURES)


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


def test_names_are_as_wales_has_them() -> None:
    names = " ".join(learner.name for learner in load("school").learners)
    assert {"ŵ", "ŷ", "’", "-"} <= set(names.lower())


def test_the_college_asks_its_young_people() -> None:
    answers = [learner.consent for learner in load("college").learners]
    assert {consent.capacity for consent in answers} >= {Answer.YES, Answer.UNSURE}
    assert {consent.preparing for consent in answers} == set(Answer)


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


SPOKEN = """
ara arhoswch barcud batris beics broeithin café caletaf cm colegbc cylch cylch’s ddyscalcwlia
deinosor dyscalculia dyspraxia example fan’na’n fedar feics gellir gethin gorbryderu gu
hebryngwr iPad iawn isie jôcs lawen ma ma’r nain nia noson ordinator pizza run sensorineural
sgota switshis sym syms synwyrnerfol tasen welais welis
"""
"""Speech as it is spoken, terms of art and parts of names that no dictionary holds."""


@each_setting
def test_every_word_is_spelt_as_a_dictionary_has_it(setting: str) -> None:
    """Lower-case words only, and no names and addresses that are the same in both."""
    speller = Speller.open(own_words=SPOKEN.split())
    if set(speller.languages) != set(Language):
        pytest.skip("dictionaries are not installed")
    vault = load(setting)
    wrong = {
        slip.word
        for text in texts(tuple(getattr(vault, item.name) for item in fields(vault)))
        if text.cy != text.en
        for language in Language
        for slip in speller.slips(text.get(language), language)
        if slip.word[0].islower()
    }
    assert not wrong
