"""The authority's half of the tour: a register, a gateway on loopback, a desk that accepts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aln_review.casework.commands.authority import (
    AcceptArrival,
    ApproveJoin,
    EnrolGateway,
    Invite,
    OpenArrival,
    OpenDesk,
    SetGateway,
)
from aln_review.casework.commands.dispatch import SendPlan, TryNow
from aln_review.casework.commands.joining import JoinAuthority, TakeRegister
from aln_review.casework.core import Casework
from aln_review.casework.mail import Mail
from aln_review.casework.post import HeldMembership
from aln_review.casework.queries.dispatch import Desk, Send
from aln_review.casework.tour.report import TourReport
from aln_review.domain.dispatch import ArrivalState, LineState, OutboxLine, PackageKind
from aln_review.domain.errors import OwnFault, Refusal
from aln_review.domain.plan import Plan
from aln_review.packages.identity import PublicIdentity
from aln_review.packages.register import read_register

ROOT = "root.jwk.json"
DELIVERED = "receipt-delivered.jws"
ACCEPTED = "receipt-accepted.jws"
CARD = "gateway.json"
LOOPBACK = "http://127.0.0.1"


@dataclass(slots=True)
class GatewayProcess:
    """A real gateway in a process of its own."""

    data: Path
    port: int
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"{LOOPBACK}:{self.port}"


@contextmanager
def gateway(data: Path, port: int = 0) -> Iterator[GatewayProcess]:
    """Start the gateway of ``data`` and stop it at the end.

    Raises:
        OwnFault: it did not come up.

    """
    command = [sys.executable, "-m", "aln_review.cli", "gateway", "--data", str(data)]
    process = subprocess.Popen(  # noqa: S603 - our own program with our own arguments
        [*command, "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            raise OwnFault("error.tour.no_gateway")
        yield GatewayProcess(data, int(json.loads(line)["port"]), process)
    finally:
        process.terminate()
        process.wait(timeout=30)
        if process.stdout:
            process.stdout.close()


def open_desk(report: TourReport, desk: Casework, data: Path) -> None:
    """Begin the register and put the root's public half where the gateway looks for it."""
    with report.step("authority") as step:
        token = desk.do(OpenDesk()).value
        root = desk.ask(HeldMembership()).identity
        data.mkdir(parents=True, exist_ok=True)
        for folder in (data, report.folder):
            (folder / ROOT).write_text(root.public.to_jwk_json(), encoding="utf-8")
        (report.folder / "authority-identity.txt").write_text(
            root.age_secret + "\n", encoding="utf-8"
        )
        pinned = PublicIdentity.from_jwk_json((data / ROOT).read_text(encoding="utf-8"))
        step.check("root-can-be-pinned", holds=pinned == root.public)
        first = read_register(token, pinned, 0)
        step.check("register-has-begun", holds=first.version == 1)
        step.count(entries=len(first.entries))


def join(report: TourReport, setting: Casework, desk: Casework, box: GatewayProcess) -> None:
    """Enrol the gateway, invite the setting, and let it in: every step a file."""
    with report.step("joined") as step:
        card = (box.data / CARD).read_text(encoding="utf-8")
        desk.do(EnrolGateway(card))
        desk.do(SetGateway(box.address))
        invitation = desk.do(Invite()).value
        answer = setting.do(JoinAuthority(invitation)).value
        token = desk.do(ApproveJoin(answer)).value
        try:
            desk.do(ApproveJoin(answer))
        except Refusal as refused:
            step.check(f"refused:{refused.key}", holds=True)
        else:
            step.check("an-invitation-is-used-once", holds=False)
        held = setting.do(TakeRegister(token)).value
        published = Mail(desk).round()
        step.check("gateway-has-the-register", holds=not published.troubles)
        step.check("register-names-this-setting", holds=held.joined)
        own = setting.ask(Send()).own_words
        step.check("three-words-in-both-languages", holds=len(own) == 2)
        (report.folder / "register.jws").write_text(token, encoding="utf-8")
        step.count(register_version=held.register_version)


def send_offline(
    report: TourReport, setting: Casework, plan: Plan, kind: PackageKind
) -> OutboxLine:
    """Freeze and queue while nobody answers: it waits, and says so."""
    with report.step("offline") as step:
        line = setting.do(SendPlan(plan.id)).value
        round_ = Mail(setting).round()
        step.check("nobody-was-there", holds=not round_.reached)
        waiting = _line(setting, line.id)
        step.check(f"kind:{kind.value}", holds=waiting.kind is kind)
        step.check("waits-sealed", holds=waiting.delivered_at is None)
        step.check("nothing-is-green", holds=waiting.state is not LineState.DELIVERED)
        step.count(bytes=line.size, version=line.version)
    return line


def deliver(report: TourReport, setting: Casework, line: OutboxLine) -> None:
    """Deliver it now that the gateway is there; a second round changes nothing."""
    with report.step("delivered") as step:
        mail = Mail(setting)
        setting.do(TryNow())
        mail.round()
        sent = _line(setting, line.id)
        step.check("delivered-by-a-receipt", holds=sent.state is LineState.DELIVERED)
        again = mail.round()
        step.check("a-second-round-sends-nothing", holds=again.offered == 0)
        (report.folder / DELIVERED).write_text(sent.delivered_receipt, encoding="utf-8")
        step.count(attempts=sent.attempts)


def accept(report: TourReport, setting: Casework, desk: Casework, line: OutboxLine) -> None:
    """The desk collects, opens, verifies and accepts; the line turns green."""
    with report.step("accepted") as step:
        Mail(desk).round()
        waiting = desk.ask(Desk()).waiting
        step.check("arrived-once", holds=[a.id for a in waiting] == [line.id])
        opened = desk.do(OpenArrival(line.id)).value
        step.check("verified", holds=opened.state is ArrivalState.VERIFIED)
        step.check(
            "as-it-was-sent", holds=(opened.kind, opened.version) == (line.kind, line.version)
        )
        desk.do(AcceptArrival(line.id))
        try:
            desk.do(AcceptArrival(line.id))
        except Refusal as refused:
            step.check(f"refused:{refused.key}", holds=True)
        else:
            step.check("accepted-once-only", holds=False)
        Mail(desk).round()
        Mail(setting).round()
        sent = _line(setting, line.id)
        step.check("accepted-by-a-receipt", holds=sent.state is LineState.ACCEPTED)
        (report.folder / ACCEPTED).write_text(sent.answer_receipt, encoding="utf-8")
        step.count(filed=len(desk.ask(Desk()).done))


def _line(setting: Casework, line_id: str) -> OutboxLine:
    return next(v.line for v in setting.ask(Send()).lines if v.line.id == line_id)
