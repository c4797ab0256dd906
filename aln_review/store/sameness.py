"""What a database holds, so that two can be told to be the same: tables, rows, and the schema."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from aln_review.store.engine import Connection, Row


@dataclass(frozen=True, slots=True)
class Table:
    """A table with rows of its own."""

    name: str
    sql: str
    is_keyed: bool
    """It has no row numbers (``WITHOUT ROWID``), so it is copied as a whole."""
    has_bytes: bool

    @property
    def quoted(self) -> str:
        """The name as a statement takes it."""
        return quoted(self.name)


def quoted(name: str) -> str:
    """A name as a statement takes it."""
    return '"' + name.replace('"', '""') + '"'


def tables_of(connection: Connection, schema: str) -> list[Table]:
    """Every table with rows of its own, the search index's among them."""
    keyed = {
        str(name): bool(without)
        for name, without in connection.rows(
            "SELECT name, wr FROM pragma_table_list WHERE schema = ?", schema
        )
    }
    return [
        Table(str(name), str(sql), keyed.get(str(name), False), "BLOB" in str(sql).upper())
        for name, sql in connection.rows(
            f"SELECT name, sql FROM {schema}.sqlite_schema "  # noqa: S608
            "WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite~_%' ESCAPE '~' "
            "ORDER BY rowid"
        )
    ]


def told_of(connection: Connection, schema: str) -> tuple[object, ...]:
    """What the file says of itself, and everything it is made of, in no order."""
    made_of = connection.rows(
        f"SELECT type, name, tbl_name, sql FROM {schema}.sqlite_schema "  # noqa: S608
        "WHERE name NOT LIKE 'sqlite~_stat%' ESCAPE '~'"
    )
    return (
        connection.number(f"PRAGMA {schema}.application_id"),
        connection.number(f"PRAGMA {schema}.user_version"),
        frozenset(made_of),
    )


def digest(connection: Connection, schema: str, table: Table) -> str:
    """SHA-256 over everything in a table."""
    order = "" if table.is_keyed else " ORDER BY rowid"
    rows = connection.each(f"SELECT * FROM {schema}.{table.quoted}{order}")  # noqa: S608
    return digest_of(rows)


def digest_of(rows: Iterable[Row]) -> str:
    """SHA-256 over rows, each value with its kind and length before it."""
    found = hashlib.sha256()
    for row in rows:
        for value in row:
            data = value if isinstance(value, bytes) else repr(value).encode("utf-8", "replace")
            found.update(f"{type(value).__name__}{len(data)}:".encode())
            found.update(data)
        found.update(b";")
    return found.hexdigest()
