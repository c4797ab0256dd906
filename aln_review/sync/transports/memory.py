"""A gateway in memory, for two vaults in one process. It keeps the same rules as the real one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from aln_review.domain.dispatch import Arrival, OutboxLine
from aln_review.packages.files import write_bytes
from aln_review.packages.identity import Identity
from aln_review.packages.receipt import Receipt, ReceiptKind, sign_receipt
from aln_review.sync.faults import NotTaken
from aln_review.sync.ports import Letter, Page, Waiting


@dataclass
class _Kept:
    sender: str
    addressee: str
    data: bytes
    waiting: Waiting
    receipt: str


@dataclass
class Post:
    """What lies at the post office. ``identity`` signs for deliveries."""

    identity: Identity
    now: Callable[[], datetime]
    register: str = ""
    kept: dict[str, _Kept] = field(default_factory=dict)
    letters: list[tuple[str, Letter]] = field(default_factory=list)
    head: int = 0

    def next(self) -> int:
        """The next place in the log."""
        self.head += 1
        return self.head


class MemoryTransport:
    """One vault's way to the post office. ``fingerprint`` is the vault's own."""

    by_file = False

    def __init__(self, post: Post, fingerprint: str) -> None:
        self._post = post
        self._own = fingerprint

    def place(self) -> str:
        """See ``Transport``."""
        return self._post.identity.kid

    def offer(self, line: OutboxLine, sealed: BinaryIO) -> str:
        """See ``Transport``."""
        data = sealed.read()
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 != line.sha256:
            raise NotTaken("error.sync.digest")
        held = self._post.kept.get(line.id)
        if held is None:
            position = self._post.next()
            delivered = ReceiptKind.DELIVERED
            receipt = Receipt(line.id, sha256, delivered, position, self._post.now())
            waiting = Waiting(line.id, sha256, len(data), position)
            token = sign_receipt(receipt, self._post.identity)
            held = _Kept(self._own, line.fingerprint, data, waiting, token)
            self._post.kept[line.id] = held
        if (held.waiting.sha256, held.sender) != (sha256, self._own):
            raise NotTaken("error.gateway.other_bytes", final=True)
        return held.receipt

    def mailbox(self, after: int) -> Page[Waiting]:
        """See ``Transport``."""
        mine = (k.waiting for k in self._post.kept.values() if k.addressee == self._own)
        return Page(self._post.head, tuple(w for w in mine if w.position > after))

    def fetch(self, item: Waiting, into: Path) -> str:
        """See ``Transport``."""
        data = self._post.kept[item.id].data
        write_bytes(into, data)
        return hashlib.sha256(data).hexdigest()

    def offer_answer(self, arrival: Arrival) -> None:
        """See ``Transport``."""
        held = self._post.kept.get(arrival.id)
        if held is None:
            raise NotTaken("error.gateway.not_found")
        if all(letter.token != arrival.receipt for _, letter in self._post.letters):
            letter = Letter(arrival.receipt, self._post.next())
            self._post.letters.append((held.sender, letter))

    def letters(self, after: int) -> Page[Letter]:
        """See ``Transport``."""
        mine = (letter for own, letter in self._post.letters if own == self._own)
        return Page(self._post.head, tuple(m for m in mine if m.position > after))

    def register(self) -> str:
        """See ``Transport``."""
        return self._post.register

    def publish(self, token: str) -> None:
        """See ``Transport``."""
        self._post.register = token
