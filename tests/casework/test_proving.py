"""Proving the passphrase again: right, wrong, too early, and how long it counts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from aln_review.casework.door import Door
from aln_review.casework.proving import FRESH, prove_passphrase, proved_within
from aln_review.domain.errors import WorldFault
from aln_review.language.lemmas import lemmas
from tests.casework.vaults import CHEAP, PASSPHRASE, Made, make_tools


class Steady:
    """Seconds of the program's time, moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def test_the_right_one_proves_and_writes_nothing(made: Made, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    before = {one.name: one.read_bytes() for one in vault.iterdir() if one.name != "tries.json"}
    prove_passphrase(made.door, PASSPHRASE)
    after = {one.name: one.read_bytes() for one in vault.iterdir() if one.name != "tries.json"}
    assert before == after
    tries = (vault / "tries.json").read_text()
    assert not any(word in tries for word in PASSPHRASE.split())


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("wrong wrong wrong", "error.vault.wrong_passphrase"),
        (PASSPHRASE[:-1], "error.vault.wrong_passphrase"),
        ("   ", "error.vault.wrong_passphrase"),
    ],
)
def test_a_wrong_one_is_refused(made: Made, typed: str, key: str) -> None:
    with pytest.raises(WorldFault) as found:
        prove_passphrase(made.door, typed)
    assert found.value.key == key


def test_wrong_ones_wait_here_as_they_do_at_the_door(made: Made) -> None:
    for _ in range(4):
        with pytest.raises(WorldFault):
            prove_passphrase(made.door, "wrong wrong wrong")
    with pytest.raises(WorldFault) as found:
        prove_passphrase(made.door, PASSPHRASE)
    assert found.value.key == "error.vault.wait"
    assert made.door.look().wait_seconds == 2


def test_it_counts_for_a_while_and_only_when_right(made: Made, tmp_path: Path) -> None:
    made.vault.close()
    made.door.release()
    steady = Steady()
    tools = make_tools(tmp_path, made.clock)
    door = Door(tmp_path / "vault", tools, lemmas, CHEAP, steady=steady)
    assert not proved_within(door, FRESH)
    door.unlock(PASSPHRASE).close()
    assert proved_within(door, FRESH)
    steady.at += 899
    assert proved_within(door, FRESH)
    with pytest.raises(WorldFault):
        prove_passphrase(door, "wrong wrong wrong")
    steady.at += 1
    assert not proved_within(door, FRESH)
    prove_passphrase(door, PASSPHRASE)
    assert proved_within(door, FRESH)
    assert not proved_within(door, timedelta(0))
