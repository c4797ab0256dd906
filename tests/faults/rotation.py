"""A process that hands a vault over and changes its data key, killed at any moment.

Without end it saves, makes a copy, and either changes the data key or passes the vault to the
next person. Whoever looks afterwards finds one vault: the person before or the person after comes
in, never both and never neither; the keyholder always does; every acknowledged save is there;
nobody who had the vault before opens it, nor a copy lying beside it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.copies import folder_of, keep_copy
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.handover import (
    Done,
    Successor,
    TakingOver,
    begin_handover,
    finish_rotation,
    hand_over,
    rotate,
)
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.casework.rekeying import is_under_way
from aln_review.domain.bilingual import Text
from aln_review.domain.learner import Learner
from aln_review.store.backup import kept, verify
from aln_review.vault.keyslots import SlotKind, VaultHeader, open_slot
from tests.faults.child import Say
from tests.faults.real_door import (
    KEYHOLDER,
    PHOTO,
    Looked,
    Said,
    door_of,
    look_at_health,
    make,
    new_sheet,
    nobody,
    opens,
    passphrase,
    same,
)
from tests.faults.torn import Torn

COPIES_AT_MOST = 6
HANDING, ROTATING, SAVED, DONE = "handing", "rotating", "saved", "done"


def person_of(vault: Casework) -> int:
    """Whose the vault is."""
    return int(vault.ask(SettingsPage()).setting.person.split()[1])


def work(folder: Path, say: Say) -> None:
    """Save, copy, change the data key or hand over, without end."""
    if not (folder / "vault").exists():
        make(folder)
    door = door_of(folder)
    door.take()
    chance = random.Random()
    vault = door.unlock_with(SlotKind.KEYHOLDER, KEYHOLDER)
    if vault.found.unfinished is not None:
        vault = _sound(finish_rotation(door, vault, nobody))
    number = person_of(vault)
    while True:
        say(SAVED, _save(vault))
        if len(kept(folder_of(door))) < COPIES_AT_MOST:
            keep_copy(door, vault)
        if chance.random() < 0.5:
            say(ROTATING, number)
            sheet, here = new_sheet(door), [KEYHOLDER]
            vault = _sound(rotate(door, vault, passphrase(number), sheet, nobody, here))
        else:
            vault.close()
            waiting = begin_handover(door, SlotKind.KEYHOLDER, KEYHOLDER)
            say(HANDING, number)
            vault = _handed(door, waiting, number + 1)
            number += 1
        say(DONE, number)


def _handed(door: Door, waiting: TakingOver, number: int) -> Casework:
    successor = Successor(f"person {number}", Text.both("CADY", "ALNCo"))
    sheet = new_sheet(door)
    return _sound(hand_over(door, waiting, successor, passphrase(number), sheet, nobody))


def _sound(done: Done) -> Casework:
    if done.fault is not None:
        raise done.fault
    return done.casework


def _save(vault: Casework) -> int:
    with vault.store.view() as view:
        count = view.learners.count()
    vault.do(SaveLearner(Learner("", f"Elin {count + 1}", "Môn", date(2016, 1, 1))))
    return count + 1


# Whoever watches


def look(place: Path, said: Sequence[Said]) -> Looked:
    """Open what a kill left, as the one person who may, and carry on what was cut short.

    Raises:
        Torn: not one vault, or something acknowledged was lost.

    """
    door = door_of(place)
    door.take()
    header = door.read_header()
    numbers = [number for word, number in said if word != SAVED]
    first = numbers[-1] if numbers else _whose(header)
    able = [n for n in range(first + 2) if opens(header, SlotKind.PASSPHRASE, passphrase(n))]
    if len(able) != 1 or able[0] < first:
        raise Torn(f"{able} come in after {said[-3:]}")
    vault = door.unlock(passphrase(able[0]))
    carried_on = vault.found.unfinished is not None
    if carried_on:
        vault = _sound(finish_rotation(door, vault, nobody))
    _whole(vault, able[0], max((n for word, n in said if word == SAVED), default=0))
    vault.close()
    door.unlock(passphrase(able[0])).close()
    door.unlock_with(SlotKind.KEYHOLDER, KEYHOLDER).close()
    _one_database(door)
    _copies(door, able[0])
    door.release()
    return Looked(acknowledged=sum(word != HANDING for word, _ in said), finished=carried_on)


def _whose(header: VaultHeader) -> int:
    return next(n for n in range(1000) if opens(header, SlotKind.PASSPHRASE, passphrase(n)))


def _whole(vault: Casework, number: int, saved: int) -> None:
    same("person", person_of(vault), number)
    same("under way", is_under_way(vault), False)
    with vault.store.view() as view:
        names = {learner.forename for learner in view.learners.all()}
        same("saves", {f"Elin {n}" for n in range(1, saved + 1)} - names, set())
        photo = random.Random(1).randbytes(PHOTO)
        same("photo", view.contents.get("photo") == photo, True)
    look_at_health(vault)


def _one_database(door: Door) -> None:
    there = sorted(one.name for one in door.folder.glob("vault*.db*"))
    there = [name for name in there if not name.endswith(("-wal", "-shm"))]
    same("databases", there, ["vault.db"])


def _copies(door: Door, number: int) -> None:
    for copy in kept(folder_of(door)):
        header = VaultHeader.read(copy.with_suffix(".json"))
        verify(copy, open_slot(header, SlotKind.PASSPHRASE, passphrase(number)))
        for before in range(number):
            same("copy", opens(header, SlotKind.PASSPHRASE, passphrase(before)), False)
