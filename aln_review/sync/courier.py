"""One round of the courier: offer, collect, match. Run again and again, it only ever adds.

It can be stopped or killed between any two steps: whatever it was about to do is done again, and
doing it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aln_review.domain.errors import AlnError
from aln_review.sync.faults import Unreachable
from aln_review.sync.inbox import Inbox
from aln_review.sync.outbox import Outbox, Trouble
from aln_review.sync.ports import InboxPort, OutboxPort, RegisterPort, Transport

REGISTER = "register"
CONNECTION = "connection"


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did, in counts."""

    offered: int = 0
    collected: int = 0
    answered: int = 0
    matched: int = 0
    renewed: int = 0
    """A newer register was taken."""
    troubles: tuple[Trouble, ...] = ()

    @property
    def reached(self) -> bool:
        """Somebody was there from start to end."""
        return all(trouble.about != CONNECTION for trouble in self.troubles)

    @property
    def changed(self) -> bool:
        """Something moved that a screen may show."""
        moved = self.offered + self.collected + self.answered + self.matched
        return bool(moved + self.renewed)


class Courier:
    """Carries for one vault. One at a time: it is run on one worker."""

    def __init__(
        self,
        outbox: OutboxPort,
        inbox: InboxPort,
        registers: RegisterPort,
        workdir: Path,
        now: Callable[[], datetime],
        chance: Callable[[], float],
    ) -> None:
        self.outbox = Outbox(outbox, registers, now, chance)
        self.inbox = Inbox(inbox, registers, workdir)
        self._registers = registers

    def round(self, transport: Transport) -> Round:
        """Do everything that can be done now over ``transport``; what could not is told."""
        done = dict.fromkeys(("renewed", "offered", "collected", "answered", "matched"), 0)
        troubles: list[Trouble] = []
        try:
            done["renewed"], found = self._renew(transport)
            troubles += found
            for line in self.outbox.due():
                trouble = self.outbox.offer(line, transport)
                done["offered"] += trouble is None
                troubles += filter(None, [trouble])
            for name, step in (
                ("answered", self.inbox.answer),
                ("collected", self.inbox.collect),
            ):
                done[name], found = step(transport)
                troubles += found
            done["matched"], found = self.inbox.letters(transport, self.outbox)
            troubles += found
        except Unreachable as fault:
            troubles.append(Trouble(CONNECTION, fault.key))
        return Round(**done, troubles=tuple(troubles))

    def _renew(self, transport: Transport) -> tuple[int, list[Trouble]]:
        """Publish our register, or take a newer one; an older one is refused and said."""
        try:
            if self._registers.publishes():
                ours = self._registers.token()
                if transport.register() != ours:
                    transport.publish(ours)
            else:
                theirs = transport.register()
                if theirs and theirs != self._registers.token():
                    self._registers.renew(theirs)
                    return 1, []
        except Unreachable:
            raise
        except AlnError as fault:
            return 0, [Trouble(REGISTER, fault.key)]
        return 0, []
