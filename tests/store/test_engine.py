from __future__ import annotations

from pathlib import Path

import pytest

from aln_review.domain.errors import OwnFault, WorldFault
from aln_review.store.engine import Connection, Mode, check_version, connect
from aln_review.store.pages import key_fits
from aln_review.vault.keys import DataKey
from tests.store.conftest import KEY


@pytest.fixture
def connection(path: Path) -> Connection:
    return connect(path, KEY, Mode.CREATE)


def test_sqlite_utils_knows_this_engines_errors(connection: Connection) -> None:
    """Without the shim a column that is missing is an error that sqlite-utils does not catch."""
    table = connection.tables.table("things")
    table.insert({"id": "1", "name": "un"}, pk="id")
    table.insert({"id": "2", "name": "dau", "colour": "coch"}, alter=True)
    assert [row["colour"] for row in table.rows] == [None, "coch"]
    connection.tables.table("never made").drop(ignore=True)
    connection.close()


@pytest.mark.parametrize("version", [(3, 51, 2), (3, 40, 1), (3, 52, 0)])
def test_an_unsafe_engine_is_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(WorldFault) as fault:
        check_version(version)
    assert fault.value.facts == {"version": ".".join(map(str, version))}


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 52, 1), (3, 53, 4), (4, 0, 0)])
def test_a_safe_engine_is_taken(version: tuple[int, ...]) -> None:
    check_version(version)


def test_the_engine_keeps_its_promises(connection: Connection) -> None:
    settings = {
        name: connection.first(f"PRAGMA {name}")
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store")
    }
    assert settings == {
        "journal_mode": ("wal",), "synchronous": (2,), "foreign_keys": (1,),
        "secure_delete": (1,), "temp_store": (2,),
    }  # fmt: skip
    connection.close()


def test_a_fault_of_ours_quotes_no_content(connection: Connection) -> None:
    connection.run("CREATE TABLE t (a TEXT UNIQUE)")
    connection.run("INSERT INTO t VALUES(?)", "Elin Môn-Parri")
    with pytest.raises(OwnFault) as fault:
        connection.run("INSERT INTO t VALUES(?)", "Elin Môn-Parri")
    assert fault.value.key == "error.store.constraint"
    with pytest.raises(OwnFault) as broken:
        connection.run("INSERT INTO Elin VALUES(1)")
    assert broken.value.key == "error.store.statement"
    for caught in (fault.value, broken.value):
        assert "Elin" not in f"{caught} {caught.facts}"
        assert caught.__cause__ is None
        assert caught.__suppress_context__
    connection.close()


def test_a_handle_taken_away_is_of_no_use(connection: Connection) -> None:
    lease = connection.lease()
    assert lease.number("SELECT 5") == 5
    lease.end()
    for use in (lambda: lease.rows("SELECT 1"), lambda: lease.run("SELECT 1"), lease.lease):
        with pytest.raises(OwnFault):
            use()
    assert connection.number("SELECT 6") == 6
    connection.close()


def test_the_engine_says_nothing_on_the_terminal(
    path: Path, connection: Connection, capfd: pytest.CaptureFixture[str]
) -> None:
    connection.run("CREATE TABLE t (a TEXT)")
    connection.close()
    with pytest.raises(WorldFault):
        connect(path, DataKey(bytes(32)), Mode.READ)
    assert capfd.readouterr() == ("", "")


def test_the_pages_own_codes_tell_whose_key_it_is(path: Path, connection: Connection) -> None:
    connection.run("CREATE TABLE t (a TEXT)")
    connection.close()
    assert key_fits(path, KEY)
    assert not key_fits(path, DataKey(bytes(32)))
    content = path.read_bytes()
    path.write_bytes(content[:10])
    assert not key_fits(path, KEY)
    path.write_bytes(content[:4096].translate(bytes(reversed(range(256)))) + content[4096:])
    assert not key_fits(path, KEY)
