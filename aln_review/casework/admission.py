"""What happens between a secret that fits and a vault that is open.

The vault is first looked at and not written to. One that was carried here from another place
stays so; one whose change of keys was cut short is put right as far as it can be at once.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from aln_review.casework import rotating
from aln_review.casework.core import Casework, Tools
from aln_review.casework.escrow_labels import agree_escrow
from aln_review.casework.found import AS_USUAL, Found
from aln_review.casework.key_labels import actor_of, agree, mark_tried
from aln_review.casework.last_seen import LastSeen
from aln_review.casework.origin import Origin
from aln_review.casework.proved import Proved
from aln_review.casework.rotating import Stage, Unfinished, pending_in, stage_of
from aln_review.domain.errors import AlnError, Refusal, WorldFault
from aln_review.store.database import Store
from aln_review.store.engine import settle_journal
from aln_review.store.health import refuse_damaged
from aln_review.store.pages import key_fits
from aln_review.store.unit_of_work import UnitOfWork
from aln_review.vault.escrow import ASKED_NAME
from aln_review.vault.files import Files
from aln_review.vault.homing import come_home
from aln_review.vault.keys import DataKey
from aln_review.vault.keyslots import SlotKind, VaultHeader, open_slot


class House(Protocol):
    """Whoever holds the folder: the door."""

    @property
    def tools(self) -> Tools:
        """Time and randomness."""

    @property
    def folder(self) -> Path:
        """Where the vault lies."""

    @property
    def files(self) -> Files:
        """The disk."""

    @property
    def origin(self) -> Origin:
        """The computer and the profile it lies on."""

    @property
    def last_seen(self) -> LastSeen:
        """What was seen of a vault here before."""

    def open_store(self, header: VaultHeader, key: DataKey, *, read_only: bool = False) -> Store:
        """Open the database that a header names."""

    def look_into(self, header: VaultHeader, key: DataKey) -> Store:
        """The same to be looked at and not written to, whatever its schema."""

    def keep_before_steps(self, header: VaultHeader, key: DataKey) -> None:
        """Copy a vault of an older program before its file is brought up to date."""

    def act_as(self, person: str) -> None:
        """From now on the access log's lines are this person's."""


def admit(house: House, proved: Proved, secret: str, *, taking_over: bool = False) -> Casework:
    """Open the vault that a slot's key opens. ``taking_over`` makes this its place.

    Raises:
        WorldFault: it is damaged, missing, or the disk refused; nothing was changed.

    """
    proved, key = _at_home(house, proved), proved.key
    header = proved.header
    settle_journal(house.folder / header.database, key)
    refuse_damaged(house.folder / header.database, key)
    store = house.look_into(header, key)
    try:
        with store.view() as unit:
            elsewhere = house.origin.is_elsewhere(unit, header.vault_id)
            older = house.last_seen.compare(unit, header.vault_id)
    except BaseException:
        store.close()
        raise
    store.close()
    if elsewhere and not taking_over:
        store = house.open_store(header, key, read_only=True)
        return Casework(store, house.tools, Found(elsewhere=True))
    house.keep_before_steps(header, key)
    store = house.open_store(header, key)
    asked = False
    try:
        unfinished = _put_right(house, store, proved, secret)
        with store.unit() as unit:
            if unfinished is None:
                welcome(house, unit, proved)
                asked = _asked(house, unit, proved)
            house.origin.adopt(unit, header.vault_id)
            if taking_over:
                house.origin.move(unit, header.vault_id)
                unit.log("vault.moved")
        if asked:
            with suppress(OSError):
                house.files.remove(house.folder / ASKED_NAME)
    except BaseException:
        # Nobody has this vault yet: left open, its key would stay in memory for good.
        store.close()
        raise
    return at_work(house, store, header.vault_id, Found(older=older, unfinished=unfinished))


def readmit(house: House, header: VaultHeader, key: DataKey) -> Casework:
    """Open what was put into the vault's place on purpose: it is at home here, and not too old.

    Raises:
        WorldFault: it does not open.

    """
    settle_journal(house.folder / header.database, key)
    store = house.open_store(header, key)
    try:
        with suppress(WorldFault):
            house.last_seen.forget(header.vault_id)
        with store.unit() as unit:
            if house.origin.is_elsewhere(unit, header.vault_id):
                house.origin.move(unit, header.vault_id)
    except BaseException:
        store.close()
        raise
    return at_work(house, store, header.vault_id, AS_USUAL)


def _at_home(house: House, proved: Proved) -> Proved:
    """The same with the database under its usual name, where that can be done."""
    with suppress(WorldFault):
        fits = partial(_fits, key=proved.key)
        header = come_home(house.folder, proved.header, fits, house.files)
        return replace(proved, header=header)
    return proved


def _fits(path: Path, key: DataKey) -> bool:
    return key_fits(path, key)


def at_work(house: House, store: Store, vault_id: str, found: Found) -> Casework:
    """The open vault; what it ends with is kept beside it when it closes."""
    casework = Casework(store, house.tools, found)
    casework.keep_end = _Note(house, casework, vault_id)
    return casework


class _Note:
    """Keeps what the vault ends with, unless it is not the newest one and nobody has said so."""

    def __init__(self, house: House, casework: Casework, vault_id: str) -> None:
        self._house = house
        self._casework = casework
        self._vault_id = vault_id

    def __call__(self) -> None:
        if self._casework.found.older is None:
            note(self._house, self._casework, self._vault_id)


def note(house: House, casework: Casework, vault_id: str) -> None:
    """Keep beside the vault what its access log ends with.

    Raises:
        AlnError: the disk refused, or the vault is closed.

    """
    with casework.store.view() as unit:
        house.last_seen.note(unit, vault_id, house.tools.now())


def note_restored(house: House, vault_id: str) -> None:
    """An earlier state was put back on purpose: it is not to be taken for an old vault.

    Raises:
        WorldFault: the disk refused.

    """
    house.last_seen.forget(vault_id)


def welcome(house: House, unit: UnitOfWork, proved: Proved) -> None:
    """Keep who came in, with which key, and that labels and keys agree."""
    house.act_as(actor_of(unit, proved.slot))
    agree(unit, proved.header.slots)
    agree_escrow(unit, proved.header.escrow)
    mark_tried(unit, proved.slot.id, house.tools.now())
    unit.log("vault.opened", subject=proved.slot.id, detail=proved.slot.kind.value)


def _asked(house: House, unit: UnitOfWork, proved: Proved) -> bool:
    """Whether the authority was asked for help and is not needed: whoever works here is to know."""
    asked = (house.folder / ASKED_NAME).exists() and proved.slot.kind is not SlotKind.ESCROW
    if asked:
        unit.log("vault.help_asked")
    return asked


def refuse_unfinished(casework: Casework) -> None:
    """Stop what would change keys before a change of the data key was carried on.

    Raises:
        Refusal: one waits to be.

    """
    if casework.found.unfinished is not None:
        raise Refusal("error.rotation.under_way")


def _put_right(house: House, store: Store, proved: Proved, secret: str) -> Unfinished | None:
    """Finish, carry on or forget a change of the data key that was cut short."""
    with store.view() as unit:
        pending = pending_in(unit)
    stage = stage_of(pending, proved.header)
    if pending is None or stage is Stage.NONE:
        return None
    if stage is Stage.UNDER_WAY:
        try:
            key = open_slot(pending.after, proved.slot.kind, secret)
        except AlnError:
            stage = Stage.STALE
        else:
            with store.unit() as unit:
                house.act_as(actor_of(unit, proved.slot))
                pending = rotating.settle(unit, pending, proved.header)
            return Unfinished(pending, key, proved)
    with store.unit() as unit:
        house.act_as(actor_of(unit, proved.slot))
        if stage is Stage.SWITCHED:
            rotating.finish(unit, pending, store.path, house.files)
        else:
            rotating.drop(unit, pending, house.folder, house.files)
    return None
