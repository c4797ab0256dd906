"""A journal moved in part leaves pages that were never written: not damage. Damage still is."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from aln_review.domain.errors import WorldFault
from aln_review.store import backup
from aln_review.store.damage import damaged_pages
from aln_review.store.database import Store
from aln_review.store.engine import Connection, Mode, connect
from aln_review.store.health import CheckName, examine, refuse_damaged
from aln_review.store.pages import PAGE_BYTES
from tests.store.conftest import KEY, Waiting, lower
from tests.store.makers import learner

JOURNAL = "-wal"


def holes(path: Path) -> list[int]:
    """Pages of the file, counted from one, that hold nothing but zeros."""
    data = path.read_bytes()
    pages = [data[at : at + PAGE_BYTES] for at in range(0, len(data), PAGE_BYTES)]
    return [number for number, page in enumerate(pages, start=1) if not any(page)]


def whole(store: Store) -> bool:
    """Nothing is wrong but that no document has the bytes of these tests."""
    return {check.name for check in examine(store) if not check.good} <= {CheckName.LOOSE}


def journal_of(path: Path) -> Path:
    return path.with_name(path.name + JOURNAL)


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """What a kill leaves when the journal was emptied while somebody was reading."""
    chance = random.Random(3)
    store = Store.create(tmp_path / "vault.db", KEY, lower, later=Waiting())
    for number in range(60):
        with store.unit() as unit:
            unit.learners.put(learner(f"l{number}"))
            unit.contents.put(f"a{number}", chance.randbytes(30_000))
        with store.view() as view:
            view.learners.count()
            with store.unit() as unit:
                unit.learners.put(learner(f"m{number}"))
                unit.contents.put(f"b{number}", chance.randbytes(30_000))
                unit.log("learner.added", f"m{number}")
            store.tidy()
            if holes(store.path):
                left = tmp_path / "left" / "vault.db"
                left.parent.mkdir()
                for path in (store.path, journal_of(store.path)):
                    shutil.copy(path, left.parent / path.name)
                break
    else:
        pytest.fail("the engine no longer leaves holes: this test proves nothing")
    assert whole(store)
    backup.copy(store, tmp_path / "copy.db")
    store.close()
    return left


def pages_of(path: Path) -> int:
    connection = connect(path, KEY, Mode.READ)
    try:
        return damaged_pages(connection, path, KEY)
    finally:
        connection.close()


def test_a_sound_vault_is_let_in_after_a_kill(killed: Path) -> None:
    assert holes(killed)
    engine = connect(killed, KEY, Mode.READ)
    assert engine.rows("PRAGMA cipher_integrity_check")
    engine.close()
    assert pages_of(killed) == 0
    refuse_damaged(killed, KEY)
    store = Store.open(killed, KEY, lower, later=Waiting())
    with store.view() as view:
        assert view.learners.count() > 1
        assert view.chain().whole
    assert store.tidy()
    assert not holes(killed)
    assert whole(store)
    store.close()


def test_the_same_file_without_its_journal_is_damaged(killed: Path) -> None:
    journal_of(killed).unlink()
    with pytest.raises(WorldFault) as fault:
        refuse_damaged(killed, KEY)
    assert fault.value.key == "error.store.damaged"


def test_a_journal_whose_page_was_changed_vouches_for_nothing(killed: Path) -> None:
    wanted = set(holes(killed))
    journal = bytearray(journal_of(killed).read_bytes())
    for at in range(32, len(journal), 24 + PAGE_BYTES):
        if int.from_bytes(journal[at : at + 4]) in wanted:
            journal[at + 24 + 100] ^= 1
    journal_of(killed).write_bytes(journal)
    with pytest.raises(WorldFault):
        refuse_damaged(killed, KEY)


def test_a_journal_that_was_not_committed_vouches_for_nothing(killed: Path) -> None:
    journal = bytearray(journal_of(killed).read_bytes())
    for at in range(32, len(journal), 24 + PAGE_BYTES):
        journal[at + 4 : at + 8] = bytes(4)
    journal_of(killed).write_bytes(journal)
    with pytest.raises(WorldFault):
        refuse_damaged(killed, KEY)


def test_a_changed_page_is_damage_whatever_the_journal_holds_of_others(killed: Path) -> None:
    newer = {int.from_bytes(frame[:4]) for frame in frames(journal_of(killed))}
    every = range(2, killed.stat().st_size // PAGE_BYTES + 1)
    number = next(number for number in every if number not in newer)
    with killed.open("r+b") as file:
        file.seek((number - 1) * PAGE_BYTES + 50)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 1]))
    assert pages_of(killed) == 1


def frames(journal: Path) -> list[bytes]:
    data = journal.read_bytes()
    return [data[at : at + 8] for at in range(32, len(data), 24 + PAGE_BYTES)]


def test_what_was_being_written_at_the_first_look_is_looked_at_again(tmp_path: Path) -> None:
    class Between(Connection):
        """Says that a page is bad once, and then no more."""

        def __init__(self, held: Connection) -> None:
            super().__init__(held._open, held._folder)
            self.said = [("HMAC verification failed for page 2",)]

        def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
            return [self.said.pop()] if self.said else []

    store = Store.create(tmp_path / "vault.db", KEY, lower, later=Waiting())
    held = store.reader()
    assert damaged_pages(Between(held), store.path, KEY) == 0
    held.close()
    store.close()
