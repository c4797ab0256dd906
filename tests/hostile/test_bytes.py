"""Bytes gone wrong, cut off, swapped or from the future: noticed, and the file left as it is."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from aln_review.casework.door import Door, DoorState
from aln_review.casework.queries.learners import Caseload
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, WorldFault
from aln_review.domain.setting import SettingKind
from aln_review.language.catalogue import Catalogue
from aln_review.store.engine import Mode, connect
from aln_review.store.pages import PAGE_BYTES
from aln_review.vault.keyslots import SlotKind, VaultHeader, open_slot
from tests.casework.vaults import PASSPHRASE, add_learner, make
from tests.faults import flips
from tests.hostile.doors import new_door

CATALOGUES = [Catalogue.load(language) for language in Language]
NO_VAULT = frozenset({"error.store.damaged", "error.store.wrong_key", "error.store.not_a_vault"})
STRIDE = int(os.environ.get("ALN_FLIP_STRIDE", "0"))
"""Open the vault for every so many bytes; nought for one in every other page."""


@pytest.mark.slow
def test_every_byte_of_a_megabyte_is_noticed(tmp_path: Path) -> None:
    vault = flips.make(tmp_path)
    size = len(vault.data)
    assert size > 1_000_000
    if STRIDE:
        places = list(range(0, size, STRIDE))
        assert flips.codes(vault) == (size, 0)
    else:
        chance = random.Random(5)
        places = [page + chance.randrange(PAGE_BYTES) for page in range(0, size, 2 * PAGE_BYTES)]
        places += range(40)
    outcomes = flips.open_all(vault, places)
    assert all(what.removeprefix(flips.ALONE) in flips.allowed(what) for what in outcomes)
    assert outcomes.total() == 2 * len(places)
    assert flips.open_all(vault, ()) == Counter()
    assert flips._opened(vault) == "right"


def closed(folder: Path, **more: object) -> tuple[Path, Door]:
    """A closed vault's folder and a door to it."""
    made = make(folder, **more)  # type: ignore[arg-type]
    add_learner(made.vault)
    made.shut()
    return folder / "vault", new_door(folder, made.clock)


def refused(door: Door, vault: Path, passphrase: str = PASSPHRASE) -> str:
    """The key of what stops the door, once it is sure that nothing was touched."""
    before = [(vault / name).read_bytes() for name in ("vault.db", "vault.json")]
    with pytest.raises(AlnError) as fault:
        door.unlock(passphrase)
    after = [(vault / name).read_bytes() for name in ("vault.db", "vault.json")]
    assert after == before
    assert all(words.has(fault.value.key) for words in CATALOGUES)
    return fault.value.key


def test_every_byte_of_the_header_is_noticed_or_harmless(tmp_path: Path) -> None:
    vault, _ = closed(tmp_path)
    data = (vault / "vault.json").read_bytes()
    header = VaultHeader.from_bytes(data)
    key = open_slot(header, SlotKind.PASSPHRASE, PASSPHRASE)
    outcomes: Counter[str] = Counter()
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 7
        try:
            found = VaultHeader.from_bytes(bytes(changed))
            opened = open_slot(found, SlotKind.PASSPHRASE, PASSPHRASE)
        except WorldFault as fault:
            outcomes[fault.key] += 1
            continue
        assert opened == key
        same = (found.vault_id, found.label) == (header.vault_id, header.label)
        assert same or not found.whole
        outcomes["opens"] += 1
    assert all(words.has(key) for words in CATALOGUES for key in outcomes if key != "opens")
    assert outcomes["opens"] > 0
    assert outcomes["error.vault.header_damaged"] > 0
    assert outcomes.total() == len(data)


