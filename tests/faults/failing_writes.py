"""A writing connection that fails at the n-th statement, as a disk does in mid-command."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

from aln_review.domain.errors import WorldFault
from aln_review.store.database import Store
from aln_review.store.engine import Connection, Value

FAULTS = ("error.store.disk_full", "error.store.disk_fault", "error.store.locked")
"""What the engine says of a full disk, a broken one and a file that another program holds."""
NO_WRITE = ("BEGIN", "PRAGMA", "ROLLBACK")


@dataclass(slots=True)
class Trap:
    """Lets so many writes pass and fails the next one; only on the thread that set it."""

    left: int = 0
    key: str = ""
    thread: int = 0
    sprung: bool = False

    def set(self, at: int, key: str) -> None:
        """Fail the ``at``-th write from now on, the first being 1."""
        self.left, self.key, self.sprung = at, key, False
        self.thread = threading.get_ident()

    def clear(self) -> None:
        """Let everything pass."""
        self.left = 0

    def step(self, sql: str) -> None:
        """One statement is about to be run.

        Raises:
            WorldFault: it is the one.

        """
        if not self.left or self.thread != threading.get_ident() or sql.startswith(NO_WRITE):
            return
        self.left -= 1
        if not self.left:
            self.sprung = True
            raise WorldFault(self.key)


class FailingWrites(Connection):
    """The store's own writing connection, with a trap before each write and each commit."""

    def __init__(self, held: Connection, trap: Trap) -> None:
        super().__init__(held._open, held._folder)
        self._trap = trap

    def lease(self) -> Connection:
        """A handle with the same trap."""
        return FailingWrites(self, self._trap)

    def run(self, sql: str, *values: Value) -> int:
        """Run one statement, unless it is the one that fails."""
        self._trap.step(sql)
        return super().run(sql, *values)

    def many(self, sql: str, rows: Any) -> None:  # noqa: ANN401 - as the engine takes them
        """Run one statement for each row, unless it is the one that fails."""
        self._trap.step(sql)
        super().many(sql, rows)


def set_trap(store: Store) -> Trap:
    """Put a trap into an open store."""
    trap = Trap()
    store._writer = FailingWrites(store._writer, trap)
    return trap
