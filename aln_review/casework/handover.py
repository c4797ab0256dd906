"""A vault passes to somebody else, without the one who leaves; and a data key that may be known.

Everything here is slow: keys are derived, and the whole vault is written anew. Windows call it
away from their own thread and show how far it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial

from aln_review.casework.admission import admit, note
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.key_labels import KeyLabel, key_labels
from aln_review.casework.passphrases import refuse_unknown, refuse_untried, refuse_weak
from aln_review.casework.proved import Proved
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.casework.rekeying import (
    KEYS_MADE,
    NewSlot,
    Staying,
    Wanted,
    begin,
    carry_on,
    put_off,
)
from aln_review.casework.rotating import Successor, Unfinished
from aln_review.casework.threshold import NewSheet
from aln_review.domain.errors import AlnError, OwnFault, Refusal
from aln_review.domain.setting import Setting
from aln_review.store.rotation import Room, Tell, free_room
from aln_review.vault.escrow import ASKED_NAME, Answered
from aln_review.vault.keyslots import SlotKind

__all__ = [
    "Done",
    "SlotKind",
    "Successor",
    "TakingOver",
    "accept_older",
    "begin_handover",
    "finish_rotation",
    "hand_over",
    "holders_of",
    "put_off",
    "refuse_wrong",
    "rotate",
    "take_over_here",
]

NAME_LIMIT = 120


@dataclass(frozen=True, slots=True)
class TakingOver:
    """A vault opened by somebody who takes it over: nothing has been changed yet."""

    casework: Casework
    setting: Setting
    kind: SlotKind
    secret: str = field(repr=False)
    keyholders_lost: int = 0
    """Keys that will open nothing afterwards, because their holders are not here."""
    answer: Answered | None = field(default=None, repr=False)
    """The authority's, where the vault was opened with it and ``secret`` are its words."""


@dataclass(frozen=True, slots=True)
class Done:
    """The vault afterwards, open.

    With a fault the ways in are settled, but the writing anew is still to be carried on: now, or
    when the vault is next opened.
    """

    casework: Casework
    fault: AlnError | None = None


def begin_handover(door: Door, kind: SlotKind, secret: str) -> TakingOver:
    """Open the vault with a keyholder's passphrase or the recovery sheet's words, to take it over.

    Raises:
        WorldFault: the secret opens nothing, or it is too early for another try.

    """
    if kind is SlotKind.RECOVERY:
        refuse_unknown(door.tools, secret)
    casework = door.unlock_with(kind, secret)
    try:
        unfinished = casework.found.unfinished
        if unfinished is not None:
            casework = carry_on(door, casework, unfinished, _nobody)
        setting = casework.ask(SettingsPage()).setting
        held = len(door.read_header().of(SlotKind.KEYHOLDER))
    except BaseException:
        casework.close()
        raise
    return TakingOver(
        casework, setting, kind, secret, held - (1 if kind is SlotKind.KEYHOLDER else 0)
    )


def hand_over(
    door: Door, waiting: TakingOver, successor: Successor, passphrase: str, tried: Tried,
    tell: Tell, room: Room = free_room,
) -> Done:  # fmt: skip
    """Make the vault somebody else's: new passphrase, new sheet, new data key.

    The keyholder who opened it keeps their key. What the one before knew opens nothing any more.

    Raises:
        Refusal: no name, a weak passphrase, the keyholder's own again, or an untried sheet.
        WorldFault: too little room, or the disk refused: everything is as it was.

    """
    named = Successor(" ".join(successor.person.split())[:NAME_LIMIT], successor.role)
    if not named.person:
        raise Refusal("error.handover.no_name")
    refuse_weak(door.tools, passphrase)
    if " ".join(passphrase.split()) == " ".join(waiting.secret.split()):
        raise Refusal("error.vault.same_secret")
    refuse_untried(tried.sheet, tried.typed)
    if waiting.answer is None:
        proved = door.prove(waiting.kind, waiting.secret)
    else:
        proved = door.prove_answer(waiting.answer, waiting.secret)
    casework = waiting.casework
    if casework.read_only:
        casework.close()
        casework = admit(door, proved, waiting.secret, taking_over=True)
    stays = _staying(proved, waiting.secret) if waiting.kind is SlotKind.KEYHOLDER else ()
    fresh = (NewSlot(KeyLabel(SlotKind.PASSPHRASE), passphrase), tried.slot())
    unfinished = begin(door, casework, proved, Wanted(stays, fresh, named), tell, room)
    if waiting.answer is not None:
        # It has had its answer, which opens nothing after the data key is another one.
        with suppress(OSError):
            door.files.remove(door.folder / ASKED_NAME)
    done = _carried(door, casework, unfinished, tell)
    # From here on the new person sits here: their passphrase is asked for, not the keyholder's.
    door.come_in(door.read_header().of(SlotKind.PASSPHRASE)[0])
    return done


