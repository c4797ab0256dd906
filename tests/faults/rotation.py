"""Kills a process that hands a vault over and changes its data key, at any moment.

Run as ``python -m tests.faults.rotation FOLDER`` it is the process: without end it saves, makes a
copy, and either changes the data key or passes the vault to the next person. It says each step as
``WORD NUMBER`` on a line. Whoever looks afterwards finds one vault: the person before or the
person after comes in, never both and never neither; the keyholder always does; every
acknowledged save is there; nobody who had the vault before opens it, nor a copy lying beside it.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
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
    Tried,
    begin_handover,
    finish_rotation,
    hand_over,
    rotate,
)
from aln_review.casework.key_labels import Holder, KeyRole
from aln_review.casework.keyring import Keyring, Proof
from aln_review.casework.places import find_places
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.casework.rekeying import is_under_way
from aln_review.casework.wiring import build_tools
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import WorldFault
from aln_review.domain.learner import Learner
from aln_review.domain.setting import Setting, SettingKind
from aln_review.store.backup import kept, verify
from aln_review.store.health import CheckName, examine
from aln_review.vault.keyslots import KdfCost, SlotKind, VaultHeader, open_slot

ROOT = Path(__file__).parents[2]
CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
KEYHOLDER = "pennaeth coridor lliain ffenestr"
PHOTO = 300_000
LONGEST_SECONDS = 0.9
COPIES_AT_MOST = 6
FRESH_EVERY = 25


class Torn(Exception):
    """Something was between old and new."""


@dataclass(slots=True)
class Tally:
    """What all runs came to."""

    runs: int = 0
    saves: int = 0
    changes: int = 0
    """Changes of the data key that were done before a kill."""
    carried_on: int = 0
    """Changes that a kill cut short and the next opening carried on."""
    undone: int = 0
    """Kills that hit a handover before its first step."""
    slowest_reopening_ms: float = 0.0
    seen: dict[str, int] = field(default_factory=dict)


def passphrase(number: int) -> str:
    """The passphrase of the person who has the vault after so many handovers."""
    return f"gwennol telyn crochan rhif {number}"


def itself(text: str) -> str:
    """Lemmas are not what is tested here."""
    return text


def door_of(folder: Path) -> Door:
    """The vault's door."""
    return Door(folder / "vault", build_tools(find_places(folder)), itself, CHEAP)


def nobody(_part: float) -> None:
    """Nobody looks."""


def new_sheet(door: Door) -> Tried:
    """A sheet that was printed and tried."""
    sheet = door.new_sheet(Language.CY)
    return Tried(sheet, {place: sheet.words[place - 1] for place in sheet.asked})


def make(folder: Path) -> None:
    """A vault of person 0 with a keyholder and a photograph."""
    door = door_of(folder)
    door.take()
    setting = Setting(
        "s-1", SettingKind.SCHOOL, Text.both("Ysgol", "School"), "699",
        Text.both("Cyngor", "Council"), "person 0", Text.both("CADY", "ALNCo"),
    )  # fmt: skip
    sheet = new_sheet(door)
    vault = door.create(setting, "Ysgol", passphrase(0), sheet.sheet)
    door.sheet_tried(vault, sheet.sheet, sheet.typed)
    proof = Proof(SlotKind.PASSPHRASE, passphrase(0))
    Keyring(door, vault).add_keyholder(proof, Holder("Mair Ellis", KeyRole.HEAD), KEYHOLDER)
    with vault.store.unit() as unit:
        unit.contents.put("photo", random.Random(1).randbytes(PHOTO))
        unit.log("photo", "l1")
    vault.close()
    door.release()


def person_of(vault: Casework) -> int:
    """Whose the vault is."""
    return int(vault.ask(SettingsPage()).setting.person.split()[1])


def work(folder: Path) -> None:
    """Save, copy, change the data key or hand over, without end."""
    door = door_of(folder)
    door.take()
    chance = random.Random()
    vault = door.unlock_with(SlotKind.KEYHOLDER, KEYHOLDER)
    if vault.found.unfinished is not None:
        vault = _sound(finish_rotation(door, vault, nobody))
    number = person_of(vault)
    while True:
        say("saved", _save(vault))
        if len(kept(folder_of(door))) < COPIES_AT_MOST:
            keep_copy(door, vault)
        if chance.random() < 0.5:
            say("rotating", number)
            sheet, here = new_sheet(door), [KEYHOLDER]
            vault = _sound(rotate(door, vault, passphrase(number), sheet, nobody, here))
        else:
            vault.close()
            waiting = begin_handover(door, SlotKind.KEYHOLDER, KEYHOLDER)
            say("handing", number)
            vault = _handed(door, waiting, number + 1)
            number += 1
        say("done", number)


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


