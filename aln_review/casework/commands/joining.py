"""Joining an authority, and holding its register. Every step is also a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from aln_review.casework.belonging import MEMBERSHIP, Membership, membership
from aln_review.casework.core import Command, Work
from aln_review.casework.membership import REGISTER, own_identity
from aln_review.casework.memory import remember
from aln_review.domain.errors import Refusal
from aln_review.packages.identity import PublicIdentity
from aln_review.packages.invitation import JoinRequest, read_invitation, write_join
from aln_review.packages.register import read_register


@dataclass(frozen=True, slots=True)
class JoinAuthority(Command[str]):
    """Answer an invitation: pin the authority's root and write the ``.alnjoin`` file's text.

    Raises:
        Refusal: damaged or out of date, or another authority has been joined already.

    """

    typed: ClassVar[bool] = False

    invitation: str

    def run(self, work: Work) -> str:
        """Keep whom we trust and our signed answer; the answer is returned."""
        invitation = read_invitation(self.invitation)
        if work.today > invitation.good_until:
            raise Refusal("error.join.out_of_date")
        held = membership(work)
        root = invitation.root.to_json()
        if held.joined and held.root != root:
            raise Refusal("error.join.elsewhere", authority=held.authority)
        identity = own_identity(work)
        setting = work.setting
        request = JoinRequest(
            invitation=self.invitation,
            setting=setting.id,
            kind=setting.kind,
            name=setting.name,
            person=setting.person,
            keys=identity.public,
            made=work.now,
        )
        answer = write_join(request, identity)
        kept = Membership(
            authority=invitation.authority_name,
            gateway=invitation.gateway,
            root=root,
            root_fingerprint=invitation.root_fingerprint,
            own_fingerprint=identity.public.fingerprint,
            own_kid=identity.kid,
            request=answer,
            code=invitation.code,
            joined=held.joined,
            register_version=held.register_version,
        )
        remember(work.unit, MEMBERSHIP, kept)
        work.unit.log("authority.asked_to_join", subject=invitation.root_fingerprint)
        return answer


@dataclass(frozen=True, slots=True)
class TakeRegister(Command[Membership]):
    """Take in a register, from the gateway or from a file.

    Raises:
        Refusal: not signed by the pinned root, damaged, or older than the one held.

    """

    typed: ClassVar[bool] = False

    token: str

    def run(self, work: Work) -> Membership:
        """Keep it; from the day it names us we may send."""
        held = membership(work)
        if not held.root:
            raise Refusal("error.dispatch.not_joined")
        root = PublicIdentity.from_json(held.root)
        found = read_register(self.token, root, held.register_version)
        if found.version == held.register_version:
            return held
        named = found.find(held.own_kid, work.today) is not None
        kept = replace(
            held,
            joined=named,
            request="" if named else held.request,
            register_version=found.version,
        )
        remember(work.unit, REGISTER, self.token.strip())
        remember(work.unit, MEMBERSHIP, kept)
        work.unit.log("register.taken", detail=str(found.version))
        return kept
