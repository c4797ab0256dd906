"""Is the vault well? Each check has a name, a finding in words, and a safe repair where one is.

Nothing here changes what people wrote. Two things can be mended: the search index, which holds
nothing of its own, and bytes that nothing refers to, which may be dropped. What waits to be sent
is never put in line again by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from aln_review.domain.errors import OwnFault, WorldFault
from aln_review.store.damage import damaged_pages
from aln_review.store.database import Store
from aln_review.store.engine import Mode, connect
from aln_review.store.health_looks import LOOKS, CheckName, Detail, Ground, loose_contents
from aln_review.vault.keys import DataKey

__all__ = [
    "Check", "CheckName", "Detail", "Repair", "drop_loose", "examine", "look", "refuse_damaged",
    "repair_search",
]  # fmt: skip

MOST_DETAILS = 20
"""What is said of one check beyond its finding; the count tells how many there are."""


class Repair(StrEnum):
    """What can be mended without changing what people wrote."""

    NONE = ""
    SEARCH = "search"
    LOOSE = "loose"


_REPAIRS = {CheckName.SEARCH: Repair.SEARCH, CheckName.LOOSE: Repair.LOOSE}


@dataclass(frozen=True, slots=True)
class Check:
    """One check's finding; ``count`` is how many faults, or for the chain the first bad line."""

    name: CheckName
    count: int
    details: tuple[Detail, ...] = ()
    """What each fault is, and of what; not all of them when there are many."""

    @property
    def good(self) -> bool:
        """Nothing was found."""
        return not self.count

    @property
    def title(self) -> str:
        """Message key of the check's name."""
        return f"vault.health.{self.name.value}"

    @property
    def key(self) -> str:
        """Message key of the finding; its fact is ``count``."""
        return f"{self.title}.{'good' if self.good else 'bad'}"

    @property
    def repair(self) -> Repair:
        """What mends it; nothing when it is good, or nobody but a person can."""
        return Repair.NONE if self.good else _REPAIRS.get(self.name, Repair.NONE)

    @property
    def repairable(self) -> bool:
        """Whether something mends it."""
        return self.repair is not Repair.NONE


def examine(store: Store, names: Sequence[CheckName] = tuple(CheckName)) -> tuple[Check, ...]:
    """Run checks, in order. A damaged page ends those that need it with one fault more.

    Raises:
        WorldFault: the vault cannot be opened at all.

    """
    return tuple(look(store, name) for name in names)


def look(store: Store, name: CheckName) -> Check:
    """Run one check on a snapshot; nothing is changed.

    Raises:
        WorldFault: the vault cannot be opened at all.

    """
    connection, key = store.reader(), store.key()
    try:
        connection.begin_reading()
        found = LOOKS[name](Ground(connection, store.path, key, store.now()))
    except (WorldFault, OwnFault):
        # A check that cannot be carried out has found something.
        return Check(name, 1)
    finally:
        connection.close()
        key.wipe()
    return Check(name, found.count, found.details[:MOST_DETAILS])


def refuse_damaged(path: Path, key: DataKey) -> None:
    """Check every page before anything may write to the file; the file is left as it is.

    Raises:
        WorldFault: a page is not what was written (``error.store.damaged``).

    """
    connection = connect(path, key, Mode.READ)
    try:
        if damaged_pages(connection, path, key):
            raise WorldFault("error.store.damaged")
    finally:
        connection.close()


def repair_search(store: Store) -> None:
    """Build the search index again from the items, in one transaction.

    Raises:
        WorldFault: an item cannot be read or the disk refused; the index is as it was.

    """
    with store.unit() as unit:
        unit.reindex()
        unit.log("vault.search_mended")


def drop_loose(store: Store) -> int:
    """Drop the bytes that nothing refers to, in one transaction; how many there were.

    The caller has made a verified copy and asked the person: what is dropped leaves for good.

    Raises:
        WorldFault: the disk refused; everything is as it was.

    """
    with store.unit() as unit:
        loose = loose_contents(unit.contents)
        for content_id in loose:
            unit.contents.delete(content_id)
        if loose:
            unit.log("vault.loose_dropped", detail=str(len(loose)))
    return len(loose)
