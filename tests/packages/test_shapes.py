from __future__ import annotations

import re
import sys

from hypothesis import given
from hypothesis import strategies as st

from aln_review.packages.shapes import LINE, TEXT, clean

UNSEEN = re.compile(rf"(?!{TEXT}\Z).", re.DOTALL)
MARKS = st.sampled_from("\u0000\u0007\u0085\u202a\u202e\u2066\u2069\u200d\t\n\r\u000b ŵ’é🙂")


def one_by_one(text: str) -> str:
    """What is left when every letter is asked for itself."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u000b", "\n")
    return "".join(letter for letter in unified if not UNSEEN.match(letter))


def test_no_mark_that_is_dropped_counts_as_printable() -> None:
    """What :func:`clean` lets through at a glance holds nothing it would have dropped."""
    every = (chr(number) for number in range(sys.maxunicode + 1))
    dropped = [letter for letter in every if clean(f"a{letter}b") != f"a{letter}b"]
    assert len(dropped) > 60
    assert not [letter for letter in dropped if letter.isprintable()]
    assert all(re.fullmatch(LINE, letter) is None for letter in dropped)


@given(st.lists(st.text() | MARKS).map("".join))
def test_cleaning_is_the_same_as_looking_at_every_letter(text: str) -> None:
    assert clean(text) == one_by_one(text)
    assert clean(clean(text)) == clean(text)
