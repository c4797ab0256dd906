"""Another data key for the whole vault: begun once, and carried on until it is done.

A new passphrase alone does not lock out whoever once had the vault open: the data key stays, and
an old header kept somewhere still unwraps it. Here everything is written anew under a new key, and
the copies lying beside the vault are closed to every secret that is not given now.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from aln_review.casework import rotating
from aln_review.casework.admission import at_work, welcome
from aln_review.casework.copies import folder_of
from aln_review.casework.core import Casework, Work
from aln_review.casework.depositing import Resealing
from aln_review.casework.door import Door
from aln_review.casework.escrow_labels import label_of
from aln_review.casework.found import Found
from aln_review.casework.key_labels import KeyLabel, keep_labels, key_labels
from aln_review.casework.memory import remember
from aln_review.casework.proved import Proved
from aln_review.casework.rotating import (
    EARLIER,
    ROTATION,
    Pending,
    Sealed,
    Successor,
    Unfinished,
    earlier_in,
    mark_of,
)
from aln_review.domain.errors import OwnFault, Refusal, WorldFault
from aln_review.store import backup
from aln_review.store.pages import key_fits
from aln_review.store.rotation import Keyed, Room, Tell, free_room, refuse_no_room, rewrite
from aln_review.vault.files import world, write_safely
from aln_review.vault.header import MOST_BYTES, EscrowSlot, fresh_name
from aln_review.vault.homing import come_home
from aln_review.vault.keys import DataKey
from aln_review.vault.keyslots import KdfCost, Slot, SlotKind, VaultHeader, add_slot
from aln_review.vault.wrapping import wrap

KEYS_MADE = 0.25
"""How far the whole work is once the new keyslots are made."""
SEALED = 0.03
"""And of what is left, once the copies have their new headers."""


@dataclass(frozen=True, slots=True)
class NewSlot:
    """A way in that there shall be from now on."""

    label: KeyLabel
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Staying:
    """A way in that stays, and its secret, which has just opened it."""

    slot: Slot
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which ways in there shall be: those whose secrets were just given, and new ones."""

    stays: tuple[Staying, ...] = ()
    fresh: tuple[NewSlot, ...] = ()
    successor: Successor | None = None


def begin(
    door: Door, casework: Casework, proved: Proved, wanted: Wanted, tell: Tell,
    room: Room = free_room,
) -> Unfinished:  # fmt: skip
    """Settle who may come in from now on; the change of the data key is under way after this.

    ``casework`` is open and may be written to; ``proved`` opened one of its slots.

    Raises:
        WorldFault: too little room, or the disk refused: everything is as it was.
        Refusal: a change is under way already.

    """
    store = casework.store
    refuse_no_room(store.path, room)
    _refuse_under_way(casework)
    tools, old = casework.tools, store.key()
    if old != proved.key:
        raise OwnFault("error.vault.slot_unproved")
    cost = door.cost_after(proved)
    now = _settled_header(door, proved, wanted, cost)
    secrets = dict(zip([slot.id for slot in now.slots], _secrets(wanted), strict=True))
    earlier = _earlier(door, casework)
    new = DataKey.new(tools.random)
    with store.view() as unit:
        label = label_of(unit, now.escrow)
        again = Resealing(Work(unit, tools), now.vault_id, label)
        escrows = [again(key) for key in (new, *earlier)]
    seal = _Sealing(door, now, secrets, cost)
    seal.watch(tell, rounds=1 + len(earlier))
    pending = Pending(
        of=mark_of(now),
        header=seal(new, escrows[0]).with_database(fresh_name(tools.random)).to_bytes().decode(),
        before=proved.header.database,
        copies=tuple(
            Sealed(key.raw().hex(), seal(key, escrow).to_bytes().decode())
            for key, escrow in zip(earlier, escrows[1:], strict=True)
        ),
        successor=wanted.successor,
        escrow=again.label,
    )
    fresh = _labels(now, wanted, tools.now)
    with store.unit() as unit:
        keep_labels(unit, {**key_labels(unit), **fresh})
        remember(unit, EARLIER, [key.raw().hex() for key in (*earlier, old)])
        remember(unit, ROTATION, pending)
    old.wipe()
    door.write_header(now)
    if wanted.successor is not None:
        door.act_as(wanted.successor.person)
    with store.unit() as unit:
        pending = rotating.settle(unit, pending, now)
    tell(KEYS_MADE)
    own = next(slot for slot in now.slots if slot.kind is SlotKind.PASSPHRASE)
    stays = proved.slot in [one.slot for one in wanted.stays]
    slot = proved.slot if stays and wanted.successor is None else own
    return Unfinished(pending, new, replace(proved, header=now, slot=slot))


def carry_on(door: Door, casework: Casework, unfinished: Unfinished, tell: Tell) -> Casework:
    """Write everything anew and make that the vault; the open vault that takes the old one's place.

    ``casework`` is closed when this returns. Should it raise, ``casework`` is open as before, and
    this can be asked again, now or when the vault is next opened.

    Raises:
        WorldFault: too little room, the disk refused, or the vault is damaged.

    """
    pending, store = unfinished.pending, casework.store
    header, old = pending.after, store.key()
    try:
        _reseal(door, pending, old)
        tell(SEALED)
        target = Keyed(door.folder / header.database, unfinished.key)
        with store.quiet():
            rewrite(Keyed(store.path, old), target, ROTATION, partial(_rest, tell), door.files)
            _switch(door, header)
            store.retire()
    finally:
        old.wipe()
    with suppress(WorldFault):
        # What cannot be done now is done when the vault is next opened.
        rotating.clear_old(pending, target.path, door.files)
        header = come_home(door.folder, header, _never, door.files)
    opened = door.open_store(header, unfinished.key)
    try:
        proved = _proved_now(unfinished, header)
        with opened.unit() as unit:
            rotating.finish(unit, pending, opened.path, door.files)
            welcome(door, unit, proved)
    except BaseException:
        opened.close()
        raise
    unfinished.key.wipe()
    unfinished.proved.key.wipe()
    tell(1.0)
    return at_work(door, opened, header.vault_id, Found(older=casework.found.older))


