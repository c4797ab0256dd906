"""The pages of help: the same ones in both languages, plain, spelt and mutated right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aln_review.domain.bilingual import Language
from aln_review.language.spelling import Speller, find
from tests.language.welsh import mutations, slips
from tests.language.wording import listed

HELP = Path(__file__).resolve().parents[2] / "resources" / "help"
PAGES = sorted(path.name for path in (HELP / "en").glob("*.md"))
SENTENCE = re.compile(r"[^.?:;\n]+")
LONGEST = 32
"""Words between two stops: a sentence of help is read by somebody in the middle of something."""


def page(language: Language, name: str) -> str:
    return (HELP / language.value / name).read_text("utf-8")


def bones(text: str) -> list[str]:
    """What each line is: a heading, a step, a point or a paragraph."""
    return [re.match(r"#*|- |\d+\. ", line)[0] for line in text.splitlines() if line]  # type: ignore[index]


def test_both_languages_have_the_same_pages() -> None:
    assert sorted(path.name for path in (HELP / "cy").glob("*.md")) == PAGES
    assert len(PAGES) > 20


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_built_alike_in_both(name: str) -> None:
    english, welsh = page(Language.EN, name), page(Language.CY, name)
    assert bones(english) == bones(welsh)
    assert english.startswith("# ")
    assert english.count("\n# ") == 0


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_plain(language: Language, name: str) -> None:
    text = page(language, name)
    assert not set("'\"!") & set(text)
    assert [s for s in SENTENCE.findall(text) if len(s.split()) > LONGEST] == []


@pytest.mark.parametrize("name", PAGES)
def test_mutations_a_rule_can_see(name: str) -> None:
    allowed = listed("mutation_apart.txt")
    assert [s for s in slips(page(Language.CY, name)) if s.lower() not in allowed] == []


@pytest.mark.parametrize("language", Language)
def test_every_word_is_in_the_dictionary(language: Language) -> None:
    if not find(language):
        pytest.skip(f"no dictionary for {language.value} is installed")
    known = {form for word in listed("known_words.txt") for form in mutations(word.lower())}
    speller = Speller.open(own_words=known)
    quoted = re.compile(r"“[^”]*”|\([a-z-]+\.md\)")
    assert [
        f"{name}: {slip.word}"
        for name in PAGES
        for slip in speller.slips(quoted.sub("", page(language, name)), language)
    ] == []
