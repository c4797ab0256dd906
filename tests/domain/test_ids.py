from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.ids import uuid7

MOMENTS = st.integers(0, (1 << 48) - 1)
CHANCE = st.binary(min_size=10, max_size=10)


@given(MOMENTS, CHANCE)
def test_it_is_a_uuid_of_version_7_as_others_read_it(moment: int, chance: bytes) -> None:
    made = uuid7(moment, chance)
    read = uuid.UUID(made)
    assert (str(read), read.version, read.variant) == (made, 7, uuid.RFC_4122)
    assert read.int >> 80 == moment


def test_the_example_of_the_standard() -> None:
    # RFC 9562, appendix A.6: 22 February 2022, 14:22:22 in New York.
    chance = ((0xCC3 << 64) | (0b00 << 62) | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    assert uuid7(0x017F22E279B0, chance) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(st.lists(st.tuples(MOMENTS, CHANCE)))
def test_they_sort_by_when_they_were_made(made: list[tuple[int, bytes]]) -> None:
    by_time = sorted(made, key=lambda one: one[0])
    assert [int(uuid7(*one).replace("-", "")[:12], 16) for one in by_time] == [
        m for m, _ in by_time
    ]


@pytest.mark.parametrize(("moment", "chance"), [(-1, bytes(10)), (1 << 48, bytes(10)), (1, b"")])
def test_what_does_not_fit_is_refused(moment: int, chance: bytes) -> None:
    with pytest.raises(ValueError, match="uuid7"):
        uuid7(moment, chance)
