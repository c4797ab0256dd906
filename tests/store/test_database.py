from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest

from aln_review.domain.errors import NotFound, OwnFault, WorldFault
from aln_review.store.database import Store
from aln_review.store.engine import Mode, connect
from aln_review.vault.keys import DataKey
from tests.store.conftest import KEY, Waiting, lower
from tests.store.makers import learner, words


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_was_put_is_there_after_reopening(store: Store, path: Path) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
        unit.words.put(words("w1", "Dw i’n hoffi darllen"))
        assert unit.changed == {"learners", "words"}
    store.close()
    again = Store.open(path, KEY, lower)
    with again.view() as view:
        assert view.learners.get("l1") == learner()
        assert view.words.where(learner_id="l1") == [words("w1", "Dw i’n hoffi darllen")]
    again.close()


def test_a_unit_that_raises_changes_nothing(store: Store) -> None:
    def half_done() -> None:
        with store.unit() as unit:
            unit.learners.put(learner())
            unit.log("changed", "l1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    with store.view() as view:
        assert view.learners.count() == 0
        assert view.access_log() == []
        assert view.search("elin") == []


def test_nothing_readable_lies_in_the_files(store: Store, path: Path) -> None:
    with store.unit() as unit:
        unit.learners.put(learner(forename="Gwenllianplanted"))
        unit.contents.put("d1", b"Gwenllianplanted" * 50)
        unit.drafts.put("screen", "field", "Gwenllianplanted")
    for file in path.parent.iterdir():
        content = file.read_bytes()
        assert b"Gwenllian" not in content
        assert b"gwenllian" not in content


def test_a_view_is_a_snapshot_on_another_thread(store: Store) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
    reading, written = threading.Event(), threading.Event()
    counts: list[int] = []

    def read() -> None:
        with store.view() as view:
            counts.append(view.learners.count())
            reading.set()
            written.wait(10)
            counts.append(view.learners.count())
        with store.view() as view:
            counts.append(view.learners.count())

    thread = threading.Thread(target=read)
    thread.start()
    assert reading.wait(10)
    with store.unit() as unit:
        unit.learners.put(learner("l2"))
    written.set()
    thread.join(10)
    assert counts == [1, 1, 2]


def test_a_view_writes_nothing(store: Store) -> None:
    with pytest.raises(OwnFault) as fault, store.view() as view:
        view.learners.put(learner())
    assert fault.value.key == "error.store.view_only"


def test_a_unit_that_is_over_is_over(store: Store) -> None:
    with store.unit() as unit:
        kept = unit
    with pytest.raises(OwnFault) as fault:
        kept.learners.put(learner())
    assert fault.value.key == "error.store.unit_over"
    with store.view() as view:
        assert view.learners.count() == 0


def test_a_unit_in_a_unit_is_our_fault(store: Store) -> None:
    with store.unit(), pytest.raises(OwnFault) as fault, store.unit():
        pass
    assert fault.value.key == "error.store.unit_in_unit"
    with store.unit(), pytest.raises(OwnFault), store.quiet():
        pass
    with store.unit() as unit:
        unit.learners.put(learner())


def test_units_of_many_threads_take_turns(store: Store) -> None:
    def write(number: int) -> None:
        for turn in range(10):
            with store.unit() as unit:
                seen = unit.meta.get("count", 0)
                unit.meta.put("count", seen + 1)
                unit.learners.put(learner(f"l{number}-{turn}"))
                unit.log("changed", f"l{number}-{turn}")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    with store.view() as view:
        assert view.meta.get("count", 0) == 40
        assert view.learners.count() == 40
        assert view.chain().count == 40
        assert view.chain().whole


def test_a_learner_with_words_cannot_vanish_beneath_them(store: Store) -> None:
    with store.unit() as unit:
        unit.words.put(words("w1", "Helo"))
        unit.learners.put(learner())
    with pytest.raises(OwnFault) as fault, store.unit() as unit:
        unit.learners.delete("l1")
    assert fault.value.key == "error.store.constraint"
    with store.view() as view:
        assert view.learners.get("l1") == learner()


@pytest.mark.parametrize("key", [DataKey(bytes(32)), DataKey(b"\xff" * 32)])
def test_a_wrong_key_leaves_every_byte_alone(
    store: Store, path: Path, tmp_path: Path, key: DataKey
) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("vault.db", "vault.db-wal"):
        (copy / name).write_bytes(path.with_name(name).read_bytes())
    before = {file.name: digest(file) for file in copy.iterdir()}
    with pytest.raises(WorldFault) as fault:
        Store.open(copy / "vault.db", key, lower)
    assert fault.value.key == "error.store.wrong_key"
    assert {name: digest(copy / name) for name in before} == before


def test_a_missing_vault_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(WorldFault) as fault:
        Store.open(tmp_path / "vault.db", KEY, lower)
    assert fault.value.key == "error.store.missing"
    assert list(tmp_path.iterdir()) == []


def test_an_emptied_vault_is_not_begun_afresh(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(WorldFault) as fault:
        Store.open(path, KEY, lower)
    assert fault.value.key == "error.store.damaged"
    assert path.read_bytes() == b""


def test_a_damaged_first_page_is_told_from_a_wrong_key(store: Store, path: Path) -> None:
    store.close()
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    with pytest.raises(WorldFault) as fault:
        Store.open(path, KEY, lower)
    assert fault.value.key == "error.store.damaged"
    assert path.read_bytes() == bytes(content)


def test_an_encrypted_file_that_is_no_vault_is_refused(path: Path) -> None:
    other = connect(path, KEY, Mode.CREATE)
    other.run("CREATE TABLE something (else_ TEXT)")
    other.close()
    with pytest.raises(WorldFault) as fault:
        Store.open(path, KEY, lower)
    assert fault.value.key == "error.store.not_a_vault"


def test_a_vault_is_never_made_over_another(store: Store, path: Path) -> None:
    store.close()
    before = digest(path)
    with pytest.raises(WorldFault) as fault:
        Store.create(path, KEY, lower)
    assert fault.value.key == "error.store.exists"
    assert digest(path) == before


def test_a_half_made_vault_is_swept_away(path: Path) -> None:
    path.with_name("vault.db.new").write_bytes(b"half")
    Store.create(path, KEY, lower).close()
    assert sorted(file.name for file in path.parent.iterdir()) == ["vault.db"]


def test_read_only_reads_and_refuses_units(store: Store, path: Path) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
    store.close()
    before = digest(path)
    reading = Store.open(path, KEY, lower, read_only=True)
    with reading.view() as view:
        assert view.learners.count() == 1
    with pytest.raises(WorldFault) as fault, reading.unit():
        pass
    assert fault.value.key == "error.store.read_only"
    reading.close()
    assert digest(path) == before


def test_deleted_words_leave_the_journal_soon(store: Store, path: Path, waiting: Waiting) -> None:
    journal = path.with_name("vault.db-wal")
    with store.unit() as unit:
        unit.learners.put(learner())
    assert journal.stat().st_size > 0
    with store.unit() as unit:
        unit.learners.delete("l1")
    assert len(waiting.actions) == 1
    waiting.run()
    assert journal.stat().st_size == 0


def test_a_reader_in_the_way_only_puts_the_journal_off(
    store: Store, path: Path, waiting: Waiting
) -> None:
    journal = path.with_name("vault.db-wal")
    with store.view():
        with store.unit() as unit:
            unit.learners.put(learner())
        waiting.run()
        assert journal.stat().st_size > 0
        assert len(waiting.actions) == 1
    waiting.run()
    assert journal.stat().st_size == 0


def test_a_closed_store_is_closed_once_and_for_all(store: Store, waiting: Waiting) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
    store.close()
    store.close()
    assert waiting.actions == []
    with pytest.raises(OwnFault), store.unit():
        pass
    with pytest.raises(OwnFault), store.view():
        pass


def test_another_programs_write_lock_is_named(store: Store, path: Path) -> None:
    other = connect(path, KEY, Mode.WRITE)
    other.begin()
    quick = connect(path, KEY, Mode.WRITE)
    quick.rows("PRAGMA busy_timeout=0")
    with pytest.raises(WorldFault) as fault:
        quick.begin()
    assert fault.value.key == "error.store.locked"
    for connection in (other, quick):
        connection.close()


def test_not_found_says_no_more(store: Store) -> None:
    with store.unit() as unit:
        with pytest.raises(NotFound):
            unit.learners.get("l1")
        with pytest.raises(NotFound):
            unit.learners.delete("l1")
        assert unit.learners.find("l1") is None


def test_a_disk_that_refuses_to_tidy_is_asked_again(
    store: Store, path: Path, waiting: Waiting
) -> None:
    other = connect(path, KEY, Mode.WRITE)
    with store.unit() as unit:
        unit.learners.put(learner())
        unit.words.put(words("w1", "Un"))
    store._writer.rows("PRAGMA busy_timeout=0")
    other.begin()
    waiting.run()
    assert other.number("SELECT count(*) FROM texts") == 0
    other.rollback()
    with store.unit() as unit:
        unit.words.put(words("w2", "Dau"))
    waiting.run()
    assert other.number("SELECT count(*) FROM texts") == 2
    other.close()
