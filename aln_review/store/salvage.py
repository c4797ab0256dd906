"""What can still be read of a damaged vault, put into a new one; the damaged file is only read.

The new vault has the same key, so that the same passphrase, sheet and keyholder open it. Nothing
is guessed: whatever is not whole stays out and is counted. The one thing added is a stand-in for
a learner whose own record is lost while statements or plans of theirs are not: they need somebody
to belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import msgspec

from aln_review.domain.errors import WorldFault
from aln_review.domain.learner import Learner
from aln_review.store import backup
from aln_review.store.database import Store
from aln_review.store.indexing import Lemmas
from aln_review.store.kinds import KINDS
from aln_review.store.migrations import STEPS, Version
from aln_review.store.raw_pages import RawPages
from aln_review.store.raw_vault import Gathered, gather, part
from aln_review.store.unit_of_work import UnitOfWork
from aln_review.vault.keys import DataKey

SALVAGED = "vault.salvaged"
"""The line of the new vault's access log that says where it came from."""
_STAMP = slice(60, 64)
"""Where the schema's number stands in the first page."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came out. Ids only: no name and no word of a record."""

    saved: Mapping[str, int]
    """Items by table; ``contents`` are files."""
    lost: Mapping[str, tuple[str, ...]]
    """Ids that the damaged vault names and that could not be read, by table."""
    counted: bool
    """Every index could be read: nothing is lost beyond what ``lost`` says."""
    stand_ins: tuple[str, ...]
    """Learners whose own record is lost while something of theirs was saved."""
    log_lines: int
    """Lines of the access log that were carried over: as far as the chain holds."""
    log_lost: int
    """Lines that can be read and come after the first that cannot."""
    damaged_pages: int
    pages: int
    unclear: int
    """Records that can be read in part only."""


@dataclass(slots=True)
class _Pouring:
    """Fills the new vault, and remembers what was left out."""

    pages: RawPages
    found: Gathered
    lost: dict[str, list[str]] = field(default_factory=dict)
    stand_ins: list[str] = field(default_factory=list)
    saved: dict[str, int] = field(default_factory=dict)
    log_lines: int = 0

    def fill(self, unit: UnitOfWork) -> None:
        """Everything, in one transaction."""
        self.log_lines = unit.carry_log(self.found.log[seq] for seq in sorted(self.found.log))
        self._stand_in(unit)
        for table in KINDS:
            kept = self.found.items.get(table, {})
            for item_id in sorted(kept):
                getattr(unit, table).put(kept[item_id])
            self.saved[table] = len(kept)
        self._contents(unit)
        for name, value in self.found.meta.items():
            unit.meta.put(name, msgspec.json.decode(value))
        for (screen, name), text in self.found.drafts.items():
            unit.drafts.put(screen, name, str(msgspec.json.decode(text)))
        unit.log(SALVAGED, detail=str(len(self.pages.damaged)))

    def _stand_in(self, unit: UnitOfWork) -> None:
        there = self.found.items.get("learners", {})
        owned = (
            getattr(item, "learner_id", "")
            for table in KINDS
            if table not in ("outbox", "erasures")
            for item in self.found.items.get(table, {}).values()
        )
        for learner_id in sorted(set(owned) - set(there) - {""}):
            unit.learners.put(Learner(learner_id, "?", learner_id[-6:], date(1900, 1, 1)))
            self.stand_ins.append(learner_id)

    def _contents(self, unit: UnitOfWork) -> None:
        every = set(self.found.parts) | self.found.known.get("contents", set())
        for content_id in sorted(every):
            places = self.found.parts.get(content_id, {})
            if self._is_whole(content_id, places):
                unit.contents.put_parts(content_id, self._bytes(places))
                self.saved["contents"] = self.saved.get("contents", 0) + 1
            else:
                self.lost.setdefault("contents", []).append(content_id)

    def _bytes(self, places: dict[int, tuple[int, int]]) -> Iterator[bytes]:
        for number in sorted(places):
            yield part(self.pages, places[number])

    def _is_whole(self, content_id: str, places: dict[int, tuple[int, int]]) -> bool:
        """Every part is there: by the file's own record, or else by that of whom it belongs to."""
        if sorted(places) != list(range(len(places))):
            return False
        size, parts = self.found.sizes.get(content_id, (-1, len(places)))
        if size < 0:
            owners = (
                self.found.items.get(table, {}).get(content_id)
                for table in ("documents", "outbox", "arrivals")
            )
            size = next((int(getattr(one, "size", -1)) for one in owners if one), -1)
        return parts == len(places) and size == sum(len(one) for one in self._bytes(places))


def salvage(
    damaged: Path,
    key: DataKey,
    target: Path,
    lemmas: Lemmas,
    *,
    now: Callable[[], datetime],
    actor: Callable[[], str],
) -> Salvaged:
    """Make a new vault database of what can be read in a damaged one.

    Raises:
        WorldFault: nothing can be read, a newer program wrote it, something stands at the target,
            or the disk refused; no new vault is left then.

    """
    try:
        pages = RawPages(damaged, key)
    except FileNotFoundError:
        raise WorldFault("error.store.missing") from None
    except OSError:
        raise WorldFault("error.store.cannot_open") from None
    try:
        _refuse_newer(pages)
        pouring = _Pouring(pages, gather(pages))
        if not pouring.found.items and not pouring.found.log:
            raise WorldFault("error.salvage.nothing")
        Store.create(target, key, lemmas, now=now, actor=actor, fill=pouring.fill).close()
        backup.verify(target, key)
        return _report(pouring)
    finally:
        pages.close()


def _refuse_newer(pages: RawPages) -> None:
    first = pages.page(1)
    version = Version.of(int.from_bytes(first[_STAMP])) if first else Version(0, 0)
    if version.major > STEPS[-1].version.major:
        raise WorldFault("error.store.newer", version=version.major)


def _report(pouring: _Pouring) -> Salvaged:
    found = pouring.found
    lost = {table: tuple(ids) for table, ids in pouring.lost.items()}
    for table in KINDS:
        gone = found.known.get(table, set()) - set(found.items.get(table, {}))
        if gone:
            lost[table] = tuple(sorted(gone))
    unnamed = set(pouring.stand_ins) - set(lost.get("learners", ()))
    if unnamed:
        lost["learners"] = tuple(sorted({*lost.get("learners", ()), *unnamed}))
    return Salvaged(
        pouring.saved,
        lost,
        found.counted,
        tuple(pouring.stand_ins),
        pouring.log_lines,
        len(found.log) - pouring.log_lines,
        len(pouring.pages.damaged),
        pouring.pages.count,
        found.unclear,
    )
