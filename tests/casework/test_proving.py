"""Proving the passphrase again: right, wrong, too early, and how long it counts."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from aln_review.casework.door import Door
from aln_review.casework.key_labels import Holder, KeyRole
from aln_review.casework.keyring import Keyring, Proof
from aln_review.casework.proving import FRESH, prove_passphrase, proved_within
from aln_review.domain.errors import WorldFault
from aln_review.language.lemmas import lemmas
from aln_review.vault.keyslots import SlotKind
from tests.casework.handing import HEAD, NEW, handed_over, with_keyholder
from tests.casework.vaults import CHEAP, PASSPHRASE, Made, make_tools

HERS, HIS, OTHER = "pennaeth coridor lliain", "mynydd potel ceffyl", "afal tywod hebog"
OWN = Proof(SlotKind.PASSPHRASE, PASSPHRASE)


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


@pytest.fixture(name="two")
def _two(made: Made) -> Made:
    """A vault with two keyholders."""
    ring = Keyring(made.door, made.vault)
    for name, secret in (("Mair Puw", HERS), ("Huw Rees", HIS)):
        ring.add_keyholder(OWN, Holder(name, KeyRole.HEAD), secret)
    return made


def reopened(made: Made, tmp_path: Path, steady: Steady) -> Door:
    made.vault.close()
    made.door.release()
    tools = make_tools(tmp_path, made.clock, seed=23)
    return Door(tmp_path / "vault", tools, lemmas, CHEAP, steady=steady)


def test_a_key_that_somebody_else_tries_at_this_desk_does_not_count(
    two: Made, tmp_path: Path
) -> None:
    steady = Steady()
    door = reopened(two, tmp_path, steady)
    with closing(door.unlock(PASSPHRASE)) as vault:
        steady.at += FRESH.total_seconds()
        Keyring(door, vault).rehearse_keyholder(HERS)
        Keyring(door, vault).rehearse_sheet(" ".join(two.sheet.words))
        assert not proved_within(door, FRESH)
        with pytest.raises(WorldFault):
            prove_passphrase(door, HERS)
        assert not proved_within(door, FRESH)
        prove_passphrase(door, PASSPHRASE)
        assert proved_within(door, FRESH)


def test_of_two_keyholders_only_the_one_who_is_inside_proves_it(two: Made, tmp_path: Path) -> None:
    steady = Steady()
    door = reopened(two, tmp_path, steady)
    with closing(door.unlock_as_keyholder(HIS)):
        steady.at += FRESH.total_seconds()
        with pytest.raises(WorldFault) as found:
            prove_passphrase(door, HERS)
        assert found.value.key == "error.vault.wrong_keyholder"
        assert not proved_within(door, FRESH)
        prove_passphrase(door, HIS)
        assert proved_within(door, FRESH)


def test_a_changed_passphrase_is_still_that_of_whoever_is_inside(two: Made, tmp_path: Path) -> None:
    steady = Steady()
    door = reopened(two, tmp_path, steady)
    with closing(door.unlock(PASSPHRASE)) as vault:
        Keyring(door, vault).change_passphrase(OWN, OTHER)
        steady.at += FRESH.total_seconds()
        with pytest.raises(WorldFault):
            prove_passphrase(door, PASSPHRASE)
        prove_passphrase(door, OTHER)
        assert proved_within(door, FRESH)


def test_whoever_came_in_by_the_sheet_has_a_passphrase_from_then_on(
    two: Made, tmp_path: Path
) -> None:
    steady = Steady()
    door = reopened(two, tmp_path, steady)
    with closing(door.unlock_with_sheet(" ".join(two.sheet.words), OTHER)):
        assert proved_within(door, FRESH)
        steady.at += FRESH.total_seconds()
        prove_passphrase(door, OTHER)
        assert proved_within(door, FRESH)


def test_after_a_handover_the_new_person_is_asked_for_their_own(tmp_path: Path) -> None:
    made = with_keyholder(tmp_path / "handed")
    made.vault.close()
    done, _sheet = handed_over(made.door)
    with closing(done.casework):
        assert made.door.opened_by is SlotKind.PASSPHRASE
        with pytest.raises(WorldFault):
            prove_passphrase(made.door, HEAD)
        prove_passphrase(made.door, NEW)
    made.door.release()


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
