"""What the demo data says: in both languages, well spelt, of nobody and nowhere real."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import fields

import pytest

from aln_review.domain.bilingual import Language
from aln_review.domain.profile import Heading
from aln_review.exchange.demo.source import read_demo
from aln_review.language.spelling import Speller
from tests.exchange.demo.makers import (
    RESOURCES,
    each_setting,
    load,
    plan_texts,
    texts,
)


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


def test_names_are_as_wales_has_them() -> None:
    names = " ".join(learner.name for learner in load("school").learners)
    assert {"ŵ", "ŷ", "’", "-"} <= set(names.lower())


REAL_AUTHORITIES = (
    "Gwynedd", "Ynys Môn", "Anglesey", "Conwy", "Sir Ddinbych", "Denbighshire", "Sir y Fflint",
    "Flintshire", "Wrecsam", "Wrexham", "Powys", "Ceredigion", "Sir Benfro", "Pembrokeshire",
    "Sir Gâr", "Sir Gaerfyrddin", "Carmarthenshire", "Abertawe", "Swansea", "Castell-nedd",
    "Neath Port Talbot", "Bridgend", "Bro Morgannwg", "Vale of Glamorgan", "Caerdydd", "Cardiff",
    "Rhondda", "Merthyr", "Caerffili", "Caerphilly", "Torfaen", "Monmouthshire", "Sir Fynwy",
    "Casnewydd", "Newport", "Blaenau Gwent", "Coleg Sir", "Grŵp Llandrillo",
)  # fmt: skip


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
