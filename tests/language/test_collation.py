"""Welsh order for vocabulary, A to Z for people."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from aln_review.language.collation import ALPHABET, SortKey, folded, name_key, welsh_key


def backwards_sorted(texts: list[str], key: Callable[[str], SortKey]) -> list[str]:
    backwards = texts[::-1]
    backwards.sort(key=key)
    return backwards


def test_digraphs_are_letters() -> None:
    wanted = ["angen", "cath", "ci", "chwaer", "dafad", "dŵr", "ddoe", "gŵr", "nghath", "hwyl"]
    wanted += ["lori", "llong", "pen", "phen", "rygbi", "rhaff", "sêr", "tŷ", "thŷ", "wyneb"]
    assert backwards_sorted(wanted, welsh_key) == wanted


def test_letters_that_only_look_like_one() -> None:
    assert sorted(["dangos", "Bangor", "Bala", "danfon"], key=welsh_key) == [
        "Bala",
        "Bangor",
        "danfon",
        "dangos",
    ]
    # r + h: after "arg", before "ari"
    assert sorted(["arian", "arholiad", "argae"], key=welsh_key) == ["argae", "arholiad", "arian"]


def test_a_shorter_word_and_a_phrase_come_first() -> None:
    assert sorted(["camau", "cam wrth gam", "cam"], key=welsh_key) == [
        "cam",
        "cam wrth gam",
        "camau",
    ]


def test_accents_decide_only_between_equals() -> None:
    assert sorted(["tâm", "tan", "tân", "tam"], key=welsh_key) == ["tam", "tâm", "tan", "tân"]


def test_names_stand_as_in_a_register() -> None:
    wanted = ["Chloe", "Cŵn", "Dafydd", "Ddwywe", "Lloyd", "Lowri", "Siân-Elin", "Sian Fflur"]
    assert backwards_sorted(wanted, name_key) == wanted
    assert name_key("O’Brien")[0] == name_key("OBrien")[0]


def test_folding() -> None:
    assert folded("TŶ MÔN") == "ty mon"


@given(st.lists(st.text()))
def test_orders_are_total_and_stable(texts: list[str]) -> None:
    for key in (welsh_key, name_key):
        once = sorted(texts, key=key)
        assert backwards_sorted(texts, key) == once


@given(st.lists(st.sampled_from(ALPHABET), max_size=6))
def test_letters_keep_the_order_of_the_alphabet(letters: list[str]) -> None:
    rank = {letter: place for place, letter in enumerate(ALPHABET)}
    assert sorted(letters, key=welsh_key) == sorted(letters, key=rank.__getitem__)
