"""The search for rubbish rests while a great deal is built, and only then."""

from __future__ import annotations

import gc

import pytest

from aln_review.casework.undisturbed import MANY, disturb, undisturbed


def test_it_rests_and_what_was_built_is_left_out_until_disturb() -> None:
    assert gc.isenabled()
    with undisturbed(MANY):
        assert not gc.isenabled()
        built = [[number] for number in range(1_000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= len(built)
    disturb()
    assert gc.get_freeze_count() == 0


def test_a_short_list_changes_nothing() -> None:
    with undisturbed(MANY - 1):
        assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_a_mistake_inside_sets_it_going_again() -> None:
    with pytest.raises(ValueError, match="no roll"), undisturbed(MANY):
        raise ValueError("no roll")
    assert gc.isenabled()
    disturb()
