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

START = "0" * 64
"""What the first line is chained to."""


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
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def digest(previous: str, access: Access) -> str:
    """SHA-256 over the previous line's digest and this line's bytes, lower-case hexadecimal."""
    return hashlib.sha256(bytes.fromhex(previous) + canonical(access)).hexdigest()


def verify(links: Iterable[Link]) -> ChainReport:
    """Follow the chain from its start; stops at the first line that does not hold.

    Lines are numbered from one without gaps, so that a line cut out of the middle shows.
    """
    head, count = START, 0
    for link in links:
        expected = digest(head, link.access)
        if link.access.seq != count + 1 or link.digest != expected:
            return ChainReport(count, head, broken_at=count + 1)
        head, count = expected, count + 1
    return ChainReport(count, head)
