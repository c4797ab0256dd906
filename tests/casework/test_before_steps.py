"""A vault of an older program is copied, and the copy compared, before its schema is changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from aln_review.casework.door import Door
from aln_review.domain.errors import AlnError, WorldFault
from aln_review.language.lemmas import lemmas
from aln_review.store import backup
from aln_review.store.database import Store
from aln_review.store.engine import Mode, connect
from aln_review.store.migrations import STEPS, Version, version_of
from aln_review.vault.keyslots import SlotKind, VaultHeader, open_slot
from tests.casework.vaults import CHEAP, Clock, make_tools
from tests.golden.make_vault import PASSPHRASE, VAULTS

OLDEST = Version(1, 0)
HEADER = VAULTS / "1.0" / "vault.json"


def door_of(data: Path) -> Door:
    shutil.copytree(VAULTS / "1.0", data / "vault")
    door = Door(data / "vault", make_tools(data, Clock()), lemmas, CHEAP)
    door.take()
    return door


def version(path: Path) -> Version:
    key = open_slot(VaultHeader.read(HEADER), SlotKind.PASSPHRASE, PASSPHRASE)
    connection = connect(path, key, Mode.READ)
    try:
        return version_of(connection)
    finally:
        connection.close()


def open_door(door: Door) -> AlnError | None:
    """Why it does not open; the golden vault's setting is no whole one, which comes later."""
    try:
        door.unlock(PASSPHRASE).close()
    except AlnError as error:
        unread = (error.key, error.facts) == ("error.store.row_unreadable", {"table": "meta"})
        return None if unread else error
    return None


def test_the_copy_is_of_the_old_schema_and_whole(tmp_path: Path) -> None:
    door = door_of(tmp_path)
    before = (tmp_path / "vault" / "vault.db").read_bytes()
    assert open_door(door) is None
    assert version(tmp_path / "vault" / "vault.db") == STEPS[-1].version
    (copy,) = backup.kept(tmp_path / "backups")
    assert version(copy) == OLDEST
    assert copy.with_suffix(".json").read_bytes() == HEADER.read_bytes()
    assert before != copy.read_bytes()
    door.release()


def test_without_a_copy_no_step_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    door = door_of(tmp_path)
    (tmp_path / "backups").write_bytes(b"a file where the folder should be")
    before = (tmp_path / "vault" / "vault.db").read_bytes()
    fault = open_door(door)
    assert fault is not None
    assert fault.key == "error.store.no_copy_first"
    assert (tmp_path / "vault" / "vault.db").read_bytes() == before
    assert version(tmp_path / "vault" / "vault.db") == OLDEST
    (tmp_path / "backups").unlink()
    assert open_door(door) is None
    assert version(tmp_path / "vault" / "vault.db") == STEPS[-1].version
    door.release()


def test_a_copy_that_differs_lets_no_step_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = door_of(tmp_path)
    monkeypatch.setattr(backup, "verify", lambda _path, _key: {"learners": 99})
    fault = open_door(door)
    assert fault is not None
    assert fault.key == "error.store.no_copy_first"
    assert version(tmp_path / "vault" / "vault.db") == OLDEST
    assert backup.kept(tmp_path / "backups") == []
    door.release()


def test_a_vault_of_today_is_not_copied(tmp_path: Path) -> None:
    newest = STEPS[-1].version
    shutil.copytree(VAULTS / f"{newest.major}.{newest.minor}", tmp_path / "vault")
    door = Door(tmp_path / "vault", make_tools(tmp_path, Clock()), lemmas, CHEAP)
    door.take()
    open_door(door)
    assert backup.kept(tmp_path / "backups") == []
    door.release()


def test_an_older_vault_that_can_only_be_read_is_refused_in_words(tmp_path: Path) -> None:
    shutil.copytree(VAULTS / "1.0", tmp_path / "vault")
    path = tmp_path / "vault" / "vault.db"
    before = path.read_bytes()
    key = open_slot(VaultHeader.read(HEADER), SlotKind.PASSPHRASE, PASSPHRASE)
    with pytest.raises(WorldFault) as fault:
        Store.open(path, key, lemmas, read_only=True)
    assert fault.value.key == "error.store.older"
    assert path.read_bytes() == before