def say(word: str, number: int) -> None:
    """A step, told to whoever watches."""
    sys.stdout.write(f"{word} {number}\n")
    sys.stdout.flush()


# Whoever watches


def run(folder: Path, runs: int, seed: int) -> Tally:
    """So many kills, each going on with what the one before left.

    Raises:
        Torn: not one vault, or something acknowledged was lost.

    """
    chance = random.Random(seed)
    tally = Tally()
    for number in range(runs):
        place = folder / f"rotation-{number // FRESH_EVERY}"
        if not place.exists():
            place.mkdir()
            make(place)
        said = _start_and_kill(place, chance.random() * LONGEST_SECONDS)
        last = said[-1][0] if said else "nothing"
        tally.seen[last] = tally.seen.get(last, 0) + 1
        tally.changes += sum(word == "done" for word, _ in said)
        tally.saves += sum(word == "saved" for word, _ in said)
        _look(place, said, tally)
        tally.runs += 1
    return tally


def _start_and_kill(place: Path, seconds: float) -> list[tuple[str, int]]:
    """Wait for the first line, then so long; kill; everything that was said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.rotation", str(place)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    with process:
        first = process.stdout.readline()
        if not first:
            raise Torn("the process ended by itself")
        time.sleep(seconds)
        if process.poll() is not None:
            raise Torn("the process ended by itself")
        process.kill()
        said = first + process.stdout.read()
    lines = said.rpartition("\n")[0].split("\n")
    return [(line.split()[0], int(line.split()[1])) for line in lines if " " in line]


def _look(place: Path, said: list[tuple[str, int]], tally: Tally) -> None:
    door = door_of(place)
    begun = time.perf_counter()
    door.take()
    header = door.read_header()
    numbers = [number for word, number in said if word != "saved"]
    first = numbers[-1] if numbers else _whose(header)
    able = [n for n in range(first + 2) if _opens(header, SlotKind.PASSPHRASE, passphrase(n))]
    if len(able) != 1 or able[0] < first:
        raise Torn(f"{able} come in after {said[-3:]}")
    vault = door.unlock(passphrase(able[0]))
    took = (time.perf_counter() - begun) * 1000
    tally.slowest_reopening_ms = max(tally.slowest_reopening_ms, took)
    if vault.found.unfinished is not None:
        tally.carried_on += 1
        vault = _sound(finish_rotation(door, vault, nobody))
    elif said and said[-1][0] in {"handing", "rotating"}:
        tally.undone += able[0] == first
    _whole(vault, able[0], max((n for word, n in said if word == "saved"), default=0))
    vault.close()
    door.unlock(passphrase(able[0])).close()
    door.unlock_with(SlotKind.KEYHOLDER, KEYHOLDER).close()
    _one_database(door)
    _copies(door, able[0])
    door.release()


def _whose(header: VaultHeader) -> int:
    return next(n for n in range(1000) if _opens(header, SlotKind.PASSPHRASE, passphrase(n)))


def _whole(vault: Casework, number: int, saved: int) -> None:
    _same("person", person_of(vault), number)
    _same("under way", is_under_way(vault), False)
    with vault.store.view() as view:
        names = {learner.forename for learner in view.learners.all()}
        _same("saves", {f"Elin {n}" for n in range(1, saved + 1)} - names, set())
        photo = random.Random(1).randbytes(PHOTO)
        _same("photo", view.contents.get("photo") == photo, True)
    for check in examine(vault.store, [one for one in CheckName if one is not CheckName.LOOSE]):
        _same(check.key, check.count, 0)


def _one_database(door: Door) -> None:
    there = sorted(one.name for one in door.folder.glob("vault*.db*"))
    there = [name for name in there if not name.endswith(("-wal", "-shm"))]
    _same("databases", there, ["vault.db"])


def _copies(door: Door, number: int) -> None:
    for copy in kept(folder_of(door)):
        header = VaultHeader.read(copy.with_suffix(".json"))
        verify(copy, open_slot(header, SlotKind.PASSPHRASE, passphrase(number)))
        for before in range(number):
            _same("copy", _opens(header, SlotKind.PASSPHRASE, passphrase(before)), False)


def _opens(header: VaultHeader, kind: SlotKind, secret: str) -> bool:
    try:
        open_slot(header, kind, secret).wipe()
    except WorldFault:
        return False
    return True


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise Torn(f"{what}: {found!r} is not {expected!r}")


if __name__ == "__main__":
    work(Path(sys.argv[1]))
