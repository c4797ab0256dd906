"""Two vaults without a database: what the courier sees of one, kept in memory."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from aln_review.domain.bilingual import Text
from aln_review.domain.dispatch import Arrival, ArrivalState, LineState, OutboxLine, PackageKind
from aln_review.domain.errors import Refusal
from aln_review.packages.identity import Identity, PublicIdentity
from aln_review.packages.receipt import Receipt, ReceiptKind, sign_receipt
from aln_review.packages.register import Register, read_register, sign_register
from tests.packages import makers
from tests.packages.makers import World


@dataclass
class Vault:
    """Outbox, inbox and register of one vault."""

    identity: Identity
    root: PublicIdentity
    held_register: str
    desk: bool = False
    outbox: dict[str, OutboxLine] = field(default_factory=dict)
    sealed: dict[str, bytes] = field(default_factory=dict)
    arrivals: dict[str, Arrival] = field(default_factory=dict)
    came: dict[str, bytes] = field(default_factory=dict)
    takes: int = 0
    seen: dict[str, int] = field(default_factory=dict)
    cursors: dict[str, int] = field(default_factory=dict)

    def lines(self) -> Sequence[OutboxLine]:
        return sorted(self.outbox.values(), key=lambda line: line.sequence)

    def open_sealed(self, package_id: str) -> BinaryIO:
        return io.BytesIO(self.sealed[package_id])

    def save(self, line: OutboxLine) -> None:
        held = self.outbox.get(line.id, line)
        if held.state is LineState.TAKEN_BACK and line.state is LineState.OFFERING:
            raise Refusal("error.dispatch.taken_back")
        self.outbox[line.id] = line

    def settle(self, line: OutboxLine, kid: str, position: int) -> None:
        self.outbox[line.id] = line
        self.seen[kid] = position

    def last_seen(self, kid: str) -> int:
        return self.seen.get(kid, 0)

    def held(self, package_id: str) -> str:
        found = self.arrivals.get(package_id)
        return "" if found is None else found.sha256

    def take_in(self, package_id: str, sha256: str, sealed: Path, *, by_file: bool) -> None:
        self.takes += 1
        if self.held(package_id) not in {"", sha256}:
            raise Refusal("error.sync.other_bytes")
        data = sealed.read_bytes()
        self.came[package_id] = data
        self.arrivals[package_id] = Arrival(
            package_id, sha256, len(data), makers.NOW, by_file=by_file
        )

    def answers(self) -> Sequence[Arrival]:
        return [a for a in self.arrivals.values() if a.receipt and not a.receipt_offered]

    def answer_offered(self, package_id: str) -> None:
        self.arrivals[package_id] = replace(self.arrivals[package_id], receipt_offered=True)

    def register(self) -> Register:
        return read_register(self.held_register, self.root, 0)

    def token(self) -> str:
        return self.held_register

    def renew(self, token: str) -> None:
        read_register(token, self.root, self.register().version)
        self.held_register = token

    def publishes(self) -> bool:
        return self.desk

    def cursor(self, name: str) -> int:
        return self.cursors.get(name, 0)

    def move_cursor(self, name: str, position: int) -> None:
        self.cursors[name] = position

    def accept(self, package_id: str, position: int, now: datetime = makers.NOW) -> None:
        held = self.arrivals[package_id]
        receipt = Receipt(package_id, held.sha256, ReceiptKind.ACCEPTED, position, now)
        token = sign_receipt(receipt, self.identity)
        self.arrivals[package_id] = replace(held, receipt=token, state=ArrivalState.ACCEPTED)


def vaults(people: World) -> tuple[Vault, Vault]:
    """The school's and the desk's."""
    token = sign_register(people.register, people.desk)
    school = Vault(people.school, people.desk.public, token)
    desk = Vault(people.desk, people.desk.public, token, desk=True)
    return school, desk


def put(vault: Vault, people: World, workdir: Path, number: int = 1, size: int = 3000) -> str:
    """Freeze a package into the school's outbox; its id."""
    frozen = makers.package(people, workdir / "new.alnpkg", number, makers.contents(size))
    vault.sealed[frozen.id] = (workdir / "new.alnpkg").read_bytes()
    (workdir / "new.alnpkg").unlink()
    vault.outbox[frozen.id] = OutboxLine(
        id=frozen.id,
        learner_id=makers.package_id(900),
        learner_name="Elin Tŷ’r Ŵyn",
        kind=PackageKind.PLAN,
        version=2,
        addressee=Text.both("Desg", "Desk"),
        fingerprint=people.desk.public.fingerprint,
        sha256=frozen.sha256,
        size=frozen.size,
        sequence=number,
        frozen_at=makers.NOW,
    )
    return frozen.id
