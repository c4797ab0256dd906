"""Signing for what arrived: the gateway's own key and its receipts of delivery."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from aln_review.domain.errors import WorldFault
from aln_review.gateway.register import Books, Stored
from aln_review.packages.files import write_bytes
from aln_review.packages.identity import Identity, PublicIdentity
from aln_review.packages.receipt import Receipt, ReceiptKind, sign_receipt

IDENTITY_NAME = "identity.json"
CARD_NAME = "gateway.json"
ROOT_NAME = "root.jwk.json"


def own_identity(data: Path, random: Callable[[int], bytes]) -> Identity:
    """The gateway's identity, made at the first start.

    Its public half is written beside it as ``gateway.json``, for the desk to enrol.
    """
    kept = data / IDENTITY_NAME
    if kept.exists():
        return Identity.from_json(kept.read_text("utf-8").strip())
    made = Identity.create(random)
    write_bytes(data / CARD_NAME, made.public.to_json().encode("utf-8"), 0o644)
    write_bytes(kept, made.to_json().encode("utf-8"))
    return made


def pinned_root(data: Path) -> PublicIdentity:
    """The authority's root, put there by whoever set the gateway up.

    Raises:
        WorldFault: nobody has; without it the gateway would not know whom to believe.

    """
    try:
        text = (data / ROOT_NAME).read_text("utf-8")
    except OSError:
        raise WorldFault("error.gateway.no_root", name=ROOT_NAME) from None
    return PublicIdentity.from_jwk_json(text)


class Log:
    """Enters packages and signs for them."""

    def __init__(self, books: Books, identity: Identity, now: Callable[[], datetime]) -> None:
        self._books = books
        self._identity = identity
        self._now = now

    def deliver(self, package: Stored) -> Stored:
        """Enter a package and sign for it, once; again gives the same receipt."""

        def sign(position: int) -> str:
            delivered = ReceiptKind.DELIVERED
            receipt = Receipt(package.id, package.sha256, delivered, position, self._now())
            return sign_receipt(receipt, self._identity)

        return self._books.deliver(package, sign)
