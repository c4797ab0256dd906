"""A key for the authority, in an open vault: whether there is one, given, made anew, taken back.

Nobody gets it without deciding to: it is off until the vault's own person, passphrase in hand,
turns it on. It cannot be tried here, because nothing here opens it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from aln_review.casework.core import Query, Work
from aln_review.casework.depositing import deposit, is_good, present_label
from aln_review.casework.escrow_labels import (
    escrow_labels,
    keep_escrow,
    label_of,
)
from aln_review.casework.keyring import Keyring, Proof
from aln_review.casework.queries.dispatch import words_for
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import Refusal
from aln_review.domain.setting import SettingKind
from aln_review.vault.escrow import seal_mark
from aln_review.vault.header import EscrowSlot
from aln_review.vault.keyslots import SlotKind

Words = tuple[tuple[Language, tuple[str, str, str]], ...]


class EscrowState(StrEnum):
    """How things stand with the authority's key."""

    NO_AUTHORITY = "no-authority"
    """This vault has not joined one, or is one."""
    OFFERED = "offered"
    HELD = "held"
    OTHER = "other"
    """The register names another key by now, or none: what is sealed may open nothing."""
    UNKNOWN = "unknown"
    """There is one in the header that was not made here."""


@dataclass(frozen=True, slots=True)
class EscrowView:
    """The authority's key as the page of keys shows it."""

    state: EscrowState
    authority: Text
    made_at: datetime | None = None
    words: Words = ()
    """Three words of the fingerprint of whoever can open it."""
    may_give: bool = False
    """The register names a desk to seal to."""


@dataclass(frozen=True, slots=True)
class LookAtEscrow(Query[EscrowView]):
    """How things stand, going by the header that is read beside the vault."""

    slot: EscrowSlot | None

    def run(self, work: Work) -> EscrowView:
        """Compare header, labels and register."""
        if work.kind is SettingKind.AUTHORITY:
            return EscrowView(EscrowState.NO_AUTHORITY, work.setting.authority_name)
        now, held = present_label(work), label_of(work.unit, self.slot)
        may_give = now is not None
        if self.slot is None:
            if now is None:
                return EscrowView(EscrowState.NO_AUTHORITY, work.setting.authority_name)
            words = words_for(work, now.fingerprint)
            return EscrowView(EscrowState.OFFERED, now.authority, None, words, may_give)
        if held is None or not held.recipient:
            cy, en = self.slot.names
            return EscrowView(EscrowState.UNKNOWN, Text.both(cy, en), None, (), may_give)
        state = EscrowState.HELD if is_good(work, held) else EscrowState.OTHER
        words = words_for(work, held.fingerprint)
        return EscrowView(state, held.authority, held.made_at, words, may_give)


class EscrowKeys(Keyring):
    """The authority's key of one open vault. What it does with a proof derives keys."""

    def escrow(self) -> EscrowView:
        """How things stand.

        Raises:
            WorldFault: the header cannot be read.

        """
        return self._casework.ask(LookAtEscrow(self._door.read_header().escrow))

    def give(self, proof: Proof) -> None:
        """Seal the data key to the authority, in place of an earlier such key.

        Label, header, log: in the order of every other key, so that it can be cut short anywhere.

        Raises:
            Refusal: not this vault's own person, or the register names no desk.
            WorldFault: the proof is wrong, or too early after wrong ones; nothing is changed.

        """
        self._refuse_guest(proof)
        proved = self._prove(proof)
        try:
            with self._casework.store.unit() as unit:
                work = Work(unit, self._tools)
                if work.kind is SettingKind.AUTHORITY:
                    raise Refusal("error.escrow.is_authority")
                label = present_label(work)
                if label is None:
                    raise Refusal("error.escrow.no_desk")
                slot = deposit(work, proved.header.vault_id, label, proved.key)
                mark, held = seal_mark(slot.sealed), escrow_labels(unit)
                keep_escrow(unit, {**held, mark: replace(label, told=False)})
        finally:
            proved.key.wipe()
        self._door.write_header(proved.header.with_escrow(slot))
        with self._casework.store.unit() as unit:
            keep_escrow(unit, {mark: label})
            unit.log("vault.escrow_renewed" if held else "vault.escrow_added", subject=mark)

    def take_back(self, proof: Proof) -> None:
        """Take the authority's key out of the header; copies made before have it still.

        Raises:
            Refusal: not this vault's own person, or there is none.
            WorldFault: the proof is wrong, or too early after wrong ones; nothing is changed.

        """
        self._refuse_guest(proof)
        proved = self._prove(proof)
        proved.key.wipe()
        slot = proved.header.escrow
        if slot is None:
            raise Refusal("error.vault.slot_gone")
        self._door.write_header(proved.header.with_escrow(None))
        with self._casework.store.unit() as unit:
            keep_escrow(unit, {})
            unit.log("vault.escrow_removed", subject=seal_mark(slot.sealed))

    def _refuse_guest(self, proof: Proof) -> None:
        """A second keyholder holds a key for an emergency, and gives none away."""
        if proof.kind is SlotKind.KEYHOLDER:
            raise Refusal("error.escrow.not_yours")
