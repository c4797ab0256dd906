from __future__ import annotations

from pathlib import Path

from tests.faults import races

RACES = 50


def test_of_many_starts_at_once_exactly_one_opens_every_time(tmp_path: Path) -> None:
    """The short form; ``python -m tests.faults races --runs N`` is the long one."""
    assert races.run(tmp_path, RACES) == races.Tally(RACES, double=0, nobody=0)