@pytest.mark.parametrize("left", [0, 1, 15, 16, 100, 4_095, 4_096, 8_192, -4_096, -1])
def test_a_database_cut_short_is_refused_and_left_alone(tmp_path: Path, left: int) -> None:
    vault, door = closed(tmp_path)
    data = (vault / "vault.db").read_bytes()
    (vault / "vault.db").write_bytes(data[:left])
    assert refused(door, vault) in NO_VAULT
    (vault / "vault.db").write_bytes(data)
    opened = door.unlock(PASSPHRASE)
    assert len(opened.ask(Caseload()).rows) == 1
    opened.close()


def test_other_bytes_in_the_place_of_the_database_are_refused(tmp_path: Path) -> None:
    vault, door = closed(tmp_path)
    for data in (b"SQLite format 3\0" + bytes(8_176), b"x" * 50_000, bytes(200_000)):
        (vault / "vault.db").write_bytes(data)
        assert refused(door, vault) in {"error.store.damaged", "error.store.wrong_key"}


def test_headers_swapped_between_two_vaults_open_neither(tmp_path: Path) -> None:
    one, door = closed(tmp_path / "one", seed=1)
    other, other_door = closed(tmp_path / "other", kind=SettingKind.COLLEGE, seed=2)
    shutil.copy(one / "vault.json", tmp_path / "kept.json")
    shutil.copy(other / "vault.json", one / "vault.json")
    shutil.copy(tmp_path / "kept.json", other / "vault.json")
    assert refused(door, one) == "error.store.wrong_key"
    assert refused(other_door, other) == "error.store.wrong_key"
    shutil.copy(other / "vault.json", one / "vault.json")
    door.unlock(PASSPHRASE).close()


@pytest.mark.parametrize("version", [3, 999_999])
def test_a_header_of_a_newer_program_is_named(tmp_path: Path, version: int) -> None:
    vault, door = closed(tmp_path)
    content = json.loads((vault / "vault.json").read_bytes())
    content |= {"format": version, "slots": "of another kind"}
    (vault / "vault.json").write_text(json.dumps(content))
    outside = door.look()
    assert (outside.state, outside.problem) == (DoorState.DAMAGED, "error.vault.newer")
    assert refused(door, vault) == "error.vault.newer"


def test_a_database_of_a_newer_program_is_named(tmp_path: Path) -> None:
    vault, door = closed(tmp_path)
    key = open_slot(VaultHeader.read(vault / "vault.json"), SlotKind.PASSPHRASE, PASSPHRASE)
    connection = connect(vault / "vault.db", key, Mode.WRITE)
    connection.run("PRAGMA user_version=2000")
    connection.checkpoint()
    connection.close()
    assert refused(door, vault) == "error.store.newer"


def test_a_journal_gone_wrong_gives_an_earlier_state_and_never_another_one(tmp_path: Path) -> None:
    """What a kill left in the journal is checked record by record: the rest of it is dropped."""
    made = make(tmp_path)
    states = []
    for number in range(12):
        add_learner(made.vault, f"Elin{number}")
        states.append([row.name for row in made.vault.ask(Caseload()).rows])
    copy = tmp_path / "copy"
    shutil.copytree(tmp_path / "vault", copy)
    made.shut()
    journal = (copy / "vault.db-wal").read_bytes()
    key = open_slot(VaultHeader.read(copy / "vault.json"), SlotKind.PASSPHRASE, PASSPHRASE)
    seen: Counter[int] = Counter()
    for place in range(11, len(journal), len(journal) // 24):
        target = tmp_path / "opened" / "vault"
        shutil.rmtree(target.parent, ignore_errors=True)
        shutil.copytree(copy, target)
        changed = bytearray(journal)
        changed[place] ^= 1
        (target / "vault.db-wal").write_bytes(changed)
        (target / "vault.db-shm").unlink()
        door = new_door(target.parent, made.clock)
        vault = door.unlock(PASSPHRASE)
        found = [row.name for row in vault.ask(Caseload()).rows]
        vault.close()
        assert found == [] or found in states
        seen[len(found)] += 1
    assert len(seen) > 5
    key.wipe()
