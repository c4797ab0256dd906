from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import rotation

RUNS = 6


@pytest.mark.slow
def test_a_kill_in_a_handover_leaves_one_vault_that_one_person_opens(tmp_path: Path) -> None:
    """The short form; ``python -m tests.faults rotation --runs N`` is the long one."""
    tally = rotation.run(tmp_path, RUNS, seed=1)
    assert tally.runs == RUNS
    assert tally.saves >= RUNS
