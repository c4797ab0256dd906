"""Collecting what waits for this vault, each package once, and handing back its receipts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from aln_review.domain.errors import AlnError
from aln_review.sync.faults import NotTaken, Unreachable
from aln_review.sync.outbox import Outbox, Trouble
from aln_review.sync.ports import InboxPort, Letter, Page, RegisterPort, Transport, Waiting

MAILBOX = "mailbox"
LETTERS = "letters"

Item = TypeVar("Item", Waiting, Letter)


class Inbox:
    """What came, as the courier brings it in. ``workdir`` holds sealed bytes half fetched."""

    def __init__(self, port: InboxPort, registers: RegisterPort, workdir: Path) -> None:
        self._port = port
        self._registers = registers
        self._workdir = workdir

    def collect(self, transport: Transport) -> tuple[int, list[Trouble]]:
        """Bring in every package that waits; how many were new, and what stopped others.

        Raises:
            Unreachable: nobody is there.

        """
        name = f"{MAILBOX}/{transport.place()}"
        return self._read_on(name, transport.mailbox, lambda item: self._bring(item, transport))

    def letters(self, transport: Transport, outbox: Outbox) -> tuple[int, list[Trouble]]:
        """Match every receipt that waits; how many moved a line, and what stopped others.

        Raises:
            Unreachable: nobody is there.

        """
        name = f"{LETTERS}/{transport.place()}"
        return self._read_on(name, transport.letters, lambda item: _matched(outbox, item))

    def answer(self, transport: Transport) -> tuple[int, list[Trouble]]:
        """Hand over every signed receipt; how many went, and what stopped others.

        Raises:
            Unreachable: nobody is there.

        """
        gone, troubles = 0, []
        for arrival in self._port.answers():
            try:
                transport.offer_answer(arrival)
            except NotTaken as refusal:
                # A gateway may never have seen what came by file: that is nobody's trouble.
                if transport.by_file or not arrival.by_file:
                    troubles.append(Trouble(arrival.id, refusal.key))
                continue
            self._port.answer_offered(arrival.id)
            gone += 1
        return gone, troubles

    def _read_on(
        self, name: str, ask: Callable[[int], Page[Item]], take: Callable[[Item], bool | Trouble]
    ) -> tuple[int, list[Trouble]]:
        """Take every item beyond where the list was read to.

        The place read to moves past an item only once it and all before it are kept: a kill, or
        an item that cannot be taken, brings it again rather than never. A list that ends before
        the place read to was emptied or is another one: it is read from its start, which brings
        nothing twice, and it is said.
        """
        after = self._registers.cursor(name)
        done, troubles = 0, []
        page = ask(after)
        if page.head < after:
            troubles.append(Trouble(name.partition("/")[0], "error.sync.gateway_rolled_back"))
            after = 0
            page = ask(after)
        while page.items:
            for item in page.items:
                taken = take(item)
                if isinstance(taken, Trouble):
                    troubles.append(taken)
                else:
                    done += taken
                    if not troubles and item.position > after:
                        self._registers.move_cursor(name, item.position)
            last = page.items[-1].position
            if last <= after:
                break
            after = last
            page = ask(after)
        return done, troubles

    def _bring(self, item: Waiting, transport: Transport) -> bool | Trouble:
        held = self._port.held(item.id)
        if held:
            other = item.sha256 not in {"", held}
            return Trouble(item.id, "error.sync.other_bytes") if other else False
        part = self._workdir / f"{item.id}.incoming"
        try:
            sha256 = transport.fetch(item, part)
            if item.sha256 not in {"", sha256}:
                part.unlink(missing_ok=True)
                return Trouble(item.id, "error.sync.other_bytes")
            self._port.take_in(item.id, sha256, part, by_file=transport.by_file)
        except Unreachable:
            raise
        except AlnError as fault:
            return Trouble(item.id, fault.key)
        part.unlink(missing_ok=True)
        return True


def _matched(outbox: Outbox, letter: Letter) -> bool | Trouble:
    try:
        return outbox.match(letter.token)
    except AlnError as fault:
        return Trouble(LETTERS, fault.key)
