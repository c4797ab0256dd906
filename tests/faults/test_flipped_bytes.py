"""A byte gone wrong in a vault is noticed or harmless, and never gives wrong content."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from aln_review.domain.errors import WorldFault
from aln_review.store import backup
from aln_review.store.database import Store
from aln_review.vault.keys import DataKey
from aln_review.vault.keyslots import DATABASE_NAME, HEADER_NAME, SlotKind, VaultHeader, open_slot
from tests.golden.make_vault import LOGGED, PASSPHRASE, PHOTO, VAULTS, items, lower

VERSION = max(folder.name for folder in VAULTS.iterdir() if folder.is_dir())
VAULT = VAULTS / VERSION
PAGE = 4096
PER_PAGE = 3


def read_everything(store: Store) -> bool:
    """Whether all that was put into the vault comes back as it was."""
    with store.view() as view:
        return (
            all(getattr(view, name).all() == kept for name, kept in items(VERSION).items())
            and view.contents.get("d1") == PHOTO
            and [line.action for line in view.access_log()] == list(LOGGED)
            and view.meta.get("setting") == {"name": "Ysgol Brawf"}
        )


@pytest.mark.slow
def test_no_page_gone_wrong_gives_wrong_content(tmp_path: Path) -> None:
    header = VaultHeader.read(VAULT / HEADER_NAME)
    key = open_slot(header, SlotKind.PASSPHRASE, PASSPHRASE)
    data = (VAULT / DATABASE_NAME).read_bytes()
    path = tmp_path / DATABASE_NAME
    chance = random.Random(3)
    outcomes: Counter[str] = Counter()
    for page in range(len(data) // PAGE):
        for _ in range(PER_PAGE):
            changed = bytearray(data)
            changed[page * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
            path.write_bytes(changed)
            outcomes[look(path, key)] += 1
            assert path.read_bytes() == bytes(changed)
    assert set(outcomes) <= {
        "right",
        "error.store.damaged",
        "error.store.wrong_key",
        "error.store.row_unreadable",
    }
    assert outcomes["error.store.damaged"] > outcomes["right"] > 0


def look(path: Path, key: DataKey) -> str:
    """What reading everything came to, and that a copy is never made of a damaged vault."""
    try:
        store = Store.open(path, key, lower, read_only=True)
    except WorldFault as fault:
        return fault.key
    try:
        with pytest.raises(WorldFault):
            backup.copy(store, path.with_name("copy"))
        return "right" if read_everything(store) else "wrong"
    except WorldFault as fault:
        return fault.key
    finally:
        store.close()
