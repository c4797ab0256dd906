"""The vault as the courier sees it: lines out, arrivals in, the register held.

Each call is one transaction of its own: the courier may be killed between any two of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, ClassVar

from aln_review.casework.arrivals import TakeIn
from aln_review.casework.belonging import Membership, membership
from aln_review.casework.commands.joining import TakeRegister
from aln_review.casework.core import Casework, Command, Query, Work
from aln_review.casework.membership import IDENTITY, REGISTER, SEEN, register
from aln_review.casework.memory import recall, remember
from aln_review.domain.dispatch import Arrival, LineState, OutboxLine
from aln_review.domain.errors import Refusal
from aln_review.domain.setting import SettingKind
from aln_review.packages.files import digest
from aln_review.packages.identity import Identity
from aln_review.packages.register import Register

CURSORS = "dispatch.cursors"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the courier travels with."""

    membership: Membership
    identity: Identity


@dataclass(frozen=True, slots=True)
class HeldMembership(Query[Credentials]):
    """The membership and the identity that signs the courier's calls.

    Raises:
        Refusal: this vault has not asked to join an authority.

    """

    def run(self, work: Work) -> Credentials:
        """Read both."""
        kept = recall(work.unit, IDENTITY, str, "")
        if not kept:
            raise Refusal("error.dispatch.not_joined")
        return Credentials(membership(work), Identity.from_json(kept))


@dataclass(frozen=True, slots=True)
class _Lines(Query[tuple[OutboxLine, ...]]):
    def run(self, work: Work) -> tuple[OutboxLine, ...]:
        return tuple(sorted(work.unit.outbox.all(), key=_sequence))


def _sequence(line: OutboxLine) -> int:
    return line.sequence


@dataclass(frozen=True, slots=True)
class _Sealed(Query[bytes]):
    package_id: str

    def run(self, work: Work) -> bytes:
        return work.unit.contents.get(self.package_id)


@dataclass(frozen=True, slots=True)
class _Save(Command[None]):
    typed: ClassVar[bool] = False
    line: OutboxLine

    def run(self, work: Work) -> None:
        held = work.unit.outbox.find(self.line.id)
        if held is not None and held.state is LineState.TAKEN_BACK:
            # Taken back while the courier was looking at it: taken back it stays.
            raise Refusal("error.dispatch.taken_back")
        work.unit.outbox.put(self.line)
        if held is None or held.state is not self.line.state:
            action = f"package.{self.line.state.value}"
            work.unit.log(action, self.line.learner_id, self.line.id)


@dataclass(frozen=True, slots=True)
class _Settle(Command[None]):
    typed: ClassVar[bool] = False
    line: OutboxLine
    kid: str
    position: int

    def run(self, work: Work) -> None:
        held = work.unit.outbox.find(self.line.id)
        line = self.line
        if held is not None and held.erased_on is not None:
            # An answer that comes after the record was erased brings none of it back.
            line = line.without_the_learner(held.erased_on)
        work.unit.outbox.put(line)
        seen = recall(work.unit, SEEN, dict[str, int], {})
        remember(work.unit, SEEN, {**seen, self.kid: max(self.position, seen.get(self.kid, 0))})
        work.unit.log(f"package.{self.line.state.value}", self.line.learner_id, self.line.id)


@dataclass(frozen=True, slots=True)
class _LastSeen(Query[int]):
    kid: str

    def run(self, work: Work) -> int:
        return recall(work.unit, SEEN, dict[str, int], {}).get(self.kid, 0)


class VaultOutbox:
    """The lines on their way out."""

    def __init__(self, vault: Casework) -> None:
        self._vault = vault

    def lines(self) -> Sequence[OutboxLine]:
        """Every line, oldest first."""
        return self._vault.ask(_Lines())

    def open_sealed(self, package_id: str) -> BinaryIO:
        """The sealed bytes of a line, as they were frozen."""
        return BytesIO(self._vault.ask(_Sealed(package_id)))

    def save(self, line: OutboxLine) -> None:
        """Keep a changed line; on the disk when this returns."""
        self._vault.do(_Save(line))

    def settle(self, line: OutboxLine, kid: str, position: int) -> None:
        """Keep a line and raise the highest position seen from a signer, together."""
        self._vault.do(_Settle(line, kid, position))

    def last_seen(self, kid: str) -> int:
        """The highest position seen from a signer; 0 when none."""
        return self._vault.ask(_LastSeen(kid))


