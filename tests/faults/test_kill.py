from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import kill
from tests.faults.kill import ACTIVITIES, ENOUGH_RUNS, Count, Tally

RUNS = 500


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_to_a_kill(tmp_path: Path) -> None:
    """As many as with every change; ``python -m tests.faults kill --runs N`` does more."""
    tally = kill.run(tmp_path, RUNS, seed=1)
    assert tally.lost == 0
    assert tally.refusal() == ""
    assert tally.runs == RUNS
    assert set(tally.activities) == set(ACTIVITIES)
    assert sum(count.kills for count in tally.activities.values()) == RUNS
    assert tally.acknowledged > RUNS


def _tally(runs: int, **midway: int) -> Tally:
    counts = {name: Count(kills=5, midway=often) for name, often in midway.items()}
    return Tally(runs=runs, acknowledged=9, activities=counts)


def test_runs_that_prove_nothing_are_refused_in_a_sentence() -> None:
    assert _tally(ENOUGH_RUNS, saving=3, restoring=1).refusal() == ""
    assert "restoring" in _tally(ENOUGH_RUNS, saving=3, restoring=0).refusal()
    # A few runs cannot hit everything.
    assert _tally(ENOUGH_RUNS - 1, saving=3, restoring=0).refusal() == ""
    silent = _tally(3, saving=3)
    silent.acknowledged = 0
    assert silent.refusal().startswith("No commit")


def test_the_weights_are_parts_of_a_hundred() -> None:
    assert sum(one.weight for one in ACTIVITIES.values()) == 100
