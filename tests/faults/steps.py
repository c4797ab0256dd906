"""Every command, the n-th write of which fails, for n = 1, 2, 3 and on until it succeeds.

After each failure the record is the old one to the last byte, and no file lies about; once the
command succeeds it is the new one. Never between.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from aln_review.casework.core import Casework, Command, Outcome
from aln_review.domain.errors import WorldFault
from aln_review.store.database import Store
from aln_review.store.health import examine
from tests.casework.vaults import Made
from tests.faults.failing_writes import FAULTS, set_trap
from tests.hostile import story
from tests.hostile.rest import tell_the_rest

T = TypeVar("T")
INDEX = ("names", "texts", "unindexed", "indexed", "sqlite_")
"""Tables that are worked out from the others, a little later."""


class Torn(Exception):
    """Something was between old and new."""


@dataclass(slots=True)
class Tally:
    """What all commands came to."""

    commands: int = 0
    points: int = 0
    """Writes that were made to fail."""
    most_writes: int = 0
    by_command: dict[str, int] = field(default_factory=dict)


def record(store: Store) -> str:
    """A digest of everything that is kept, byte for byte."""
    found = hashlib.sha256()
    reader = store.reader()
    try:
        tables = reader.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        for (name,) in tables:
            if not str(name).startswith(INDEX):
                for row in reader.rows(f'SELECT * FROM "{name}" ORDER BY 1, 2'):
                    for value in row:
                        found.update(value if isinstance(value, bytes) else repr(value).encode())
                        found.update(b"\0")
    finally:
        reader.close()
    return found.hexdigest()


class Stepped(Casework):
    """A vault in which every command fails at each of its writes in turn before it succeeds."""

    def __init__(self, made: Casework, tally: Tally, every: int) -> None:
        super().__init__(made.store, made.tools)
        self._tally = tally
        self._every = every
        self._trap = set_trap(made.store)

    def do(self, command: Command[T]) -> Outcome[T]:
        """Carry a command out, after as many failures as it has writes."""
        name = type(command).__name__
        before = record(self.store)
        at = 1 + self._tally.commands % self._every
        while True:
            key = FAULTS[at % len(FAULTS)]
            self._trap.set(at, key)
            try:
                outcome = super().do(command)
            except WorldFault as fault:
                if not self._trap.sprung or fault.key != key:
                    raise
                self._unchanged(name, at, before)
                at += self._every
                continue
            finally:
                self._trap.clear()
            self._count(name, at)
            return outcome

    def _unchanged(self, name: str, at: int, before: str) -> None:
        self._tally.points += 1
        if record(self.store) != before:
            raise Torn(f"{name}, write {at}: neither old nor new")
        area = self.tools.area
        if area.exists() and list(area.iterdir()):
            raise Torn(f"{name}, write {at}: a file was left behind")

    def _count(self, name: str, writes: int) -> None:
        tally = self._tally
        tally.commands += 1
        tally.most_writes = max(tally.most_writes, writes)
        tally.by_command[name] = max(writes, tally.by_command.get(name, 0))


def run(folder: Path, every: int = 1) -> Tally:
    """The whole story, each command failing at each ``every``-th of its writes.

    A short run begins with another write at each command, so that none is always passed over.

    Raises:
        Torn: a record was neither old nor new, or something was left behind.

    """
    tally = Tally()

    def befall(made: Made) -> Made:
        return replace(made, vault=Stepped(made.vault, tally, every))

    told = story.tell(folder, befall)
    tell_the_rest(told)
    for made in (told.school, told.desk):
        for check in examine(made.vault.store):
            if not check.good:
                raise Torn(f"{check.key}: {check.count}")
        made.shut()
    return tally
