"""A vault's database back under its usual name, after its data key was changed.

While two databases lie in one folder the header says by name which of them is the vault. Once
the old one has gone the other takes its usual name, so that a vault looks the same to whoever
copies, restores or mends it, and to an older program. Cut short between the two steps there is
a header that names a file which has just been given its usual name: so that one is looked for too.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from aln_review.domain.errors import WorldFault
from aln_review.vault.files import Files, world
from aln_review.vault.header import DATABASE_NAME, HEADER_NAME, VaultHeader

Fits = Callable[[Path], bool]
"""Whether a file is written with the key in hand."""


def come_home(folder: Path, header: VaultHeader, fits: Fits, files: Files) -> VaultHeader:
    """The header that names the database as it is called now. Nobody may have it open.

    Raises:
        WorldFault: the disk refused before anything was changed.

    """
    named, usual = folder / header.database, folder / DATABASE_NAME
    if header.database == DATABASE_NAME or not header.whole:
        return header
    try:
        if named.exists():
            if usual.exists() or _has_journal(named):
                return header
            files.remove(_beside(named, "-wal"))
            files.remove(_beside(named, "-shm"))
            files.replace(named, usual)
            files.sync_folder(folder)
        elif not usual.exists() or not fits(usual):
            return header
    except OSError as fault:
        raise world(fault) from None
    home = header.with_database()
    with suppress(WorldFault):
        # A full disk keeps nobody out: the file is found as above until the header says so too.
        home.write(folder / HEADER_NAME, files)
    return home


def _has_journal(database: Path) -> bool:
    """A journal with saves in it belongs to its database by name."""
    journal = _beside(database, "-wal")
    return journal.exists() and journal.stat().st_size > 0


def _beside(database: Path, ending: str) -> Path:
    return database.with_name(database.name + ending)
