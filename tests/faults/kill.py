"""Kills a process that saves, copies or changes keys, at any moment, and looks at what is left.

What was acknowledged must be there; what was not is there whole or not at all.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from aln_review.domain.errors import WorldFault
from aln_review.store import backup
from aln_review.store.database import Store
from aln_review.store.health import CheckName, examine
from aln_review.store.unit_of_work import UnitOfWork
from aln_review.vault.keyslots import (
    DATABASE_NAME,
    HEADER_NAME,
    SlotKind,
    VaultHeader,
    open_slot,
)
from tests.faults.child import COPIES, KEY, PER_LEARNER, SCENES, itself, passphrase, work
from tests.faults.keyring import found_keyholders
from tests.faults.migrating import KEY_FILE, found_migrated, golden_key

LONGEST_SECONDS = 0.05
FIRST_SECONDS = 60.0
FRESH_EVERY = 20
_FORKS = "forkserver" in multiprocessing.get_all_start_methods()
_START = (
    multiprocessing.get_context("forkserver") if _FORKS else multiprocessing.get_context("spawn")
)
if _FORKS:
    # A process that has read everything already stands ready to be divided: starting is quick.
    _START.set_forkserver_preload([__name__])
_KILLED = {-9, 1}
"""What a killed process leaves as its exit status: minus the signal, or 1 on Windows."""


@dataclass(slots=True)
class Tally:
    """What all runs came to."""

    runs: int = 0
    acknowledged: int = 0
    lost: int = 0
    slowest_reopening_ms: float = 0.0
    scenes: dict[str, int] = field(default_factory=dict)


class Torn(Exception):
    """Something was between old and new."""


def run(folder: Path, runs: int, seed: int) -> Tally:
    """So many kills, the scenes in turn, each scene going on with the vault the kill left.

    Raises:
        Torn: a record was neither old nor new, or something did not open again.

    """
    chance = random.Random(seed)
    tally = Tally()
    names = list(SCENES)
    for number in range(runs):
        name = names[number % len(names)]
        place = folder / f"{name}-{number // len(names) // FRESH_EVERY}"
        place.mkdir(exist_ok=True)
        if name == "migrate":
            (place / KEY_FILE).write_bytes(golden_key().raw())
        before = _kept(place)
        acknowledged = _start_and_kill(name, place, chance.random() * LONGEST_SECONDS)
        after = _look(name, place, acknowledged, tally)
        if after > acknowledged + 1:
            raise Torn(f"{name}: {after} kept, {acknowledged} acknowledged")
        tally.runs += 1
        tally.scenes[name] = tally.scenes.get(name, 0) + 1
        tally.acknowledged += max(0, acknowledged - before)
        tally.lost += max(0, acknowledged - after)
    return tally


def _start_and_kill(name: str, place: Path, seconds: float) -> int:
    """Wait for the first acknowledgement, then so long; kill; the last number it said."""
    ours, theirs = _START.Pipe(duplex=False)
    process = _START.Process(target=work, args=(name, place, theirs), daemon=True)
    process.start()
    theirs.close()
    said = 0
    try:
        end = time.monotonic() + FIRST_SECONDS
        while ours.poll(max(0.0, end - time.monotonic())):
            first, said = not said, int(ours.recv_bytes())
            if first:
                end = time.monotonic() + seconds
        process.kill()
        while True:
            said = int(ours.recv_bytes())
    except EOFError:
        process.join()
        if process.exitcode not in _KILLED:
            raise Torn(f"{name}: the process ended by itself") from None
    finally:
        process.kill()
        ours.close()
        process.join()
        process.close()
    return said


def _kept(place: Path) -> int:
    mark = place / "step"
    return int(mark.read_text()) if mark.exists() else 0


def _look(name: str, place: Path, acknowledged: int, tally: Tally) -> int:
    """Open what is left and look at all of it; the last step that is kept."""
    if name == "keys":
        step = _look_at_keys(place, acknowledged)
    elif name == "keyholder":
        step = found_keyholders(place, max(acknowledged, _kept(place)))
        _same("a way in", step >= 0, True)
    elif name == "migrate":
        step = found_migrated(place, max(acknowledged, _kept(place)))
        _same("a vault of one schema", step >= 0, True)
    else:
        begun = time.perf_counter()
        store = Store.open(place / DATABASE_NAME, KEY, itself)
        took = (time.perf_counter() - begun) * 1000
        tally.slowest_reopening_ms = max(tally.slowest_reopening_ms, took)
        try:
            step = _look_at_vault(store)
        finally:
            store.close()
    if name == "copy":
        _look_at_copies(place / "copies")
    (place / "step").write_text(str(step))
    return step


def _look_at_vault(store: Store) -> int:
    with store.view() as view:
        step = look_at_words(view)
        _same("log", view.chain().count, step)
        _same("chain", view.chain().broken_at, 0)
    look_at_health(store)
    return step


def look_at_health(store: Store) -> None:
    """Every check of the vault but two: what the child keeps belongs to no document or day.

    Raises:
        Torn: a check found something.

    """
    passed_over = {CheckName.LOOSE, CheckName.CLOCK}
    for check in examine(store, [name for name in CheckName if name not in passed_over]):
        _same(check.key, check.count, 0)


def look_at_words(view: UnitOfWork) -> int:
    """See that everything :func:`tests.faults.child.write_step` wrote is there; the last step.

    Raises:
        Torn: something is missing, or not what was written.

    """
    step = view.meta.get("step", 0)
    _same("words", view.words.count(), step)
    _same("learners", view.learners.count(), len({n // PER_LEARNER for n in range(1, step + 1)}))
    for number in range(max(1, step - 30), step + 1):
        said = view.words.get(f"w{number:06}").text.said
        ending = ("gair " * (number % 60)).strip() if number == step else "wedyn"
        _same("words", said.split(), [f"cam{number}", *ending.split()])
        hits = [hit.id for hit in view.search(f"cam{number}", prefix=False)]
        _same("search", hits, [f"w{number:06}"])
    for content_id, number in view.meta.get("content", dict[str, int]()).items():
        expected = bytes([number % 251]) * (number % 5 * 60_000)
        _same("bytes", view.contents.get(content_id) == expected, True)
    return int(step)


def _look_at_keys(place: Path, acknowledged: int) -> int:
    if not (place / HEADER_NAME).exists():
        return acknowledged
    header = VaultHeader.read(place / HEADER_NAME)
    _same("header", header.whole, True)
    first = max(acknowledged, _kept(place))
    for step in (first, first + 1):
        try:
            opened = open_slot(header, SlotKind.PASSPHRASE, passphrase(step))
        except WorldFault:
            continue
        _same("key", opened, KEY)
        return step
    raise Torn("keys: neither the old passphrase nor the new one opens")


def _look_at_copies(folder: Path) -> None:
    copies = backup.kept(folder) if folder.exists() else []
    _same("copies", len(copies) <= COPIES + 1, True)
    for copy in copies:
        backup.verify(copy, KEY)
        _same("header", copy.with_suffix(backup.HEADER_SUFFIX).read_bytes(), b"header")


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise Torn(f"{what}: {found!r} is not {expected!r}")
