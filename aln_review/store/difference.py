"""What putting a copy back would change, row by row, without reading what anybody wrote."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.store.engine import Connection
from aln_review.store.kinds import KINDS, LEARNERS

_OWNER = "learner_id"


@dataclass(frozen=True, slots=True)
class Difference:
    """How many rows of one table and one learner would come back, change or go."""

    table: str
    learner_id: str
    """Empty for what belongs to no learner."""
    back: int = 0
    changed: int = 0
    gone: int = 0


def differences(present: Connection, copy: Connection) -> tuple[Difference, ...]:
    """Every difference between the vault as it is and a copy, table by table."""
    found: list[Difference] = []
    for table in KINDS:
        tally: dict[str, list[int]] = {}
        ours, theirs = _rows(present, table), _rows(copy, table)
        for item in ours.keys() | theirs.keys():
            mine, other = ours.get(item), theirs.get(item)
            if mine == other:
                continue
            owner = (mine or other or ("", 0))[0]
            place = 2 if other is None else 0 if mine is None else 1
            tally.setdefault(owner, [0, 0, 0])[place] += 1
        found.extend(Difference(table, owner, *counts) for owner, counts in sorted(tally.items()))
    return tuple(found)


def lines_after(present: Connection, copy: Connection) -> int:
    """How many lines of the access log the present vault has and the copy has not."""
    count = "SELECT count(*) FROM access_log"
    return max(0, present.number(count) - copy.number(count))


def last_entry(connection: Connection) -> str:
    """When the newest line of the access log was written, as ISO 8601; empty when there is none."""
    row = connection.first("SELECT at FROM access_log ORDER BY seq DESC LIMIT 1")
    return str(row[0]) if row else ""


def learners(connection: Connection) -> dict[str, str]:
    """The JSON of every learner by id, to name those that differ."""
    return {
        str(row[0]): str(row[1])
        for row in connection.rows(f'SELECT id, body FROM "{LEARNERS.table}"')  # noqa: S608
    }


def _rows(connection: Connection, table: str) -> dict[str, tuple[str, int]]:
    """Owner and a fingerprint of the content by id; nothing where an older schema has no table."""
    columns = {str(row[1]) for row in connection.rows(f'PRAGMA table_info("{table}")')}
    if not columns:
        return {}
    owner = "id" if table == LEARNERS.table else _OWNER if _OWNER in columns else "''"
    rows = connection.rows(f"SELECT id, coalesce({owner}, ''), body FROM \"{table}\"")  # noqa: S608
    return {str(item): (str(whose), hash(body)) for item, whose, body in rows}
