"""What crosses to the authority and what proves it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from aln_review.domain.bilingual import Text


class PackageKind(StrEnum):
    """Kinds of package of format version 1."""

    PLAN = "plan"
    REFERRAL = "referral"
    CONTRIBUTION_REQUEST = "contribution-request"
    CONTRIBUTION = "contribution"
    TRANSFER = "transfer"
    DECISION = "decision"
    QUESTION = "question"
    REGISTER = "register"


class LineState(StrEnum):
    """Where a package is. ``DELIVERED`` and later need a verified signature to be reached."""

    FROZEN = "frozen"
    OFFERING = "offering"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    TAKEN_BACK = "taken-back"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ReturnReason:
    """Why the desk sent a package back, per section of the form."""

    section: str
    reason: str


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """One package on its way. Its sealed bytes are kept until the learner's record is erased."""

    id: str
    """The package's id and idempotency key."""
    learner_id: str
    learner_name: str
    kind: PackageKind
    version: int
    addressee: Text
    fingerprint: str
    sha256: str
    """SHA-256 of the sealed file, lower-case hexadecimal."""
    size: int
    """Of the sealed file, in bytes."""
    sequence: int
    frozen_at: datetime
    state: LineState = LineState.FROZEN
    offered_at: datetime | None = None
    delivered_at: datetime | None = None
    answered_at: datetime | None = None
    attempts: int = 0
    next_try_at: datetime | None = None
    problem: str = ""
    """Message key of what stopped the last try."""
    delivered_receipt: str = ""
    """Compact JWS of the gateway's receipt."""
    answer_receipt: str = ""
    """Compact JWS of the desk's receipt."""
    reasons: tuple[ReturnReason, ...] = ()
    erased_on: date | None = None
    """When the learner's record was erased: bytes, name and reasons are gone, the line stays."""

    def without_the_learner(self, on: date) -> OutboxLine:
        """What stays as evidence: ids, dates, the digest, and receipts that say no more.

        A receipt that sent a package back carries its reasons inside the signature, so it goes.
        """
        answer = "" if self.reasons or self.state is LineState.RETURNED else self.answer_receipt
        return replace(
            self, learner_name="", reasons=(), answer_receipt=answer, problem="", erased_on=on
        )


class ArrivalState(StrEnum):
    """What the desk has done with an arrival."""

    ARRIVED = "arrived"
    UNREADABLE = "unreadable"
    UNKNOWN_SIGNER = "unknown-signer"
    VERIFIED = "verified"
    ACCEPTED = "accepted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A package that came to this vault."""

    id: str
    sha256: str
    size: int
    arrived_at: datetime
    state: ArrivalState = ArrivalState.ARRIVED
    kind: PackageKind = PackageKind.PLAN
    sender: Text = field(default_factory=Text)
    sender_person: str = ""
    sender_fingerprint: str = ""
    learner_name: str = ""
    version: int = 0
    problem: str = ""
    """Message key of the check that failed."""
    answered_at: datetime | None = None
    receipt: str = ""
    receipt_offered: bool = False
    reasons: tuple[ReturnReason, ...] = ()
    learner_id: str = ""
    """Whose record is inside, once it was opened; the sender's number for the learner."""
    erased_on: date | None = None
    """When the learner's record was erased: bytes, name and reasons are gone, the line stays."""
    by_file: bool = False
    """Whether it came on a stick or a share; a gateway then need not know of it."""

    def without_the_learner(self, on: date) -> Arrival:
        """What stays as evidence; see :meth:`OutboxLine.without_the_learner`."""
        receipt = "" if self.reasons or self.state is ArrivalState.RETURNED else self.receipt
        return replace(self, learner_name="", reasons=(), receipt=receipt, problem="", erased_on=on)
