"""A school, a desk and a post office in memory, with weather between them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from aln_review.domain.dispatch import LineState, OutboxLine
from aln_review.sync.courier import Courier
from aln_review.sync.faults import NotTaken, Unreachable
from aln_review.sync.ports import Letter, Page, Waiting
from aln_review.sync.transports.memory import MemoryTransport, Post
from tests.gateway.running import Clock
from tests.packages.makers import NOW, World
from tests.sync.vaults import Vault, vaults


class Weather(MemoryTransport):
    """A way on which calls fail as told: before they arrive, or after, when the reply is lost."""

    def __init__(self, post: Post, fingerprint: str) -> None:
        super().__init__(post, fingerprint)
        self.storm: list[str] = []
        self.poison: dict[str, NotTaken] = {}
        self.tried: list[str] = []

    def _blow(self, when: str) -> None:
        if self.storm and self.storm[0] == when:
            self.storm.pop(0)
            raise Unreachable("error.sync.no_connection")

    def _calm(self) -> None:
        if self.storm and self.storm[0] == "calm":
            self.storm.pop(0)

    def offer(self, line: OutboxLine, sealed: BinaryIO) -> str:
        self.tried.append(line.id)
        self._blow("before")
        if line.id in self.poison:
            raise self.poison[line.id]
        token = super().offer(line, sealed)
        self._blow("after")
        self._calm()
        return token

    def mailbox(self, after: int) -> Page[Waiting]:
        self._blow("before")
        page = super().mailbox(after)
        self._calm()
        return page

    def letters(self, after: int) -> Page[Letter]:
        self._blow("before")
        return super().letters(after)


class Town:
    """A school, a desk and a post office, with one clock."""

    def __init__(self, people: World, folder: Path) -> None:
        self.people = people
        self.clock = Clock(NOW)
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.school, self.desk = vaults(people)
        self.post = Post(people.gateway, self.clock, register=self.school.held_register)
        self.out = Weather(self.post, people.school.public.fingerprint)
        self.back = Weather(self.post, people.desk.public.fingerprint)
        self.restart()

    def restart(self) -> None:
        self.school_side = self._courier(self.school)
        self.desk_side = self._courier(self.desk)

    def _courier(self, vault: Vault) -> Courier:
        return Courier(vault, vault, vault, self.folder, self.clock, lambda: 0.5)

    def later(self, hours: float = 7) -> None:
        self.clock.at += timedelta(hours=hours)

    def state(self, package: str) -> LineState:
        return self.school.outbox[package].state

    def accept_all(self) -> None:
        """The desk signs for everything it has."""
        for position, arrival in enumerate(list(self.desk.arrivals.values()), 1):
            if not arrival.receipt:
                self.desk.accept(arrival.id, position)
