from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aln_review.domain.errors import OwnFault, WorldFault
from aln_review.store.database import Store
from aln_review.store.engine import Connection, Mode, connect
from aln_review.store.migrations import STEPS, Step, Version, check, migrate, version_of
from tests.store.conftest import KEY, Clock, lower


def add_column(connection: Connection) -> None:
    connection.tables.table("learners").add_column("later", str)


def fail_half_way(connection: Connection) -> None:
    connection.run("CREATE TABLE half (a TEXT)")
    connection.run("CREATE TABLE half (a TEXT)")


NEXT = Step(Version(1, 1), "later", add_column)
BROKEN = Step(Version(1, 2), "broken", fail_half_way)


@pytest.fixture
def connection(store: Store, path: Path) -> Iterator[Connection]:
    store.close()
    opened = connect(path, KEY, Mode.WRITE)
    yield opened
    opened.close()


def recorded(connection: Connection) -> list[str]:
    return [row[0] for row in connection.rows("SELECT name FROM steps ORDER BY version")]


def test_a_new_vault_has_every_step(connection: Connection) -> None:
    assert version_of(connection) == STEPS[-1].version
    assert recorded(connection) == [step.name for step in STEPS]
    assert migrate(connection, Clock()) == ()


def test_a_step_is_applied_once_with_its_record(connection: Connection) -> None:
    steps = (*STEPS, NEXT)
    assert migrate(connection, Clock(), steps) == (NEXT,)
    assert migrate(connection, Clock(), steps) == ()
    assert version_of(connection) == Version(1, 1)
    assert recorded(connection) == ["first", "later"]


def test_a_step_that_fails_leaves_the_steps_before_it(connection: Connection) -> None:
    with pytest.raises(OwnFault):
        migrate(connection, Clock(), (*STEPS, NEXT, BROKEN))
    assert version_of(connection) == Version(1, 1)
    assert recorded(connection) == ["first", "later"]
    assert connection.number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'") == 0


def test_a_newer_major_is_refused_and_a_newer_minor_is_not(
    connection: Connection, path: Path
) -> None:
    connection.run(f"PRAGMA user_version={Version(1, 9).stamp}")
    assert check(connection) == Version(1, 9)
    connection.run(f"PRAGMA user_version={Version(2, 0).stamp}")
    connection.checkpoint()
    before = path.read_bytes()
    with pytest.raises(WorldFault) as fault:
        Store.open(path, KEY, lower)
    assert (fault.value.key, fault.value.facts) == ("error.store.newer", {"version": 2})
    assert path.read_bytes() == before


def test_steps_out_of_order_are_our_mistake(connection: Connection) -> None:
    with pytest.raises(ValueError, match="first"):
        migrate(connection, lambda: datetime.now(UTC), (NEXT, *STEPS))
