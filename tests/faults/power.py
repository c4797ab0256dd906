"""The power goes at any moment, and what was not synchronised is lost, torn or rubbish.

A process works on a vault through the product's own doors while the file layer writes down every
call (``power_story``). Then moments are picked, the disk is worked out as it may be after each
(``disk``), and the vault on it is opened the way a person opens it.
"""

from __future__ import annotations

import bisect
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aln_review.casework.door import Door, DoorState
from aln_review.casework.handover import finish_rotation
from aln_review.domain.errors import AlnError, WorldFault
from aln_review.store import backup
from aln_review.store.database import Store
from aln_review.vault.keyslots import SlotKind, VaultHeader, open_slot
from tests.casework.vaults import CHEAP, Clock, make_setting, make_tools
from tests.faults.child import itself, write_step
from tests.faults.disk import Disk, Mode
from tests.faults.layer import ROOT, Call, environment, read
from tests.faults.looking import look_at_health, look_at_words
from tests.faults.power_story import Shown, passphrase
from tests.faults.real_door import nobody
from tests.faults.torn import Torn

RUNS_PER_STORY = 50
STEPS = 60


@dataclass(slots=True)
class Tally:
    """What all losses of power came to."""

    runs: int = 0
    stories: int = 0
    calls: int = 0
    """Calls written down, each of which is a moment at which the power may go."""
    saves: int = 0
    """Saves that had been shown as done when the power went, in all runs."""
    unsure: int = 0
    """Changes that were not synchronised when the power went, in all runs."""
    unmade: int = 0
    """Runs in which the vault had not been made yet."""
    lost: int = 0
    modes: dict[str, int] = field(default_factory=dict)
    doing: dict[str, int] = field(default_factory=dict)
    """What was going on when the power went."""
    faults: list[str] = field(default_factory=list)
    """One line for every run that lost something: story, moment, disk, what."""


@dataclass(frozen=True)
class Recorded:
    """A story's calls, and after which of them what had been shown as done."""

    root: str
    calls: list[Call]
    shown: list[tuple[int, Shown]]

    def around(self, moment: int) -> tuple[Shown, Shown]:
        """What was shown before a moment, and after the step during which it came."""
        after = bisect.bisect_left(self.shown, moment, key=lambda one: one[0])
        before = self.shown[after - 1][1] if after else Shown()
        return before, self.shown[min(after, len(self.shown) - 1)][1]


def record(folder: Path, seed: int, steps: int = STEPS) -> Recorded:
    """Tell one story in a process of its own."""
    log, place = folder / f"{seed}.log", folder / f"{seed}"
    place.mkdir()
    subprocess.run(
        [sys.executable, "-m", "tests.faults.power_story", str(place), str(seed), str(steps)],
        cwd=ROOT, env=environment(place, log), check=True,
    )  # fmt: skip
    calls = list(read(log))
    log.unlink()
    shutil.rmtree(place)
    shown = [
        (number, Shown(**json.loads(call.name)))
        for number, call in enumerate(calls)
        if call.what == "A"
    ]
    return Recorded(str(place), calls, shown)


def run(folder: Path, runs: int, seed: int) -> Tally:
    """So many losses of power, on both kinds of disk, over as many stories as that needs."""
    tally = Tally()
    while tally.runs < runs:
        recorded = record(folder, seed + tally.stories)
        tally.stories += 1
        tally.calls += len(recorded.calls)
        left = min(RUNS_PER_STORY, runs - tally.runs)
        for moment, disk, mode in _moments(recorded, left, random.Random(seed + tally.stories)):
            tally.runs += 1
            tally.unsure += disk.unsure
            tally.modes[mode.value] = tally.modes.get(mode.value, 0) + 1
            place = folder / "disk"
            disk.lose_power(place, random.Random(f"{seed} {moment}"))
            before, after = recorded.around(moment)
            tally.saves += before.saved
            doing = after.doing or "make"
            tally.doing[doing] = tally.doing.get(doing, 0) + 1
            tally.unmade += not before.made
            try:
                look(place, before, after)
            except (AlnError, Torn) as fault:
                tally.lost += 1
                name = f"story {seed + tally.stories - 1}, call {moment}, {mode.value}"
                tally.faults.append(f"{name}: {getattr(fault, 'key', fault)}")
            shutil.rmtree(place)
    return tally


