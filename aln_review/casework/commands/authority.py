"""The authority's desk: its register, its invitations, and what it decides about an arrival."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import ClassVar

import msgspec

from aln_review.casework.arrivals import opened
from aln_review.casework.belonging import MEMBERSHIP, Membership, membership
from aln_review.casework.core import Command, Work
from aln_review.casework.membership import POSITION, REGISTER, next_number, own_identity, register
from aln_review.casework.memory import recall, remember
from aln_review.domain.bilingual import Language
from aln_review.domain.dispatch import Arrival, ArrivalState, ReturnReason
from aln_review.domain.document import Document
from aln_review.domain.errors import Refusal
from aln_review.domain.learner import Learner
from aln_review.domain.setting import SettingKind
from aln_review.domain.wales import day_in_wales
from aln_review.domain.words import MaySee
from aln_review.packages.identity import PublicIdentity
from aln_review.packages.invitation import Invitation, new_code, read_join, write_invitation
from aln_review.packages.reader import Opened, UnknownSigner
from aln_review.packages.receipt import Receipt, ReceiptKind, sign_receipt
from aln_review.packages.register import Register, RegisterEntry, Role, sign_register
from aln_review.sync.requests import checked_address

CODES = "authority.codes"
"""Invitation codes that are still open, by code; one use each."""
GOOD_FOR = timedelta(days=30)
ANSWERED = (ArrivalState.ACCEPTED, ArrivalState.RETURNED)


def _only_an_authority(work: Work) -> None:
    if work.kind is not SettingKind.AUTHORITY:
        raise Refusal("error.desk.not_an_authority")


def _publish(work: Work, found: Register) -> str:
    token = sign_register(found, own_identity(work))
    held = replace(membership(work), register_version=found.version)
    remember(work.unit, REGISTER, token)
    remember(work.unit, MEMBERSHIP, held)
    work.unit.log("register.published", detail=str(found.version))
    return token


@dataclass(frozen=True, slots=True)
class OpenDesk(Command[str]):
    """Begin the authority's register: this vault holds the root and is its desk.

    Raises:
        Refusal: not an authority's vault, or the register has begun already.

    """

    gateway: str = ""

    def run(self, work: Work) -> str:
        """Make the root identity and version 1; the signed register is returned."""
        _only_an_authority(work)
        if membership(work).joined:
            raise Refusal("error.desk.open_already")
        setting = work.setting
        identity = own_identity(work)
        entry = RegisterEntry(
            setting=setting.id,
            kind=setting.kind,
            name=setting.authority_name,
            person=setting.person,
            role=Role.DESK,
            keys=identity.public,
            valid_from=work.today,
        )
        first = Register(
            version=1,
            entries=(entry,),
            issued=work.now,
            authority=setting.authority,
            authority_name=setting.authority_name,
            root=identity.public.fingerprint,
        )
        held = Membership(
            authority=setting.authority_name,
            gateway=self.gateway,
            root=identity.public.to_json(),
            root_fingerprint=identity.public.fingerprint,
            own_fingerprint=identity.public.fingerprint,
            own_kid=identity.kid,
            joined=True,
        )
        remember(work.unit, MEMBERSHIP, held)
        return _publish(work, first)


@dataclass(frozen=True, slots=True)
class SetGateway(Command[Membership]):
    """Say where the authority's gateway is; invitations made from now on carry the address.

    Raises:
        Refusal: not an address, or one that anybody on the network could listen in to.

    """

    address: str

    def run(self, work: Work) -> Membership:
        """Keep the address; none where there is no gateway any more."""
        _only_an_authority(work)
        address = checked_address(self.address) if self.address.strip() else ""
        held = replace(membership(work), gateway=address)
        remember(work.unit, MEMBERSHIP, held)
        return held


@dataclass(frozen=True, slots=True)
class Invite(Command[str]):
    """Make a one-time invitation for one setting: the text of an ``.alninvite`` file."""

    def run(self, work: Work) -> str:
        """Keep its code until it is used or out of date."""
        _only_an_authority(work)
        identity = own_identity(work)
        held = membership(work)
        invitation = Invitation(
            code=new_code(work.tools.random),
            gateway=held.gateway,
            root=identity.public,
            authority=work.setting.authority,
            authority_name=work.setting.authority_name,
            made=work.now,
            good_until=work.today + GOOD_FOR,
        )
        codes = recall(work.unit, CODES, dict[str, date], {})
        still = {code: until for code, until in codes.items() if until >= work.today}
        remember(work.unit, CODES, {**still, invitation.code: invitation.good_until})
        work.unit.log("authority.invited")
        return write_invitation(invitation, identity)


@dataclass(frozen=True, slots=True)
class ApproveJoin(Command[str]):
    """Enrol a setting after its fingerprint words were compared; the new register is returned.

    Raises:
        Refusal: damaged, another authority's, out of date, or the invitation was used before.

    """

    typed: ClassVar[bool] = False

    request: str
    valid_until: date | None = None

    def run(self, work: Work) -> str:
        """Publish the next version with the setting's key in it."""
        _only_an_authority(work)
        identity = own_identity(work)
        request = read_join(self.request, identity.public, work.today)
        codes = recall(work.unit, CODES, dict[str, date], {})
        if request.code not in codes:
            raise Refusal("error.join.code_used")
        if request.role is not Role.SETTING:
            raise Refusal("error.join.damaged")
        entry = request.entry(work.today, self.valid_until)
        token = _publish(work, register(work).enrol(entry, work.now))
        remember(work.unit, CODES, {c: u for c, u in codes.items() if c != request.code})
        work.unit.log("authority.enrolled", subject=request.keys.fingerprint)
        return token


