"""What is freed a piece at a time is freed whole, and what others hold stays."""

from __future__ import annotations

import weakref
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from aln_review.exchange.roll.freeing import PIECE, free
from aln_review.exchange.roll.table import clean, clean_lines


class _Value:
    """Something whose end can be noticed."""


def test_lists_and_tables_of_any_length_are_emptied() -> None:
    for count in (0, 1, PIECE, 3 * PIECE + 1):
        listed = [_Value() for _ in range(count)]
        named = dict(enumerate(listed))
        grouped = defaultdict(list, {place: listed[place::3] for place in range(3)})
        alive = [weakref.ref(one) for one in listed]
        kept = listed[0] if listed else None
        free(listed, named, grouped)
        assert (listed, named, dict(grouped)) == ([], {}, {})
        assert [one() for one in alive if one() is not None] == ([kept] if kept else [])


@given(
    st.text(
        st.sampled_from("aŵ,\u0301\u0302\u200b\x00\x0b\x85\u2028 ") | st.sampled_from("\r\n"),
        max_size=60,
    ),
    st.integers(1, 9),
)
def test_lines_cleaned_a_piece_at_a_time_are_those_of_the_whole(text: str, piece: int) -> None:
    assert list(clean_lines(text, piece)) == clean(text).splitlines()
