"""A disk that is really full: a small file system in memory, where the system lets us mount one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aln_review.domain.errors import WorldFault
from aln_review.store import backup
from aln_review.store.database import Store
from aln_review.store.health import CheckName, examine
from aln_review.vault.keyslots import SlotKind, VaultHeader, add_slot, open_slot
from aln_review.vault.tries import Tries, unlock
from tests.store.conftest import KEY, Waiting, lower
from tests.store.makers import learner, words
from tests.vault.makers import CHEAP, PASSPHRASE, header, seeded

DISK_BYTES = 4 * 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("NOT PROVED HERE: a really full disk needs Linux and root to mount one")
    point = tmp_path / "disk"
    point.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(point)],
        capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("NOT PROVED HERE: this machine does not let a test mount a small disk")
    yield point
    subprocess.run(["umount", "--lazy", str(point)], check=True)


def fill(disk: Path) -> None:
    """Leave not one byte."""
    with (disk / "filler").open("ab", buffering=0) as file:
        for size in (65_536, 4_096, 1):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError:
                continue


def save(store: Store, number: int) -> None:
    with store.unit() as unit:
        unit.words.put(words(f"w{number:05}", f"gair{number} " * 40))
        unit.contents.put(f"c{number}", bytes(50_000))
        unit.log("changed", "l1")


def save_until_full(store: Store) -> int:
    """How many units were kept before the disk said no."""
    for number in range(DISK_BYTES):
        try:
            save(store, number)
        except WorldFault as fault:
            if fault.key != "error.store.disk_full":
                raise
            return number
    raise AssertionError


def test_a_full_disk_loses_nothing_and_reading_goes_on(small_disk: Path) -> None:
    path, other = small_disk / "vault.db", small_disk / "somebody's"
    other.write_bytes(bytes(DISK_BYTES // 8))
    store = Store.create(path, KEY, lower, later=Waiting())
    with store.unit() as unit:
        unit.learners.put(learner())
    kept = save_until_full(store)
    assert kept > 10
    fill(small_disk)
    with store.view() as view:
        assert view.words.count() == view.chain().count == kept
        assert [hit.id for hit in view.search("gair3", prefix=False)] == ["w00003"]
    with pytest.raises(WorldFault) as fault:
        save(store, kept)
    assert fault.value.key == "error.store.disk_full"
    store.close()
    again = Store.open(path, KEY, lower, later=Waiting())
    with again.view() as view:
        assert view.words.count() == view.chain().count == kept
    (small_disk / "filler").unlink()
    other.unlink()
    with again.unit() as unit:
        unit.learners.put(learner("l2"))
    # What was kept belongs to no document.
    names = [name for name in CheckName if name is not CheckName.LOOSE]
    assert all(check.good for check in examine(again, names))
    again.close()


def test_a_copy_to_a_full_disk_leaves_nothing_behind(small_disk: Path, tmp_path: Path) -> None:
    store = Store.create(tmp_path / "vault.db", KEY, lower, later=Waiting())
    fill(small_disk)
    with pytest.raises(WorldFault) as fault:
        backup.copy(store, small_disk / "copy.alnvault")
    assert fault.value.key in {"error.store.disk_full", "error.vault.disk_full"}
    assert [file.name for file in small_disk.iterdir()] == ["filler"]
    with pytest.raises(WorldFault):
        backup.keep(store, b"header" * 9_999, small_disk, datetime(2026, 11, 2, tzinfo=UTC), 1)
    assert backup.kept(small_disk) == []
    store.close()


def test_keys_on_a_full_disk_stay_as_they_were_and_open(small_disk: Path) -> None:
    path = small_disk / "vault.json"
    header().write(path)
    fill(small_disk)
    changed = add_slot(header(), SlotKind.KEYHOLDER, "ail ddeiliad", KEY, seeded(4), CHEAP)
    with pytest.raises(WorldFault) as fault:
        changed.write(path)
    assert fault.value.key == "error.vault.disk_full"
    assert VaultHeader.read(path) == header()
    assert open_slot(VaultHeader.read(path), SlotKind.PASSPHRASE, PASSPHRASE) == KEY
    tries = Tries(small_disk / "tries.json", lambda: 5.0, lambda: 5.0)
    assert unlock(VaultHeader.read(path), SlotKind.PASSPHRASE, PASSPHRASE, tries) == KEY
