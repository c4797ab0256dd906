"""A search must find a word in whatever dress it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.language.lemmas import lemma, lemmas


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("chyfarfodydd", "cyfarfod"),
        ("gyfarfod", "cyfarfod"),
        ("Cyfarfod", "cyfarfod"),
        ("mhlentyn", "plentyn"),
        ("plant", "plentyn"),
        ("nghymorth", "cymorth"),
        ("children", "child"),
        ("meetings", "meeting"),
    ],
)
def test_forms(said: str, form: str) -> None:
    assert lemma(said) == form


def test_a_text_gives_each_form_once() -> None:
    assert lemmas("Ysgolion, ysgol a’r ysgol") == "ysgol"


@given(st.text())
def test_any_text_can_be_indexed(text: str) -> None:
    words = lemmas(text).split(" ")
    assert len(set(words)) == len(words)
