"""The post of a demo vault: an invented authority that lives only while the demo is made.

Packages are really sealed and receipts really signed, by keys that are then thrown away, so that
what a demo shows is what the product does. Which packages there are is the demo data's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from aln_review.casework.commands.dispatch import SendPlan
from aln_review.casework.commands.joining import JoinAuthority, TakeRegister
from aln_review.casework.core import Casework
from aln_review.casework.post import VaultOutbox, VaultRegister
from aln_review.domain.dispatch import LineState, OutboxLine, ReturnReason
from aln_review.domain.setting import Setting, SettingKind
from aln_review.domain.wales import day_in_wales
from aln_review.exchange.demo.vault import DemoSent
from aln_review.packages.identity import Identity
from aln_review.packages.invitation import Invitation, new_code, read_join, write_invitation
from aln_review.packages.receipt import Receipt, ReceiptKind, sign_receipt
from aln_review.packages.register import Register, RegisterEntry, Role, sign_register
from aln_review.sync.outbox import Outbox

JOINED = timedelta(days=400)
"""How long ago a demo's setting joined its authority: before anything that it has sent."""
OFFERED = timedelta(minutes=1)
TAKEN = timedelta(minutes=2)
ANSWERS = {
    LineState.ACCEPTED: ReceiptKind.ACCEPTED,
    LineState.RETURNED: ReceiptKind.RETURNED,
}


def fill_post(vault: Casework, setting: Setting, sent: Sequence[DemoSent]) -> None:
    """Join an invented authority and send it what the demo says, oldest first."""
    if not sent:
        return
    world = _World(vault, setting)
    for package in sent:
        line = _back_then(vault, package.sealed_at).do(_send(package)).value
        if package.state is LineState.FROZEN:
            continue
        world.deliver(line)
        if package.state in ANSWERS:
            kind = ANSWERS[package.state]
            world.answer(line, kind, package.answered_at, package.questions)


def _send(package: DemoSent) -> SendPlan:
    return SendPlan(package.plan_id, referral=package.referral)


def _back_then(vault: Casework, at: datetime) -> Casework:
    """The same vault at a past moment, so that what is sealed carries that date itself."""

    def now() -> datetime:
        return at

    return Casework(vault.store, replace(vault.tools, now=now))


class _World:
    """The invented authority: its root and desk in one identity, and its gateway."""

    def __init__(self, vault: Casework, setting: Setting) -> None:
        tools = vault.tools
        self._root = Identity.create(tools.random)
        self._gateway = Identity.create(tools.random)
        self._lines = VaultOutbox(vault)
        self._outbox = Outbox(self._lines, VaultRegister(vault), tools.now, lambda: 0.5)
        self._positions = {Role.GATEWAY: 0, Role.DESK: 0}
        begun = tools.now() - JOINED
        day = day_in_wales(begun)
        invitation = Invitation(
            code=new_code(tools.random),
            gateway="",
            root=self._root.public,
            authority=setting.authority,
            authority_name=setting.authority_name,
            made=begun,
            good_until=day + timedelta(days=30),
        )
        then = _back_then(vault, begun)
        answer = then.do(JoinAuthority(write_invitation(invitation, self._root))).value
        entries = (
            _entry(setting, Role.DESK, self._root, begun),
            _entry(setting, Role.GATEWAY, self._gateway, begun),
            read_join(answer, self._root.public, day).entry(day),
        )
        register = Register(
            version=3,
            entries=entries,
            issued=begun,
            authority=setting.authority,
            authority_name=setting.authority_name,
            root=self._root.public.fingerprint,
        )
        then.do(TakeRegister(sign_register(register, self._root)))

    def deliver(self, line: OutboxLine) -> None:
        """Offer a package a minute after it was sealed and sign for it a minute later."""
        at = line.frozen_at
        self._lines.save(
            replace(line, state=LineState.OFFERING, attempts=1, offered_at=at + OFFERED)
        )
        self._sign(line, ReceiptKind.DELIVERED, at + TAKEN, ())

    def answer(
        self,
        line: OutboxLine,
        kind: ReceiptKind,
        at: datetime,
        reasons: tuple[ReturnReason, ...],
    ) -> None:
        """Accept or return a package."""
        self._sign(line, kind, at, reasons)

    def _sign(
        self,
        line: OutboxLine,
        kind: ReceiptKind,
        at: datetime,
        reasons: tuple[ReturnReason, ...],
    ) -> None:
        self._positions[kind.role] += 1
        receipt = Receipt(line.id, line.sha256, kind, self._positions[kind.role], at, reasons)
        signer = self._gateway if kind.role is Role.GATEWAY else self._root
        self._outbox.match(sign_receipt(receipt, signer))


def _entry(setting: Setting, role: Role, identity: Identity, begun: datetime) -> RegisterEntry:
    return RegisterEntry(
        setting=f"{setting.authority}-{role.value}",
        kind=SettingKind.AUTHORITY,
        name=setting.authority_name,
        person="Rhian Gruffydd",
        role=role,
        keys=identity.public,
        valid_from=begun.date(),
    )
