"""What the vault knows of the authority's key: whose it is, and that no byte of it has changed.

Whoever has the disk can put another file into the header, and nobody here can open what stands
there. So the vault keeps a digest of what it sealed itself: a key that was changed is found when
the vault is next opened and not on the day it is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from aln_review.casework.memory import recall, remember
from aln_review.domain.bilingual import Text
from aln_review.store.unit_of_work import UnitOfWork
from aln_review.vault.escrow import seal_mark
from aln_review.vault.header import EscrowSlot

ESCROW = "keys.escrow"


@dataclass(frozen=True, slots=True)
class EscrowLabel:
    """One sealed key. Nothing is known of one that was not made here."""

    authority: Text = field(default_factory=Text)
    recipient: str = ""
    """What it is sealed to: an age recipient; empty when that is not known."""
    fingerprint: str = ""
    """Of the authority's identity, as the register named it when the key was made."""
    made_at: datetime | None = None
    told: bool = True
    """The access log says that it was made."""


def escrow_labels(unit: UnitOfWork) -> dict[str, EscrowLabel]:
    """Every label, by the mark of what was sealed: one, or two while one takes another's place."""
    return recall(unit, ESCROW, dict[str, EscrowLabel], {})


def keep_escrow(unit: UnitOfWork, labels: dict[str, EscrowLabel]) -> None:
    """Keep these labels and no others."""
    remember(unit, ESCROW, labels)


def label_of(unit: UnitOfWork, slot: EscrowSlot | None) -> EscrowLabel | None:
    """What is known of the key in the header, if it is there byte for byte as it was made."""
    return None if slot is None else escrow_labels(unit).get(seal_mark(slot.sealed))


def agree_escrow(unit: UnitOfWork, slot: EscrowSlot | None) -> None:
    """Bring label and header together again as the vault opens; each difference is logged."""
    held = escrow_labels(unit)
    mark = seal_mark(slot.sealed) if slot else ""
    kept: dict[str, EscrowLabel] = {}
    if mark and mark not in held:
        kept[mark] = EscrowLabel()
        unit.log("key.unknown", subject=mark, detail="escrow")
    elif mark:
        kept[mark] = replace(held[mark], told=True)
        if not held[mark].told:
            unit.log("key.added", subject=mark, detail="escrow")
    for one, label in held.items():
        if one != mark and label.told:
            unit.log("key.gone", subject=one, detail="escrow")
    if kept != held:
        keep_escrow(unit, kept)


def settle_escrow(unit: UnitOfWork, slot: EscrowSlot | None, label: EscrowLabel | None) -> None:
    """After a change of the data key: the same key of the authority's, sealed anew, or none."""
    held = escrow_labels(unit)
    kept = {seal_mark(slot.sealed): label} if slot is not None and label is not None else {}
    if kept == held:
        return
    if held and not kept:
        unit.log("vault.escrow_removed", subject=next(iter(held)))
    keep_escrow(unit, kept)
