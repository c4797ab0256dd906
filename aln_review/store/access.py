"""The access log as it lies in the database: lines are added and read, never changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aln_review.store.engine import Connection
from aln_review.vault.access_log import START, Access, ChainReport, Link, digest, verify


def links(connection: Connection, learner_id: str = "") -> list[Link]:
    """The lines with their digests, oldest first; one learner's, or all."""
    rows = connection.rows(
        "SELECT seq, at, actor, action, learner_id, subject, detail, digest "
        "FROM access_log WHERE ?1 = '' OR learner_id = ?1 ORDER BY seq",
        learner_id,
    )
    return [Link(Access(*row[:7]), row[7]) for row in rows]


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


class AccessLog:
    """Adds lines, each chained to the one before."""

    def __init__(
        self, connection: Connection, now: Callable[[], datetime], actor: Callable[[], str]
    ) -> None:
        self._connection = connection
        self._now = now
        self._actor = actor

    def add(self, action: str, learner_id: str, subject: str, detail: str) -> None:
        """One line more, with the time according to this computer."""
        last = self._connection.first(
            "SELECT seq, digest FROM access_log ORDER BY seq DESC LIMIT 1"
        )
        seq, head = (int(last[0]) + 1, str(last[1])) if last else (1, START)
        access = Access(
            seq, self._now().isoformat(), self._actor(), action, learner_id, subject, detail
        )
        self._connection.run(
            "INSERT INTO access_log(seq, at, actor, action, learner_id, subject, detail, digest) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            seq, access.at, access.actor, action, learner_id, subject, detail,
            digest(head, access),
        )  # fmt: skip
