from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import kill
from tests.faults.child import SCENES

RUNS = 500


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_to_a_kill(tmp_path: Path) -> None:
    """As many as with every change; ``python -m tests.faults kill --runs N`` does more."""
    tally = kill.run(tmp_path, RUNS, seed=1)
    assert tally.lost == 0
    assert tally.runs == RUNS
    assert tally.scenes == dict.fromkeys(SCENES, RUNS // len(SCENES))
    assert tally.acknowledged > RUNS
