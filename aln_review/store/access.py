"""The access log as it lies in the database: lines are added and read, never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from aln_review.domain.errors import OwnFault
from aln_review.store.engine import AT_ONCE, Connection, Value
from aln_review.vault.access_log import (
    START,
    Access,
    ChainReport,
    Follower,
    Link,
    digest,
    verify,
)

_LINE = "SELECT seq, at, actor, action, learner_id, subject, detail, digest FROM access_log"


def links(connection: Connection, after: int = 0) -> Iterator[Link]:
    """The lines after a number with their digests, oldest first and one at a time.

    Ten years of a school's work are half a million lines.
    """
    for row in connection.each(f"{_LINE} WHERE seq > ? ORDER BY seq", after):
        yield Link(Access(*row[:7]), row[7])


def link_at(connection: Connection, seq: int = 0) -> Link | None:
    """One line by its number, or the last one; nothing where there is none."""
    row = connection.first(
        "SELECT seq, at, actor, action, learner_id, subject, detail, digest FROM access_log "
        "WHERE ?1 = 0 OR seq = ?1 ORDER BY seq DESC LIMIT 1",
        seq,
    )
    return None if row is None else Link(Access(*row[:7]), row[7])


def chain(connection: Connection) -> ChainReport:
    """Whether the log is whole, from its first line to its last."""
    return verify(links(connection))


class Followed:
    """How far the chain was followed in this sitting; only this program adds to it meanwhile."""

    def __init__(self) -> None:
        self._held = ChainReport(0, START)

    def on(self, connection: Connection, stop: Callable[[], bool]) -> ChainReport | None:
        """Follow the chain on to its end; ``None`` when ``stop`` said so before that."""
        before = self._held
        report = verify(_until(links(connection, before.count), stop), before.count, before.head)
        if stop():
            return None
        if report.whole and report.count >= self._held.count:
            self._held = report
        return report


def _until(found: Iterator[Link], stop: Callable[[], bool]) -> Iterator[Link]:
    for link in found:
        if link.access.seq % AT_ONCE == 0 and stop():
            return
        yield link


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which lines are wanted; what is empty asks for nothing. Times are ISO 8601 in UTC."""

    learner_id: str = ""
    actions: tuple[str, ...] = ()
    start: str = ""
    """The first moment that counts."""
    end: str = ""
    """The first moment that counts no more."""


def page(connection: Connection, wanted: LogFilter, before: int, limit: int) -> list[Access]:
    """So many lines at most, newest first, of those with a smaller number; 0 begins at the end."""
    condition, values = _condition(wanted)
    if before:
        condition, values = f"{condition} AND seq < ?", [*values, before]
    rows = connection.rows(f"{_LINE} WHERE {condition} ORDER BY seq DESC LIMIT ?", *values, limit)
    return [Access(*row[:7]) for row in rows]


def every(connection: Connection, wanted: LogFilter) -> Iterator[Link]:
    """The lines that are wanted, oldest first and one at a time."""
    condition, values = _condition(wanted)
    for row in connection.each(f"{_LINE} WHERE {condition} ORDER BY seq", *values):
        yield Link(Access(*row[:7]), row[7])


def _condition(wanted: LogFilter) -> tuple[str, list[Value]]:
    parts, values = ["1"], list[Value]()
    if wanted.learner_id:
        parts.append("learner_id = ?")
        values.append(wanted.learner_id)
    if wanted.actions:
        parts.append(f"action IN ({', '.join('?' * len(wanted.actions))})")
        values.extend(wanted.actions)
    for sign, moment in ((">=", wanted.start), ("<", wanted.end)):
        if moment:
            parts.append(f"at {sign} ?")
            values.append(moment)
    return " AND ".join(parts), values


def line_at(connection: Connection, seq: int) -> Access | None:
    """One line by its number; none when it is not there."""
    row = connection.first(f"{_LINE} WHERE seq = ?", seq)
    return None if row is None else Access(*row[:7])


class AccessLog:
    """Adds lines, each chained to the one before."""

    def __init__(
        self, connection: Connection, now: Callable[[], datetime], actor: Callable[[], str]
    ) -> None:
        self._connection = connection
        self._now = now
        self._actor = actor
        self._last: tuple[int, str] | None = None

    def add(self, action: str, learner_id: str, subject: str, detail: str) -> None:
        """One line more, with the time according to this computer."""
        before, head = self._last or self._newest()
        seq = before + 1
        access = Access(
            seq, self._now().isoformat(), self._actor(), action, learner_id, subject, detail
        )
        self._put(Link(access, digest(head, access)))

    def carry(self, links: Iterable[Link]) -> int:
        """Add the lines of another vault's log to an empty one while its chain holds; how many.

        Raises:
            OwnFault: there are lines already.

        """
        if self._newest() != (0, START):
            raise OwnFault("error.store.log_begun")
        following = Follower()
        for link in links:
            if not following.add(link):
                break
            self._put(link)
        return following.report().count

    def _put(self, link: Link) -> None:
        access = link.access
        self._connection.run(
            "INSERT INTO access_log(seq, at, actor, action, learner_id, subject, detail, digest) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            access.seq, access.at, access.actor, access.action, access.learner_id,
            access.subject, access.detail, link.digest,
        )  # fmt: skip
        self._last = access.seq, link.digest

    def _newest(self) -> tuple[int, str]:
        """Number and digest of the last line, before this transaction added any."""
        last = self._connection.first(
            "SELECT seq, digest FROM access_log ORDER BY seq DESC LIMIT 1"
        )
        return (int(last[0]), str(last[1])) if last else (0, START)
