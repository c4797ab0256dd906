"""Copies that were made before something was erased, and how they go.

By themselves they go as the ladder lets go of them. At once they go when a person says so: then a
fresh copy is made and proved first, so that the vault is never without one.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Final

from aln_review.casework.copies import folder_of, keep_copy
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.store import backup
from aln_review.store.backup import HEADER_SUFFIX
from aln_review.store.ladder import STANDARD
from aln_review.vault.files import Disk, world

MONTHS_KEPT: Final = STANDARD.monthly
"""The ladder's longest rung: one copy a month, for so many months."""


def last_copy_gone_by(on: date) -> date:
    """The last day of the month in which the last copy made by ``on`` is let go.

    A month's copy goes when the ninth month after it gets its own; that holds as long as a copy
    is made in each month, which any day of work does.
    """
    years, month = divmod(on.month - 1 + MONTHS_KEPT, 12)
    year = on.year + years
    return date(year, month + 1, monthrange(year, month + 1)[1])


def remove_older_copies(door: Door, casework: Casework) -> int:
    """Make a fresh copy, prove it, and remove every other one beside the vault; how many went.

    Raises:
        WorldFault: the disk refused or the new copy did not prove itself; then no copy has gone.

    """
    casework.store.tidy()
    folder = folder_of(door)
    before = backup.kept(folder)
    keep_copy(door, casework)
    disk = Disk()
    # By name the new one need not be the newest: an older clock may have been ahead.
    gone = [path for path in before if path.exists()]
    try:
        for path in gone:
            _remove(disk, path)
        disk.sync_folder(folder)
    except OSError as fault:
        raise world(fault) from None
    return len(gone)


def _remove(disk: Disk, path: Path) -> None:
    """The copy first: a header without a copy holds nobody's words."""
    disk.remove(path)
    disk.remove(path.with_suffix(HEADER_SUFFIX))
