"""What the courier needs of a vault and of a way to travel. It knows neither by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Generic, Protocol, TypeVar

from aln_review.domain.dispatch import Arrival, OutboxLine
from aln_review.packages.register import Register


class OutboxPort(Protocol):
    """The lines on their way out. Lines are changed, never deleted."""

    def lines(self) -> Sequence[OutboxLine]:
        """Every line, oldest first."""

    def open_sealed(self, package_id: str) -> BinaryIO:
        """The sealed bytes of a line, as they were frozen."""

    def save(self, line: OutboxLine) -> None:
        """Keep a changed line; on the disk when this returns.

        Raises:
            Refusal: it was taken back in the meantime and is not to be offered.

        """

    def settle(self, line: OutboxLine, kid: str, position: int) -> None:
        """Keep a line and raise the highest position seen from a signer, in one transaction."""

    def last_seen(self, kid: str) -> int:
        """The highest position seen from a signer; 0 when none."""


class InboxPort(Protocol):
    """What came to this vault."""

    def held(self, package_id: str) -> str:
        """SHA-256 of the sealed bytes kept under this id; empty when none are."""

    def take_in(self, package_id: str, sha256: str, sealed: Path, *, by_file: bool) -> None:
        """Keep the bytes and the line in one transaction; the same bytes again change nothing."""

    def answers(self) -> Sequence[Arrival]:
        """Arrivals whose receipt is signed and has not been offered yet, by position."""

    def answer_offered(self, package_id: str) -> None:
        """The other side has the receipt."""


class RegisterPort(Protocol):
    """The register this vault holds, and how far it has read each place it collects from."""

    def register(self) -> Register:
        """The register held, checked against the pinned root."""

    def token(self) -> str:
        """The register held, as it was signed."""

    def renew(self, token: str) -> None:
        """Take a newer register.

        Raises:
            Refusal: not signed by the pinned root, or older than the one held.

        """

    def publishes(self) -> bool:
        """Whether this vault holds the root and sends its register out."""

    def cursor(self, name: str) -> int:
        """How far a list was read; 0 at first."""

    def move_cursor(self, name: str, position: int) -> None:
        """Remember how far a list was read."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A package that waits. ``sha256`` is empty and ``size`` 0 where the place cannot tell."""

    id: str
    sha256: str = ""
    size: int = 0
    position: int = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """A receipt that was put for us."""

    token: str
    position: int = 0


Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """What lies beyond a position. ``head`` is where the place's own log stands."""

    head: int
    items: tuple[Item, ...]


class Transport(Protocol):
    """One way to travel.

    Every method raises ``Unreachable`` when nobody is there and ``NotTaken`` when somebody is
    and says no.
    """

    by_file: bool
    """Whether this is a stick or a share, and not a gateway."""

    def place(self) -> str:
        """A name for where this leads, so that another gateway's positions are not its own."""

    def offer(self, line: OutboxLine, sealed: BinaryIO) -> str:
        """Hand a package over; the receipt of delivery, or nothing where none is given."""

    def mailbox(self, after: int) -> Page[Waiting]:
        """The next packages for us."""

    def fetch(self, item: Waiting, into: Path) -> str:
        """Bring one here, going on where ``into`` ends; its SHA-256."""

    def offer_answer(self, arrival: Arrival) -> None:
        """Hand a receipt over to whoever sent the package."""

    def letters(self, after: int) -> Page[Letter]:
        """The next receipts for us."""

    def register(self) -> str:
        """The newest register there; empty when none is."""

    def publish(self, token: str) -> None:
        """Put our register there."""
