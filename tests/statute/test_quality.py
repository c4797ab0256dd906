from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language
from aln_review.domain.errors import OwnFault
from aln_review.language.catalogue import Catalogue
from aln_review.statute.mutation import mutations
from aln_review.statute.phrases import quoted
from aln_review.statute.quality import (
    NOWHERE,
    OutcomeTest,
    Quality,
    Question,
    load_quality,
)

PHRASES = Path(__file__).parents[2] / "resources" / "phrases"
SHIPPED = load_quality(PHRASES)
CY, EN = Language.CY, Language.EN
QUESTIONS = json.loads((PHRASES / "questions.json").read_text(encoding="utf-8"))
ASK = {"en": "Who?", "cy": "Pwy?"}
VAGUE = {
    "phrases": [
        {"id": "access", "en": ["access to"], "cy": ["mynediad at", "mynediad i"], "ask": ASK},
        {"id": "chances", "en": ["opportunities to"], "cy": ["cyfleoedd i"], "ask": ASK,
         "allow": {"en": ["opportunities to vote"], "cy": []}},
        {"id": "possible", "en": ["where possible"], "cy": ["lle bo’n bosibl"], "ask": ASK},
        {"id": "weekly", "en": ["weekly"], "cy": ["bob wythnos"], "ask": ASK,
         "only_without_a_length": True},
        {"id": "adult", "en": ["adult support", "adult support available"], "cy": [], "ask": ASK},
        {"id": "may", "en": ["may"], "cy": ["peth"], "ask": ASK},
    ]
}  # fmt: skip
NUDGES = {
    "nudges": [
        {"id": "suffers", "en": ["suffers from"], "cy": ["dioddef o"],
         "say": {"en": "Say", "cy": "Dywedwch"}}
    ]
}  # fmt: skip


@pytest.fixture(scope="module", name="coach")
def _coach(tmp_path_factory: pytest.TempPathFactory) -> Quality:
    place = tmp_path_factory.mktemp("phrases")
    (place / "vague.json").write_text(json.dumps(VAGUE), encoding="utf-8")
    (place / "strengths.json").write_text(json.dumps(NUDGES), encoding="utf-8")
    (place / "questions.json").write_text(json.dumps(QUESTIONS), encoding="utf-8")
    return load_quality(place)


def found(coach: Quality, text: str, language: Language) -> list[str]:
    return [nudge.found for nudge in coach.vague(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Access to a laptop", EN, ["Access to"]),
        ("accessto, inaccess to", EN, []),
        ("access\n  to", EN, ["access\n  to"]),
        ("Rhoi gyfleoedd i siarad a chyfleoedd i ddarllen", CY, ["gyfleoedd i", "chyfleoedd i"]),
        ("fy nghyfleoedd i", CY, ["nghyfleoedd i"]),
        ("fynediad at ystafell", CY, ["fynediad at"]),
        ("lle bo'n bosibl; lle bo’n bosibl", CY, ["lle bo'n bosibl", "lle bo’n bosibl"]),
        ("opportunities to vote, opportunities to read", EN, ["opportunities to"]),
        ("In May 2027 she may go", EN, ["may"]),
        ("Beth yw hyn? Dewis un peth. Rhoi pheth", CY, ["pheth"]),
        ("adult support available", EN, ["adult support available"]),
        ("Weekly. Weekly, for 20 minutes.", EN, ["Weekly"]),
        ("Bob wythnos. Bob wythnos am 10 munud.", CY, ["Bob wythnos"]),
        ("", EN, []),
    ],
)
def test_vague_phrases(coach: Quality, text: str, language: Language, expected: list[str]) -> None:
    assert found(coach, text, language) == expected


@pytest.mark.parametrize(
    "text",
    ["“access to”", '"access to"', "‘access to’", "«access to»", "“Elin’s access to it” there",
     "‘Elin’s access to it’", "“access to"],
)  # fmt: skip
def test_quotations_are_left_alone(coach: Quality, text: str) -> None:
    assert found(coach, text, EN) == []


def test_an_apostrophe_does_not_open_a_quotation(coach: Quality) -> None:
    assert found(coach, "Elin’s access to it isn’t Mam’s", EN) == ["access to"]
    assert found(coach, "i'w fynediad at a'i", CY) == ["fynediad at"]


def test_wording_that_starts_from_what_is_wrong(coach: Quality) -> None:
    (nudge,) = coach.strengths("Mae’n ddioddef o", CY)
    assert (nudge.id, nudge.found, nudge.ask.cy) == ("suffers", "ddioddef o", "Dywedwch")


@given(
    st.sampled_from(["mynediad at", "mynediad i", "cyfleoedd i"]),
    st.data(),
    st.text("abc .,\n", max_size=8),
    st.booleans(),
)
def test_every_mutated_form_is_found_where_it_stands(
    coach: Quality, phrase: str, data: st.DataObject, around: str, upper: bool
) -> None:
    first, _, rest = phrase.partition(" ")
    written = f"{data.draw(st.sampled_from(mutations(first)))} {rest}"
    written = written.upper() if upper else written
    (nudge,) = coach.vague(f"{around} {written} {around}", CY)
    assert nudge.found == written
    assert nudge.span.start == len(around) + 1


