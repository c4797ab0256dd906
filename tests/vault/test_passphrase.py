from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.errors import OwnFault
from aln_review.vault.passphrase import Verdict, strength, suggest
from tests.vault.makers import WORDS

KNOWN = ("ysgol", "cymraeg", "afal", "mynydd", "bore", "da", *WORDS)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("", Verdict.TOO_SHORT),
        ("byr iawn", Verdict.TOO_SHORT),
        ("fourteen chars", Verdict.TOO_SHORT),
        ("ysgol cymraeg 2026", Verdict.GUESSABLE),
        ("Ysgol Cymraeg 2026", Verdict.GUESSABLE),
        ("ysgolcymraeg2026", Verdict.GUESSABLE),
        ("bore da bore da bore da", Verdict.GUESSABLE),
        ("password password", Verdict.GUESSABLE),
        ("aaaaaaaaaaaaaaaaaaaaa", Verdict.GUESSABLE),
        ("1234567890123456", Verdict.GUESSABLE),
        ("qwerty uiop asdfgh", Verdict.GUESSABLE),
        ("mynydd afal cymraeg", Verdict.FINE),
        ("correct horse battery staple", Verdict.FINE),
    ],
)
def test_verdicts(text: str, verdict: Verdict) -> None:
    assert strength(text, KNOWN).verdict is verdict
    assert strength(text, KNOWN).key == f"vault.strength.{verdict.value}"


def test_a_welsh_word_is_cheap_only_when_the_list_is_known() -> None:
    assert strength("ysgol cymraeg 2026", KNOWN).bits < strength("ysgol cymraeg 2026", ()).bits


@given(st.text(max_size=200))
def test_any_text_gets_a_verdict(text: str) -> None:
    assert strength(text, KNOWN[:50]).bits >= 0


@given(st.integers())
def test_a_suggestion_is_always_fine(seed: int) -> None:
    choose = random.Random(seed).randrange
    text = suggest(KNOWN, choose)
    assert strength(text, KNOWN).verdict is Verdict.FINE
    assert len(text.split()) >= 3
    assert len(suggest(KNOWN, choose, 5).split()) >= 5


def test_a_short_list_gives_more_words_and_a_hopeless_one_none() -> None:
    choose = random.Random(1).randrange
    assert len(suggest(WORDS[:40], choose).split()) > 3
    for words in ((), ("a",)):
        with pytest.raises(OwnFault):
            suggest(words, choose)
