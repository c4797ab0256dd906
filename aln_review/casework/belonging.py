"""Whom this vault belongs to: a plain value, read without any of the tools that prove it."""

from __future__ import annotations

from dataclasses import dataclass, field

from aln_review.casework.core import Work
from aln_review.casework.memory import recall
from aln_review.domain.bilingual import Text

MEMBERSHIP = "dispatch.membership"


@dataclass(frozen=True, slots=True)
class Membership:
    """Whom this vault trusts as its authority."""

    authority: Text = field(default_factory=Text)
    gateway: str = ""
    """Address of the authority's gateway; empty when packages travel by file alone."""
    root: str = ""
    """The authority's root identity, public half, as JSON; pinned at joining."""
    root_fingerprint: str = ""
    own_fingerprint: str = ""
    own_kid: str = ""
    request: str = ""
    """Our signed answer to the invitation, until a register names us."""
    code: str = ""
    """The invitation's one-time code."""
    joined: bool = False
    register_version: int = 0


NO_MEMBERSHIP = Membership()


def membership(work: Work) -> Membership:
    """The membership as it stands."""
    return recall(work.unit, MEMBERSHIP, Membership, NO_MEMBERSHIP)
