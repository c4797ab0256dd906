"""The typeface: Welsh letters are there, what is not is said."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from aln_review.reports import fonts
from aln_review.reports.fonts import BOX, Face, clean, width
from tests.reports.papers import WELSH_LETTERS


def test_every_weight_holds_every_welsh_letter_and_our_punctuation() -> None:
    kept, missing = clean(WELSH_LETTERS + "‘’“”–—…•·✓£€½" + BOX)
    assert kept == WELSH_LETTERS + "‘’“”–—…•·✓£€½" + BOX
    assert not missing
    for face in Face:
        held = fonts._glyphs(face)
        assert all(ord(letter) in held for letter in kept)


def test_a_circumflex_typed_apart_becomes_one_letter() -> None:
    assert clean(unicodedata.normalize("NFD", "Tŷ'r ŵydd")) == ("Tŷ'r ŵydd", frozenset())


def test_what_cannot_be_printed_is_a_box_and_is_reported() -> None:
    assert clean("Ci 🐶 中") == (f"Ci {BOX} {BOX}", frozenset("🐶中"))


def test_spaces_and_hyphens_the_typeface_lacks_have_stand_ins() -> None:
    assert clean("a\u2009b\u2011c\u00add\u2003e\ufe0f\tf") == ("a\u00a0b-cd e f", frozenset())
    assert clean("un\r\ndau\u2028tri") == ("un\ndau\ntri", frozenset())


@given(st.text(max_size=60))
def test_whatever_is_typed_can_be_set(text: str) -> None:
    kept, missing = clean(text)
    assert all(letter == "\n" or ord(letter) in fonts._glyphs(Face.BOLD) for letter in kept)
    assert width(kept, Face.REGULAR) >= 0
    assert clean(kept) == (kept, frozenset())
    assert not (missing & set(kept))


def test_bold_is_wider_than_regular() -> None:
    said = "Cynllun datblygu unigol"
    assert width(said, Face.BOLD) > width(said, Face.SEMIBOLD) > width(said, Face.REGULAR)
