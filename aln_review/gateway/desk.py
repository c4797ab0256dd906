"""What the gateway does with a call once it knows who calls. Nothing here knows of HTTP."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from aln_review.domain.errors import Refusal
from aln_review.domain.wales import day_in_wales
from aln_review.gateway.callers import Caller, Callers
from aln_review.gateway.intake import Intake, Upload
from aln_review.gateway.log import Log, own_identity, pinned_root
from aln_review.gateway.refusals import Refused
from aln_review.gateway.register import Books, Posted, Stored
from aln_review.packages.identity import PublicIdentity
from aln_review.packages.invitation import read_join
from aln_review.packages.receipt import check_about, read_receipt
from aln_review.packages.register import Register, read_register

BOOKS_NAME = "gateway.db"
PAGE = 500
"""Lines of one answer; the next page begins after the last."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one key may do. Sizes in bytes."""

    package: int = 512 << 20
    packages_a_day: int = 2000
    bytes_a_day: int = 20 << 30
    calls_a_minute: int = 1200


class Gateway:
    """Stores and forwards sealed bytes, and signs for what arrived."""

    def __init__(
        self,
        data: Path,
        now: Callable[[], datetime],
        random: Callable[[int], bytes],
        limits: Limits,
    ) -> None:
        self._now = now
        self._limits = limits
        self.root = pinned_root(data)
        self.identity: PublicIdentity
        identity = own_identity(data, random)
        self.identity = identity.public
        books = data / BOOKS_NAME
        books.touch(mode=0o600)
        self._books = Books(books, now)
        self._intake = Intake(data, now)
        self._log = Log(self._books, identity, now)
        self.callers = Callers(self.root, now, limits.calls_a_minute)
        self._held: tuple[str, Register | None] = ("", None)

    @classmethod
    def open(cls, data: Path) -> Self:
        """The gateway of one folder, on this computer's clock.

        Raises:
            WorldFault: no root key was put there.

        """
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cls(data, lambda: datetime.now(UTC), os.urandom, Limits())

    def close(self) -> None:
        """Close the books."""
        self._books.engine.dispose()

    @property
    def now(self) -> datetime:
        """The clock of the gateway, sent with every refusal."""
        return self._now()

    @property
    def today(self) -> date:
        """The civil day in Wales."""
        return day_in_wales(self._now())

    @property
    def head(self) -> int:
        """The last position of the log."""
        return self._books.head()

    def register(self) -> Register | None:
        """The newest register, parsed once; nothing before the desk has published one."""
        token = self._books.register()
        if token and token != self._held[0]:
            self._held = (token, read_register(token, self.root, 0))
        return self._held[1]

    def register_token(self) -> str:
        """The newest register as it was published; empty when none was."""
        return self._books.register()

    def publish(self, caller: Caller, token: str) -> None:
        """Take the next version of the register from the desk.

        Raises:
            Refused: not the desk, not the root's signature, or not a rising version.

        """
        self._only_desk(caller)
        held = self.register()
        try:
            found = read_register(token, self.root, 0 if held is None else held.version)
        except Refusal as refusal:
            raise Refused(409 if refusal.key.endswith("older") else 422, refusal.key) from None
        if self._books.publish(found.version, token) != token:
            raise Refused(409, "error.register.older")

    def ask(self, code: str, token: str) -> None:
        """Keep a request to join for the desk; each invitation once.

        Raises:
            Refused: not an answer to a good invitation of this root, or the code was used.

        """
        try:
            request = read_join(token, self.root, self.today)
            good = request.code == code
        except Refusal as refusal:
            raise Refused(422, refusal.key) from None
        if not good:
            raise Refused(422, "error.join.damaged")
        if self._books.request(code, token) != token:
            raise Refused(409, "error.gateway.invitation_used")

    def requests(self, caller: Caller, after: int) -> list[Posted]:
        """Requests to join, for the desk.

        Raises:
            Refused: not the desk.

        """
        self._only_desk(caller)
        return self._books.requests(after, PAGE)

    def stored(self, caller: Caller, upload: Upload) -> Stored | None:
        """The package, if these very bytes came from this caller before.

        Raises:
            Refused: the id is taken by other bytes.

        """
        held = self._books.package(upload.package)
        if held is None:
            return None
        if (held.sha256, held.sender) != (upload.sha256, caller.keys.fingerprint):
            raise Refused(409, "error.gateway.other_bytes")
        return held

    def offset(self, caller: Caller, upload: Upload) -> int:
        """How much of a package is here.

        Raises:
            Refused: the id is taken by other bytes.

        """
        held = self.stored(caller, upload)
        return self._intake.offset(upload) if held is None else held.size

    def take(
        self, caller: Caller, upload: Upload, offset: int, addressee: str, piece: bytes
    ) -> Stored | int:
        """Take a piece: the package with its receipt when that was the last, else the offset.

        Raises:
            Refused: taken id, wrong offset, too large, too many, unknown addressee, wrong bytes.

        """
        held = self.stored(caller, upload)
        if held is not None:
            return held
        self._allowed(caller, upload, addressee)
        here = self._intake.add(upload, offset, piece)
        if here < upload.size:
            return here
        self._intake.finish(upload)
        sender = caller.keys.fingerprint
        day = self._now().strftime("%Y-%m-%d")
        whole = Stored(upload.package, upload.sha256, upload.size, sender, addressee, 0, day, "")
        entered = self._log.deliver(whole)
        if (entered.sha256, entered.sender) != (upload.sha256, sender):
            raise Refused(409, "error.gateway.other_bytes")
        return entered

    def _allowed(self, caller: Caller, upload: Upload, addressee: str) -> None:
        if not 0 < upload.size <= self._limits.package:
            raise Refused(413, "error.gateway.too_large")
        register = self.register()
        if register is None or register.addressed(addressee) is None:
            raise Refused(422, "error.gateway.unknown_addressee")
        sender = caller.keys.fingerprint
        count, total = self._books.sent_on(sender, self._now().strftime("%Y-%m-%d"))
        many = count >= self._limits.packages_a_day
        if many or total + upload.size > self._limits.bytes_a_day:
            raise Refused(429, "error.gateway.too_many", {"Retry-After": "3600"})

    def mailbox(self, caller: Caller, after: int) -> list[Stored]:
        """What waits for the caller's key."""
        return self._books.mailbox(caller.keys.fingerprint, after, PAGE)

    def bytes_of(self, caller: Caller, package_id: str) -> Path:
        """Where a package's sealed bytes lie.

        Raises:
            Refused: no such package, or not the caller's to fetch.

        """
        held = self._books.package(package_id)
        if held is None or caller.keys.fingerprint not in {held.addressee, held.sender}:
            raise Refused(404, "error.gateway.not_found")
        return self._intake.path(held.sha256)

    def answer(self, caller: Caller, package_id: str, token: str) -> None:
        """Keep the desk's receipt for the package's sender; each package once.

        Raises:
            Refused: not the desk's package, not its signature, or answered otherwise before.

        """
        self._only_desk(caller)
        held = self._books.package(package_id)
        register = self.register()
        if register is None or held is None or held.addressee != caller.keys.fingerprint:
            raise Refused(404, "error.gateway.not_found")
        try:
            found = read_receipt(token, register)
            check_about(found.receipt, held.id, held.sha256)
        except Refusal as refusal:
            raise Refused(422, refusal.key) from None
        if found.signer.keys != caller.keys:
            raise Refused(422, "error.receipt.signature")
        if self._books.answer(held, token) != token:
            raise Refused(409, "error.gateway.answered")

    def answers(self, caller: Caller, after: int) -> list[Posted]:
        """The desk's receipts for what the caller sent."""
        return self._books.answers(caller.keys.fingerprint, after, PAGE)

    @staticmethod
    def _only_desk(caller: Caller) -> None:
        if not caller.desk:
            raise Refused(403, "error.gateway.not_allowed")
