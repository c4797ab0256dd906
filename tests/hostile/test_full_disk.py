"""A disk really full at every command: a sentence, the old state, and on with room again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from aln_review.casework.core import Casework, Command, Outcome
from aln_review.casework.door import DoorState
from aln_review.casework.entry import make_vault
from aln_review.casework.keyring import Keyring, Proof, SlotKind
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from aln_review.language.catalogue import Catalogue
from aln_review.store.health import examine
from aln_review.store.kinds import KINDS
from tests.casework.vaults import (
    PASSPHRASE,
    Clock,
    Made,
    add_learner,
    make,
    make_setting,
)
from tests.hostile import story
from tests.hostile.disks import blank, fill, small_disk
from tests.hostile.doors import new_door, vault_is_whole
from tests.hostile.rest import every_command, tell_the_rest

T = TypeVar("T")
DISK_BYTES = 24 << 20
STEP = int(os.environ.get("ALN_FULL_DISK_STEP", "20480"))
"""Bytes more room at each try to make a vault; 4096 is every page."""
OTHER = "llwynog bwrdd castell"
FULL = frozenset({"error.store.disk_full", "error.vault.disk_full", "error.files.not_written"})
"""What is said when there is no room."""
WRITES_NOTHING = frozenset({"TryNow"})
"""May have nothing to do."""


def state(vault: Casework) -> object:
    """Everything the vault holds."""
    with vault.store.view() as unit:
        items = {name: sorted(map(repr, getattr(unit, name).all())) for name in KINDS}
        return items, unit.access_log(), unit.drafts.all("meeting"), unit.meta.get("preferences")


def never(_action: Callable[[], None]) -> Callable[[], None]:
    """Nothing happens a little later."""
    return nothing


def nothing() -> None:
    """Nothing to call off."""


class OnAFullDisk(Casework):
    """A vault whose disk is filled before every command, which must fail, then emptied again."""

    def __init__(self, made: Casework, disk: Path, said: dict[str, set[str]]) -> None:
        super().__init__(made.store, made.tools)
        # A journal emptied by the clock meanwhile would make room behind the test's back.
        made.store._later = never
        self._disk = disk
        self._said = said

    def do(self, command: Command[T]) -> Outcome[T]:
        name = type(command).__name__
        before = state(self)
        assert self.store.tidy()
        fill(self._disk)
        try:
            outcome = super().do(command)
        except WorldFault as fault:
            self._said.setdefault(name, set()).add(fault.key)
        else:
            assert name in WRITES_NOTHING, f"{name} was kept on a full disk"
            self._said.setdefault(name, set())
            blank(self._disk)
            return outcome
        assert state(self) == before, name
        area = self.tools.area
        assert not area.exists() or list(area.iterdir()) == [], name
        blank(self._disk)
        return super().do(command)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", DISK_BYTES) as point:
        yield point


@pytest.mark.slow
def test_every_command_on_a_full_disk_says_so_and_changes_nothing(disk: Path) -> None:
    said: dict[str, set[str]] = {}

    def befall(made: Made) -> Made:
        return replace(made, vault=OnAFullDisk(made.vault, disk, said))

    told = story.tell(disk, befall)
    tell_the_rest(told)
    assert {name for name in said if not name.startswith("_")} == every_command()
    keys = {key for found in said.values() for key in found}
    assert keys <= FULL
    for language in Language:
        words = Catalogue.load(language)
        assert all(words.has(key) for key in keys)
    for made in (told.school, told.desk):
        assert all(check.good for check in examine(made.vault.store))
        made.shut()


@pytest.mark.slow
def test_a_vault_made_on_a_disk_with_too_little_room_is_made_whole_later(tmp_path: Path) -> None:
    """With so little room that making it stops at every step in turn."""
    outcomes: set[str] = set()
    for number, room in enumerate(range(0, 1 << 20, STEP)):
        clock = Clock()
        with small_disk(tmp_path / f"disk-{number}", 4 << 20) as disk:
            door = new_door(disk, clock)
            door.take()
            fill(disk, leave=room)
            try:
                make_vault(door, make_setting(), PASSPHRASE).casework.close()
                outcomes.add("made")
            except WorldFault as fault:
                outcomes.add(fault.key)
            blank(disk)
            door.release()
            again = new_door(disk, clock)
            again.take()
            state = again.look().state
            assert state is not DoorState.DAMAGED, room
            if state is DoorState.NO_VAULT:
                make_vault(again, make_setting(), PASSPHRASE).casework.close()
            vault_is_whole(again)
            again.release()
    assert "made" in outcomes
    assert outcomes - {"made"} <= FULL
    assert len(outcomes) > 1


def test_coming_in_on_a_full_disk_says_so_and_lets_one_in_with_room_again(disk: Path) -> None:
    made = make(disk)
    kept = add_learner(made.vault)
    made.vault.close()
    before = {path.name: path.read_bytes() for path in (disk / "vault").iterdir()}
    fill(disk)
    for _ in range(2):
        with pytest.raises(WorldFault) as fault:
            made.door.unlock(PASSPHRASE)
        assert fault.value.key in FULL
    assert made.door.look().state is DoorState.LOCKED
    after = {path.name: path.read_bytes() for path in (disk / "vault").iterdir()}
    assert after["vault.db"] == before["vault.db"]
    assert after["vault.json"] == before["vault.json"]
    blank(disk)
    vault = made.door.unlock(PASSPHRASE)
    with vault.store.view() as unit:
        assert unit.learners.get(kept.id) == kept
    vault.close()
    made.door.release()


def test_keys_changed_on_a_full_disk_stay_as_they_were(disk: Path) -> None:
    made = make(disk)
    fill(disk)
    keys, proof = Keyring(made.door, made.vault), Proof(SlotKind.PASSPHRASE, PASSPHRASE)
    sheet = made.door.new_sheet(Language.CY)
    with pytest.raises(WorldFault) as first:
        keys.change_passphrase(proof, OTHER)
    with pytest.raises(WorldFault) as second:
        keys.replace_sheet(proof, sheet)
    assert {first.value.key, second.value.key} <= FULL
    made.vault.close()
    blank(disk)
    made.door.unlock(PASSPHRASE).close()
    typed = " ".join(made.sheet.words)
    made.door.unlock_with_sheet(typed, OTHER).close()
    made.door.unlock(OTHER).close()
    made.door.release()


def test_a_full_disk_while_locking_keeps_what_was_saved(disk: Path) -> None:
    made = make(disk)
    kept = add_learner(made.vault)
    fill(disk)
    made.vault.close()
    made.door.release()
    blank(disk)
    door = new_door(disk, made.clock)
    door.take()
    vault = door.unlock(PASSPHRASE)
    with vault.store.view() as unit:
        assert unit.learners.get(kept.id) == kept
    vault.close()
    door.release()
