"""The ways into an open vault: each added, changed, tried and removed without risk.

Whoever changes one gives their own secret again first. A new slot has been opened before the old
one goes, and the header that holds them is replaced in one step: cut short anywhere, the old way
or the new one opens the vault, and every other way still does.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.key_labels import Holder, KeyLabel, keep_labels, key_labels, mark_tried
from aln_review.casework.passphrases import refuse_unknown, refuse_weak
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.casework.queries.keys import CareView, KeyCare
from aln_review.casework.slot_change import Fresh, Proved, swap
from aln_review.casework.threshold import NewSheet
from aln_review.domain.errors import OwnFault, Refusal, WorldFault
from aln_review.domain.setting import Setting
from aln_review.vault.keyslots import SlotKind, VaultHeader, remove_slot

__all__ = ["Keyring", "KeysView", "Proof", "SlotKind", "Way"]

MOST_KEYHOLDERS = 3
"""Each is tried in turn when one comes in, about a second for each."""
_NAME_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Proof:
    """A secret given again before a key is changed."""

    kind: SlotKind
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Way:
    """One way into the vault."""

    slot_id: str
    label: KeyLabel


@dataclass(frozen=True, slots=True)
class KeysView:
    """Every way in, and what they ask for."""

    ways: tuple[Way, ...]
    care: CareView
    setting: Setting
    opened_by: SlotKind
    """Whose secret is asked for again before a key is changed."""


class Keyring:
    """The keys of one open vault. Everything but :meth:`ways` and :meth:`view` derives keys."""

    def __init__(self, door: Door, casework: Casework) -> None:
        self._door = door
        self._casework = casework
        self._tools = casework.tools

    def ways(self) -> tuple[Way, ...]:
        """Every way in, in the order of the header.

        Raises:
            WorldFault: the header cannot be read.

        """
        with self._casework.store.view() as unit:
            labels = key_labels(unit)
        return tuple(
            Way(slot.id, labels.get(slot.id, KeyLabel(slot.kind)))
            for slot in self._door.read_header().slots
        )

    def view(self) -> KeysView:
        """What the page of keys shows.

        Raises:
            WorldFault: the header cannot be read.

        """
        care, setting = self._casework.ask(KeyCare()), self._casework.ask(SettingsPage()).setting
        return KeysView(self.ways(), care, setting, self._door.opened_by)

    # The vault's own person

    def change_passphrase(self, proof: Proof, new: str) -> None:
        """Set a new passphrase; the one before it opens nothing from then on.

        Raises:
            WorldFault: the proof is wrong, or too early after wrong ones; nothing is changed.
            Refusal: the new passphrase is too weak.

        """
        refuse_weak(self._tools, new)
        proved = self._prove(proof)
        gone = {slot.id for slot in proved.header.of(SlotKind.PASSPHRASE)}
        self._swap(proved, gone, KeyLabel(SlotKind.PASSPHRASE), new, "vault.passphrase_changed")

    def replace_sheet(self, proof: Proof, sheet: NewSheet) -> None:
        """Make a new recovery sheet the one that opens the vault; the old one opens nothing.

        Raises:
            WorldFault: the proof is wrong, or too early after wrong ones; nothing is changed.

        """
        proved = self._prove(proof)
        gone = {slot.id for slot in proved.header.of(SlotKind.RECOVERY)}
        secret = " ".join(sheet.words)
        self._swap(proved, gone, KeyLabel(SlotKind.RECOVERY), secret, "vault.sheet_replaced")

    def sheet_tried(self, sheet: NewSheet, typed: Mapping[int, str]) -> None:
        """Keep that a new sheet was tried.

        Raises:
            Refusal: a word is missing or wrong; its position is among the facts.

        """
        self._door.sheet_tried(self._casework, sheet, typed)

    def rehearse_sheet(self, typed: str) -> None:
        """Open the recovery slot with all sixteen words, as in earnest, and change nothing.

        Raises:
            WorldFault: a word is wrong, named by its position, or the words are another sheet's.

        """
        refuse_unknown(self._tools, typed)
        self._rehearse(Proof(SlotKind.RECOVERY, typed), "vault.sheet_rehearsed")

    # A second keyholder

    def add_keyholder(self, proof: Proof, holder: Holder, secret: str) -> None:
        """Give somebody else a key of their own.

        Raises:
            Refusal: no name, a weak passphrase, the same passphrase as another key's, or too many.
            WorldFault: the proof is wrong, or too early after wrong ones; nothing is changed.

        """
        holder = _named(holder)
        self._refuse_keyholder(proof, secret)
        proved = self._prove(proof)
        if len(proved.header.of(SlotKind.KEYHOLDER)) >= MOST_KEYHOLDERS:
            raise Refusal("error.vault.too_many_keyholders", most=MOST_KEYHOLDERS)
        label = KeyLabel(SlotKind.KEYHOLDER, holder=holder)
        self._swap(proved, set(), label, secret, "vault.keyholder_added")

    def change_keyholder(self, proof: Proof, slot_id: str, holder: Holder, secret: str) -> None:
        """Give a keyholder another passphrase, or the key to another person.

        Raises:
            Refusal: no name, a weak passphrase, or the key has gone.
            WorldFault: the proof is wrong, or too early after wrong ones; nothing is changed.

        """
        holder = _named(holder)
        self._refuse_keyholder(proof, secret)
        proved = self._prove(proof)
        self._of_keyholder(proved.header, slot_id)
        label = KeyLabel(SlotKind.KEYHOLDER, holder=holder)
        self._swap(proved, {slot_id}, label, secret, "vault.keyholder_changed")

    def remove_keyholder(self, proof: Proof, slot_id: str) -> None:
        """Take a keyholder's key away; the proof must be another key's.

        Raises:
            Refusal: the key has gone already.
            WorldFault: the proof is wrong, or too early after wrong ones; nothing is changed.

        """
        proved = self._prove(proof)
        self._of_keyholder(proved.header, slot_id)
        left = remove_slot(proved.header, slot_id, proof.kind, proof.secret)
        proved.key.wipe()
        self._door.write_header(left)
        # It opens nothing from here on; a line the disk refuses is told when the vault next opens.
        with suppress(WorldFault), self._casework.store.unit() as unit:
            labels = key_labels(unit)
            labels.pop(slot_id, None)
            keep_labels(unit, labels)
            unit.log("vault.keyholder_removed", subject=slot_id)

    def rehearse_keyholder(self, secret: str) -> None:
        """Open a keyholder's slot with their passphrase, and change nothing.

        Raises:
            WorldFault: the passphrase is no keyholder's, or too early after wrong ones.

        """
        self._rehearse(Proof(SlotKind.KEYHOLDER, secret), "vault.keyholder_rehearsed")

    # How it is done

    def _prove(self, proof: Proof) -> Proved:
        if self._casework.read_only:
            raise WorldFault("error.store.read_only")
        proved = self._door.prove(proof.kind, proof.secret)
        opened = self._casework.store.key()
        same = opened == proved.key
        opened.wipe()
        if not same:
            proved.key.wipe()
            raise OwnFault("error.vault.slot_unproved")
        return proved

    def _rehearse(self, proof: Proof, action: str) -> None:
        proved = self._prove(proof)
        proved.key.wipe()
        with self._casework.store.unit() as unit:
            mark_tried(unit, proved.slot.id, self._tools.now())
            unit.log(action, subject=proved.slot.id)

    def _swap(
        self, proved: Proved, gone: set[str], label: KeyLabel, secret: str, action: str
    ) -> None:
        swap(self._door, self._casework, proved, gone, Fresh(label, secret, action))

    def _refuse_keyholder(self, proof: Proof, secret: str) -> None:
        """Two people's keys are two secrets: a shared one could not be taken from one alone."""
        refuse_weak(self._tools, secret)
        if " ".join(secret.split()) == " ".join(proof.secret.split()):
            raise Refusal("error.vault.same_secret")

    def _of_keyholder(self, header: VaultHeader, slot_id: str) -> None:
        if slot_id not in {slot.id for slot in header.of(SlotKind.KEYHOLDER)}:
            raise Refusal("error.vault.slot_gone")


def _named(holder: Holder) -> Holder:
    name = " ".join(holder.name.split())[:_NAME_LIMIT]
    if not name:
        raise Refusal("error.vault.keyholder_name")
    return replace(holder, name=name)
