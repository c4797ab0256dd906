"""Sealing a data key to the authority this vault has joined, as its signed register names it."""

from __future__ import annotations

from aln_review.casework.belonging import membership
from aln_review.casework.core import Work
from aln_review.casework.escrow_labels import EscrowLabel, escrow_labels
from aln_review.casework.membership import register
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal
from aln_review.packages.escrow import Deposit, seal_deposit
from aln_review.packages.register import Role
from aln_review.vault.header import EscrowSlot
from aln_review.vault.keys import DataKey


def present_label(work: Work) -> EscrowLabel | None:
    """The authority's key as the register of today has it; nothing before it was joined."""
    if not membership(work).joined:
        return None
    try:
        found = register(work)
    except Refusal:
        return None
    desks = found.having(Role.DESK, work.today)
    if not desks:
        return None
    keys = desks[0].keys
    return EscrowLabel(found.authority_name, keys.age_recipient, keys.fingerprint, work.now)


def is_good(work: Work, label: EscrowLabel) -> bool:
    """Whether the register of today still has the recipient a key was sealed to."""
    if not label.recipient:
        return False
    try:
        desks = register(work).having(Role.DESK, work.today)
    except Refusal:
        return False
    return any(desk.keys.age_recipient == label.recipient for desk in desks)


def deposit(work: Work, vault_id: str, label: EscrowLabel, key: DataKey) -> EscrowSlot:
    """The data key, sealed to what the label names.

    The recipient comes from inside the vault, never from the header: whoever has the disk could
    else have the next data key sealed to themselves.

    Raises:
        Refusal: the setting has a name that does not fit.

    """
    setting = work.setting
    made = Deposit(
        vault=vault_id,
        setting=setting.id,
        name=setting.name,
        root=membership(work).root_fingerprint,
        made=work.now,
        key=key,
    )
    names = (label.authority.read(Language.CY), label.authority.read(Language.EN))
    return EscrowSlot(seal_deposit(made, label.recipient), names)


class Resealing:
    """The authority's key made anew for other data keys, where it is still the authority's."""

    def __init__(self, work: Work, vault_id: str, label: EscrowLabel | None) -> None:
        good = label is not None and is_good(work, label)
        self.label = label if good else None
        self._work = work
        self._vault_id = vault_id

    def __call__(self, key: DataKey) -> EscrowSlot | None:
        """A slot for this data key, or none where there was none that may stay."""
        if self.label is None:
            return None
        return deposit(self._work, self._vault_id, self.label, key)


def outdated(work: Work) -> EscrowLabel | None:
    """A key for the authority that the register of today no longer has, if there is one."""
    for label in escrow_labels(work.unit).values():
        if label.told and label.recipient and not is_good(work, label):
            return label
    return None
