"""What the vault knows of its own keys: whose each is, since when, and when it was last tried.

The header that stands beside the database names nobody, so this is kept inside, by the slot's id.
A label is kept before its slot is written, and told in the access log after: whatever was cut
short between the two is put right when the vault is next opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from aln_review.casework.memory import recall, recall_setting, remember
from aln_review.store.unit_of_work import UnitOfWork
from aln_review.vault.keyslots import Slot, SlotKind

LABELS = "keys.labels"
SHEET_TRIED = "recovery.tried"
KEYHOLDER_POSTPONED = "keys.keyholder_postponed"


class KeyRole(StrEnum):
    """What a second keyholder is to the setting."""

    HEAD = "head"
    DEPUTY = "deputy"
    MANAGER = "manager"
    GOVERNOR = "governor"
    OWNER = "owner"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a key of their own."""

    name: str
    role: KeyRole


@dataclass(frozen=True, slots=True)
class KeyLabel:
    """One key. Times are UTC; one that is not known is none."""

    kind: SlotKind
    made_at: datetime | None = None
    tried_at: datetime | None = None
    """When it last opened the vault, or was tried."""
    holder: Holder | None = None
    """Whose it is, where it is not the vault's own person's."""
    told: bool = True
    """The access log says that it was made."""


Labels = Mapping[str, KeyLabel]
"""By the slot's id."""


def key_labels(unit: UnitOfWork) -> dict[str, KeyLabel]:
    """Every key's label, by the slot's id."""
    return recall(unit, LABELS, dict[str, KeyLabel], {})


def keep_labels(unit: UnitOfWork, labels: Labels) -> None:
    """Keep the labels; these and no others."""
    remember(unit, LABELS, dict(labels))


def mark_tried(unit: UnitOfWork, slot_id: str, at: datetime) -> None:
    """Keep that a key was tried; one that has no label is left alone."""
    labels = key_labels(unit)
    if slot_id in labels:
        labels[slot_id] = replace(labels[slot_id], tried_at=at)
        keep_labels(unit, labels)


def agree(unit: UnitOfWork, slots: Iterable[Slot]) -> None:
    """Bring labels and slots together again, as the vault opens.

    A slot without a label came from an older program, or somebody who had the key put it there;
    a label without a slot is of a key that is gone. Each difference gets its line in the log,
    but for a vault that has never had labels.
    """
    held = key_labels(unit)
    there = {slot.id: slot.kind for slot in slots}
    labels = {one: label for one, label in held.items() if one in there}
    for one, kind in there.items():
        if one not in labels:
            labels[one] = KeyLabel(kind)
            if held:
                unit.log("key.unknown", subject=one, detail=kind.value)
        elif not labels[one].told:
            labels[one] = replace(labels[one], told=True)
            unit.log("key.added", subject=one, detail=kind.value)
    for one, label in held.items():
        if one not in there and label.told:
            unit.log("key.gone", subject=one, detail=label.kind.value)
    if labels != held:
        keep_labels(unit, labels)


def is_sheet_tried(unit: UnitOfWork) -> bool:
    """Whether the recovery sheet that opens the vault was ever read back.

    A vault from before there were labels knows only that one was.
    """
    flag = recall(unit, SHEET_TRIED, bool, default=False)
    sheets = [one for one in key_labels(unit).values() if one.kind is SlotKind.RECOVERY]
    if not sheets:
        return flag
    return any(one.tried_at or (one.made_at is None and flag) for one in sheets)


def actor_of(unit: UnitOfWork, slot: Slot) -> str:
    """Who comes in with a slot: a keyholder by name, anyone else as the vault's own person."""
    label = key_labels(unit).get(slot.id)
    if label is not None and label.holder is not None:
        return label.holder.name
    setting = recall_setting(unit)
    return setting.person if setting else ""
