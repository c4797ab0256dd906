"""A change of schema killed at every statement, and stopped every few steps of the engine.

Old or new schema, never between: whatever is left opens, is brought up to date, and holds what it
held. Every golden vault of an older schema is gone through, and an empty one.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aln_review.domain.errors import OwnFault, WorldFault
from aln_review.store.backup import count
from aln_review.store.database import Store
from aln_review.store.engine import Connection, Mode, connect
from aln_review.store.health import CheckName, examine
from aln_review.store.migrations import STEPS, Version, check, migrate, version_of
from aln_review.vault.keys import DataKey
from aln_review.vault.keyslots import HEADER_NAME, SlotKind, VaultHeader, open_slot
from tests.golden.make_vault import PASSPHRASE, VAULTS
from tests.store.conftest import KEY, Clock, Waiting, lower

NEWEST = STEPS[-1].version
OLD = [
    folder for folder in sorted(VAULTS.iterdir()) if folder.name != f"{NEWEST.major}.{NEWEST.minor}"
]
EVERY = int(os.environ.get("ALN_STEP_OPCODES", "20"))
"""So many of the engine's own steps between one stop and the next; 1 takes very long."""
MOST = 2_000
can_kill = pytest.mark.skipif(sys.platform == "win32", reason="no fork there")


def empty(folder: Path) -> tuple[Path, DataKey]:
    """A vault of the first schema with nothing in it."""
    path = folder / "vault.db"
    connection = connect(path, KEY, Mode.CREATE)
    migrate(connection, Clock(), STEPS[:1])
    connection.close()
    return path, KEY


def full(golden: Path) -> Callable[[Path], tuple[Path, DataKey]]:
    """What makes a copy of a golden vault."""
    header = VaultHeader.read(golden / HEADER_NAME)
    key = open_slot(header, SlotKind.PASSPHRASE, PASSPHRASE)

    def make(folder: Path) -> tuple[Path, DataKey]:
        shutil.copy(golden / "vault.db", folder / "vault.db")
        return folder / "vault.db", key

    return make


makers = pytest.mark.parametrize(
    "make", [empty, *map(full, OLD)], ids=["empty", *(f"golden-{one.name}" for one in OLD)]
)


def look(path: Path, key: DataKey) -> tuple[Version, list[Any], dict[str, int]]:
    """Version, schema and counts, without changing anything."""
    connection = connect(path, key, Mode.READ)
    try:
        schema = connection.rows("SELECT type, name, sql FROM sqlite_schema ORDER BY name")
        return check(connection), schema, count(connection)
    finally:
        connection.close()


def states(path: Path, key: DataKey) -> list[Any]:
    """What may be found: the vault before the first step, and after each."""
    beside = path.with_name("beside.db")
    shutil.copy(path, beside)
    found = [look(beside, key)]
    for place, step in enumerate(STEPS):
        if step.version > found[0][0]:
            connection = connect(beside, key, Mode.WRITE)
            migrate(connection, Clock(), STEPS[: place + 1])
            connection.close()
            found.append(look(beside, key))
    return found


def proved_whole(path: Path, key: DataKey, allowed: list[Any]) -> None:
    """Old or new; and it opens, is brought up to date, and is well."""
    assert look(path, key) in allowed
    store = Store.open(path, key, lower, later=Waiting())
    reader = store.reader()
    assert version_of(reader) == NEWEST
    reader.close()
    # Packages of the golden vaults were put in without their bytes.
    checks = [name for name in CheckName if name is not CheckName.OUTBOX]
    assert all(found.good for found in examine(store, checks))
    store.close()
    assert look(path, key) == allowed[-1]


def die_at(path: Path, key: DataKey, number: int) -> int:
    """Bring it up to date in a process that kills itself before its n-th statement."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        connection = connect(path, key, Mode.WRITE)
        left = [number]

        def statement(_sql: str) -> None:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

        connection._raw.set_trace_callback(statement)
        migrate(connection, Clock())
        os._exit(0)
    finally:
        os._exit(1)


@can_kill
@makers
@pytest.mark.slow
def test_killed_at_every_statement(
    make: Callable[[Path], tuple[Path, DataKey]], tmp_path: Path
) -> None:
    first, key = make(tmp_path)
    allowed = states(first, key)
    for number in range(1, MOST):
        folder = tmp_path / str(number)
        folder.mkdir()
        path, key = make(folder)
        status = die_at(path, key, number)
        assert status in (0, -signal.SIGKILL)
        proved_whole(path, key, allowed)
        shutil.rmtree(folder)
        if status == 0:
            break
    else:
        pytest.fail("it never came to an end")
    # Begin, a table, its index, the record, the number and the commit, at the very least.
    assert number > 6 * (len(allowed) - 1)


@makers
def test_stopped_every_few_steps_of_the_engine(
    make: Callable[[Path], tuple[Path, DataKey]], tmp_path: Path
) -> None:
    path, key = make(tmp_path)
    allowed = states(path, key)
    for number in range(1, MOST):
        connection: Connection = connect(path, key, Mode.WRITE)
        left = [number]

        def stop(left: list[int] = left) -> int:
            left[0] -= 1
            return left[0] <= 0

        connection._raw.set_progress_handler(stop, EVERY)
        try:
            migrate(connection, Clock())
        except (OwnFault, WorldFault):
            connection._raw.set_progress_handler(None, 0)
            assert not connection.in_transaction
            connection.close()
            assert look(path, key) in allowed
            continue
        connection.close()
        break
    else:
        pytest.fail("it never came to an end")
    assert number > 1
    proved_whole(path, key, allowed)