def put_off(door: Door, casework: Casework) -> Casework:
    """Go in although the change is not done, such as for want of room; it waits its turn again.

    Raises:
        WorldFault: the disk refused even that.

    """
    unfinished = casework.found.unfinished
    if unfinished is not None:
        with casework.store.unit() as unit:
            welcome(door, unit, unfinished.proved)
        unfinished.key.wipe()
        casework.found = replace(casework.found, unfinished=None)
    return casework


def is_under_way(casework: Casework) -> bool:
    """Whether a change of the data key waits to be carried on."""
    with casework.store.view() as unit:
        return rotating.pending_in(unit) is not None


def _refuse_under_way(casework: Casework) -> None:
    if is_under_way(casework):
        raise Refusal("error.rotation.under_way")


def _rest(tell: Tell, part: float) -> None:
    tell(SEALED + (1 - SEALED) * part)


def _never(_path: object) -> bool:
    """No other file is looked for: the new one has just been written."""
    return False


def _switch(door: Door, header: VaultHeader) -> None:
    """The one step. A disk that refuses after the name was changed has done it all the same."""
    try:
        door.write_header(header)
    except WorldFault:
        if door.read_header() != header:
            raise


def _proved_now(unfinished: Unfinished, header: VaultHeader) -> Proved:
    """Who came in, as the new header knows them: its slots keep the old ones' ids."""
    held = unfinished.proved
    slot = next((one for one in header.slots if one.id == held.slot.id), header.slots[0])
    return replace(held, header=header, slot=slot)


# Keyslots


def _secrets(wanted: Wanted) -> list[str]:
    """In the order of the new header's slots."""
    return [*(one.secret for one in wanted.stays), *(one.secret for one in wanted.fresh)]


def _settled_header(door: Door, proved: Proved, wanted: Wanted, cost: KdfCost) -> VaultHeader:
    """The header that stands while the change is under way: the ways in wanted, the old key."""
    header = proved.header.with_slots(tuple(one.slot for one in wanted.stays))
    for one in wanted.fresh:
        header = add_slot(header, one.label.kind, one.secret, proved.key, door.tools.random, cost)
    kinds = {slot.kind for slot in header.slots}
    if not {SlotKind.PASSPHRASE, SlotKind.RECOVERY} <= kinds:
        raise OwnFault("error.vault.always_kept")
    return header


class _Sealing:
    """Headers with the same ways in for other data keys; each slot keeps its id."""

    def __init__(
        self, door: Door, like: VaultHeader, secrets: dict[str, str], cost: KdfCost
    ) -> None:
        self._random = door.tools.random
        self._like = like.with_database()
        self._secrets = secrets
        self._cost = cost
        self._tell: Tell = _nobody
        self._of = 1
        self._made = 0

    def watch(self, tell: Tell, rounds: int) -> None:
        """Tell how many of the slots are made."""
        self._tell, self._of = tell, rounds * len(self._like.slots)

    def __call__(self, key: DataKey, escrow: EscrowSlot | None) -> VaultHeader:
        slots = tuple(self._slot(slot, key) for slot in self._like.slots)
        return self._like.with_slots(slots).with_escrow(escrow)

    def _slot(self, slot: Slot, key: DataKey) -> Slot:
        secret = self._secrets[slot.id]
        made = wrap(self._like.vault_id, slot.kind, secret, key, self._random, self._cost)
        self._made += 1
        self._tell(KEYS_MADE * self._made / self._of)
        return replace(made, id=slot.id)


def _nobody(_part: float) -> None:
    """Nobody is told."""


def _labels(now: VaultHeader, wanted: Wanted, clock: Callable[[], datetime]) -> dict[str, KeyLabel]:
    """Labels of the new slots; the log does not know of them before they stand."""
    made = now.slots[len(wanted.stays) :]
    return {
        slot.id: replace(one.label, made_at=clock(), tried_at=_tried(slot, clock), told=False)
        for slot, one in zip(made, wanted.fresh, strict=True)
    }


def _tried(slot: Slot, clock: Callable[[], datetime]) -> datetime | None:
    """A new sheet has been read back from paper before anything is begun."""
    return clock() if slot.kind is SlotKind.RECOVERY else None


# Copies beside the vault


def _earlier(door: Door, casework: Casework) -> list[DataKey]:
    """Data keys used before, as far as a copy lies there that they open."""
    with casework.store.view() as unit:
        held = earlier_in(unit)
    keys = [DataKey(bytes.fromhex(one)) for one in held]
    there = backup.kept(folder_of(door))
    try:
        return [key for key in keys if any(key_fits(path, key) for path in there)]
    except OSError as fault:
        raise world(fault) from None


def _reseal(door: Door, pending: Pending, old: DataKey) -> None:
    """Put a header beside each copy that only the ways in of now open."""
    standing = door.read_header().with_database().to_bytes()
    headers = [(old, standing)]
    for one in pending.copies:
        headers.append((DataKey(bytes.fromhex(one.key)), one.header.encode()))
    try:
        for path in backup.kept(folder_of(door)):
            beside = path.with_suffix(backup.HEADER_SUFFIX)
            for key, header in headers:
                if not key_fits(path, key):
                    continue
                if not beside.exists() or door.files.read(beside, MOST_BYTES + 1) != header:
                    write_safely(door.files, beside, header)
                break
    except OSError as fault:
        raise world(fault) from None
