"""One unit of work: everything a command changes, kept together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, overload

import msgspec

from aln_review.domain.errors import WorldFault
from aln_review.store import kinds
from aln_review.store.access import AccessLog, chain, link_at, links
from aln_review.store.contents import Contents
from aln_review.store.engine import Connection
from aln_review.store.indexing import Indexer, Lemmas
from aln_review.store.kinds import Kind
from aln_review.store.repositories import Repository
from aln_review.store.search import Hit, Search
from aln_review.vault.access_log import Access, ChainReport, Link

T = TypeVar("T")

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the store is told from outside: the time, who acts, how words become lemmas."""

    now: Callable[[], datetime]
    actor: Callable[[], str]
    lemmas: Lemmas


def _decoded(table: str, text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except msgspec.MsgspecError:
        raise WorldFault("error.store.row_unreadable", table=table) from None


class Meta:
    """Settings and counters by name, as JSON values."""

    def __init__(self, connection: Connection, touched: Callable[[], None]) -> None:
        self._connection = connection
        self._touched = touched

    @overload
    def get(self, name: str) -> Json: ...
    @overload
    def get(self, name: str, default: T) -> T: ...
    def get(self, name: str, default: object = None) -> object:
        """The value, or ``default`` when none was put."""
        row = self._connection.first("SELECT value FROM meta WHERE name = ?", name)
        return default if row is None else _decoded("meta", row[0])

    def put(self, name: str, value: object) -> None:
        """Keep a value that JSON can hold."""
        self._connection.run(
            "INSERT INTO meta(name, value) VALUES(?, ?) "
            "ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            name,
            msgspec.json.encode(value).decode(),
        )
        self._touched()


class Drafts:
    """Text typed but not saved when the vault was locked; it comes back after unlocking."""

    def __init__(self, connection: Connection, touched: Callable[[], None]) -> None:
        self._connection = connection
        self._touched = touched

    def put(self, screen: str, key: str, text: str) -> None:
        """Keep a field's text."""
        self._connection.run(
            "INSERT INTO drafts(screen, field, text) VALUES(?, ?, ?) "
            "ON CONFLICT(screen, field) DO UPDATE SET text = excluded.text",
            screen,
            key,
            msgspec.json.encode(text).decode(),
        )
        self._touched()

    def all(self, screen: str) -> dict[str, str]:
        """What was typed on a screen, by field."""
        return {
            str(field): str(_decoded("drafts", text))
            for field, text in self._connection.rows(
                "SELECT field, text FROM drafts WHERE screen = ? ORDER BY field", screen
            )
        }

    def clear(self, screen: str, key: str = "") -> None:
        """Forget a screen's drafts, or one field's; saved text has no draft."""
        if key:
            self._connection.run("DELETE FROM drafts WHERE screen = ? AND field = ?", screen, key)
        else:
            self._connection.run("DELETE FROM drafts WHERE screen = ?", screen)
        self._touched()


class UnitOfWork:
    """The repositories over one transaction. Made by ``Store.unit`` or ``Store.view`` only."""

    def __init__(self, connection: Connection, surroundings: Surroundings) -> None:
        self._connection = connection
        self._log = AccessLog(connection, surroundings.now, surroundings.actor)
        self._indexer = Indexer(connection, surroundings.lemmas)
        self._search = Search(connection, surroundings.lemmas)
        self.changed: set[str] = set()
        """Names of the repositories something was put into or deleted from."""
        self.learners = self._repository(kinds.LEARNERS)
        self.people = self._repository(kinds.PEOPLE)
        self.words = self._repository(kinds.WORDS)
        self.profiles = self._repository(kinds.PROFILES)
        self.reviews = self._repository(kinds.REVIEWS)
        self.plans = self._repository(kinds.PLANS)
        self.cases = self._repository(kinds.CASES)
        self.documents = self._repository(kinds.DOCUMENTS)
        self.outbox = self._repository(kinds.OUTBOX)
        self.arrivals = self._repository(kinds.ARRIVALS)
        self.contents = Contents(connection, lambda: self.changed.add("contents"))
        self.meta = Meta(connection, lambda: self.changed.add("meta"))
        self.drafts = Drafts(connection, lambda: self.changed.add("drafts"))

    def log(self, action: str, learner_id: str = "", subject: str = "", detail: str = "") -> None:
        """Add a line to the access log, chained to the line before it."""
        self._log.add(action, learner_id, subject, detail)
        self.changed.add("access_log")

    def access_log(self, learner_id: str = "") -> list[Access]:
        """The log's lines, oldest first; one learner's, or all."""
        return [link.access for link in links(self._connection, learner_id)]

    def log_line(self, seq: int = 0) -> Link | None:
        """The log's line of this number, or its last; nothing where there is none."""
        return link_at(self._connection, seq)

    def chain(self) -> ChainReport:
        """Whether the access log is whole, from its first line to its last."""
        return chain(self._connection)

    def search(self, query: str, limit: int = 20, prefix: bool = True) -> list[Hit]:
        """Learners by name, then words and plan text, accents and case ignored.

        With ``prefix`` the last word may be the beginning of one.
        """
        return self._search.find(query, limit, prefix=prefix)

    def reindex(self) -> None:
        """Build the search index again from the items.

        Raises:
            WorldFault: an item cannot be read or the disk refused.

        """
        self._indexer.begin_again()
        for learner in self.learners.all():
            self._indexer.put("learners", learner, learner.id)
        while self._indexer.flush():
            pass

    def _repository(self, kind: Kind[T]) -> Repository[T]:
        return Repository(self._connection, kind, self._touched, self._removed)

    def _touched(self, table: str, item: object, item_id: str) -> None:
        self._indexer.put(table, item, item_id)
        self.changed.add(table)

    def _removed(self, table: str, item_id: str) -> None:
        self._indexer.remove(table, item_id)
        self.changed.add(table)
