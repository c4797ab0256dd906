"""Is the vault well? Each check has a name, a finding in words, and a safe repair where one is.

Nothing here changes what people wrote. The search index alone can be built again, because it
holds nothing of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from aln_review.domain.errors import OwnFault, WorldFault
from aln_review.store.access import chain
from aln_review.store.damage import damaged_pages
from aln_review.store.database import Store
from aln_review.store.engine import Connection, Mode, connect
from aln_review.store.kinds import KINDS
from aln_review.vault.keys import DataKey


class CheckName(StrEnum):
    """What is looked at, in order."""

    PAGES = "pages"
    STRUCTURE = "structure"
    LINKS = "links"
    ITEMS = "items"
    CONTENTS = "contents"
    SEARCH = "search"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class Check:
    """One check's finding; ``count`` is how many faults, or for the chain the first bad line."""

    name: CheckName
    count: int

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
    def repairable(self) -> bool:
        """Whether :func:`repair_search` mends it."""
        return self.name is CheckName.SEARCH and not self.good


def examine(store: Store) -> tuple[Check, ...]:
    """Run every check on a snapshot. A damaged page ends those that need it with one fault more.

    Raises:
        WorldFault: the vault cannot be opened at all.

    """
    connection, key = store.reader(), store.key()

    def pages(reader: Connection) -> int:
        return damaged_pages(reader, store.path, key)

    looks = {CheckName.PAGES: pages, **_LOOKS}
    try:
        return tuple(Check(name, _count(look, connection)) for name, look in looks.items())
    finally:
        connection.close()
        key.wipe()


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


def _count(look: Callable[[Connection], int], connection: Connection) -> int:
    try:
        return look(connection)
    except (WorldFault, OwnFault):
        # A check that cannot be carried out has found something.
        return 1


def _structure(connection: Connection) -> int:
    return sum(row != ("ok",) for row in connection.rows("PRAGMA integrity_check"))


def _links(connection: Connection) -> int:
    return len(connection.rows("PRAGMA foreign_key_check"))


def _items(connection: Connection) -> int:
    unreadable = 0
    for table, kind in KINDS.items():
        decode = msgspec.json.Decoder(kind.type).decode
        for (body,) in connection.rows(f'SELECT body FROM "{table}"'):  # noqa: S608
            try:
                decode(body)
            except msgspec.MsgspecError:
                unreadable += 1
    return unreadable


def _contents(connection: Connection) -> int:
    broken = connection.number(
        "SELECT count(*) FROM contents c WHERE c.size IS NOT (SELECT coalesce(sum(length(data)), 0)"
        " FROM content_parts p WHERE p.content_id = c.id) OR c.parts IS NOT "
        "(SELECT count(*) FROM content_parts p WHERE p.content_id = c.id)"
    )
    return broken + connection.number(
        "SELECT count(*) FROM documents d WHERE NOT EXISTS "
        "(SELECT 1 FROM contents c WHERE c.id = d.id)"
    )


_SEARCH_FAULTS = (
    "SELECT count(*) FROM learners WHERE id NOT IN (SELECT id FROM names)",
    "SELECT count(*) FROM names WHERE id NOT IN (SELECT id FROM learners)",
    # What waits to be indexed may be gone already.
    "SELECT count(*) FROM texts t WHERE NOT EXISTS "
    "(SELECT 1 FROM unindexed u WHERE u.kind = t.kind AND u.id = t.id) AND NOT EXISTS "
    "(SELECT 1 FROM words w WHERE t.kind = 'words' AND w.id = t.id) AND NOT EXISTS "
    "(SELECT 1 FROM plans p WHERE t.kind = 'plans' AND p.id = t.id)",
    "SELECT count(*) FROM names WHERE seq NOT IN (SELECT id FROM names_index_docsize)",
    "SELECT count(*) FROM texts WHERE seq NOT IN (SELECT id FROM texts_index_docsize)",
    "SELECT count(*) FROM names_index_docsize WHERE id NOT IN (SELECT seq FROM names)",
    "SELECT count(*) FROM texts_index_docsize WHERE id NOT IN (SELECT seq FROM texts)",
)


def _search(connection: Connection) -> int:
    return sum(connection.number(statement) for statement in _SEARCH_FAULTS)


def _chain(connection: Connection) -> int:
    return chain(connection).broken_at


_LOOKS: Mapping[CheckName, Callable[[Connection], int]] = {
    CheckName.STRUCTURE: _structure,
    CheckName.LINKS: _links,
    CheckName.ITEMS: _items,
    CheckName.CONTENTS: _contents,
    CheckName.SEARCH: _search,
    CheckName.CHAIN: _chain,
}
