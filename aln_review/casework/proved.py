"""A secret that was just given and fits."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.vault.keyslots import DataKey, Slot, VaultHeader


@dataclass(frozen=True, slots=True)
class Proved:
    """A slot that was just opened with its secret: how long that took, and what it held."""

    header: VaultHeader
    slot: Slot
    key: DataKey
    seconds: float
