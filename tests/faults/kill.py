"""Kills a process that types, saves, copies, changes keys and more, at any moment, and looks.

What was acknowledged must be there; what was not is there whole or not at all; and a way in that
must work does.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from tests.faults import child, desk, keyring, looking, migrating, restoring, rotation
from tests.faults.child import BEGUN, Say
from tests.faults.migrating import KEY_FILE, golden_key
from tests.faults.real_door import Looked, Said
from tests.faults.torn import Torn

FIRST_SECONDS = 60.0
FRESH_EVERY = 20
ENOUGH_RUNS = 100
"""From so many runs on, each activity must have been killed in the middle."""
_FORKS = "forkserver" in multiprocessing.get_all_start_methods()
_START = (
    multiprocessing.get_context("forkserver") if _FORKS else multiprocessing.get_context("spawn")
)
if _FORKS:
    # A process that has read everything already stands ready to be divided: starting is quick.
    _START.set_forkserver_preload([__name__])
_KILLED = {-9, 1}
"""What a killed process leaves as its exit status: minus the signal, or 1 on Windows."""


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that is going on when the kill comes."""

    work: Callable[[Path, Say], None]
    """Does it without end, and says each step."""
    look: Callable[[Path, Sequence[Said]], Looked]
    weight: int
    """How often it is picked, of a hundred."""
    longest: float = 0.05
    """The kill comes within so many seconds after the first acknowledgement."""
    midway: frozenset[str] = frozenset({BEGUN})
    """What was said last when the kill came in the middle of it."""


ACTIVITIES = {
    "typing": Activity(desk.type_letters, looking.look_at_typing, 18),
    "saving": Activity(desk.save, looking.look_at_saves, 22),
    "copying": Activity(desk.copy, looking.look_at_copies, 10, 0.15),
    "passphrase": Activity(child.change_keys, looking.look_at_keys, 14),
    "keyholder": Activity(keyring.change_keyholders, looking.look_at_keyholders, 10),
    "migrating": Activity(migrating.migrate, looking.look_at_migrating, 8),
    "rotating": Activity(
        rotation.work, rotation.look, 9, 0.5, frozenset({rotation.HANDING, rotation.ROTATING})
    ),
    "restoring": Activity(
        restoring.work, restoring.look, 9, 0.4, frozenset({restoring.RESTORING})
    ),
}  # fmt: skip


@dataclass(slots=True)
class Count:
    """What the runs of one activity came to."""

    kills: int = 0
    midway: int = 0
    """Kills that came between the beginning of a step and its acknowledgement."""
    finished: int = 0
    """Kills after which the next opening carried on what had been begun."""
    acknowledged: int = 0
    slowest_look_ms: int = 0
    """All that was looked at afterwards, opening the vault among it."""


@dataclass(slots=True)
class Tally:
    """What all runs came to."""

    runs: int = 0
    acknowledged: int = 0
    lost: int = 0
    midway: int = 0
    seconds: int = 0
    activities: dict[str, Count] = field(default_factory=dict)

    def refusal(self) -> str:
        """Why these runs prove nothing, in a sentence; empty when they do."""
        if not self.acknowledged:
            return "No commit was acknowledged before a kill, so that nothing could be lost."
        never = [name for name, count in self.activities.items() if not count.midway]
        if never and self.runs >= ENOUGH_RUNS:
            return f"Never killed in the middle of it: {', '.join(never)}."
        return ""


def run(
    folder: Path,
    runs: int,
    seed: int,
    names: Iterable[str] = ACTIVITIES,
    minutes: int = 0,
) -> Tally:
    """So many kills, or as many as ``minutes`` hold (nought: no end); chance picks the activity.

    Each goes on with the vault that the kill of the same activity before it left.

    Raises:
        Torn: a record was neither old nor new, or something did not open again.

    """
    chance, begun = random.Random(seed), time.monotonic()
    names = list(names)
    tally = Tally(activities={name: Count() for name in names})
    weights = [ACTIVITIES[name].weight for name in names]
    while tally.runs < runs and not (minutes and time.monotonic() - begun > minutes * 60):
        (name,) = chance.choices(names, weights)
        count = tally.activities[name]
        place = folder / name
        if count.kills % FRESH_EVERY == 0:
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
        if name == "migrating":
            (place / KEY_FILE).write_bytes(golden_key().raw())
        seconds = chance.random() * ACTIVITIES[name].longest
        said = _start_and_kill(name, place, seconds)
        try:
            _add(tally, name, said, _look(name, place, said, count))
        except Torn as torn:
            raise Torn(f"run {tally.runs + 1}, {name}: {torn}") from None
    tally.seconds = round(time.monotonic() - begun)
    return tally


def _look(name: str, place: Path, said: Sequence[Said], count: Count) -> Looked:
    begun = time.perf_counter()
    found = ACTIVITIES[name].look(place, said)
    took = round((time.perf_counter() - begun) * 1000)
    count.slowest_look_ms = max(count.slowest_look_ms, took)
    (place / "step").write_text(str(found.step))
    return found


def _add(tally: Tally, name: str, said: Sequence[Said], found: Looked) -> None:
    count = tally.activities[name]
    midway = bool(said) and said[-1][0] in ACTIVITIES[name].midway
    count.kills += 1
    count.midway += midway
    count.finished += found.finished
    count.acknowledged += found.acknowledged
    tally.runs += 1
    tally.midway += midway
    tally.acknowledged += found.acknowledged
    tally.lost += found.lost


def _start_and_kill(name: str, place: Path, seconds: float) -> list[Said]:
    """Wait for the first acknowledgement, then so long; kill; all that it said."""
    ours, theirs = _START.Pipe(duplex=False)
    process = _START.Process(target=work, args=(name, place, theirs), daemon=True)
    process.start()
    theirs.close()
    said: list[Said] = []
    acknowledged = False
    try:
        end = time.monotonic() + FIRST_SECONDS
        # A message that waits does not put the kill off: it would always come just after one.
        while (left := end - time.monotonic()) > 0 and ours.poll(left):
            said.append(_heard(ours))
            if not acknowledged and said[-1][0] not in ACTIVITIES[name].midway:
                acknowledged, end = True, time.monotonic() + seconds
        process.kill()
        while True:
            said.append(_heard(ours))
    except EOFError:
        process.join()
        if process.exitcode not in _KILLED:
            raise Torn("the process ended by itself") from None
    finally:
        process.kill()
        ours.close()
        process.join()
        process.close()
    return said


def _heard(pipe: Connection) -> Said:
    word, number = pipe.recv_bytes().decode().split()
    return word, int(number)


def work(name: str, folder: Path, pipe: Connection) -> None:
    """Go on with an activity until killed."""
    ACTIVITIES[name].work(folder, lambda word, at: pipe.send_bytes(f"{word} {at}".encode()))
