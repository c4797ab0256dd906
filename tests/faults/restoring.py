"""A process that puts copies of its vault back, killed at any moment.

Each learner it saves names the one saved before, so that the newest of a vault says which others
must be there. Whoever looks afterwards finds the vault of before or the copy's, whole; where it is
the copy's, the vault of before is kept with everything that was acknowledged in it, and the log
says that a copy was put back.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.copies import copies, folder_of, keep_copy
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.queries.access_log import AccessLog
from aln_review.casework.restoring import (
    choose,
    laid_aside,
    open_with_secret,
    open_with_vault,
    restore,
    restore_into_place,
)
from aln_review.casework.second_place import put_into
from aln_review.domain.learner import Learner
from aln_review.store.backup import kept, verify
from aln_review.store.database import Store
from aln_review.store.swap import INTENT_NAME
from aln_review.vault.keyslots import DataKey, SlotKind, VaultHeader, open_slot
from tests.faults.child import Say, itself
from tests.faults.real_door import (
    KEYHOLDER,
    Looked,
    Said,
    door_of,
    look_at_health,
    make,
    passphrase,
    same,
)
from tests.faults.torn import Torn

SAVED, RESTORING, RESTORED = "saved", "restoring", "restored"
SAVES_BETWEEN = 2


def work(folder: Path, say: Say) -> None:
    """Save, copy, save more and put the copy back, without end."""
    if not (folder / "vault").exists():
        make(folder)
    stick = folder / "stick"
    stick.mkdir(exist_ok=True)
    door = door_of(folder)
    door.take()
    chance = random.Random()
    vault = door.unlock(passphrase(0))
    said = int((folder / "step").read_text()) if (folder / "step").exists() else 0
    while True:
        said = _save(vault, said + 1, say)
        keep_copy(door, vault)
        path = copies(door).copies[0].path
        if chance.random() < 0.3:
            path = put_into(door, vault, stick)
        top = _chain(vault.store)
        for _ in range(chance.randint(1, SAVES_BETWEEN)):
            said = _save(vault, said + 1, say)
        say(RESTORING, top)
        vault = _put_back(door, vault, path, in_place=chance.random() < 0.3)
        say(RESTORED, top)


def _put_back(door: Door, vault: Casework, path: Path, *, in_place: bool) -> Casework:
    if not in_place:
        copy = open_with_vault(door, vault, choose(door, path))
        restored = restore(door, vault, copy)
        copy.close()
        if restored.fault is not None:
            raise restored.fault
        return restored.casework
    vault.close()
    copy = open_with_secret(door, choose(door, path), passphrase(0))
    opened = restore_into_place(door, copy)
    copy.close()
    return opened


def _save(vault: Casework, number: int, say: Say) -> int:
    before = _chain(vault.store)
    vault.do(SaveLearner(Learner("", f"Elin {number}", f"{before}", date(2016, 1, 1))))
    say(SAVED, number)
    return number


def _chain(store: Store) -> int:
    """The newest learner's number, once every one before it was found."""
    with store.view() as view:
        held = {int(one.forename.split()[1]): int(one.surname) for one in view.learners.all()}
    newest = number = max(held, default=0)
    seen = set()
    while number:
        if number not in held:
            raise Torn(f"{number} was acknowledged, and is not there")
        seen.add(number)
        number = held[number]
    same("learners", seen, set(held))
    return newest


# Whoever watches


def look(place: Path, said: Sequence[Said]) -> Looked:
    """Open what a kill left with each of its ways in, and see which of the two vaults it is.

    Raises:
        Torn: neither of the two, or something acknowledged is in neither the vault nor a copy.

    """
    door = door_of(place)
    finished = (door.folder / INTENT_NAME).exists()
    door.take()
    door.unlock_with(SlotKind.KEYHOLDER, KEYHOLDER).close()
    vault = door.unlock(passphrase(0))
    same("taken for an older vault", vault.found.older, None)
    found = _chain(vault.store)
    current, newest = 0, 0
    for word, number in said:
        newest = max(newest, number)
        if word != RESTORING:
            current = number
    word, number = said[-1]
    if word == RESTORING and found == number:
        _kept_before(door, current)
        lines = [line.action for line in vault.ask(AccessLog()).lines]
        same("the log's line", "vault.restored" in lines[:3], True)
    elif found not in {current, newest + 1} or (word == RESTORING and found != current):
        raise Torn(f"{found} after {said[-4:]}")
    look_at_health(vault)
    vault.close()
    for aside in laid_aside(door):
        shutil.rmtree(aside)
    door.release()
    acknowledged = sum(word == SAVED for word, _ in said)
    return Looked(acknowledged, max(newest, found), finished)


def _kept_before(door: Door, current: int) -> None:
    """The vault of before is among the copies, or was laid aside."""
    copied = [(path, path.with_suffix(".json")) for path in kept(folder_of(door))]
    aside = [(folder / "vault.db", folder / "vault.json") for folder in laid_aside(door)]
    tops = []
    for path, header in (*copied, *aside):
        key = open_slot(VaultHeader.read(header), SlotKind.PASSPHRASE, passphrase(0))
        verify(path, key)
        tops.append(_top_of(path, key))
    same(f"{current} kept in {tops}", current in tops, True)


def _top_of(path: Path, key: DataKey) -> int:
    store = Store.open(path, key, itself, read_only=True)
    try:
        return _chain(store)
    finally:
        store.close()
