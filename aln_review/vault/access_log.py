"""The access log's chain: who did what, each line sealed to the one before.

A line that is changed, removed, added or moved breaks the chain from there on. Whoever holds the
key can write the whole chain anew: the head's digest is therefore also kept outside the vault by
whoever compares (a backup, a receipt).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

START = "0" * 64
"""What the first line is chained to."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: half a million lines are followed at each start."""


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the log. ``at`` is ISO 8601 in UTC, according to this computer."""

    seq: int
    at: str
    actor: str
    action: str
    learner_id: str = ""
    subject: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A line with the digest that was stored beside it."""

    access: Access
    digest: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What reading the whole chain found."""

    count: int
    head: str
    """Digest of the last line that holds."""
    broken_at: int = 0
    """Number of the first line that does not hold; nought when all do."""

    @property
    def whole(self) -> bool:
        """No link is broken."""
        return not self.broken_at


def canonical(access: Access) -> bytes:
    """The one way to write a line as bytes: a JSON array in field order, UTF-8, no spaces."""
    fields = [
        access.seq,
        access.at,
        access.actor,
        access.action,
        access.learner_id,
        access.subject,
        access.detail,
    ]
    return _ENCODER.encode(fields).encode()


def digest(previous: str, access: Access) -> str:
    """SHA-256 over the previous line's digest and this line's bytes, lower-case hexadecimal."""
    return hashlib.sha256(bytes.fromhex(previous) + canonical(access)).hexdigest()


def moment_of(access: Access) -> datetime | None:
    """A line's time; none when somebody wrote something else in its place."""
    try:
        at = datetime.fromisoformat(access.at)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


class Follower:
    """Follows a chain line by line, from its start or from where it was known to hold.

    Lines are numbered from one without gaps, so that a line cut out of the middle shows.
    """

    def __init__(self, count: int = 0, head: str = START) -> None:
        self._count, self._head = count, head
        self._broken_at = 0

    def add(self, link: Link) -> bool:
        """One line more; whether the chain still holds. After a line that does not, none does."""
        if self._broken_at:
            return False
        expected = digest(self._head, link.access)
        if link.access.seq != self._count + 1 or link.digest != expected:
            self._broken_at = self._count + 1
            return False
        self._count, self._head = self._count + 1, expected
        return True

    def report(self) -> ChainReport:
        """What was found so far."""
        return ChainReport(self._count, self._head, self._broken_at)


def verify(links: Iterable[Link], count: int = 0, head: str = START) -> ChainReport:
    """Follow the chain; stops at the first line that does not hold.

    A chain whose first ``count`` lines are known to hold is followed on from the ``head`` of those.
    """
    following = Follower(count, head)
    for link in links:
        if not following.add(link):
            break
    return following.report()
