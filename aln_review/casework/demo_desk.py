"""The desk of a demo authority: invented settings join it and send it plans, really sealed.

The settings' own vaults live only while the demo is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from aln_review.casework.arrivals import TakeIn
from aln_review.casework.commands.authority import (
    AcceptArrival,
    ApproveJoin,
    Invite,
    OpenArrival,
    OpenDesk,
    ReturnArrival,
)
from aln_review.casework.commands.dispatch import SendPlan
from aln_review.casework.commands.joining import JoinAuthority, TakeRegister
from aln_review.casework.core import Casework, Command, Work
from aln_review.casework.post import VaultOutbox
from aln_review.domain.dispatch import Arrival, ReturnReason
from aln_review.domain.plan import Plan, PlanState
from aln_review.domain.setting import SettingKind

SENT_BY_EACH = 4
DAYS_AGO = (20, 13, 6, 5, 2, 1, 1)
"""How long ago the packages came, the first one first."""
READY = (PlanState.COMPLETE, PlanState.LOCKED)
Questions = Callable[[Plan], tuple[ReturnReason, ...]]


def fill_desk(desk: Casework, senders: Sequence[Casework], questions: Questions) -> None:
    """Begin the register, let each setting in, and take in what it sends.

    The first package is accepted, the second returned with ``questions``, the third opened, the
    fourth came damaged; the others wait.
    """
    desk.do(OpenDesk())
    came: list[tuple[Plan, str, bytes]] = []
    for sender in senders:
        _let_in(desk, sender)
        came.extend(_send(sender))
    for step, (plan, package, sealed) in enumerate(came):
        desk.do(TakeIn(package, _damaged(sealed) if step == 3 else sealed, by_file=True))
        if step <= 3:
            desk.do(OpenArrival(package))
        if step == 0:
            desk.do(AcceptArrival(package))
        elif step == 1:
            desk.do(ReturnArrival(package, questions(plan)))
        desk.do(_Came(package, timedelta(days=DAYS_AGO[min(step, len(DAYS_AGO) - 1)], hours=step)))


def _damaged(sealed: bytes) -> bytes:
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


def _let_in(desk: Casework, sender: Casework) -> None:
    answer = sender.do(JoinAuthority(desk.do(Invite()).value)).value
    sender.do(TakeRegister(desk.do(ApproveJoin(answer)).value))


def _send(sender: Casework) -> list[tuple[Plan, str, bytes]]:
    with sender.store.view() as unit:
        early = Work(unit, sender.tools).kind is SettingKind.EARLY_YEARS
        plans = [plan for plan in unit.plans.all() if early or plan.state in READY]
    sent = []
    for plan in plans[:SENT_BY_EACH]:
        line = sender.do(SendPlan(plan.id)).value
        with VaultOutbox(sender).open_sealed(line.id) as sealed:
            sent.append((plan, line.id, sealed.read()))
    return sent


@dataclass(frozen=True, slots=True)
class _Came(Command[Arrival]):
    """A demo's package came some time ago, and was answered the day after."""

    package: str
    ago: timedelta

    def run(self, work: Work) -> Arrival:
        arrival = work.unit.arrivals.get(self.package)
        came = work.now - self.ago
        answered = came + timedelta(days=1) if arrival.answered_at else None
        aged = replace(arrival, arrived_at=came, answered_at=answered)
        work.unit.arrivals.put(aged)
        return aged
