"""A person at the desk, killed at any moment: typing, saving and copying without end.

The vault stands behind the product's own door, and is opened with a passphrase every time.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from pathlib import Path

from aln_review.casework.copies import folder_of
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.domain.learner import Learner
from aln_review.store import backup
from aln_review.store.unit_of_work import UnitOfWork
from tests.faults.child import BEGUN, DONE, Say, statement, write_step
from tests.faults.real_door import door_of, make, passphrase

LETTERS_EACH = 12
"""A statement has so many letters; with the last one it is kept and its draft forgotten."""
MOST_COPIES = 4
_WRITER = "l000000"


def save(folder: Path, say: Say) -> None:
    """Save without end, emptying the journal now and then."""
    _door, vault = _open(folder)
    chance = random.Random()
    step = steps_of(vault)
    while True:
        step += 1
        say(BEGUN, step)
        with vault.store.unit() as unit:
            write_step(unit, step)
        say(DONE, step)
        if chance.random() < 0.2:
            vault.store.tidy()


def type_letters(folder: Path, say: Say) -> None:
    """Type without end: a draft grows letter by letter, and becomes a statement that is kept."""
    _door, vault = _open(folder)
    step = steps_of(vault)
    while True:
        step += 1
        say(BEGUN, step)
        with vault.store.unit() as unit:
            _type(unit, step)
        say(DONE, step)


def copy(folder: Path, say: Say) -> None:
    """Save and copy without end."""
    door, vault = _open(folder)
    step = steps_of(vault)
    while True:
        step += 1
        say(BEGUN, step)
        with vault.store.unit() as unit:
            write_step(unit, step)
        now = datetime.now(UTC)
        backup.keep(vault.store, door.header(), folder_of(door), now, MOST_COPIES)
        say(DONE, step)


def steps_of(vault: Casework) -> int:
    """How many steps the vault has."""
    with vault.store.view() as view:
        return int(view.meta.get("step", 0))


def typed(letters: int) -> str:
    """What stands in the field after so many letters of a statement."""
    return "gair mawr da"[:letters]


def _type(unit: UnitOfWork, step: int) -> None:
    if unit.learners.find(_WRITER) is None:
        unit.learners.put(Learner(_WRITER, "Elin", "Môn", date(2016, 1, 1)))
    if step % LETTERS_EACH:
        unit.drafts.put("meeting", "said", typed(step % LETTERS_EACH))
    else:
        unit.words.put(statement(step, _WRITER, typed(LETTERS_EACH)))
        unit.drafts.clear("meeting")
        unit.log("changed", _WRITER, f"w{step:06}")
    unit.meta.put("step", step)


def _open(folder: Path) -> tuple[Door, Casework]:
    if not (folder / "vault").exists():
        make(folder, photo=1_000)
    door = door_of(folder)
    door.take()
    return door, door.unlock(passphrase(0))
