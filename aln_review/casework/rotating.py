"""A change of the data key that is under way, as the vault itself remembers it.

The order in which things are kept is what makes it safe to be cut short anywhere:

1. in the database: what is meant to happen, with the header that will open the new file;
2. the header with the new secrets over the old key takes the old one's place: from here on the
   change is under way, and who may come in is settled;
3. the copies lying beside the vault get that header too;
4. the new database is written, compared, and gets its name;
5. the header of the new key takes its place: the new file is the vault;
6. the old file goes, the new one takes its usual name, and the access log says so.

What is kept in the first step counts only while the header of the second stands, so that a cut
before it leaves everything as it was. Each later step can be done again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from aln_review.casework.escrow_labels import EscrowLabel, settle_escrow
from aln_review.casework.key_labels import (
    SHEET_TRIED,
    KeyLabel,
    keep_labels,
    key_labels,
)
from aln_review.casework.memory import SETTING, recall, recall_setting, remember
from aln_review.casework.proved import Proved
from aln_review.domain.bilingual import Text
from aln_review.domain.errors import WorldFault
from aln_review.store.rotation import part_of, remove_family
from aln_review.store.unit_of_work import UnitOfWork
from aln_review.vault.files import Files
from aln_review.vault.keys import DataKey
from aln_review.vault.keyslots import SlotKind, VaultHeader

ROTATION = "rotation"
EARLIER = "rotation.earlier"
"""Data keys used before, in hexadecimal: copies made with them lie beside the vault still."""


@dataclass(frozen=True, slots=True)
class Successor:
    """Who takes the vault over."""

    person: str
    role: Text


@dataclass(frozen=True, slots=True)
class Sealed:
    """A header for copies made with an earlier data key: the same secrets, that key."""

    key: str = field(repr=False)
    header: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pending:
    """What is meant to happen."""

    of: str
    """Digest of the header that stands while this is under way."""
    header: str
    """The header that will open the new database."""
    before: str
    """The old database's file."""
    copies: tuple[Sealed, ...] = ()
    successor: Successor | None = None
    escrow: EscrowLabel | None = None
    """Whose the authority's key in the new header is; none when there is none."""
    settled: bool = False
    """The record knows its new person, and the log says what happened to the keys."""

    @property
    def after(self) -> VaultHeader:
        """The header that will open the new database."""
        return VaultHeader.from_bytes(self.header.encode())


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A change of the data key that waits to be carried on, and what to carry it on with."""

    pending: Pending
    key: DataKey
    """The new one."""
    proved: Proved
    """Who came in; the access log hears of it when the change is done, so that what was copied
    before the cut is still the same."""


class Stage(StrEnum):
    """How far a change of the data key is, by which header stands."""

    NONE = "none"
    UNDER_WAY = "under-way"
    SWITCHED = "switched"
    STALE = "stale"
    """Cut short before it began, or the keys were changed since."""


def earlier_in(unit: UnitOfWork) -> tuple[str, ...]:
    """Data keys used before, in hexadecimal."""
    return tuple(recall(unit, EARLIER, list[str], []))


def keep_earlier(unit: UnitOfWork, keys: Iterable[str]) -> None:
    """Remember keys used before, with those remembered already."""
    remember(unit, EARLIER, list(dict.fromkeys((*earlier_in(unit), *keys))))


def mark_of(header: VaultHeader) -> str:
    """A header's digest."""
    return hashlib.sha256(header.to_bytes()).hexdigest()


def pending_in(unit: UnitOfWork) -> Pending | None:
    """What the vault remembers of a change under way."""
    return recall(unit, ROTATION, Pending | None, None)  # type: ignore[arg-type]


def stage_of(pending: Pending | None, header: VaultHeader) -> Stage:
    """How far a change is."""
    if pending is None:
        return Stage.NONE
    after = pending.after
    if header.database == after.database or header.slots == after.slots:
        return Stage.SWITCHED
    return Stage.UNDER_WAY if pending.of == mark_of(header) else Stage.STALE


def settle(unit: UnitOfWork, pending: Pending, header: VaultHeader) -> Pending:
    """Once the header of the second step stands: its people and keys in the record and the log.

    Does nothing the second time.
    """
    if pending.settled:
        return pending
    there = {slot.id for slot in header.slots}
    held = key_labels(unit)
    labels = {one: replace(label, told=True) for one, label in held.items() if one in there}
    for slot in header.slots:
        labels.setdefault(slot.id, KeyLabel(slot.kind))
    fresh = [one for one, label in held.items() if one in there and not label.told]
    gone = [one for one, label in held.items() if one not in there and label.holder is not None]
    if pending.successor is not None:
        _hand_over(unit, pending.successor)
    for one in fresh:
        unit.log(_MADE[held[one].kind], subject=one)
    for one in gone:
        unit.log("vault.keyholder_removed", subject=one)
    keep_labels(unit, labels)
    if any(held[one].kind is SlotKind.RECOVERY for one in fresh):
        # Its words were read back before anything was kept.
        remember(unit, SHEET_TRIED, value=True)
    settled = replace(pending, settled=True)
    remember(unit, ROTATION, settled)
    return settled


_MADE = {
    SlotKind.PASSPHRASE: "vault.passphrase_changed",
    SlotKind.RECOVERY: "vault.sheet_replaced",
    SlotKind.KEYHOLDER: "vault.keyholder_added",
}
"""What the access log calls a new way in."""


def _hand_over(unit: UnitOfWork, successor: Successor) -> None:
    setting = recall_setting(unit)
    if setting is None:
        return
    remember(unit, SETTING, replace(setting, person=successor.person, role=successor.role))
    unit.log("vault.handed_over", detail=setting.person)


def clear_old(pending: Pending, in_use: Path, files: Files) -> None:
    """The old database goes; nothing is done where it is gone or its name is in use again.

    Raises:
        WorldFault: the disk refused, or the system holds the file back for now.

    """
    old = in_use.with_name(pending.before)
    remove_family(part_of(in_use.with_name(pending.after.database)), files)
    if old != in_use:
        remove_family(old, files)


def finish(unit: UnitOfWork, pending: Pending, in_use: Path, files: Files) -> bool:
    """Once the new file is the vault: the old one goes, then the record of the change.

    Whether that was possible; a system that holds the old file back is asked again next time.
    """
    settle_escrow(unit, pending.after.escrow, pending.escrow)
    try:
        clear_old(pending, in_use, files)
    except WorldFault:
        return False
    remember(unit, ROTATION, None)
    unit.log("vault.key_rotated")
    return True


def drop(unit: UnitOfWork, pending: Pending, folder: Path, files: Files) -> None:
    """Forget a change that never began or whose keys were changed since.

    A half-written file goes; a finished one is left, for it may be somebody's vault.
    """
    try:
        remove_family(part_of(folder / pending.after.database), files)
    except WorldFault:
        return
    remember(unit, ROTATION, None)
