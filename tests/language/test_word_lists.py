"""The words of recovery sheets, passphrases and fingerprints: eleven bits each, easy to say."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from aln_review.domain.bilingual import Language
from aln_review.language.spelling import Speller, find

ROOT = Path(__file__).resolve().parents[2]


def words(language: Language) -> list[str]:
    return (ROOT / "resources" / "words" / f"{language.value}.txt").read_text("utf-8").split("\n")


@pytest.mark.parametrize("language", Language)
def test_2048_plain_words_in_order(language: Language) -> None:
    listed = words(language)
    assert listed.pop() == ""
    assert len(listed) == 2048
    assert listed == sorted(set(listed))
    assert [word for word in listed if not re.fullmatch("[a-z]{4,8}", word)] == []


def one_letter_off(first: str, second: str) -> bool:
    """Whether one letter changed, added or left out turns one into the other."""
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 1
    short, long = sorted((first, second), key=len)
    if len(long) - len(short) != 1:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


@pytest.mark.parametrize("language", Language)
def test_no_slip_of_one_letter_makes_another_word(language: Language) -> None:
    holes: dict[str, list[str]] = {}
    for word in filter(None, words(language)):
        # two words one edit apart share a spelling with one letter dropped
        for hole in {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}:
            holes.setdefault(hole, []).append(word)
    close = {
        pair
        for together in holes.values()
        for pair in combinations(sorted(set(together)), 2)
        if one_letter_off(*pair)
    }
    assert close == set()


@pytest.mark.parametrize("language", Language)
def test_every_word_is_spelt_right(language: Language) -> None:
    if not find(language):
        pytest.skip(f"no dictionary for {language.value} is installed")
    speller = Speller.open()
    assert [w for w in words(language) if w and not speller.knows(w, language)] == []
