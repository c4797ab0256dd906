from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from aln_review.domain.bilingual import Text
from aln_review.domain.errors import OwnFault, WorldFault
from aln_review.domain.keeping import Hold, HoldKind
from aln_review.store.backup import count
from aln_review.store.database import Store
from aln_review.store.engine import Connection, Mode, connect
from aln_review.store.migrations import (
    STEPS,
    Step,
    Version,
    check,
    migrate,
    tables_after,
    version_of,
)
from tests.store.conftest import KEY, Clock, Waiting, lower
from tests.store.makers import learner


def add_column(connection: Connection) -> None:
    connection.tables.table("learners").add_column("later", str)


def fail_half_way(connection: Connection) -> None:
    connection.run("CREATE TABLE half (a TEXT)")
    connection.run("CREATE TABLE half (a TEXT)")


NEXT = Step(Version(1, 8), "later", add_column)
BROKEN = Step(Version(1, 9), "broken", fail_half_way)


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
    assert version_of(connection) == NEXT.version
    assert recorded(connection) == [*(step.name for step in STEPS), "later"]


def test_a_step_that_fails_leaves_the_steps_before_it(connection: Connection) -> None:
    with pytest.raises(OwnFault):
        migrate(connection, Clock(), (*STEPS, NEXT, BROKEN))
    assert version_of(connection) == NEXT.version
    assert recorded(connection) == [*(step.name for step in STEPS), "later"]
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


def test_a_vault_of_the_first_schema_gains_what_is_kept_of_an_erasure(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    connection = connect(file, KEY, Mode.CREATE)
    migrate(connection, Clock(), STEPS[:1])
    assert tables_after(version_of(connection)) >= {"holds", "disclosures", "erasures"}
    assert {count(connection)[table] for table in tables_after(Version(1, 0))} == {0}
    connection.close()
    store = Store.open(file, KEY, lower, later=Waiting())
    with store.unit() as unit:
        unit.learners.put(learner())
        unit.holds.put(Hold("h1", "l1", HoldKind.LEGAL, Text(), "Gwen Pari", date(2026, 11, 2)))
    with pytest.raises(OwnFault), store.unit() as unit:
        unit.learners.delete("l1")
    store.close()
    connection = connect(file, KEY, Mode.READ)
    assert tables_after(version_of(connection)) == frozenset()
    assert count(connection)["holds"] == 1
    connection.close()