@dataclass(frozen=True, slots=True)
class EnrolGateway(Command[str]):
    """Name the gateway's key in the register, so that its delivery receipts are believed."""

    typed: ClassVar[bool] = False

    public: str
    """The gateway's public identity as JSON."""

    def run(self, work: Work) -> str:
        """Publish the next version with the gateway in it."""
        _only_an_authority(work)
        setting = work.setting
        entry = RegisterEntry(
            setting=setting.id,
            kind=setting.kind,
            name=setting.authority_name,
            person=setting.person,
            role=Role.GATEWAY,
            keys=PublicIdentity.from_json(self.public),
            valid_from=work.today,
        )
        return _publish(work, register(work).enrol(entry, work.now))


@dataclass(frozen=True, slots=True)
class RevokeKey(Command[str]):
    """Take a key out of use from a day; what it signed before still verifies."""

    kid: str
    start: date

    def run(self, work: Work) -> str:
        """Publish the next version."""
        _only_an_authority(work)
        work.unit.log("authority.revoked", subject=self.kid)
        return _publish(work, register(work).revoke(self.kid, self.start, work.now))


@dataclass(frozen=True, slots=True)
class OpenArrival(Command[Arrival]):
    """Open and check an arrival; what it is and who sent it are kept, or why it was refused.

    One that has been answered stays answered, however often it is looked at again.
    """

    arrival_id: str

    def run(self, work: Work) -> Arrival:
        """Verify and keep the finding. A refused package is kept as it came."""
        arrival = work.unit.arrivals.get(self.arrival_id)
        if arrival.state in ANSWERED:
            return arrival
        try:
            with opened(work, arrival) as package:
                found = _found(arrival, package)
        except UnknownSigner as unknown:
            found = replace(arrival, state=ArrivalState.UNKNOWN_SIGNER, problem=unknown.key)
        except Refusal as refused:
            found = replace(arrival, state=ArrivalState.UNREADABLE, problem=refused.key)
        work.unit.arrivals.put(found)
        work.unit.log("arrival.opened", subject=arrival.id, detail=found.state.value)
        return found


def _found(arrival: Arrival, package: Opened) -> Arrival:
    learner = package.record["learner"]
    plan = package.record["plan"]
    return replace(
        arrival,
        state=ArrivalState.VERIFIED,
        problem="",
        kind=package.manifest.kind,
        sender=package.sender_entry.name,
        sender_person=package.sender_entry.person,
        sender_fingerprint=package.sender_entry.keys.fingerprint,
        learner_name=f"{learner['forename']} {learner['surname']}".strip(),
        version=plan["version"] if plan else 0,
        learner_id=learner["id"],
    )


def _answer(
    work: Work, arrival: Arrival, kind: ReceiptKind, reasons: tuple[ReturnReason, ...] = ()
) -> Arrival:
    if arrival.state in ANSWERED:
        raise Refusal("error.desk.answered")
    if arrival.state is not ArrivalState.VERIFIED:
        raise Refusal("error.desk.not_verified")
    receipt = Receipt(
        package=arrival.id,
        sha256=arrival.sha256,
        kind=kind,
        position=next_number(work, POSITION),
        at=work.now,
        reasons=reasons,
    )
    state = ArrivalState.ACCEPTED if kind is ReceiptKind.ACCEPTED else ArrivalState.RETURNED
    answered = replace(
        arrival,
        state=state,
        answered_at=work.now,
        receipt=sign_receipt(receipt, own_identity(work)),
        reasons=reasons,
    )
    work.unit.arrivals.put(answered)
    work.unit.log(f"arrival.{state.value}", subject=arrival.id)
    return answered


@dataclass(frozen=True, slots=True)
class AcceptArrival(Command[Arrival]):
    """Accept a verified arrival: file its papers and sign the receipt that says so.

    Raises:
        Refusal: it has not been verified.

    """

    arrival_id: str

    def run(self, work: Work) -> Arrival:
        """File and sign in one transaction."""
        arrival = work.unit.arrivals.get(self.arrival_id)
        answered = _answer(work, arrival, ReceiptKind.ACCEPTED)
        with opened(work, arrival) as package:
            _file(work, package)
        return answered


def _file(work: Work, package: Opened) -> None:
    """Keep the learner and the papers; the record of a later package replaces nothing unread."""
    record = package.record["learner"]
    learner = work.unit.learners.find(record["id"])
    if learner is None:
        fields = {name: value for name, value in record.items() if value}
        learner = msgspec.convert(fields, Learner)
        work.unit.learners.put(learner)
    for name, line in package.files.items():
        data = package.read(name)
        language = Language.CY if ".cy." in name else Language.EN
        document = Document(
            id=work.new_id(),
            learner_id=learner.id,
            media_type=line.media_type,
            size=len(data),
            sha256=sha256(data).hexdigest(),
            title=package.manifest.sender.name,
            author=f"{package.manifest.kind.value}.{language.value}",
            on=day_in_wales(package.manifest.created),
            may_see=MaySee.SETTING,
        )
        work.unit.documents.put(document)
        work.unit.contents.put(document.id, data)
        work.unit.log("document.filed", learner.id, document.id)


@dataclass(frozen=True, slots=True)
class ReturnArrival(Command[Arrival]):
    """Send a verified arrival back with a reason for each section it concerns.

    Raises:
        Refusal: not verified, or no reason given.

    """

    arrival_id: str
    reasons: tuple[ReturnReason, ...]

    def run(self, work: Work) -> Arrival:
        """Sign the receipt with the reasons."""
        reasons = tuple(reason for reason in self.reasons if reason.reason.strip())
        if not reasons:
            raise Refusal("error.desk.why")
        arrival = work.unit.arrivals.get(self.arrival_id)
        return _answer(work, arrival, ReceiptKind.RETURNED, reasons)
