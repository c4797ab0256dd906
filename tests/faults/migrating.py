"""The first schema's golden vault brought up to today's, again and again, until killed.

A migration is killed at any moment: the vault is of one schema or the other, never between, and
opening it again brings it up to date with everything in it.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from aln_review.store import migrations
from aln_review.store.database import Store
from aln_review.store.engine import Mode, connect
from aln_review.store.health import CheckName, examine
from aln_review.vault.keys import DataKey
from aln_review.vault.keyslots import DATABASE_NAME, HEADER_NAME, SlotKind, VaultHeader, open_slot
from tests.faults.child import BEGUN, DONE, Say
from tests.golden.make_vault import PASSPHRASE, PHOTO, VAULTS, items, lower

FIRST = min(folder.name for folder in VAULTS.iterdir() if folder.is_dir())
KEY_FILE = "key"
_KEPT = 3
"""How many vaults stand at once."""


@cache
def golden_key() -> DataKey:
    """The golden vault's key, derived once: that takes a second."""
    header = VaultHeader.read(VAULTS / FIRST / HEADER_NAME)
    return open_slot(header, SlotKind.PASSPHRASE, PASSPHRASE)


def migrate(folder: Path, say: Say) -> None:
    """Bring one copy after another up to date; the key lies in the folder, for a quick start."""
    key = DataKey((folder / KEY_FILE).read_bytes())
    step = max((_step(path) for path in _standing(folder)), default=0)
    while True:
        step += 1
        say(BEGUN, step)
        part = folder / "part"
        shutil.copy(VAULTS / FIRST / DATABASE_NAME, part)
        path = part.replace(folder / f"{step:06}.db")
        Store.open(path, key, lower).close()
        say(DONE, step)
        for old in _standing(folder)[:-_KEPT]:
            old.unlink()


def found_migrated(folder: Path, acknowledged: int) -> int:
    """The step a killed process got to; below nought when a vault is between two schemas."""
    newest = 0
    for path in _standing(folder):
        version = _version(path)
        done = version == migrations.STEPS[-1].version
        if _step(path) <= acknowledged and not done:
            return -1
        if version not in {step.version for step in migrations.STEPS} or not _whole(path):
            return -1
        newest = max(newest, _step(path) if done else 0)
    return newest


def _version(path: Path) -> migrations.Version:
    connection = connect(path, golden_key(), Mode.READ)
    try:
        return migrations.check(connection)
    finally:
        connection.close()


def _whole(path: Path) -> bool:
    store = Store.open(path, golden_key(), lower)
    try:
        with store.view() as view:
            held = all(getattr(view, name).all() == kept for name, kept in items(FIRST).items())
            whole = held and view.contents.get("d1") == PHOTO and view.chain().whole
        passed_over = {CheckName.OUTBOX, CheckName.CLOCK}
        names = [name for name in CheckName if name not in passed_over]
        return whole and all(check.good for check in examine(store, names))
    finally:
        store.close()


def _standing(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.db"))


def _step(path: Path) -> int:
    return int(path.stem)
