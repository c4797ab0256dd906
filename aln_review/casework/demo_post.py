"""The post of a demo vault: an invented authority that lives only while the demo is made.

Packages are really sealed and receipts really signed, by keys that are then thrown away, so that
what a demo shows is what the product does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aln_review.casework.commands.dispatch import SendPlan
from aln_review.casework.commands.joining import JoinAuthority, TakeRegister
from aln_review.casework.core import Casework, Command, Work
from aln_review.casework.post import VaultOutbox, VaultRegister
from aln_review.domain.dispatch import OutboxLine, ReturnReason
from aln_review.domain.plan import Plan, PlanState
from aln_review.domain.setting import Setting, SettingKind
from aln_review.packages.identity import Identity
from aln_review.packages.invitation import Invitation, new_code, read_join, write_invitation
from aln_review.packages.receipt import Receipt, ReceiptKind, sign_receipt
from aln_review.packages.register import Register, RegisterEntry, Role, sign_register
from aln_review.sync.outbox import Outbox

SENT = 4
"""Packages a demo has on their way: returned, waiting, received and accepted."""


def fill_post(vault: Casework, questions: Callable[[Plan], tuple[ReturnReason, ...]]) -> None:
    """Join an invented authority and send it a few plans, each left at another step.

    ``questions`` are what the authority asks about the plan it returns.
    """
    tools = vault.tools
    with vault.store.view() as unit:
        setting = Work(unit, tools).setting
        ready = (PlanState.COMPLETE, PlanState.LOCKED)
        plans = [plan for plan in unit.plans.all() if plan.state in ready]
    if setting.kind is SettingKind.AUTHORITY or not plans:
        return
    world = _World(vault, setting)
    lines = [vault.do(SendPlan(plan.id)).value for plan in plans[:SENT]]
    for step, (plan, line) in enumerate(zip(plans, lines, strict=False)):
        if step == 1:
            vault.do(_Aged(line, timedelta(hours=2)))
            continue
        aged = vault.do(_Aged(line, timedelta(days=3 + 7 * step))).value
        world.deliver(aged)
        if step == 0:
            world.answer(aged, ReceiptKind.RETURNED, questions(plan))
        elif step == 3:
            world.answer(aged, ReceiptKind.ACCEPTED, ())


@dataclass(frozen=True, slots=True)
class _Aged(Command[OutboxLine]):
    """A demo's package was frozen some time ago."""

    line: OutboxLine
    ago: timedelta

    def run(self, work: Work) -> OutboxLine:
        aged = replace(self.line, frozen_at=self.line.frozen_at - self.ago)
        work.unit.outbox.put(aged)
        return aged


class _World:
    """The invented authority: its root and desk in one identity, and its gateway."""

    def __init__(self, vault: Casework, setting: Setting) -> None:
        tools = vault.tools
        self._now: Callable[[], datetime] = tools.now
        self._root = Identity.create(tools.random)
        self._gateway = Identity.create(tools.random)
        self._outbox = Outbox(VaultOutbox(vault), VaultRegister(vault), tools.now, lambda: 0.5)
        self._positions = {ReceiptKind.DELIVERED: 0, ReceiptKind.ACCEPTED: 0}
        begun = tools.now() - timedelta(days=60)
        invitation = Invitation(
            code=new_code(tools.random),
            gateway="",
            root=self._root.public,
            authority=setting.authority,
            authority_name=setting.authority_name,
            made=begun,
            good_until=(tools.now() + timedelta(days=30)).date(),
        )
        answer = vault.do(JoinAuthority(write_invitation(invitation, self._root))).value
        day = begun.date()
        request = read_join(answer, self._root.public, tools.now().date())
        entries = (
            _entry(setting, Role.DESK, self._root, begun),
            _entry(setting, Role.GATEWAY, self._gateway, begun),
            request.entry(day),
        )
        register = Register(
            version=3,
            entries=entries,
            issued=begun,
            authority=setting.authority,
            authority_name=setting.authority_name,
            root=self._root.public.fingerprint,
        )
        vault.do(TakeRegister(sign_register(register, self._root)))

    def deliver(self, line: OutboxLine) -> None:
        """Sign for a package two minutes after it was frozen."""
        at = line.frozen_at + timedelta(minutes=2)
        self._sign(line, ReceiptKind.DELIVERED, at, (), self._gateway)

    def answer(
        self, line: OutboxLine, kind: ReceiptKind, reasons: tuple[ReturnReason, ...]
    ) -> None:
        """Accept or return a package two days later."""
        self._sign(line, kind, line.frozen_at + timedelta(days=2), reasons, self._root)

    def _sign(
        self,
        line: OutboxLine,
        kind: ReceiptKind,
        at: datetime,
        reasons: tuple[ReturnReason, ...],
        signer: Identity,
    ) -> None:
        log = ReceiptKind.DELIVERED if signer is self._gateway else ReceiptKind.ACCEPTED
        self._positions[log] += 1
        receipt = Receipt(line.id, line.sha256, kind, self._positions[log], at, reasons)
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
