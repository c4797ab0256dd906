"""The vault's own identity and its membership of an authority: whom it joined and may rely on."""

from __future__ import annotations

from aln_review.casework.belonging import membership
from aln_review.casework.core import Work
from aln_review.casework.memory import recall, remember
from aln_review.domain.errors import Refusal
from aln_review.packages.identity import Identity, PublicIdentity
from aln_review.packages.register import Register, RegisterEntry, Role, read_register

IDENTITY = "dispatch.identity"
REGISTER = "dispatch.register"
SEQUENCE = "dispatch.sequence"
POSITION = "dispatch.position"
"""Last position of this desk's own log of receipts."""
SEEN = "dispatch.seen"
"""Highest position seen, by signer's key id; it may only rise."""


def own_identity(work: Work) -> Identity:
    """The vault's identity, made the first time it is asked for inside a command."""
    kept = recall(work.unit, IDENTITY, str, "")
    if kept:
        return Identity.from_json(kept)
    made = Identity.create(work.tools.random)
    remember(work.unit, IDENTITY, made.to_json())
    work.unit.log("identity.made", subject=made.public.fingerprint)
    return made


def register(work: Work) -> Register:
    """The register held, checked against the pinned root each time it is read.

    Raises:
        Refusal: this vault has not joined an authority.

    """
    held = membership(work)
    token = recall(work.unit, REGISTER, str, "")
    if not held.root or not token:
        raise Refusal("error.dispatch.not_joined")
    return read_register(token, PublicIdentity.from_json(held.root), 0)


def desk_entry(work: Work) -> RegisterEntry:
    """The authority's desk: whom packages are sealed to.

    Raises:
        Refusal: not joined, or the register names no desk today.

    """
    desks = register(work).having(Role.DESK, work.today)
    if not desks:
        raise Refusal("error.dispatch.no_desk")
    return desks[0]


def next_number(work: Work, name: str) -> int:
    """The next number of a counter that only rises."""
    number = recall(work.unit, name, int, 0) + 1
    remember(work.unit, name, number)
    return number
