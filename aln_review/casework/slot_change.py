"""One keyslot in place of others, in an order that can be cut short anywhere."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Protocol

from aln_review.casework.core import Casework, Tools
from aln_review.casework.key_labels import KeyLabel, keep_labels, key_labels
from aln_review.casework.proved import Proved
from aln_review.domain.errors import WorldFault
from aln_review.vault.keyslots import KdfCost, VaultHeader, add_slot

__all__ = ["Fresh", "KeyHost", "Proved", "swap"]


@dataclass(frozen=True, slots=True)
class Fresh:
    """A slot to be made: what it is, its secret, and what the access log calls its making."""

    label: KeyLabel
    secret: str = field(repr=False)
    action: str


class KeyHost(Protocol):
    """Whoever holds the header: the door."""

    @property
    def tools(self) -> Tools:
        """Time and randomness."""

    def write_header(self, header: VaultHeader) -> None:
        """Put another header in its place, in one step."""

    def replaced(self, gone: Collection[str], new: str) -> None:
        """A slot took the place of others."""

    def cost_after(self, proved: Proved) -> KdfCost:
        """What a new slot shall cost."""


def swap(
    host: KeyHost, casework: Casework, proved: Proved, gone: Collection[str], fresh: Fresh
) -> str:
    """One new slot in place of the slots ``gone``, and its id.

    The label is kept first, then the header, then the line in the access log; opening the vault
    finishes what was cut short between them. Once the header stands the change holds, and a disk
    that refuses the line does not undo it: whoever asked is not told that it failed. The key that
    ``proved`` holds is wiped.

    Raises:
        Refusal: there are too many slots.
        WorldFault: the disk refused; the old header stands.

    """
    kept = proved.header.with_slots(
        tuple(slot for slot in proved.header.slots if slot.id not in gone)
    )
    kind, random, cost = fresh.label.kind, host.tools.random, host.cost_after(proved)
    made = add_slot(kept, kind, fresh.secret, proved.key, random, cost)
    proved.key.wipe()
    (new,) = (slot.id for slot in made.slots if slot not in kept.slots)
    label = replace(fresh.label, made_at=host.tools.now(), told=False)
    with casework.store.unit() as unit:
        keep_labels(unit, {**key_labels(unit), new: label})
    host.write_header(made)
    host.replaced(gone, new)
    with suppress(WorldFault), casework.store.unit() as unit:
        left = {one: held for one, held in key_labels(unit).items() if one not in gone}
        keep_labels(unit, {**left, new: replace(label, told=True)})
        unit.log(fresh.action, subject=new)
    return new
