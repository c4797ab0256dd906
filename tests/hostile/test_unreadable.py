"""Files that may not be read, folders that take nothing, a database somebody else holds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.door import Door, DoorState
from aln_review.casework.queries.learners import Caseload
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from aln_review.domain.learner import Learner
from aln_review.language.catalogue import Catalogue
from aln_review.store import engine
from tests.casework.vaults import PASSPHRASE, TODAY, Made, add_learner, make
from tests.hostile.disks import NOBODY, as_nobody, read_only, small_disk
from tests.hostile.doors import new_door

HOLD = """
import sys
from pathlib import Path
from aln_review.store.engine import Mode, connect
from aln_review.vault.keys import DataKey
held = connect(Path(sys.argv[1]), DataKey(bytes.fromhex(sys.stdin.readline().strip())), Mode.WRITE)
held.run(sys.argv[2])
print("held", flush=True)
sys.stdin.readline()
held.run("ROLLBACK")
held.close()
print("let go", flush=True)
"""
CATALOGUES = [Catalogue.load(language) for language in Language]


def key_of(fault: pytest.ExceptionInfo[WorldFault]) -> str:
    """The fault's key, which both languages word."""
    assert all(words.has(fault.value.key) for words in CATALOGUES)
    return fault.value.key


@contextmanager
def held_by_another(made: Made, folder: Path, how: str) -> Iterator[None]:
    """Another process holds the database."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder / "vault" / "vault.db"), how],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    key = made.vault.store.key()
    process.stdin.write(key.raw().hex() + "\n")
    process.stdin.flush()
    assert process.stdout.readline().strip() == "held"
    try:
        yield
    finally:
        ended = process.communicate("\n", timeout=30)[0].strip()
    assert ended == "let go"


@pytest.mark.parametrize("how", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_database_held_by_another_program_costs_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.2)
    made = make(tmp_path)
    kept = add_learner(made.vault)
    with held_by_another(made, tmp_path, how):
        with pytest.raises(WorldFault) as fault:
            made.vault.do(SaveLearner(Learner("", "Un", "Arall", TODAY)))
        assert key_of(fault) == "error.store.locked"
        assert [row.id for row in made.vault.ask(Caseload()).rows] == [kept.id]
        assert made.vault.store.tidy() in (True, False)
    made.vault.do(SaveLearner(Learner("", "Un", "Arall", TODAY)))
    assert len(made.vault.ask(Caseload()).rows) == 2
    made.shut()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that somebody without rights of their own can get to."""
    found = Path(tempfile.mkdtemp(prefix="aln-review-folder-"))
    found.chmod(0o755)
    yield found
    shutil.rmtree(found, ignore_errors=True)


def give(folder: Path) -> None:
    """Everything below belongs to nobody in particular."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def closed_vault(folder: Path) -> tuple[Door, dict[str, bytes]]:
    made = make(folder)
    add_learner(made.vault)
    made.shut()
    give(folder)
    # Once as oneself, so that nothing of the program is still to be loaded.
    door = new_door(folder, made.clock)
    door.unlock(PASSPHRASE).close()
    give(folder)
    return door, contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (folder / "vault").glob("vault.*") if p.is_file()}


@pytest.mark.parametrize("name", ["vault.json", "vault.db"])
def test_a_file_that_may_not_be_read_is_not_called_damaged(folder: Path, name: str) -> None:
    door, before = closed_vault(folder)
    (folder / "vault" / name).chmod(0)
    with as_nobody():
        outside = door.look()
        with pytest.raises(WorldFault) as fault:
            door.unlock(PASSPHRASE)
    said = key_of(fault)
    assert said in {"error.vault.not_allowed", "error.store.cannot_open"}
    if name == "vault.json":
        assert (outside.state, outside.problem) == (DoorState.DAMAGED, said)
    (folder / "vault" / name).chmod(0o600)
    assert contents(folder) == before
    door.unlock(PASSPHRASE).close()


def test_a_folder_that_may_not_be_written_to_is_said_and_left_alone(folder: Path) -> None:
    door, before = closed_vault(folder)
    for path in (folder / "vault").iterdir():
        path.chmod(0o400)
    (folder / "vault").chmod(0o500)
    with as_nobody():
        with pytest.raises(WorldFault) as taken:
            door.take()
        with pytest.raises(WorldFault) as opened:
            door.unlock(PASSPHRASE)
        assert door.look().state is DoorState.LOCKED
    assert key_of(taken) == "error.vault.not_allowed"
    assert key_of(opened) in {"error.store.read_only", "error.store.cannot_open"}
    (folder / "vault").chmod(0o700)
    for path in (folder / "vault").iterdir():
        path.chmod(0o600)
    assert contents(folder) == before
    door.unlock(PASSPHRASE).close()


def test_a_disk_that_takes_nothing_is_said_and_left_alone(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 24 << 20) as disk:
        made = make(disk)
        add_learner(made.vault)
        made.shut()
        before = contents(disk)
        door = new_door(disk, made.clock)
        read_only(disk, yes=True)
        with pytest.raises(WorldFault) as taken:
            door.take()
        with pytest.raises(WorldFault) as opened:
            door.unlock(PASSPHRASE)
        assert key_of(taken) == "error.vault.not_allowed"
        assert key_of(opened) in {"error.store.read_only", "error.store.cannot_open"}
        read_only(disk, yes=False)
        assert contents(disk) == before
        door.take()
        vault = door.unlock(PASSPHRASE)
        assert len(vault.ask(Caseload()).rows) == 1
        vault.close()
        door.release()
