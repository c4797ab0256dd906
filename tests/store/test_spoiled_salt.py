"""The power goes while the journal is moved into the file, and the file's first page is rubbish."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from aln_review.domain.errors import WorldFault
from aln_review.store.database import Store
from aln_review.store.health import CheckName, examine, refuse_damaged
from aln_review.store.pages import PAGE_BYTES, SALT_BYTES, salt_of, spoiled_salt
from tests.store.conftest import KEY, Waiting, lower
from tests.store.makers import learner


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """File and journal as they stand when the journal has everything, the first page too."""
    store = Store.create(tmp_path / "vault.db", KEY, lower, later=Waiting())
    with store.unit() as unit:
        unit.learners.put(learner())
        unit.contents.put("c", random.Random(1).randbytes(100_000))
    place = tmp_path / "left"
    place.mkdir()
    for name in ("vault.db", "vault.db-wal"):
        shutil.copy(tmp_path / name, place / name)
    store.close()
    return place / "vault.db"


def spoil(path: Path, size: int) -> bytes:
    """Rubbish in the first bytes; what stood there."""
    was = path.read_bytes()
    path.write_bytes(random.Random(2).randbytes(size) + was[size:])
    return was


@pytest.mark.parametrize("size", [1, SALT_BYTES, 512, PAGE_BYTES])
def test_a_spoiled_first_page_is_made_good_from_the_journal(left: Path, size: int) -> None:
    was = spoil(left, size)
    assert spoiled_salt(left, KEY) == salt_of(left, KEY) == was[:SALT_BYTES]
    refuse_damaged(left, KEY)
    store = Store.open(left, KEY, lower, later=Waiting())
    assert all(check.good for check in examine(store) if check.name is not CheckName.LOOSE)
    with store.view() as view:
        assert view.learners.count() == 1
        assert view.contents.get("c") == random.Random(1).randbytes(100_000)
    store.close()
    assert left.read_bytes()[:SALT_BYTES] == was[:SALT_BYTES]
    assert not spoiled_salt(left, KEY)


def test_without_a_journal_a_spoiled_first_page_is_damage(left: Path) -> None:
    left.with_name("vault.db-wal").unlink()
    spoil(left, SALT_BYTES)
    before = left.read_bytes()
    with pytest.raises(WorldFault):
        Store.open(left, KEY, lower)
    assert left.read_bytes() == before


def test_a_journal_of_another_vault_opens_nothing(left: Path, tmp_path: Path) -> None:
    other = Store.create(tmp_path / "other.db", KEY, lower, later=Waiting())
    with other.unit() as unit:
        unit.contents.put("c", bytes(200_000))
    journal = left.with_name("vault.db-wal")
    journal.write_bytes(journal.read_bytes()[:32] + bytes(5_000))
    assert not spoiled_salt(left, KEY)
    spoil(left, SALT_BYTES)
    shutil.copy(tmp_path / "other.db-wal", journal)
    other.close()
    with pytest.raises(WorldFault):
        Store.open(left, KEY, lower, read_only=True)
