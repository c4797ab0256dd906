"""A journal moved in part leaves pages that were never written: not damage. Damage still is."""

from __future__ import annotations

import random
import shutil
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from aln_review.domain.errors import WorldFault
from aln_review.store import backup
from aln_review.store.damage import damaged_pages, frames
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


def sealed(journal: bytearray) -> bytes:
    """A journal with its running sums worked out anew, as whoever wrote it would have."""
    order = ">" if journal[3] & 1 else "<"

    def add(data: bytes, one: int, two: int) -> tuple[int, int]:
        for first, second in struct.iter_unpack(f"{order}2I", data):
            one = (one + first + two) % 2**32
            two = (two + second + one) % 2**32
        return one, two

    sums = add(bytes(journal[:24]), 0, 0)
    journal[24:32] = struct.pack(">2I", *sums)
    for at in range(32, len(journal), 24 + PAGE_BYTES):
        sums = add(bytes(journal[at : at + 8] + journal[at + 24 : at + 24 + PAGE_BYTES]), *sums)
        journal[at + 16 : at + 24] = struct.pack(">2I", *sums)
    return bytes(journal)


def test_the_sums_are_those_of_the_engine(killed: Path) -> None:
    journal = journal_of(killed).read_bytes()
    assert sealed(bytearray(journal)) == journal
    assert len(list(frames(killed))) == (len(journal) - 32) // (24 + PAGE_BYTES)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_the_journal_is_read_as_the_engine_reads_it(
    killed: Path, tmp_path: Path, at: float, bit: int
) -> None:
    """One bit changed anywhere: the frames that count are those the engine recovers."""
    copied = tmp_path / "copied.db"
    shutil.copy(killed, copied)
    copied.with_name("copied.db-shm").unlink(missing_ok=True)
    journal = bytearray(journal_of(killed).read_bytes())
    journal[int(at * len(journal))] ^= 1 << bit
    journal_of(copied).write_bytes(journal)
    ours = committed = 0
    for number, (_, commits, _page) in enumerate(frames(copied), start=1):
        committed = number if commits else committed
        ours = number
    raw = dbapi2.connect(str(copied), isolation_level=None)
    raw.execute("PRAGMA cipher_log_level=NONE")
    raw.execute(f"PRAGMA key=\"x'{KEY.raw().hex()}'\"")
    try:
        theirs = raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]
    except dbapi2.DatabaseError:
        # What it recovered does not make a database; how far it read is not to be known then.
        return
    finally:
        raw.close()
    assert theirs in (committed, -1)
    assert ours >= committed


def test_frames_left_behind_a_shorter_journal_vouch_for_nothing(killed: Path) -> None:
    """Today's salts, a page that fits, even a mark of commitment: and it is not the vault's."""
    wanted = set(holes(killed))
    size = 24 + PAGE_BYTES
    journal = journal_of(killed).read_bytes()
    first = next(
        at for at in range(32, len(journal), size) if int.from_bytes(journal[at : at + 4]) in wanted
    )
    # What was written over the beginning of the undone transaction: other sums from here on.
    other = bytearray(journal[:first])
    other[first - 1] ^= 1
    over = sealed(other)
    journal_of(killed).write_bytes(over + journal[first:])
    with pytest.raises(WorldFault) as fault:
        refuse_damaged(killed, KEY)
    assert fault.value.key == "error.store.damaged"


def test_a_journal_whose_page_was_changed_vouches_for_nothing(killed: Path) -> None:
    wanted = set(holes(killed))
    journal = bytearray(journal_of(killed).read_bytes())
    for at in range(32, len(journal), 24 + PAGE_BYTES):
        if int.from_bytes(journal[at : at + 4]) in wanted:
            journal[at + 24 + 100] ^= 1
    journal_of(killed).write_bytes(sealed(journal))
    with pytest.raises(WorldFault):
        refuse_damaged(killed, KEY)


def test_a_journal_that_was_not_committed_vouches_for_nothing(killed: Path) -> None:
    journal = bytearray(journal_of(killed).read_bytes())
    for at in range(32, len(journal), 24 + PAGE_BYTES):
        journal[at + 4 : at + 8] = bytes(4)
    journal_of(killed).write_bytes(sealed(journal))
    with pytest.raises(WorldFault):
        refuse_damaged(killed, KEY)


def test_a_changed_page_is_damage_whatever_the_journal_holds_of_others(killed: Path) -> None:
    newer = {number for number, _, _ in frames(killed)}
    every = range(2, killed.stat().st_size // PAGE_BYTES + 1)
    number = next(number for number in every if number not in newer)
    with killed.open("r+b") as file:
        file.seek((number - 1) * PAGE_BYTES + 50)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 1]))
    assert pages_of(killed) == 1


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
