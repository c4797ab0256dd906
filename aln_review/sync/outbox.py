"""Offering lines and proving what became of them.

A line's state moves to *delivered*, *accepted* or *returned* here and nowhere else, and only on
a receipt whose signature held for this package and these bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aln_review.domain.dispatch import LineState, OutboxLine
from aln_review.domain.errors import AlnError, Refusal
from aln_review.packages.receipt import (
    ReceiptKind,
    SignedReceipt,
    check_about,
    check_rises,
    claim,
    read_receipt,
)
from aln_review.sync.faults import NotTaken, Unreachable
from aln_review.sync.ports import OutboxPort, RegisterPort, Transport

UNDER_WAY = frozenset({LineState.FROZEN, LineState.OFFERING})
ANSWERED = frozenset({LineState.ACCEPTED, LineState.RETURNED})
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=6)
_ANSWERS = {
    ReceiptKind.ACCEPTED: LineState.ACCEPTED,
    ReceiptKind.RETURNED: LineState.RETURNED,
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stopped one thing in a round. ``about`` is an id or a step's name, never content."""

    about: str
    key: str


def wait(attempts: int, chance: float) -> timedelta:
    """How long to wait after so many tries: doubling, at most six hours, spread by ``chance``.

    ``chance`` is between 0 and 1; the spread keeps a county's schools from calling all at once.
    """
    doubled = _FIRST_WAIT * (1 << min(max(attempts - 1, 0), 12))
    return min(doubled, _LONGEST_WAIT) * (0.5 + chance)


def _its_time(next_try_at: datetime | None, now: datetime) -> bool:
    """Now or before; or further off than any wait, because the clock was set back since."""
    return next_try_at is None or not now < next_try_at <= now + _LONGEST_WAIT * 1.5


class Outbox:
    """The lines of one vault, as the courier moves them."""

    def __init__(
        self,
        port: OutboxPort,
        registers: RegisterPort,
        now: Callable[[], datetime],
        chance: Callable[[], float],
    ) -> None:
        self._port = port
        self._registers = registers
        self._now = now
        self._chance = chance

    def due(self) -> list[OutboxLine]:
        """Lines whose time has come: those tried least first, so that none holds up another."""
        now = self._now()
        ready = [
            line
            for line in self._port.lines()
            if line.state in UNDER_WAY and _its_time(line.next_try_at, now)
        ]
        return sorted(ready, key=lambda line: (line.attempts, line.sequence))

    def offer(self, line: OutboxLine, transport: Transport) -> Trouble | None:
        """Try one line once; what stopped it, if anything did.

        Raises:
            Unreachable: nobody is there; the line is kept for later like any other trouble.

        """
        now = self._now()
        first = line.attempts == 0
        tried = replace(
            line,
            state=LineState.OFFERING,
            attempts=line.attempts + 1,
            offered_at=line.offered_at or now,
            next_try_at=now + wait(line.attempts + 1, self._chance()),
            problem="",
        )
        try:
            self._port.save(tried)
        except Refusal as taken_back:
            return Trouble(line.id, taken_back.key)
        try:
            with self._port.open_sealed(line.id) as sealed:
                token = transport.offer(tried, sealed)
            if token:
                self._settle(tried, read_receipt(token, self._registers.register()), first=first)
        except Unreachable as fault:
            self._port.save(replace(tried, problem=fault.key))
            raise
        except NotTaken as refusal:
            state = LineState.REFUSED if refusal.final else tried.state
            self._port.save(replace(tried, state=state, problem=refusal.key))
            return Trouble(line.id, refusal.key)
        except AlnError as fault:
            self._port.save(replace(tried, problem=fault.key))
            return Trouble(line.id, fault.key)
        return None

    def match(self, token: str) -> bool:
        """Take a receipt however it came; whether it moved a line.

        A receipt for a package this vault never sent is passed over: in a shared folder other
        settings' receipts lie beside ours.

        Raises:
            Refusal: it speaks of a line of ours, but proves nothing.

        """
        claimed = claim(token).receipt
        line = next((ours for ours in self._port.lines() if ours.id == claimed.package), None)
        if line is None or token.strip() in {line.delivered_receipt, line.answer_receipt}:
            return False
        found = read_receipt(token, self._registers.register())
        return self._settle(line, found, first=False)

    def _settle(self, line: OutboxLine, found: SignedReceipt, *, first: bool) -> bool:
        receipt, kid = found.receipt, found.signer.keys.kid
        check_about(receipt, line.id, line.sha256)
        if first:
            check_rises(receipt, self._port.last_seen(kid))
        self._check_alone(line, kid, receipt.position)
        if receipt.kind is ReceiptKind.DELIVERED:
            if line.delivered_receipt:
                return False
            state = line.state if line.state in ANSWERED else LineState.DELIVERED
            moved = replace(
                line, state=state, delivered_receipt=found.token, delivered_at=receipt.at
            )
        else:
            if line.answer_receipt:
                raise Refusal("error.receipt.conflict")
            moved = replace(
                line,
                state=_ANSWERS[receipt.kind],
                answer_receipt=found.token,
                answered_at=receipt.at,
                reasons=receipt.reasons,
            )
        settled = replace(moved, problem="", next_try_at=None)
        self._port.settle(settled, kid, max(receipt.position, self._port.last_seen(kid)))
        return True

    def _check_alone(self, line: OutboxLine, kid: str, position: int) -> None:
        """A place in a log belongs to one package for ever; another there means a second log."""
        for other in self._port.lines():
            for token in (other.delivered_receipt, other.answer_receipt):
                if token and other.id != line.id:
                    known = claim(token)
                    if (known.kid, known.receipt.position) == (kid, position):
                        raise Refusal("error.receipt.rolled_back")
