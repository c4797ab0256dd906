"""The schema, step by step: each step in one transaction together with its own record.

A step with a new major number makes a vault that older programs must not write to; a minor one
only adds what they can leave alone. A step is never edited once released.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from aln_review.domain.errors import WorldFault
from aln_review.store.engine import Connection, translated
from aln_review.store.migrations import s001_000, s001_001, s001_002

_MAJOR_UNIT = 1000


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A schema's number."""

    major: int
    minor: int

    @property
    def stamp(self) -> int:
        """As SQLite's ``user_version`` keeps it."""
        return self.major * _MAJOR_UNIT + self.minor

    @classmethod
    def of(cls, stamp: int) -> Version:
        """The number a stamp stands for."""
        return cls(*divmod(stamp, _MAJOR_UNIT))


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the schema."""

    version: Version
    name: str
    apply: Callable[[Connection], None]
    adds: frozenset[str] = frozenset()
    """Tables that a database before this step lacks."""


STEPS: tuple[Step, ...] = (
    Step(Version(1, 0), "first", s001_000.apply),
    Step(Version(1, 1), "keeping", s001_001.apply, frozenset(s001_001.ADDED)),
    Step(Version(1, 2), "waiting", s001_002.apply, frozenset(s001_002.ADDED)),
)


def tables_after(version: Version) -> frozenset[str]:
    """Tables that came with later steps, which a database of this number lacks."""
    return frozenset(table for step in STEPS if step.version > version for table in step.adds)


def version_of(connection: Connection) -> Version:
    """The schema's number in an open database; 0.0 before the first step."""
    return Version.of(connection.number("PRAGMA user_version"))


def check(connection: Connection, steps: tuple[Step, ...] = STEPS) -> Version:
    """The schema's number, if this program may open it.

    Raises:
        WorldFault: a newer program wrote it (``error.store.newer``), or it is not a vault.

    """
    found = version_of(connection)
    if found.major > steps[-1].version.major:
        raise WorldFault("error.store.newer", version=found.major)
    if connection.number("PRAGMA application_id") != s001_000.APPLICATION_ID:
        raise WorldFault("error.store.not_a_vault")
    return found


def pending(connection: Connection, steps: tuple[Step, ...] = STEPS) -> tuple[Step, ...]:
    """The steps that the database lacks, in order."""
    found = version_of(connection)
    return tuple(step for step in steps if step.version > found)


def migrate(
    connection: Connection, now: Callable[[], datetime], steps: tuple[Step, ...] = STEPS
) -> tuple[Step, ...]:
    """Apply every step the database lacks; which ones were applied.

    A step and its record are one transaction: a kill leaves the step done or not begun.

    Raises:
        WorldFault: the disk or the file stopped it; what was there stays.

    """
    for earlier, later in pairwise(steps):
        if not earlier.version < later.version:
            raise ValueError(later.name)
    lacking = pending(connection, steps)
    for step in lacking:
        connection.begin()
        try:
            with translated():
                step.apply(connection)
            connection.run(
                "INSERT INTO steps(version, name, at) VALUES(?, ?, ?)",
                step.version.stamp,
                step.name,
                now().isoformat(),
            )
            connection.run(f"PRAGMA user_version={step.version.stamp:d}")
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
    return lacking
