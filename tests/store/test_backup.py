from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aln_review.domain.errors import WorldFault
from aln_review.store import backup, engine
from aln_review.store.database import Store
from aln_review.store.engine import Connection, Mode, connect
from aln_review.vault.keys import DataKey
from tests.store.conftest import KEY, lower
from tests.store.makers import learner, words

AT = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)


def another_count(path: Path, key: DataKey) -> dict[str, int]:
    return {"learners": 99}


def test_a_copy_opens_and_holds_the_same(store: Store, tmp_path: Path) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
        unit.words.put(words("w1", "Dw i’n hoffi darllen"))
        unit.contents.put("d1", bytes(300_000))
        unit.log("opened", "l1")
    made = backup.copy(store, tmp_path / "copy.alnvault")
    assert made.counts["words"] == made.counts["learners"] == made.counts["access_log"] == 1
    assert made.size == made.path.stat().st_size
    assert b"darllen" not in made.path.read_bytes()
    opened = Store.open(made.path, KEY, lower)
    with opened.view() as view:
        assert view.learners.all() == [learner()]
        assert view.contents.get("d1") == bytes(300_000)
        assert [hit.id for hit in view.search("darllen")] == ["w1"]
        assert view.chain().whole
    opened.close()


def test_a_copy_is_of_one_moment_and_nobody_who_saves_meanwhile_waits(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    real = backup.count

    def count_and_save(connection: Connection) -> dict[str, int]:
        found = real(connection)
        if not counted:
            with store.unit() as unit:
                unit.learners.put(learner())
        counted.append(found["learners"])
        return found

    monkeypatch.setattr(backup, "count", count_and_save)
    made = backup.copy(store, tmp_path / "copy.alnvault")
    assert made.counts["learners"] == 0
    assert counted == [0, 0]
    with store.view() as view:
        assert view.learners.count() == 1


def test_a_copy_is_one_closed_file_that_opens_where_nothing_can_be_written(
    store: Store, tmp_path: Path
) -> None:
    made = backup.copy(store, tmp_path / "copy.alnvault")
    place = tmp_path / "read only"
    place.mkdir()
    alone = place / "copy"
    alone.write_bytes(made.path.read_bytes())
    alone.chmod(0o400)
    place.chmod(0o500)
    assert backup.verify(alone, KEY) == made.counts
    assert list(place.iterdir()) == [alone]
    place.chmod(0o700)


def test_a_closed_copy_may_be_given_another_key(store: Store, tmp_path: Path) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
    made = backup.copy(store, tmp_path / "copy.alnvault")
    other = DataKey(bytes(range(32, 64)))
    again = backup.copy_closed(made.path, KEY, tmp_path / "again", other)
    assert again.counts == made.counts == backup.verify(again.path, other)
    with pytest.raises(WorldFault):
        backup.verify(again.path, KEY)


def test_a_copy_that_differs_is_not_kept(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "verify", another_count)
    with pytest.raises(WorldFault) as fault:
        backup.copy(store, tmp_path / "copy.alnvault")
    assert fault.value.key == "error.store.copy_differs"
    assert not list(tmp_path.glob("copy*"))


def test_a_copy_that_another_program_holds_is_given_up(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A virus scanner that never lets go must not hold up the copies for ever."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.2)
    target = tmp_path / "copy.alnvault"
    made = connect(target, KEY, Mode.CREATE, closed=True)
    made.run("CREATE TABLE held (x)")
    holder = connect(target, KEY, Mode.WRITE, closed=True)
    holder.run("BEGIN IMMEDIATE")
    reader = store.reader()
    with pytest.raises(WorldFault) as fault:
        reader.copy_into(made)
    assert fault.value.key == "error.store.locked"

    def held(_reader: Connection, _part: Path, _key: DataKey) -> None:
        reader.copy_into(made)

    with monkeypatch.context() as patch:
        patch.setattr(backup, "_copy_pages", held)
        with pytest.raises(WorldFault) as fault:
            backup.copy(store, tmp_path / "another.alnvault")
    assert fault.value.key == "error.store.copy_held"
    assert sorted(tmp_path.glob("another*")) == []
    holder.rollback()
    reader.copy_into(made)
    for connection in (reader, holder, made):
        connection.close()
    assert backup.verify(target, KEY)["words"] == 0


def test_nothing_is_overwritten(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.alnvault"
    target.write_bytes(b"another")
    with pytest.raises(WorldFault):
        backup.copy(store, target)
    assert target.read_bytes() == b"another"


def test_a_damaged_copy_is_found_out(store: Store, tmp_path: Path) -> None:
    made = backup.copy(store, tmp_path / "copy.alnvault")
    assert backup.verify(made.path, KEY) == made.counts
    content = bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 1
    made.path.write_bytes(content)
    with pytest.raises(WorldFault) as fault:
        backup.verify(made.path, KEY)
    assert fault.value.key == "error.store.damaged"


def test_copies_are_kept_with_their_header_and_the_oldest_go(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    for day in range(5):
        backup.keep(store, f"header {day}".encode(), folder, AT + timedelta(days=day), 3)
    assert [copy.name[:8] for copy in backup.kept(folder)] == ["20261104", "20261105", "20261106"]
    headers = sorted(folder.glob("*.json"))
    assert [header.read_bytes() for header in headers] == [b"header 2", b"header 3", b"header 4"]
    assert len(list(folder.iterdir())) == 6


def test_a_copy_that_fails_lets_nothing_older_go(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copies"
    backup.keep(store, b"header", folder, AT, 1)
    monkeypatch.setattr(backup, "verify", another_count)
    with pytest.raises(WorldFault):
        backup.keep(store, b"header", folder, AT + timedelta(days=1), 1)
    assert [copy.name[:8] for copy in backup.kept(folder)] == ["20261102"]
