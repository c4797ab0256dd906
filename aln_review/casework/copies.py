"""Copies of the vault, as the settings page and the end of a day ask for them.

A copy lies beside the vault as a closed, encrypted file with its own header: whoever finds it
needs the passphrase that was in use when it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.places import find_places
from aln_review.store import backup

MOST = 14
"""Copies kept: two weeks of working days, and some."""
DUE_AFTER = timedelta(hours=1)
"""A vault that is locked and opened again within the hour is not copied each time."""
STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class CopyView:
    """One copy: when it was made, and its size in bytes."""

    at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class CopiesView:
    """Where the copies lie, and which there are, newest first."""

    folder: str
    copies: tuple[CopyView, ...]


def folder_of(door: Door) -> Path:
    """Where this vault's copies lie."""
    return find_places(door.folder.parent).backups


def copies(door: Door) -> CopiesView:
    """The copies there are."""
    folder = folder_of(door)
    found = [_view(path) for path in reversed(backup.kept(folder)) if _made_by_us(path)]
    return CopiesView(str(folder), tuple(found))


def keep_copy(door: Door, casework: Casework) -> CopiesView:
    """Make a copy now; it counts only once it has been opened and compared.

    Raises:
        WorldFault: the disk refused or the copy is not the same; older copies stay.

    """
    at = casework.tools.now().astimezone(UTC)
    backup.keep(casework.store, door.header(), folder_of(door), at, MOST)
    return copies(door)


def keep_if_due(door: Door, casework: Casework, after: timedelta = DUE_AFTER) -> bool:
    """Make a copy unless there is a recent one; whether one was made.

    Raises:
        WorldFault: as :func:`keep_copy`.

    """
    made = copies(door).copies
    if made and casework.tools.now() - made[0].at < after:
        return False
    keep_copy(door, casework)
    return True


def _made_by_us(path: Path) -> bool:
    try:
        datetime.strptime(path.stem, STAMP)  # noqa: DTZ007 - the name says Z; only its shape counts
    except ValueError:
        return False
    return True


def _view(path: Path) -> CopyView:
    at = datetime.strptime(path.stem, STAMP).replace(tzinfo=UTC)
    return CopyView(at, path.stat().st_size)
