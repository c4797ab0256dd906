"""Every Welsh and English word of the catalogues, the glossary and the phrases, by dictionary."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from aln_review.domain.bilingual import Language
from aln_review.language.catalogue import PLACE
from aln_review.language.glossary import load
from aln_review.language.spelling import Speller, find
from tests.language.welsh import mutations
from tests.language.wording import CATALOGUES, listed

ROOT = Path(__file__).resolve().parents[2]
NOT_WORDS = re.compile(r"<[^>]+>|%\w+|https?://\S*|\(\*\)|&(?=\w)|\b\w*\d\w*\b|\b\w+\.\w+\b")


@pytest.fixture(name="speller", scope="module")
def _speller() -> Speller:
    if not find(Language.CY) or not find(Language.EN):
        pytest.skip(
            "the dictionaries are not installed: npm install --prefix .cache "
            "dictionary-cy dictionary-en-gb"
        )
    known = {form for word in listed("known_words.txt") for form in mutations(word.lower())}
    return Speller.open(own_words=known)


def plain(sentence: str) -> str:
    """The sentence without places, addresses, marks of markup and access keys."""
    return NOT_WORDS.sub("", PLACE.sub(" ", sentence))


def unknown(speller: Speller, texts: Iterator[tuple[str, str]], language: Language) -> list[str]:
    return [
        f"{where}: {slip.word}"
        for where, text in texts
        for slip in speller.slips(plain(text), language)
    ]


@pytest.mark.parametrize("language", Language)
def test_our_sentences(speller: Speller, language: Language) -> None:
    messages = CATALOGUES[language].ours
    other = f".{language.other.value}"
    texts = (
        (key, form)
        for key, forms in messages.items()
        for form in forms
        if not (key.startswith("paper.file.") and key.endswith(other))
    )
    assert unknown(speller, texts, language) == []


def test_the_toolkits_sentences(speller: Speller) -> None:
    messages = CATALOGUES[Language.CY].native
    texts = ((key[1], form) for key, forms in messages.items() for form in forms)
    assert unknown(speller, texts, Language.CY) == []


def test_the_glossary(speller: Speller) -> None:
    texts = ((term.english, term.welsh) for term in load())
    assert unknown(speller, texts, Language.CY) == []


def pairs(value: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Every Welsh text in a data file, with the place it stands at."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from pairs(each, f"{at}/{number}")
    elif isinstance(value, dict):
        for key, each in value.items():
            if key == "cy" and isinstance(each, str):
                yield at, each
            else:
                yield from pairs(each, f"{at}/{key}")


def test_the_forms(speller: Speller) -> None:
    for path in sorted((ROOT / "resources" / "forms").glob("*.json")):
        texts = pairs(json.loads(path.read_text("utf-8")), path.name)
        assert unknown(speller, texts, Language.CY) == []


@pytest.mark.parametrize(
    ("name", "listing", "says"), [("vague", "phrases", "ask"), ("strengths", "nudges", "say")]
)
@pytest.mark.parametrize("language", Language)
def test_the_phrases(
    speller: Speller, name: str, listing: str, says: str, language: Language
) -> None:
    data = json.loads((ROOT / "resources" / "phrases" / f"{name}.json").read_text("utf-8"))
    code = language.value
    texts = (
        (entry["id"], text)
        for entry in data[listing]
        for text in [*entry[code], entry[says][code], data["note"][code]]
    )
    assert unknown(speller, texts, language) == []