def _moments(
    recorded: Recorded, count: int, chance: random.Random
) -> Iterator[tuple[int, Disk, Mode]]:
    """Moments in order, on one kind of disk and then on the other."""
    for mode, part in ((Mode.ORDERED, count // 2), (Mode.UNORDERED, count - count // 2)):
        disk, at = Disk(recorded.root, mode), 0
        for moment in sorted(chance.randint(1, len(recorded.calls)) for _ in range(part)):
            disk.follow(recorded.calls[at:moment])
            at = moment
            yield moment, disk, mode


def look(place: Path, before: Shown, after: Shown) -> None:
    """Open what is left at the front door, and see whether all that was shown is there.

    Raises:
        Torn: something that had been shown as done is not there, or is not what it was.
        WorldFault: the vault, or a copy of it, does not open.

    """
    door = Door(place / "vault", make_tools(place, Clock()), itself, CHEAP)
    door.take()
    try:
        state = door.look().state
        if state is DoorState.NO_VAULT:
            _same("a vault that was made", before.made, False)
            sheet = door.new_sheet(make_setting().language)
            door.create(make_setting(), "Ysgol y Prawf", passphrase(0), sheet).close()
            return
        _same("state", state, DoorState.LOCKED)
        step = _open_and_look(door, before, after)
        steps = _look_at_copies(before, after, place)
        if after.doing == "restore" and step != before.saved:
            _same("the vault of before is among the copies", before.saved in steps, True)
    finally:
        door.release()


def _open_and_look(door: Door, before: Shown, after: Shown) -> int:
    """How many saves were there."""
    header = VaultHeader.from_bytes(door.header())
    _same("header", header.whole, True)
    numbers = range(before.passphrase, after.passphrase + 1)
    opens = [
        number for number in numbers if _opens(header, SlotKind.PASSPHRASE, passphrase(number))
    ]
    _same("passphrases that open", len(opens), 1)
    sheets = [sheet for sheet in after.sheets if _opens(header, SlotKind.RECOVERY, sheet)]
    newest = after.sheets[max(0, len(before.sheets) - 1) :]
    _same("sheets that open", len(sheets) == 1 and sheets[0] in newest, True)
    casework = door.unlock(passphrase(opens[0]))
    _same("taken for an older vault", casework.found.older, None)
    if casework.found.unfinished is not None:
        done = finish_rotation(door, casework, nobody)
        if done.fault is not None:
            raise done.fault
        casework = done.casework
    try:
        step = _look_at_vault(casework.store)
        between = before.saved <= step <= after.saved
        if not (step in {before.saved, after.saved} if after.doing == "restore" else between):
            raise Torn(f"{step} saves are there, {before.saved} to {after.saved} were shown")
        with casework.store.unit() as unit:
            write_step(unit, step + 1)
        casework.store.tidy()
        _same("saved since", _look_at_vault(casework.store), step + 1)
    finally:
        casework.close()
    return step


def _opens(header: VaultHeader, kind: SlotKind, secret: str) -> bool:
    try:
        open_slot(header, kind, secret).wipe()
    except WorldFault:
        return False
    return True


def _look_at_vault(store: Store) -> int:
    with store.view() as view:
        step = look_at_words(view)
        log = view.access_log()
        _same("log", sum(line.action == "changed" for line in log), step)
        _same("chain", view.chain().broken_at, 0)
    look_at_health(store)
    return step


def _look_at_copies(before: Shown, after: Shown, place: Path) -> set[int]:
    """Every copy that stands under a copy's name is whole; none that was shown is missing.

    How many saves are in each.
    """
    if not before.made:
        return set()
    steps = set()
    folder = place / "backups"
    found = backup.kept(folder) if folder.exists() else []
    gone = {Path(name).name for name in before.copies} - {path.name for path in found}
    _same("copies missing", gone - _let_go(before, after), set())
    for copy in found:
        header = VaultHeader.read(copy.with_suffix(backup.HEADER_SUFFIX))
        numbers = range(after.passphrase + 1)
        opening = next(
            number for number in numbers if _opens(header, SlotKind.PASSPHRASE, passphrase(number))
        )
        key = open_slot(header, SlotKind.PASSPHRASE, passphrase(opening))
        backup.verify(copy, key)
        store = Store.open(copy, key, itself, read_only=True)
        with store.view() as view:
            steps.add(int(view.meta.get("step", 0)))
        store.close()
        key.wipe()
    return steps


def _let_go(before: Shown, after: Shown) -> set[str]:
    return {Path(name).name for name in before.copies} - {Path(name).name for name in after.copies}


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise Torn(f"{what}: {found!r} is not {expected!r}")
