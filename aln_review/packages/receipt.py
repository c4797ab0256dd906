"""Receipts: what proves that a package arrived, was accepted, or was returned and why.

*Delivered* is signed by the gateway's key, *accepted* and *returned* by the desk's. Each names
the sealed bytes by SHA-256 and its place in the signer's append-only log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from aln_review.domain.dispatch import ReturnReason
from aln_review.domain.errors import Refusal
from aln_review.domain.wales import day_in_wales
from aln_review.packages import signing
from aln_review.packages.canonical import NotCanonical, canonical, parse
from aln_review.packages.identity import Identity
from aln_review.packages.manifest import instant, moment
from aln_review.packages.register import Register, RegisterEntry, Role
from aln_review.packages.shapes import (
    LINE,
    SHA256,
    TEXT,
    UUID,
    Arr,
    Instant,
    Int,
    Misshapen,
    Obj,
    OneOf,
    Str,
)

FORMAT = "aln-receipt-1"
MAX_TOKEN = 1 << 19


class ReceiptKind(StrEnum):
    """What the receipt says happened."""

    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    RETURNED = "returned"

    @property
    def role(self) -> Role:
        """Whose key must have signed it."""
        return Role.GATEWAY if self is ReceiptKind.DELIVERED else Role.DESK


RECEIPT_SHAPE = Obj(
    {
        "at": Instant(),
        "format": OneOf((FORMAT,)),
        "kind": OneOf(tuple(kind.value for kind in ReceiptKind)),
        "package": Str(36, UUID, 36),
        "position": Int(1),
        "reasons": Arr(Obj({"reason": Str(4000, TEXT, 1), "section": Str(20, LINE)}), 100),
        "sha256": Str(64, SHA256, 64),
    }
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is signed. ``position`` is the place in the signer's log; ``at`` the signer's time."""

    package: str
    sha256: str
    """Of the sealed file."""
    kind: ReceiptKind
    position: int
    at: datetime
    reasons: tuple[ReturnReason, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedReceipt:
    """A receipt whose signature held, and the register entry of who signed it."""

    receipt: Receipt
    signer: RegisterEntry
    token: str


def sign_receipt(receipt: Receipt, identity: Identity) -> str:
    """The receipt as a compact JWS.

    Raises:
        Refusal: a return without a reason, a reason without a return, or one too long.

    """
    value: dict[str, object] = {
        "at": instant(receipt.at),
        "format": FORMAT,
        "kind": receipt.kind.value,
        "package": receipt.package,
        "position": receipt.position,
        "reasons": [{"reason": r.reason, "section": r.section} for r in receipt.reasons],
        "sha256": receipt.sha256,
    }
    try:
        RECEIPT_SHAPE.check(value)
        _check_reasons(receipt)
    except Misshapen as fault:
        raise Refusal("error.receipt.contents", field=fault.at) from None
    return signing.sign(canonical(value), identity, signing.RECEIPT)


def read_receipt(token: str, register: Register) -> SignedReceipt:
    """The receipt, once the register's key for that role and day is known to have signed it.

    Raises:
        Refusal: damaged, signed by a key the register does not name, or by the wrong role.

    """
    unverified, receipt = _read(token)
    signer = register.find(unverified.kid, day_in_wales(receipt.at))
    if signer is None:
        raise Refusal("error.receipt.unknown_signer")
    if signer.role is not receipt.kind.role:
        raise Refusal("error.receipt.wrong_role")
    try:
        unverified.verify(signer.keys)
    except signing.BadSignature:
        raise Refusal("error.receipt.signature") from None
    return SignedReceipt(receipt, signer, token.strip())


@dataclass(frozen=True, slots=True)
class Claim:
    """What a receipt says of itself, unproved."""

    kid: str
    receipt: Receipt


def claim(token: str) -> Claim:
    """What a receipt says of itself, unproved: to find which package it speaks of.

    Raises:
        Refusal: damaged.

    """
    unverified, receipt = _read(token)
    return Claim(unverified.kid, receipt)


def check_about(receipt: Receipt, package: str, sha256: str) -> None:
    """Refuse a receipt that speaks of another package or of other bytes.

    Raises:
        Refusal: mix and match.

    """
    if receipt.package != package or receipt.sha256 != sha256:
        raise Refusal("error.receipt.other_package")


def check_rises(receipt: Receipt, last_seen: int) -> None:
    """Refuse a position that a signer's log had passed before: the log was rolled back.

    ``last_seen`` is the highest position seen from this signer; the caller keeps it.

    Raises:
        Refusal: not above ``last_seen``.

    """
    if receipt.position <= last_seen:
        raise Refusal("error.receipt.rolled_back")


def _read(token: str) -> tuple[signing.Unverified, Receipt]:
    try:
        unverified = signing.read(token.strip(), signing.RECEIPT, MAX_TOKEN)
        value = parse(unverified.payload)
        RECEIPT_SHAPE.check(value)
        receipt = _of(value)
        _check_reasons(receipt)
    except (signing.BadSignature, NotCanonical, Misshapen):
        raise Refusal("error.receipt.damaged") from None
    return unverified, receipt


def _check_reasons(receipt: Receipt) -> None:
    if bool(receipt.reasons) is not (receipt.kind is ReceiptKind.RETURNED):
        raise Misshapen("$.reasons")


def _of(value: dict[str, Any]) -> Receipt:
    return Receipt(
        package=value["package"],
        sha256=value["sha256"],
        kind=ReceiptKind(value["kind"]),
        position=value["position"],
        at=moment(value["at"]),
        reasons=tuple(ReturnReason(r["section"], r["reason"]) for r in value["reasons"]),
    )
