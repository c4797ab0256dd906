"""The published vectors, Welsh numbers included, and properties of the check characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.exchange.identifiers import Identifier, check_uln, check_upn, tidy_identifier


@pytest.mark.parametrize(
    ("upn", "found"),
    [
        ("B801200005001", Identifier.GOOD),
        ("R674123101121", Identifier.GOOD),
        ("W660200024001", Identifier.GOOD),
        ("D68140002400A", Identifier.TEMPORARY),
        ("A801200005001", Identifier.BAD_CHECK),
        ("I801200005001", Identifier.BAD_SHAPE),
        ("B80120000500", Identifier.BAD_SHAPE),
        ("B8012000050٠1", Identifier.BAD_SHAPE),
        ("", Identifier.EMPTY),
        ("UN3", Identifier.EMPTY),
    ],
)
def test_upn_vectors(upn: str, found: Identifier) -> None:
    assert check_upn(upn) is found


@pytest.mark.parametrize(
    ("uln", "found"),
    [
        ("1000000043", Identifier.GOOD),
        ("9999999998", Identifier.GOOD),
        ("1234567899", Identifier.GOOD),
        ("9999999999", Identifier.TEMPORARY),
        ("1000000044", Identifier.BAD_CHECK),
        ("0000000043", Identifier.BAD_SHAPE),
        ("100000004", Identifier.BAD_SHAPE),
        ("", Identifier.EMPTY),
    ],
)
def test_uln_vectors(uln: str, found: Identifier) -> None:
    assert check_uln(uln) is found


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_exactly_one_letter_fits_any_twelve_digits(digits: str) -> None:
    fitting = [c for c in "ABCDEFGHJKLMNPQRTUVWXYZ" if check_upn(c + digits) is Identifier.GOOD]
    assert len(fitting) == 1


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
def test_at_most_one_digit_fits_any_nine(digits: str) -> None:
    fitting = [d for d in "0123456789" if check_uln(digits + d) is Identifier.GOOD]
    assert len(fitting) <= 1


def test_tidying_takes_out_what_people_type_between() -> None:
    assert tidy_identifier(" w660 2000-24001 ") == "W660200024001"
