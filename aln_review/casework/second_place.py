"""The second place: a stick or a share where one closed file after another is put.

The place comes and goes. When it is not there nothing is asked and nobody is stopped: the page of
copies says when it was last reached.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from aln_review.casework.copies import copies, folder_of
from aln_review.casework.copies_state import SecondPlace, keep_state, read_state, state_of
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.places import made
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.store import one_file
from aln_review.store.backup import HEADER_SUFFIX, moment_of, stamp_of
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


def second_place(door: Door, casework: Casework) -> SecondView:
    """Where it is, whether it is there now, and what lies in it. Reads a folder: may be slow."""
    place = state_of(casework).second
    if not place.folder:
        return SecondView(place)
    folder = Path(place.folder)
    return SecondView(place, folder.is_dir(), tuple(files_there(folder, mark_of(door))))


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
        keep_state(unit, replace(state, second=SecondPlace(str(inside))))
        unit.log("vault.second_place_chosen")
    copy_out(door, casework)
    return second_place(door, casework)


def forget_place(door: Door, casework: Casework) -> SecondView:
    """Put nothing there any more; what lies there stays."""
    with casework.store.unit() as unit:
        keep_state(unit, replace(read_state(unit), second=SecondPlace()))
    return second_place(door, casework)


def copy_out(door: Door, casework: Casework) -> None:
    """Put the newest copy of this computer at the second place, as one file, and prove it there.

    Raises:
        Refusal: no place is chosen, or there is no copy yet.
        WorldFault: the place is missing, full, takes nothing or broke off; it is remembered.

    """
    place = state_of(casework).second
    if not place.folder:
        raise Refusal("error.copy.no_place")
    try:
        put_into(door, casework, Path(place.folder))
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
    key = casework.store.key()
    try:
        source = newest_source(door, key)
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


def newest_source(door: Door, key: DataKey) -> Source:
    """The newest copy on this computer that the key opens.

    Raises:
        Refusal: there is none.

    """
    for copy in copies(door).copies:
        if key_fits(copy.path, key):
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
    for old in files_there(folder, mark)[MOST_THERE:]:
        try:
            Disk().remove(old.path)
        except OSError as fault:
            raise place_fault(fault) from None


def _remember(casework: Casework, place: SecondPlace) -> None:
    with casework.store.unit() as unit:
        keep_state(unit, replace(read_state(unit), second=place))
