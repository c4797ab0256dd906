"""Spelling in two languages, with the real dictionaries and without."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

import pytest

from aln_review.domain.bilingual import Language
from aln_review.language.spelling import Speller, find


class Words:
    """A dictionary of a few words."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.asked: list[str] = []

    def knows(self, word: str) -> bool:
        self.asked.append(word)
        return word in self.words

    def suggest(self, word: str) -> Sequence[str]:
        return [known for known in self.words if known[0] == word[0]]


def few() -> Speller:
    return Speller({Language.CY: Words("gyda'i", "tŷ", "brawd"), Language.EN: Words("brother")})


def test_either_language_will_do_unless_one_is_named() -> None:
    speller = few()
    assert speller.knows("brother")
    assert not speller.knows("brother", Language.CY)
    assert speller.knows("brawd", Language.CY)


def test_curly_apostrophes_and_joined_words() -> None:
    assert few().knows("gyda’i")
    assert few().knows("tŷ’r")
    assert not few().knows("tŷ’x")


def test_slips_say_where() -> None:
    text = "tŷ brwad brother A4 UPRN"
    assert [(s.start, s.end, s.word) for s in few().slips(text)] == [(3, 8, "brwad")]


def test_a_word_can_be_taught() -> None:
    speller = few()
    assert not speller.knows("Llŷr")
    speller.learn("Llŷr")
    assert speller.knows("llyr")


def test_suggestions_come_welsh_first() -> None:
    assert few().suggest("brx") == ["brawd", "brother"]
    assert few().suggest("brx", Language.EN) == ["brother"]


def test_a_word_is_looked_up_once() -> None:
    engine = Words("tŷ")
    speller = Speller({Language.CY: engine})
    for _ in range(3):
        speller.knows("tŷ")
    assert engine.asked == ["tŷ"]


def test_without_dictionaries_everything_is_right(tmp_path: Path) -> None:
    speller = Speller.open([tmp_path])
    assert speller.languages == ()
    assert speller.knows("xyzzy")
    assert list(speller.slips("xyzzy plugh")) == []
    assert speller.suggest("xyzzy") == []


@pytest.mark.skipif(not find(Language.CY), reason="the Welsh dictionary is not installed")
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the plain engine leaves files to the
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # collector
@pytest.mark.parametrize("plain", [False, True])
def test_the_real_welsh_dictionary_knows_mutations(plain: bool) -> None:
    stem = find(Language.CY)[0]
    speller = Speller.open([stem.parent.parent, stem.parent], plain=plain)
    for word in ("nghefnogi", "chefnogi", "gyda’i", "ŵyn", "dŵr", "mhlentyn", "Tŷ’r"):
        assert speller.knows(word, Language.CY), word
    for word in ("hoofi", "cynlun"):
        assert not speller.knows(word, Language.CY), word
    assert "cynllun" in speller.suggest("cynlun", Language.CY)
    del speller
    gc.collect()
