"""One unit of work: everything a command changes, kept together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar, overload

import msgspec

from aln_review.domain.errors import WorldFault
from aln_review.store import kinds
from aln_review.store.access import (
    AccessLog,
    Followed,
    LogFilter,
    chain,
    every,
    line_at,
    link_at,
    page,
)
from aln_review.store.contents import Contents
from aln_review.store.engine import Connection
from aln_review.store.indexing import Indexer, Lemmas, Reach
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
    followed: Followed = field(default_factory=Followed)
    """How far the access log's chain was followed in this sitting."""
    reach: Reach = field(default_factory=Reach)
    """How far the search index reaches."""


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

    def get_as(self, name: str, kind: type[T]) -> T | None:
        """The value as a domain type; none when none was put.

        Raises:
            WorldFault: what stands there cannot be read so.

        """
        row = self._connection.first("SELECT value FROM meta WHERE name = ?", name)
        if row is None:
            return None
        try:
            return msgspec.json.decode(row[0], type=kind)
        except msgspec.MsgspecError:
            raise WorldFault("error.store.row_unreadable", table="meta") from None

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
    """Text typed and not yet saved, by screen and field; it comes back after unlocking."""

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

    def screens(self) -> list[str]:
        """The screens something was typed on."""
        return [str(row[0]) for row in self._connection.rows("SELECT DISTINCT screen FROM drafts")]

    def clear_but(self, begin: str) -> None:
        """Forget every screen's drafts but those of screens that begin so."""
        self._connection.run(
            "DELETE FROM drafts WHERE substr(screen, 1, ?) <> ?", len(begin), begin
        )
        self._touched()

    def forget(self, about: Iterable[str]) -> int:
        """Forget the drafts of every screen that was opened for one of these ids; how many."""
        count = sum(
            self._connection.run("DELETE FROM drafts WHERE instr(screen, ?) > 0", one)
            for one in about
        )
        self._touched()
        return count


class _Of(Generic[T]):
    """The repository of one kind, made when it is first asked for: a save needs one or two."""

    def __init__(self, kind: Kind[T]) -> None:
        self._kind = kind

    def __set_name__(self, owner: type[UnitOfWork], name: str) -> None:
        self._name = name

    def __get__(self, unit: UnitOfWork, owner: type[UnitOfWork]) -> Repository[T]:
        made = unit.repository(self._kind)
        # What stands in the instance is found before this descriptor from now on.
        unit.__dict__[self._name] = made
        return made


class UnitOfWork:
    """The repositories over one transaction. Made by ``Store.unit`` or ``Store.view`` only."""

    learners = _Of(kinds.LEARNERS)
    people = _Of(kinds.PEOPLE)
    words = _Of(kinds.WORDS)
    profiles = _Of(kinds.PROFILES)
    reviews = _Of(kinds.REVIEWS)
    plans = _Of(kinds.PLANS)
    cases = _Of(kinds.CASES)
    documents = _Of(kinds.DOCUMENTS)
    outbox = _Of(kinds.OUTBOX)
    arrivals = _Of(kinds.ARRIVALS)
    holds = _Of(kinds.HOLDS)
    disclosures = _Of(kinds.DISCLOSURES)
    erasures = _Of(kinds.ERASURES)

    def __init__(self, connection: Connection, surroundings: Surroundings) -> None:
        self._connection = connection
        self._surroundings = surroundings
        self._log = AccessLog(connection, surroundings.now, surroundings.actor)
        self._indexer = Indexer(connection, surroundings.lemmas, surroundings.reach)
        self._search = Search(connection, surroundings.lemmas)
        self.changed: set[str] = set()
        """Names of the repositories something was put into or deleted from."""
        self.touched: dict[tuple[str, str], str] = {}
        """Whose record of which kind was changed, and the id of the item, the last if many."""
        self.logged_for: set[str] = set()
        """Learners about whom a line was added to the access log."""
        self.contents = Contents(connection, lambda: self.changed.add("contents"))
        self.meta = Meta(connection, lambda: self.changed.add("meta"))
        self.drafts = Drafts(connection, lambda: self.changed.add("drafts"))

    def log(self, action: str, learner_id: str = "", subject: str = "", detail: str = "") -> None:
        """Add a line to the access log, chained to the line before it."""
        self._log.add(action, learner_id, subject, detail)
        self.logged_for.add(learner_id)
        self.changed.add("access_log")

    def carry_log(self, links: Iterable[Link]) -> int:
        """Begin an empty log with the lines of another, as far as its chain holds; how many."""
        self.changed.add("access_log")
        return self._log.carry(links)

    def access_log(self, learner_id: str = "") -> list[Access]:
        """The log's lines, oldest first; one learner's, or all."""
        return [link.access for link in every(self._connection, LogFilter(learner_id))]

    def log_page(self, wanted: LogFilter, before: int, limit: int) -> list[Access]:
        """So many of the wanted lines at most, newest first, numbered below ``before``."""
        return page(self._connection, wanted, before, limit)

    def log_lines(self, wanted: LogFilter) -> Iterator[Link]:
        """The wanted lines with their digests, oldest first and one at a time."""
        return every(self._connection, wanted)

    def log_line(self, seq: int) -> Access | None:
        """One line by its number; none when it is not there."""
        return line_at(self._connection, seq)

    def follow_chain(self, stop: Callable[[], bool]) -> ChainReport | None:
        """As :meth:`chain`, from where it was last followed to; nothing once ``stop`` says so."""
        return self._surroundings.followed.on(self._connection, stop)

    def log_link(self, seq: int = 0) -> Link | None:
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

    def forget_texts(self, learner_id: str) -> None:
        """Take a learner's words out of the search index now, not seconds later.

        The index is written anew: a page that other words share may otherwise keep the letters
        of a word that is gone, as the mark where the page begins.
        """
        self._indexer.forget(learner_id)

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

    def repository(self, kind: Kind[T]) -> Repository[T]:
        """All items of one kind."""
        return Repository(self._connection, kind, self._touched, self._removed)

    def _touched(self, table: str, item: object, item_id: str) -> None:
        self._indexer.put(table, item, item_id)
        self.changed.add(table)
        learner_id = item_id if table == "learners" else getattr(item, "learner_id", "")
        self.touched[table, learner_id] = item_id

    def _removed(self, table: str, item_id: str, learner_id: str) -> None:
        self._indexer.remove(table, item_id)
        self.changed.add(table)
        self.touched[table, learner_id] = item_id
