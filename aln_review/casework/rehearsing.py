"""The rehearsal: a copy is really put back, beside everything, and then thrown away.

Nobody knows that a copy can be put back until somebody has done it. Once a month the program
does, into an encrypted file of its own: the pages' codes, the database's structure, the counts and
the access log's chain are looked at as they would be in earnest.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from time import perf_counter

from aln_review.casework.copies_state import Rehearsal, keep_state, read_state, state_of
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.places import made
from aln_review.casework.second_place import files_there, mark_of, newest_source
from aln_review.domain.errors import WorldFault
from aln_review.store import backup
from aln_review.store.access import chain
from aln_review.store.engine import Mode, connect
from aln_review.store.one_file import extract, read_head
from aln_review.vault.keys import DataKey

EVERY = timedelta(days=30)


def rehearsal_due(casework: Casework) -> bool:
    """Whether a month has passed since a copy was last put back for practice."""
    last = state_of(casework).rehearsal.at
    return last is None or not timedelta() <= casework.tools.now() - last < EVERY


def rehearse(door: Door, casework: Casework) -> Rehearsal:
    """Put the newest copy back for practice, and the second place's newest if it can be reached.

    Raises:
        Refusal: there is no copy yet.
        WorldFault: a copy cannot be put back; it is remembered with its reason.

    """
    begun = perf_counter()
    now = casework.tools.now().astimezone(UTC)
    key = casework.store.key()
    target = made(casework.tools.area) / f"rehearsal-{casework.tools.random(8).hex()}"
    try:
        _put_back(newest_source(door, key).path, key, target)
        there = _second(door, casework, key, target)
    except WorldFault as fault:
        _remember(casework, replace(state_of(casework).rehearsal, trouble=fault.key))
        raise
    finally:
        key.wipe()
        _sweep(target)
    done = Rehearsal(now, perf_counter() - begun, there)
    _remember(casework, done)
    return done


def _put_back(source: Path, key: DataKey, target: Path) -> None:
    counts = backup.verify(source, key)
    if backup.copy_closed(source, key, target, key).counts != counts:
        raise WorldFault("error.copy.differs")
    _refuse_broken_chain(target, key)
    _sweep(target)


def _second(door: Door, casework: Casework, key: DataKey, target: Path) -> bool:
    folder = state_of(casework).second.folder
    there = files_there(Path(folder), mark_of(door)) if folder else []
    if not there:
        return False
    head = read_head(there[0].path)
    try:
        copy_key = head.key(key)
    except WorldFault:
        # It is older than the vault's present key; the next copy put there is not.
        return False
    extract(there[0].path, head, target)
    backup.verify(target, copy_key)
    _refuse_broken_chain(target, copy_key)
    return True


def _refuse_broken_chain(path: Path, key: DataKey) -> None:
    connection = connect(path, key, Mode.READ)
    try:
        if not chain(connection).whole:
            raise WorldFault("error.copy.chain_broken")
    finally:
        connection.close()


def _remember(casework: Casework, done: Rehearsal) -> None:
    with casework.store.unit() as unit:
        keep_state(unit, replace(read_state(unit), rehearsal=done))


def _sweep(target: Path) -> None:
    with suppress(OSError):
        target.unlink(missing_ok=True)
