"""Learner numbers that nobody has and every check accepts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.exchange.demo.numbers import uln, upn
from aln_review.exchange.identifiers import Identifier, check_uln, check_upn
from tests.exchange.demo.makers import (
    each_setting,
    load,
)


@each_setting
def test_numbers_pass_the_published_checks(setting: str) -> None:
    vault = load(setting)
    for learner in vault.learners:
        assert check_upn(learner.upn) is (Identifier.GOOD if learner.upn else Identifier.EMPTY)
        assert check_uln(learner.uln) is (Identifier.GOOD if learner.uln else Identifier.EMPTY)
    numbers = [learner.upn or learner.uln for learner in vault.learners]
    assert setting == "early-years" or len(set(numbers)) == len(numbers)


@given(st.integers(100_000_000, 999_999_000))
def test_any_serial_makes_a_good_uln(serial: int) -> None:
    assert check_uln(uln(serial)) is Identifier.GOOD


@given(st.integers(0, 99), st.integers(0, 999))
def test_any_serial_makes_a_good_upn(entered: int, serial: int) -> None:
    assert check_upn(upn("699", "2199", entered, serial)) is Identifier.GOOD


def test_numbers_refuse_what_is_not_one() -> None:
    with pytest.raises(ValueError, match="upn"):
        upn("69", "2199", 24, 1)
    with pytest.raises(ValueError, match="uln"):
        uln(99)
