"""Every vault that any version ever wrote opens, and holds what was put into it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from aln_review.store.database import Store
from aln_review.store.health import CheckName, examine
from aln_review.store.migrations import STEPS
from aln_review.vault.keyslots import (
    DATABASE_NAME,
    HEADER_NAME,
    STANDARD_COST,
    SlotKind,
    VaultHeader,
    open_slot,
)
from tests.golden.make_vault import LOGGED, PASSPHRASE, PHOTO, VAULTS, items, lower

VERSIONS = sorted(folder.name for folder in VAULTS.iterdir() if folder.is_dir())


def test_every_schema_version_has_its_vault() -> None:
    assert [f"{step.version.major}.{step.version.minor}" for step in STEPS] == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_a_past_vault_opens(version: str, tmp_path: Path) -> None:
    folder = tmp_path / version
    shutil.copytree(VAULTS / version, folder)
    header = VaultHeader.read(folder / HEADER_NAME)
    assert header.whole
    assert header.label == "Ysgol Brawf"
    assert header.slots[0].cost == STANDARD_COST
    key = open_slot(header, SlotKind.PASSPHRASE, PASSPHRASE)
    store = Store.open(folder / DATABASE_NAME, key, lower)
    with store.view() as view:
        for name, kept in items(version).items():
            assert getattr(view, name).all() == kept
        for card in view.words.all():
            assert card in view.words.where(position=card.position)
        assert view.contents.get("d1") == PHOTO
        assert view.meta.get("setting") == {"name": "Ysgol Brawf"}
        assert view.drafts.all("plan") == {"2B.what": "Hanner brawddeg"}
        assert [line.action for line in view.access_log()] == list(LOGGED)
        assert [hit.id for hit in view.search("elin")] == ["l1"]
        assert {hit.id for hit in view.search("nofio")} == {"v1", "w1"}
    # Its packages were put in without their bytes.
    assert {check.name for check in examine(store) if not check.good} == {CheckName.OUTBOX}
    store.close()
