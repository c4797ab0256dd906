"""A process that holds a vault, does what it is told, and can be killed at any moment."""

from __future__ import annotations

import multiprocessing
import random
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from aln_review.casework.copies import copies, keep_copy
from aln_review.casework.core import Casework, Command, Tools
from aln_review.casework.door import Door
from aln_review.casework.handover import Tried, finish_rotation, rotate
from aln_review.casework.restoring import choose, open_with_secret, open_with_vault, restore
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, WorldFault
from aln_review.domain.ids import Ids
from aln_review.language.lemmas import lemmas
from aln_review.store import backup
from aln_review.store.health import examine
from tests.casework.vaults import CHEAP, PASSPHRASE, Clock, make_setting, make_tools


@dataclass(frozen=True)
class Seen:
    """What the vault holds, as far as the oracle knows it."""

    learners: dict[str, Any]
    words: dict[str, Any]
    profiles: dict[str, Any]
    drafts: dict[str, str]
    reviews: set[str]
    chain_whole: bool
    chain_count: int


def look(vault: Casework) -> Seen:
    """Read everything the oracle compares."""
    with vault.store.view() as unit:
        chain = unit.chain()
        return Seen(
            {one.id: one for one in unit.learners.all()},
            {one.id: one for one in unit.words.all()},
            {one.id: one for one in unit.profiles.all()},
            unit.drafts.all("meeting"),
            {one.id for one in unit.reviews.all()},
            chain.whole,
            chain.count,
        )


@cache
def _standing() -> Tools:
    """Law, words and sentences, read once for all lives of all workers."""
    return make_tools(Path("nowhere"), Clock())


def _door(folder: Path, life: int) -> Door:
    clock, chance = Clock(), random.Random(1_000 + life)
    clock.forward(hours=life)
    # Another life has another seed: identifiers never come twice.
    tools = replace(
        _standing(),
        now=clock.now,
        ids=Ids(clock.milliseconds, chance.randbytes),
        random=chance.randbytes,
        area=folder / "work",
    )
    return Door(folder / "vault", tools, lemmas, CHEAP)


def serve(pipe: Connection, folder: Path, life: int) -> None:
    """Open or make the vault, then carry out what comes through the pipe until told to end."""
    door = _door(folder, life)
    door.take()
    if life:
        vault = _unlock(door)
    else:
        sheet = door.new_sheet(Language.CY)
        vault = door.create(make_setting(), "Ysgol y Prawf", PASSPHRASE, sheet)
    while True:
        what, given = pipe.recv()
        if what == "end":
            vault.close()
            door.release()
            pipe.send(("ended", None))
            return
        if what == "lock":
            vault.close()
            vault = _unlock(door)
        if what == "restore":
            vault = _put_back(door, vault, given)
        if what == "rotate":
            vault = _rotate(door, vault)
        if what == "keep":
            keep_copy(door, vault)
            pipe.send(("done", str(copies(door).copies[0].path)))
        else:
            pipe.send(_answer(vault, folder, what, given))


def _rotate(door: Door, vault: Casework) -> Casework:
    sheet = door.new_sheet(Language.CY)
    typed = {place: sheet.words[place - 1] for place in sheet.asked}
    done = rotate(door, vault, PASSPHRASE, Tried(sheet, typed), _nobody)
    assert done.fault is None
    return done.casework


def _nobody(_part: float) -> None:
    """Nobody looks."""


def _unlock(door: Door) -> Casework:
    """Open the vault; a change of the data key that a kill cut short is carried on."""
    vault = door.unlock(PASSPHRASE)
    if vault.found.unfinished is None:
        return vault
    done = finish_rotation(door, vault, _nobody)
    assert done.fault is None
    return done.casework


def _put_back(door: Door, vault: Casework, path: str) -> Casework:
    chosen = choose(door, Path(path))
    try:
        copy = open_with_vault(door, vault, chosen)
    except WorldFault:
        # The data key was changed since: the passphrase opens the copy all the same.
        copy = open_with_secret(door, chosen, PASSPHRASE)
    restored = restore(door, vault, copy)
    copy.close()
    assert restored.fault is None
    return restored.casework


def _answer(vault: Casework, folder: Path, what: str, given: Any) -> tuple[str, Any]:  # noqa: ANN401
    try:
        if what == "do":
            return "done", vault.do(given).value
        if what == "copy":
            target = folder / "copies" / f"{given}.alnvault"
            target.parent.mkdir(exist_ok=True)
            return "done", dict(backup.copy(vault.store, target).counts)
        if what == "health":
            return "done", [check.name.value for check in examine(vault.store) if not check.good]
        return "done", look(vault)
    except AlnError as error:
        return "refused", error.key


class Worker:
    """The near end of the pipe. A new life begins after every kill and every end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._life = 0
        _standing()
        self._start()

    def _start(self) -> None:
        near, far = multiprocessing.Pipe()
        self._pipe = near
        context = multiprocessing.get_context("fork")
        self._process = context.Process(target=serve, args=(far, self._folder, self._life))
        self._process.start()
        far.close()
        self._life += 1

    def ask(self, what: str, given: object = None) -> tuple[str, Any]:
        """Send and wait for the answer: what is answered is acknowledged."""
        self._pipe.send((what, given))
        found: tuple[str, Any] = self._pipe.recv()
        return found

    def do(self, command: Command[Any]) -> tuple[str, Any]:
        """Have a command carried out."""
        return self.ask("do", command)

    def begin(self, command: Command[Any]) -> None:
        """Send a command and do not wait."""
        self.begin_to("do", command)

    def begin_to(self, what: str, given: object = None) -> None:
        """Send and do not wait."""
        self._pipe.send((what, given))

    def kill(self) -> None:
        """SIGKILL, then a new process on the same vault."""
        self._process.kill()
        self._gone()
        self._start()

    def end(self, *, again: bool = False) -> None:
        """Close properly."""
        self.ask("end")
        self._gone()
        if again:
            self._start()

    def _gone(self) -> None:
        self._process.join(30)
        self._process.close()
        self._pipe.close()
