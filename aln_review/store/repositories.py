"""Keeping and finding one kind of thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec

from aln_review.domain.errors import NotFound, OwnFault, WorldFault
from aln_review.store.engine import Connection, Row
from aln_review.store.kinds import KINDS, LEARNERS, Indexed, Kind, plain

T = TypeVar("T")
S = TypeVar("S")


class Repository(Generic[T]):
    """All items of one kind in the open unit of work, ordered by id: by when they were made."""

    def __init__(
        self,
        connection: Connection,
        kind: Kind[T],
        touched: Callable[[str, object, str], None],
        removed: Callable[[str, str, str], None],
    ) -> None:
        self._connection = connection
        self._kind = kind
        self._touched = touched
        self._removed = removed

    def put(self, item: T) -> None:
        """Keep an item, in place of what stood under its id."""
        body = _encode(item)
        item_id: str = item.id  # type: ignore[attr-defined]
        statement = _upsert(self._kind.table, self._kind.columns)
        self._connection.run(statement, item_id, *self._kind.values(item), body)
        self._touched(self._kind.table, item, item_id)

    def get(self, item_id: str) -> T:
        """The item.

        Raises:
            NotFound: nothing has this id.

        """
        found = self.find(item_id)
        if found is None:
            raise NotFound("error.not_found")
        return found

    def find(self, item_id: str) -> T | None:
        """The item, or ``None`` when nothing has this id."""
        row = self._connection.first(
            f'SELECT body FROM "{self._kind.table}" WHERE id = ?',  # noqa: S608
            item_id,
        )
        return None if row is None else self._item(row)

    def all(self) -> list[T]:
        """Every item."""
        return self.where()

    def where(self, **indexed: Indexed) -> list[T]:
        """Items whose indexed fields have these values.

        Raises:
            OwnFault: a name is not an indexed field of this kind.

        """
        return [self._item(row) for row in self._bodies(indexed)]

    def glance(self, shape: type[S], **indexed: Indexed) -> list[S]:
        """The same items with the fields of a smaller type only: the rest is not made.

        Raises:
            OwnFault: a name is not an indexed field of this kind.

        """
        decode = msgspec.json.Decoder(shape).decode
        try:
            return [decode(row[0]) for row in self._bodies(indexed)]
        except msgspec.MsgspecError:
            raise self._unreadable() from None

    def count(self, **indexed: Indexed) -> int:
        """How many items have these values, without reading them.

        Raises:
            OwnFault: a name is not an indexed field of this kind.

        """
        condition, values = self._condition(indexed)
        return self._connection.number(
            f'SELECT count(*) FROM "{self._kind.table}"{condition}',  # noqa: S608
            *values,
        )

    def highest(self, name: str, **indexed: Indexed) -> int | None:
        """The highest number in one field of the items with these values, without reading them.

        ``None`` when there are none. A card is put last on a full wall at every pause in typing:
        reading the whole wall for it would cost more than the save.

        Raises:
            OwnFault: a name is not an indexed field of this kind.

        """
        condition, values = self._condition(indexed)
        self._refuse_unknown({name})
        row = self._connection.first(
            f'SELECT "{name}" FROM "{self._kind.table}"{condition} '  # noqa: S608
            f'ORDER BY "{name}" DESC LIMIT 1',
            *values,
        )
        return None if row is None else int(row[0])

    def delete(self, item_id: str) -> None:
        """Remove an item; its pages are overwritten and the journal follows within seconds.

        Raises:
            NotFound: nothing has this id.

        """
        learner_id = self._learner_of(item_id)
        touched = self._connection.run(
            f'DELETE FROM "{self._kind.table}" WHERE id = ?',  # noqa: S608
            item_id,
        )
        if touched == 0:
            raise NotFound("error.not_found")
        self._removed(self._kind.table, item_id, learner_id)

    def _learner_of(self, item_id: str) -> str:
        """Whose record an item belongs to, as far as its kind says."""
        if self._kind is LEARNERS:
            return item_id
        if "learner_id" not in self._kind.columns:
            return ""
        row = self._connection.first(
            f'SELECT learner_id FROM "{self._kind.table}" WHERE id = ?',  # noqa: S608
            item_id,
        )
        return str(row[0] or "") if row else ""

    def _condition(self, indexed: dict[str, Indexed]) -> tuple[str, list[str | int | None]]:
        self._refuse_unknown(set(indexed))
        if not indexed:
            return "", []
        parts = " AND ".join(f'"{name}" IS ?' for name in indexed)
        return f" WHERE {parts}", [plain(value) for value in indexed.values()]

    def _refuse_unknown(self, names: set[str]) -> None:
        unknown = sorted(names - {"id", *self._kind.columns})
        if unknown:
            raise OwnFault("error.store.not_indexed", table=self._kind.table, name=unknown[0])

    def _bodies(self, indexed: dict[str, Indexed]) -> Iterator[Row]:
        condition, values = self._condition(indexed)
        return self._connection.each(
            f'SELECT body FROM "{self._kind.table}"{condition} ORDER BY id',  # noqa: S608
            *values,
        )

    def _item(self, row: Row) -> T:
        try:
            found: T = _DECODE[self._kind.table](row[0])
        except msgspec.MsgspecError:
            raise self._unreadable() from None
        return found

    def _unreadable(self) -> WorldFault:
        return WorldFault("error.store.row_unreadable", table=self._kind.table)


@cache
def _upsert(table: str, columns: tuple[str, ...]) -> str:
    names = ("id", *columns, "body")
    quoted = ", ".join(f'"{name}"' for name in names)
    updates = ", ".join(f'"{name}"=excluded."{name}"' for name in names[1:])
    # Every name comes from the table-specs, never from a file or a person.
    return (
        f'INSERT INTO "{table}"({quoted}) '
        f"VALUES({', '.join('?' * len(names))}) ON CONFLICT(id) DO UPDATE SET {updates}"
    )


_DECODE: dict[str, Callable[[str], Any]] = {
    table: msgspec.json.Decoder(kind.type).decode for table, kind in KINDS.items()
}


def _encode(item: object) -> str:
    try:
        return msgspec.json.encode(item).decode()
    except UnicodeEncodeError:
        # Half of a surrogate pair, as some clipboards give: it has no meaning to keep.
        raise OwnFault("error.store.not_text", name=type(item).__name__) from None
