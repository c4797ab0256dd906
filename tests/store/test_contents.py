"""Bytes in parts: what is added a little at a time is what was put, and no damage is sealed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aln_review.domain.errors import WorldFault
from aln_review.store.contents import PART_BYTES
from aln_review.store.database import Store
from aln_review.store.engine import Mode, connect
from tests.store.conftest import KEY

SIZES = st.one_of(
    st.integers(0, 3000),
    st.integers(PART_BYTES - 3, PART_BYTES + 3),
    st.integers(2 * PART_BYTES, 2 * PART_BYTES + 2),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(SIZES, st.integers(0, 255)), min_size=1, max_size=6))
def test_what_is_added_piece_by_piece_is_the_whole(
    store: Store, path: Path, pieces: list[tuple[int, int]]
) -> None:
    whole = b""
    for number, (size, value) in enumerate(pieces):
        piece = bytes([value]) * size
        with store.unit() as unit:
            if number == 0:
                unit.contents.put("grows", piece)
                grown = len(piece)
            else:
                grown = unit.contents.append("grows", piece)
        whole += piece
        assert grown == len(whole)
    with store.unit() as unit:
        unit.contents.put("at-once", whole)
    with store.view() as view:
        assert view.contents.get("grows") == whole
        assert view.contents.size("grows") == len(whole)
        assert view.contents.digest("grows") == view.contents.digest("at-once")
        with view.contents.open("grows") as reader:
            reader.seek(len(whole) // 2)
            assert reader.read() == whole[len(whole) // 2 :]
    rows = "SELECT part, length(data) FROM content_parts WHERE content_id = ? ORDER BY part"
    hand = connect(path, KEY, Mode.READ)
    # The same parts, whichever way they came.
    assert hand.rows(rows, "grows") == hand.rows(rows, "at-once")
    hand.close()


def test_the_first_piece_may_be_added_too(store: Store) -> None:
    with store.unit() as unit:
        assert unit.contents.append("new", b"abc") == 3
        assert unit.contents.append("new", b"de") == 5
        assert unit.contents.get("new") == b"abcde"


def test_a_damaged_part_is_not_sealed_anew(store: Store, path: Path) -> None:
    with store.unit() as unit:
        unit.contents.put("d", b"spoken")
    hand = connect(path, KEY, Mode.WRITE)
    hand.run("UPDATE content_parts SET data = ? WHERE content_id = 'd'", b"broken")
    hand.close()
    with pytest.raises(WorldFault), store.unit() as unit:
        unit.contents.append("d", b" more")
    with store.view() as view:
        assert view.contents.size("d") == 6
