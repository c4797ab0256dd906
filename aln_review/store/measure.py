"""How much people have written, so that a copy that lost much of it is noticed.

A vault that is emptied by a mistake of ours, by another program or by somebody's hand is still a
sound vault: it opens, and its pages hold. Only its size says that something went, and it says so
before the last good copy has made room for a new empty one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aln_review.store.engine import Connection, Mode, connect
from aln_review.store.kinds import KINDS
from aln_review.vault.keys import DataKey

WRITTEN = tuple(KINDS)
"""Tables of what people wrote or took in."""
FIFTH = 5
"""A copy that shrank by one part in so many stops the rotation."""
LEAST_ROWS = 10
LEAST_BYTES = 64 * 1024
"""Below these a fifth is the work of a moment, such as one person taken off the record."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Rows in each table of what people wrote, and bytes of what they wrote and of documents."""

    rows: Mapping[str, int] = field(default_factory=dict)
    written: int = 0
    contents: int = 0


@dataclass(frozen=True, slots=True)
class Shrunk:
    """What shrank most, and from how much to how much. ``what`` is a table, or bytes of a sort."""

    what: str
    before: int
    after: int


def measure(connection: Connection) -> Measure:
    """Count and weigh an open database."""
    there = {str(name) for (name,) in connection.rows("SELECT name FROM sqlite_schema")}
    rows, written = {}, 0
    for table in (one for one in WRITTEN if one in there):
        count, size = connection.rows(
            f'SELECT count(*), coalesce(sum(length(body)), 0) FROM "{table}"'  # noqa: S608
        )[0]
        rows[table] = int(count)
        written += int(size)
    contents = connection.number("SELECT coalesce(sum(size), 0) FROM contents")
    return Measure(rows, written, contents)


def measure_file(path: Path, key: DataKey) -> Measure:
    """Count and weigh a closed database.

    Raises:
        WorldFault: it does not open.

    """
    connection = connect(path, key, Mode.READ)
    try:
        return measure(connection)
    finally:
        connection.close()


def shrunk(before: Measure, after: Measure) -> tuple[Shrunk, ...]:
    """What shrank by a fifth or more, the greatest loss first; nothing when all is well."""
    pairs = [
        (table, count, after.rows.get(table, 0), LEAST_ROWS) for table, count in before.rows.items()
    ]
    pairs.append(("written", before.written, after.written, LEAST_BYTES))
    pairs.append(("contents", before.contents, after.contents, LEAST_BYTES))
    found = [
        Shrunk(what, one, other)
        for what, one, other, least in pairs
        if one >= least and (one - other) * FIFTH >= one
    ]
    return tuple(sorted(found, key=lambda each: each.after / each.before))
