"""A copy that lost a fifth of what people wrote is noticed; a moment's tidying is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.store import backup
from aln_review.store.database import Store
from aln_review.store.measure import LEAST_ROWS, Measure, measure, measure_file, shrunk
from tests.store.conftest import KEY
from tests.store.makers import learner, words


def of(words_: int, contents: int = 0, written: int = 0) -> Measure:
    return Measure({"words": words_, "plans": 3}, written, contents)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        (of(100), of(81), []),
        (of(100), of(80), ["words"]),
        (of(100), of(0), ["words"]),
        (of(LEAST_ROWS - 1), of(0), []),
        (of(50, contents=1 << 20), of(50, contents=1 << 19), ["contents"]),
        (of(50, written=1 << 20), of(50, written=1 << 18), ["written"]),
        (of(50, contents=9_000), of(50), []),
        (of(100, 1 << 20), of(70, 1 << 10), ["contents", "words"]),
        (of(10), of(5_000), []),
    ],
)
def test_a_fifth_is_what_counts(before: Measure, after: Measure, what: list[str]) -> None:
    assert [each.what for each in shrunk(before, after)] == what


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_growing_never_alarms_and_a_fifth_always_does(before: int, after: int) -> None:
    found = shrunk(of(before), of(after))
    assert bool(found) is (before >= LEAST_ROWS and after <= before - before / 5)


def test_a_vault_and_its_copy_measure_the_same(store: Store, tmp_path: Path) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
        unit.words.put(words("w1", "Dw i’n hoffi darllen"))
        unit.contents.put("d1", bytes(9_000))
    made = backup.copy(store, tmp_path / "copy")
    reader = store.reader()
    found = measure(reader)
    reader.close()
    assert found == measure_file(made.path, KEY)
    assert (found.rows["words"], found.rows["learners"], found.contents) == (1, 1, 9_000)
    assert found.written > 100
