"""The second place: a stick or a share where one closed file after another is put.

The place comes and goes. When it is not there nothing is asked and nobody is stopped: the page of
copies says when it was last reached.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from aln_review.casework.copies import copies, folder_of, keep_copy
from aln_review.casework.copies_state import SecondPlace, keep_state, read_state, state_of
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.places import made
from aln_review.casework.second_erasing import due_there, left_there, removed_there
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.domain.keeping import Erasure
from aln_review.domain.wales import day_in_wales
from aln_review.store import one_file
from aln_review.store.backup import HEADER_SUFFIX, knows_erasures, moment_of, stamp_of
from aln_review.store.one_file import SUFFIX, Source, place_fault
from aln_review.store.pages import key_fits
from aln_review.vault.files import Disk, world
from aln_review.vault.header import VaultHeader
from aln_review.vault.keys import DataKey

MOST_THERE = 5
"""Copies kept at the second place: what a small stick holds, and a week of working days."""
_PREFIX = "aln-"
_MARK_LETTERS = 8
_TO_BE_WRITTEN = frozenset({"error.copy.missing", "error.copy.damaged", "error.copy.not_a_copy"})


@dataclass(frozen=True, slots=True)
class FileThere:
    """One file at the second place, by its name; it has not been opened."""

    path: Path
    at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class SecondView:
    """The second place as the page shows it."""

    place: SecondPlace
    reachable: bool = False
    files: tuple[FileThere, ...] = ()
    """Newest first."""
    holds_erased: bool = False
    """Files there may hold a record that was erased; they go when a copy next goes there."""


def second_place(door: Door, casework: Casework) -> SecondView:
    """Where it is, whether it is there now, and what lies in it. Reads a folder: may be slow."""
    with casework.store.view() as unit:
        place, due = read_state(unit).second, bool(due_there(unit))
    if not place.folder:
        return SecondView(place)
    folder = Path(place.folder)
    return SecondView(place, folder.is_dir(), tuple(files_there(folder, mark_of(door))), due)


def choose_place(door: Door, casework: Casework, folder: Path) -> SecondView:
    """Choose the second place, and put the newest copy there at once.

    Raises:
        Refusal: it lies in the vault's own folder.
        WorldFault: as :func:`copy_out`; the choice is kept when the place was only full or gone.

    """
    inside, data = folder.resolve(), door.folder.parent.resolve()
    own = (door.folder, folder_of(door), casework.tools.area)
    if inside == data or {one.resolve() for one in own} & {inside, *inside.parents}:
        raise Refusal("error.copy.place_is_here")
    if not folder.is_dir():
        raise WorldFault("error.copy.place_missing")
    with casework.store.unit() as unit:
        state = read_state(unit)
        if state.second.folder != str(inside):
            left_there(unit)
        keep_state(unit, replace(state, second=SecondPlace(str(inside))))
        unit.log("vault.second_place_chosen")
    copy_out(door, casework)
    return second_place(door, casework)


def forget_place(door: Door, casework: Casework) -> SecondView:
    """Put nothing there any more; what lies there stays."""
    with casework.store.unit() as unit:
        left_there(unit)
        keep_state(unit, replace(read_state(unit), second=SecondPlace()))
    return second_place(door, casework)


def copy_out(door: Door, casework: Casework) -> None:
    """Put the newest copy of this computer at the second place, as one file, and prove it there.

    Where a record was erased since a copy last went there, the copy is one without it, and every
    older file of this vault's goes after it was proved.

    Raises:
        Refusal: no place is chosen, or there is no copy yet.
        WorldFault: the place is missing, full, takes nothing or broke off; it is remembered.

    """
    place = state_of(casework).second
    if not place.folder:
        raise Refusal("error.copy.no_place")
    with casework.store.view() as unit:
        due = due_there(unit)
    folder = Path(place.folder)
    try:
        if due:
            _put_without(door, casework, folder, due)
        else:
            put_into(door, casework, folder)
    except WorldFault as fault:
        _remember(casework, replace(place, trouble=fault.key))
        raise
    now = casework.tools.now().astimezone(UTC)
    _remember(casework, SecondPlace(place.folder, now))


def put_into(door: Door, casework: Casework, folder: Path) -> Path:
    """Put the newest copy of this computer into a folder, as one file; where it is.

    Raises:
        Refusal: there is no copy that this vault's key opens.
        WorldFault: as :func:`aln_review.store.one_file.seal`.

    """
    return _put(door, casework, folder, ())


def _put_without(
    door: Door, casework: Casework, folder: Path, due: tuple[Erasure, ...]
) -> None:  # fmt: skip
    """Put a copy there that lacks what was erased; then let the older ones there go."""
    without = tuple(one.id for one in due)
    try:
        target = _put(door, casework, folder, without)
    except Refusal:
        keep_copy(door, casework)
        target = _put(door, casework, folder, without)
    if state_of(casework).alarm is not None:
        return
    _remove(one.path for one in files_there(folder, mark_of(door)) if one.path != target)
    with casework.store.unit() as unit:
        removed_there(unit, due, day_in_wales(casework.tools.now()))


def _put(door: Door, casework: Casework, folder: Path, erased: tuple[str, ...]) -> Path:
    key = casework.store.key()
    try:
        source = newest_source(door, key, erased)
        target = folder / f"{_PREFIX}{mark_of(door)}-{stamp_of(source.at)}{SUFFIX}"
        if not _there(target):
            one_file.seal(source, target, made(casework.tools.area), casework.tools.random)
            with casework.store.unit() as unit:
                unit.log("vault.copied_out")
    finally:
        key.wipe()
    if state_of(casework).alarm is None:
        _thin(folder, mark_of(door))
    return target


def newest_source(door: Door, key: DataKey, erased: tuple[str, ...] = ()) -> Source:
    """The newest copy on this computer that the key opens, made after these erasures.

    By what it holds and not by its date: clocks are put right, and copies keep their names.

    Raises:
        Refusal: there is none.

    """
    for copy in copies(door).copies:
        if key_fits(copy.path, key) and knows_erasures(copy.path, key, erased):
            try:
                header = copy.path.with_suffix(HEADER_SUFFIX).read_bytes()
            except OSError as fault:
                raise world(fault) from None
            return Source(copy.path, key, header, copy.at)
    raise Refusal("error.copy.none_yet")


def files_there(folder: Path, mark: str) -> list[FileThere]:
    """One vault's files in a folder, newest first; none when the folder is not there."""
    found = []
    with suppress(OSError):
        for path in folder.glob(f"{_PREFIX}{mark}-*{SUFFIX}"):
            at = moment_of(path.with_name(path.name.rpartition("-")[2]))
            if at is not None:
                found.append(FileThere(path, at, path.stat().st_size))
    return sorted(found, key=lambda one: one.at, reverse=True)


def mark_of(door: Door) -> str:
    """A few letters that tell one vault's files from another's, and say nothing of either."""
    vault_id = VaultHeader.from_bytes(door.header()).vault_id
    return hashlib.sha256(vault_id.encode()).hexdigest()[:_MARK_LETTERS]


def _there(target: Path) -> bool:
    """Whether this copy has been put there already, by its length and the digest of its head."""
    try:
        one_file.read_head(target)
    except WorldFault as fault:
        if fault.key in _TO_BE_WRITTEN:
            return False
        raise
    return True


def _thin(folder: Path, mark: str) -> None:
    _remove(old.path for old in files_there(folder, mark)[MOST_THERE:])


def _remove(old: Iterable[Path]) -> None:
    for path in old:
        try:
            Disk().remove(path)
        except OSError as fault:
            raise place_fault(fault) from None


def _remember(casework: Casework, place: SecondPlace) -> None:
    with casework.store.unit() as unit:
        keep_state(unit, replace(read_state(unit), second=place))