@dataclass(frozen=True, slots=True)
class Tried:
    """A new sheet that lies on paper, and what was read back from it."""

    sheet: NewSheet
    typed: Mapping[int, str] = field(repr=False)

    def slot(self) -> NewSlot:
        """The way in it shall be."""
        return NewSlot(KeyLabel(SlotKind.RECOVERY), " ".join(self.sheet.words))


def rotate(
    door: Door, casework: Casework, passphrase: str, tried: Tried, tell: Tell,
    present: Sequence[str] = (), room: Room = free_room,
) -> Done:  # fmt: skip
    """Another data key for the same person: their passphrase stays, the sheet is a new one.

    ``present`` are passphrases of keyholders who are here: their keys stay, the others' go.

    Raises:
        WorldFault: a passphrase is wrong, too little room, or the disk refused: all is as it was.
        Refusal: the sheet was not tried.

    """
    refuse_untried(tried.sheet, tried.typed)
    proved = door.prove(SlotKind.PASSPHRASE, passphrase)
    stays = _staying(proved, passphrase)
    for secret in present:
        held = door.prove(SlotKind.KEYHOLDER, secret)
        held.key.wipe()
        stays = (*stays, *_staying(held, secret))
    wanted = Wanted(stays, (tried.slot(),))
    return _carried(door, casework, begin(door, casework, proved, wanted, tell, room), tell)


def holders_of(door: Door, casework: Casework) -> tuple[str, ...]:
    """Names of the second keyholders, in the order of their keys.

    Raises:
        WorldFault: the header cannot be read.

    """
    with casework.store.view() as unit:
        labels = key_labels(unit)
    held = [labels.get(slot.id) for slot in door.read_header().of(SlotKind.KEYHOLDER)]
    return tuple(one.holder.name if one and one.holder else "" for one in held)


def refuse_wrong(door: Door, kind: SlotKind, secret: str) -> None:
    """Find a wrong secret before anything is begun.

    Raises:
        WorldFault: it opens nothing of this kind, or it is too early for another try.

    """
    door.prove(kind, secret).key.wipe()


def finish_rotation(door: Door, casework: Casework, tell: Tell) -> Done:
    """Carry on with a change of the data key that was cut short.

    Raises:
        OwnFault: none was found when the vault was opened.

    """
    unfinished = casework.found.unfinished
    if unfinished is None:
        raise OwnFault("error.own.unexpected", kind="Unfinished")
    try:
        return Done(carry_on(door, casework, unfinished, tell))
    except AlnError as fault:
        return Done(casework, fault)


def take_over_here(door: Door, casework: Casework, passphrase: str) -> Casework:
    """Make this computer and profile the place of a vault that was made elsewhere.

    Raises:
        WorldFault: the passphrase is wrong, or the disk refused; nothing is changed.

    """
    proved = door.prove(SlotKind.PASSPHRASE, passphrase)
    opened = admit(door, proved, passphrase, taking_over=True)
    casework.close()
    return opened


def accept_older(door: Door, casework: Casework) -> Casework:
    """Go on knowingly with a vault older than the one seen last.

    Raises:
        WorldFault: the disk refused.

    """
    with casework.store.unit() as unit:
        unit.log("vault.older_accepted")
    casework.found = replace(casework.found, older=None)
    note(door, casework, door.read_header().vault_id)
    return casework


def _staying(proved: Proved, secret: str) -> tuple[Staying, ...]:
    return (Staying(proved.slot, secret),)


def _carried(door: Door, casework: Casework, unfinished: Unfinished, tell: Tell) -> Done:
    casework.found = replace(casework.found, unfinished=unfinished)
    return finish_rotation(door, casework, partial(_scaled, tell))


def _scaled(tell: Tell, part: float) -> None:
    tell(KEYS_MADE + (1 - KEYS_MADE) * part)


def _nobody(_part: float) -> None:
    """Nobody is told."""