@dataclass(frozen=True, slots=True)
class _Arrivals(Query[tuple[Arrival, ...]]):
    def run(self, work: Work) -> tuple[Arrival, ...]:
        return tuple(sorted(work.unit.arrivals.all(), key=_answered))


def _answered(arrival: Arrival) -> tuple[bool, float]:
    at = arrival.answered_at
    return at is None, at.timestamp() if at else 0.0


@dataclass(frozen=True, slots=True)
class _Offered(Command[None]):
    package_id: str

    def run(self, work: Work) -> None:
        arrival = work.unit.arrivals.get(self.package_id)
        work.unit.arrivals.put(replace(arrival, receipt_offered=True))


class VaultInbox:
    """What came to this vault."""

    def __init__(self, vault: Casework) -> None:
        self._vault = vault

    def held(self, package_id: str) -> str:
        """SHA-256 of the sealed bytes kept under this id; empty when none are."""
        found = [a for a in self._vault.ask(_Arrivals()) if a.id == package_id]
        return found[0].sha256 if found else ""

    def take_in(self, package_id: str, sha256: str, sealed: Path, *, by_file: bool) -> None:
        """Keep the bytes and the line in one transaction; the same bytes again change nothing.

        Raises:
            Refusal: the file is not what was announced.

        """
        with sealed.open("rb") as handle:
            found, _ = digest(handle)
        if found != sha256:
            raise Refusal("error.package.another")
        self._vault.do(TakeIn(package_id, sealed.read_bytes(), by_file))

    def answers(self) -> Sequence[Arrival]:
        """Arrivals whose receipt is signed and has not been offered yet."""
        every = self._vault.ask(_Arrivals())
        return [a for a in every if a.receipt and not a.receipt_offered]

    def answer_offered(self, package_id: str) -> None:
        """The other side has the receipt."""
        self._vault.do(_Offered(package_id))


@dataclass(frozen=True, slots=True)
class _Held(Query[Register]):
    def run(self, work: Work) -> Register:
        return register(work)


@dataclass(frozen=True, slots=True)
class _Token(Query[str]):
    def run(self, work: Work) -> str:
        return recall(work.unit, REGISTER, str, "")


@dataclass(frozen=True, slots=True)
class _Publishes(Query[bool]):
    def run(self, work: Work) -> bool:
        return work.kind is SettingKind.AUTHORITY and bool(membership(work).root)


@dataclass(frozen=True, slots=True)
class _Cursor(Query[int]):
    name: str

    def run(self, work: Work) -> int:
        return recall(work.unit, CURSORS, dict[str, int], {}).get(self.name, 0)


@dataclass(frozen=True, slots=True)
class _MoveCursor(Command[None]):
    name: str
    position: int

    def run(self, work: Work) -> None:
        held = recall(work.unit, CURSORS, dict[str, int], {})
        remember(work.unit, CURSORS, {**held, self.name: self.position})


class VaultRegister:
    """The register this vault holds, and how far it has read."""

    def __init__(self, vault: Casework) -> None:
        self._vault = vault

    def register(self) -> Register:
        """The register held, checked against the pinned root."""
        return self._vault.ask(_Held())

    def token(self) -> str:
        """The register held, as it was signed."""
        return self._vault.ask(_Token())

    def renew(self, token: str) -> None:
        """Take a newer register.

        Raises:
            Refusal: not signed by the pinned root, or older than the one held.

        """
        self._vault.do(TakeRegister(token))

    def publishes(self) -> bool:
        """Whether this vault holds the root and sends its register out."""
        return self._vault.ask(_Publishes())

    def cursor(self, name: str) -> int:
        """How far a list was read; 0 at first."""
        return self._vault.ask(_Cursor(name))

    def move_cursor(self, name: str, position: int) -> None:
        """Remember how far a list was read."""
        self._vault.do(_MoveCursor(name, position))
