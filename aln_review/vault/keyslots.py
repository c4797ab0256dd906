"""Keyslots: several ways to one data key, each added, changed and removed without risk.

The data key is random and stays when a passphrase changes; a slot only wraps it. These functions
give a new header and leave the old one alone: nothing has changed until the new header is
written, and it is written whole or not at all. A new slot has been opened before it is given.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag

from aln_review.domain.errors import Refusal, WorldFault
from aln_review.vault.header import DATABASE_NAME, HEADER_NAME, MOST_SLOTS, VaultHeader
from aln_review.vault.keys import DataKey
from aln_review.vault.wrapping import (
    STANDARD_COST,
    KdfCost,
    Random,
    Slot,
    SlotKind,
    unwrap,
    wrap,
)

__all__ = [
    "DATABASE_NAME",
    "HEADER_NAME",
    "STANDARD_COST",
    "DataKey",
    "KdfCost",
    "Random",
    "Slot",
    "SlotKind",
    "VaultHeader",
    "add_slot",
    "find_slot",
    "open_slot",
    "remove_slot",
    "renew_slots",
    "replace_slot",
]

ALWAYS_KEPT = frozenset({SlotKind.PASSPHRASE, SlotKind.RECOVERY})
"""A vault is never without one of each: they are replaced, not removed."""


def open_slot(header: VaultHeader, kind: SlotKind, secret: str) -> DataKey:
    """The data key, from the slot that the secret opens.

    Raises:
        WorldFault: no slot of this kind; a secret that opens none of them; a header that is
            damaged, and so may the slot be; or a slot that demands too much.

    """
    return find_slot(header, kind, secret)[0]


def find_slot(header: VaultHeader, kind: SlotKind, secret: str) -> tuple[DataKey, Slot]:
    """The data key, and which slot the secret opened.

    Raises:
        WorldFault: as :func:`open_slot`.

    """
    fault = WorldFault(f"error.vault.wrong_{kind.value}" if header.of(kind) else _NO_SLOT)
    for slot in header.of(kind):
        try:
            return unwrap(header.vault_id, slot, secret), slot
        except InvalidTag:
            continue
        except WorldFault as demands:
            fault = demands
    raise fault if header.whole else WorldFault("error.vault.header_damaged")


def add_slot(
    header: VaultHeader, kind: SlotKind, secret: str, key: DataKey, random: Random,
    cost: KdfCost = STANDARD_COST,
) -> VaultHeader:  # fmt: skip
    """The header with one more slot, which has been opened and gave the key back.

    Raises:
        Refusal: the secret is empty or there are too many slots.
        WorldFault: the computer has not enough memory.

    """
    if len(header.slots) >= MOST_SLOTS:
        raise Refusal("error.vault.too_many_slots", most=MOST_SLOTS)
    slot = wrap(header.vault_id, kind, secret, key, random, cost)
    return header.with_slots((*header.slots, slot))


def replace_slot(
    header: VaultHeader, kind: SlotKind, old: str, new: str, random: Random,
    cost: KdfCost = STANDARD_COST,
) -> VaultHeader:  # fmt: skip
    """The header with one secret changed for another; both have been opened.

    Raises:
        WorldFault: the old secret opens no slot of this kind.
        Refusal: the new secret is empty.

    """
    key, slot = find_slot(header, kind, old)
    kept = header.with_slots(tuple(other for other in header.slots if other is not slot))
    return add_slot(kept, kind, new, key, random, cost)


def renew_slots(
    header: VaultHeader, kind: SlotKind, secret: str, key: DataKey, random: Random,
    cost: KdfCost = STANDARD_COST,
) -> VaultHeader:  # fmt: skip
    """The header with every slot of a kind replaced by one new slot.

    For whoever has opened the vault another way: a forgotten passphrase after the recovery
    sheet, a new recovery sheet after the passphrase. The caller has opened the database with
    the key and so proved that it is this vault's.

    Raises:
        Refusal: the new secret is empty.

    """
    kept = header.with_slots(tuple(slot for slot in header.slots if slot.kind is not kind))
    return add_slot(kept, kind, secret, key, random, cost)


def remove_slot(
    header: VaultHeader, slot_id: str, other_kind: SlotKind, other_secret: str
) -> VaultHeader:
    """The header without a slot, once another slot has been opened with its secret.

    Raises:
        Refusal: no such slot, or it is the last, or the last of a kind that is always kept.
        WorldFault: the other secret opens none of the slots that would be left.

    """
    left = header.with_slots(tuple(slot for slot in header.slots if slot.id != slot_id))
    if len(left.slots) == len(header.slots):
        raise Refusal("error.vault.slot_gone")
    if not left.slots:
        raise Refusal("error.vault.last_slot")
    if any(header.of(kind) and not left.of(kind) for kind in ALWAYS_KEPT):
        raise Refusal("error.vault.always_kept")
    find_slot(left, other_kind, other_secret)
    return left


_NO_SLOT = "error.vault.no_slot"