@given(
    st.lists(
        st.sampled_from(
            ["access to", "“", "”", '"', "’", "‘", " ", "x", "may", "weekly", ".", "«"]
        ),
        max_size=20,
    ),
    st.sampled_from(Language),
)
def test_nudges_lie_in_the_text_apart_from_each_other_and_from_quotations(
    parts: list[str], language: Language
) -> None:
    text = " ".join(parts)
    nudges = SHIPPED.vague(text, language)
    for nudge in nudges:
        assert text[nudge.span.start : nudge.span.end] == nudge.found
        assert not any(nudge.span.overlaps(span) for span in quoted(text))
    for one, two in pairwise(nudges):
        assert one.span.end <= two.span.start


def answers(text: str, language: Language, reviewed: str = "") -> dict[str, str]:
    return {a.question.value: a.found for a in SHIPPED.six_questions(text, language, reviewed)}


def test_a_vague_provision_answers_little() -> None:
    text = "Regular support with reading from trained staff in the Cwtsh, using paired reading."
    assert answers(text, EN, "26 February 2027") == {
        "what": "paired reading", "who": "", "how_often": "", "how_long": "",
        "where": "in the Cwtsh", "reviewed": "26 February 2027",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Paired reading with Miss Elis, a teaching assistant, for fifteen minutes, four "
            "mornings a week, in the library, reviewed on 26 February 2027.",
            EN,
            ["Paired reading", "Miss Elis", "four mornings a week", "fifteen minutes",
             "in the library", "reviewed on 26 February 2027"],
        ),
        (
            "Darllen mewn parau gyda chynorthwyydd addysgu yn y llyfrgell am chwarter awr, "
            "bedair gwaith yr wythnos. Adolygir hyn ar 26 Chwefror 2027.",
            CY,
            ["Darllen mewn parau", "chynorthwyydd addysgu", "bedair gwaith yr wythnos",
             "chwarter awr", "yn y llyfrgell", "Adolygir hyn ar 26 Chwefror 2027"],
        ),
    ],
)  # fmt: skip
def test_a_full_provision_answers_all_six(
    text: str, language: Language, expected: list[str]
) -> None:
    assert list(answers(text, language).values()) == expected
    for answer in SHIPPED.six_questions(text, language):
        assert answer.answered
        assert text[answer.span.start : answer.span.end] == answer.found


def test_an_answer_from_another_field_has_no_place_in_the_text() -> None:
    last = SHIPPED.six_questions("Darllen", CY, "26 Chwefror")[-1]
    assert (last.question, last.span, last.answered) == (Question.REVIEWED, NOWHERE, True)
    assert not SHIPPED.six_questions("", CY)[-1].answered


def failed(text: str, language: Language) -> set[OutcomeTest]:
    return {check.test for check in SHIPPED.outcome(text, language) if not check.passed}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("By 16 July 2027 Ianto reads a page of a book he has chosen aloud to one friend, asking "
         "for help no more than twice.", EN, set()),
        ("Erbyn 16 Gorffennaf 2027 bydd Ianto’n darllen tudalen o lyfr o’i ddewis ei hun yn uchel "
         "i un ffrind, gan ofyn am help ddwywaith ar y mwyaf.", CY, set()),
        ("Improve social skills", EN, {OutcomeTest.DATE, OutcomeTest.VERB, OutcomeTest.MEASURE}),
        ("Gwella sgiliau cymdeithasol", CY,
         {OutcomeTest.DATE, OutcomeTest.VERB, OutcomeTest.MEASURE}),
        ("By 16 July 2027 receives 5 hours of support and says so once", EN,
         {OutcomeTest.NOT_SERVICE}),
        ("By 16 July 2027 says hello once " + "and again " * 12, EN, {OutcomeTest.SHORT}),
        ("", EN, set(OutcomeTest) - {OutcomeTest.SHORT}),
    ],
)  # fmt: skip
def test_outcomes(text: str, language: Language, expected: set[OutcomeTest]) -> None:
    assert failed(text, language) == expected


def test_everything_the_coach_says_is_worded() -> None:
    for language in Language:
        words = Catalogue.load(language, strict=True)
        for answer in SHIPPED.six_questions("", language):
            assert words.has(answer.key)
            assert words.has(answer.ask)
        for text in ("", "By 16 July 2027 reads a page once", "x " * 40):
            for check in SHIPPED.outcome(text, language):
                assert "{" not in words.t(check.key, **check.facts)
        assert words.has("coach.vague")
        assert words.has("coach.strengths")


@pytest.mark.parametrize("language", Language)
def test_every_phrase_of_the_shipped_lists_is_found(language: Language) -> None:
    for name, place, look in (
        ("vague.json", "phrases", SHIPPED.vague),
        ("strengths.json", "nudges", SHIPPED.strengths),
    ):
        for row in json.loads((PHRASES / name).read_text(encoding="utf-8"))[place]:
            for phrase in row[language.value]:
                assert look(f"x {phrase} x", language), phrase


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(OwnFault) as fault:
        load_quality(tmp_path)
    assert fault.value.facts["file"] == "vague.json"
