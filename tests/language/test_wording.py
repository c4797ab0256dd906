"""Both catalogues, whole: same keys, same places, every form, house punctuation and terms."""

from __future__ import annotations

import re

import pytest

from aln_review.domain.bilingual import Language
from aln_review.language.catalogue import PLACE
from aln_review.language.dates import Style
from aln_review.language.glossary import load
from aln_review.language.plurals import FORMS
from tests.language.welsh import TERMS, mutations, slips
from tests.language.wording import CATALOGUES, listed, names, native, ours

STYLES = {style.value for style in Style} | {"number"}
APART = ("date.", "today.day", "paper.file.")
"""Keys of days, whose form depends on the place, and of file names, in their paper's language."""
WORDS = re.compile(r"[^\W\d_]{2,}")


def test_both_catalogues_hold_the_same_keys() -> None:
    cy, en = CATALOGUES[Language.CY], CATALOGUES[Language.EN]
    assert cy.ours.keys() ^ en.ours.keys() == set()
    assert cy.native.keys() ^ en.native.keys() == set()
    assert cy.counted ^ en.counted == set()


@pytest.mark.parametrize("language", Language)
def test_every_plural_form_is_filled(language: Language) -> None:
    messages = CATALOGUES[language]
    for key, forms in messages.ours.items():
        assert all(forms), key
        assert len(forms) == (len(FORMS[language]) if key in messages.counted else 1), key


def test_places_are_the_same_in_both() -> None:
    wrong = [
        each.key
        for each in ours()
        if set().union(*map(names, each.cy)) != set().union(*map(names, each.en))
    ]
    assert wrong == []


def test_places_name_styles_that_exist_and_no_brace_is_left() -> None:
    for each in ours():
        for form in each.cy + each.en:
            assert {place[2] for place in PLACE.finditer(form)} <= STYLES | {None}, each.key
            assert not set("{}") & set(PLACE.sub("", form)), each.key


def test_toolkit_places_are_kept() -> None:
    mark = re.compile(r"%(?:\d|n|p)")
    wrong = [
        e.key for e in native() if sorted(mark.findall(e.cy[0])) != sorted(mark.findall(e.en[0]))
    ]
    assert wrong == []


def test_house_punctuation() -> None:
    wrong: list[str] = []
    for each in ours():
        for form in each.cy + each.en:
            bare = PLACE.sub("", form)
            if "'" in bare or '"' in bare or "!" in bare or "..." in bare:
                wrong.append(f"{each.key}: {form}")
            if form != form.strip() or re.search(r"(?<!\})  | [.,;:?](?!\w)", form):
                wrong.append(f"{each.key}: spaces: {form}")
            if re.search(r"successful|yn llwyddiannus", form, re.IGNORECASE):
                wrong.append(f"{each.key}: tone: {form}")
    assert wrong == []


def test_welsh_never_uses_an_ampersand() -> None:
    assert [each.key for each in ours() if any("&" in form for form in each.cy)] == []


def test_welsh_is_not_left_in_english() -> None:
    allowed = listed("same_in_both.txt")
    same = [
        each.key
        for each in ours()
        if each.cy[-1] == each.en[-1]
        and WORDS.search(PLACE.sub("", each.cy[-1]))
        and each.cy[-1] not in allowed
    ]
    assert same == []


def test_terms_are_the_ones_chosen() -> None:
    """Where the English names a thing of ours, the Welsh names it by its chosen term."""
    allowed = listed("terms_apart.txt")
    wrong: list[str] = []
    for each in ours():
        english, welsh = " ".join(each.en).lower(), " ".join(each.cy).lower()
        for pattern, terms in TERMS.items():
            if not re.search(pattern, english) or f"{each.key} {pattern}" in allowed:
                continue
            wanted = {form for term in terms for form in mutations(term)}
            if not any(form in welsh for form in wanted):
                wrong.append(f"{each.key} {pattern}: {each.cy[-1]}")
    assert wrong == []


def test_a_term_on_its_own_is_the_glossarys() -> None:
    """Where a whole sentence is one term, such as a button, it reads as the glossary does."""
    allowed = listed("terms_apart.txt")
    wanted = {
        re.sub(r" \(.*\)$", "", term.english).lower(): {
            each.strip().lower().replace("'", "’")
            for each in re.sub(r" \([^)]*\)", "", term.welsh).split(" / ")
        }
        for term in load()
    }
    wrong: list[str] = []
    for each in ours():
        english = each.en[0].lower().rstrip(":")
        if (
            each.key.startswith(APART)
            or len(each.en) > 1
            or english not in wanted
            or f"{each.key} glossary" in allowed
        ):
            continue
        if each.cy[0].lower().rstrip(":") not in wanted[english]:
            wrong.append(f"{each.key}: {each.cy[0]} for {wanted[english]}")
    assert wrong == []


def test_days_in_a_sentence_take_the_style_their_neighbour_asks() -> None:
    """*tan ddydd Mawrth* softens, *erbyn dydd Mawrth* does not."""
    softens = re.compile(r"\b(?:tan|am|i|o|ar|at|gan|wrth|hyd) \{\w+:(?:day|weekday|full)\}")
    stands = re.compile(r"\b(?:erbyn|ers) \{\w+:(?:on|on_full|weekday|full)\}", re.IGNORECASE)
    wrong = [
        f"{each.key}: {form}"
        for each in ours()
        for form in each.cy
        if softens.search(form) or stands.search(form)
    ]
    assert wrong == []


def test_a_day_begins_with_a_capital_only_where_a_sentence_begins() -> None:
    """*Elin Wyn, dydd Mawrth*: the styles for the start of a line stand nowhere else."""
    within = re.compile(r"[^\s.:?!],? \{\w+:(?:weekday|full)\}")
    wrong = [f"{each.key}: {form}" for each in ours() for form in each.cy if within.search(form)]
    assert wrong == []


def test_mutations_that_a_rule_can_see() -> None:
    allowed = listed("mutation_apart.txt")
    wrong = [
        f"{each.key}: {slip}"
        for each in [*ours(), *native()]
        for form in each.cy
        for slip in slips(form.replace("&", ""))
        if slip.lower() not in allowed
    ]
    assert wrong == []
