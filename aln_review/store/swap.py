"""Putting another database in a vault's place, so that a kill at any moment leaves one whole vault.

The new files lie ready beside the old ones, read back and synchronised, before anything happens.
Then one small file is written that says what is to be done: from that moment on the new vault is
the vault, and whoever takes the folder next finishes what was begun. Before that moment the old
one is, and what lay ready is cleared away.

Journals of the old database go with it: applied to the new one they would spoil it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from aln_review.domain.errors import WorldFault
from aln_review.vault.files import Disk, Files, world, write_safely
from aln_review.vault.header import DATABASE_NAME, HEADER_NAME

READY = ".ready"
"""Ends the names of the new files before they take their place."""
INTENT_NAME = "vault.restoring"
MOST_BYTES = 4096
_JOURNALS_READY = tuple(f"{DATABASE_NAME}{READY}{end}" for end in ("-wal", "-shm", "-journal"))
_PLAIN_NAME = re.compile(r"[\w-]*")
JOURNALS = (f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-shm")


@dataclass(frozen=True, slots=True)
class Swap:
    """Which files take their place. ``aside`` is where the old ones go; empty: nowhere."""

    names: tuple[str, ...]
    aside: str = ""
    """A folder's name beside the vault's folder."""


def ready(folder: Path, name: str = DATABASE_NAME) -> Path:
    """Where the file that will be called ``name`` is laid ready."""
    return folder / f"{name}{READY}"


def swap(folder: Path, what: Swap, files: Files | None = None) -> None:
    """Put what lies ready in its place. The old database must be closed.

    Raises:
        WorldFault: the disk refused. Either nothing has happened, or :func:`finish` will finish.

    """
    disk = files or Disk()
    for name in what.names:
        try:
            disk.sync(ready(folder, name))
        except OSError as fault:
            raise world(fault) from None
    content = {"names": list(what.names), "aside": what.aside}
    write_safely(disk, folder / INTENT_NAME, json.dumps(content).encode())
    finish(folder, disk)


def finish(folder: Path, files: Files | None = None) -> None:
    """Finish what was begun, or clear away what never became the vault. Called by the owner.

    Raises:
        WorldFault: the disk refused; nothing is lost and it can be asked again.

    """
    disk = files or Disk()
    intent = folder / INTENT_NAME
    try:
        if intent.exists():
            _carry_out(folder, _read(disk, intent), disk)
            disk.sync_folder(folder)
            disk.remove(intent)
        _clear(folder, disk)
        disk.remove(intent.with_name(f"{INTENT_NAME}.new"))
    except OSError as fault:
        raise world(fault) from None


def clear_ready(folder: Path, files: Files | None = None) -> None:
    """Take away what lies ready, with what a kill left beside it.

    Raises:
        WorldFault: the disk refused.

    """
    try:
        _clear(folder, files or Disk())
    except OSError as fault:
        raise world(fault) from None


def refuse_open(folder: Path) -> None:
    """See that the database that lies ready is closed, with everything in its one file.

    Raises:
        WorldFault: the disk did not let its journal be emptied into it.

    """
    if any((folder / name).exists() for name in _JOURNALS_READY):
        raise WorldFault("error.vault.disk_fault")


def _clear(folder: Path, disk: Files) -> None:
    # Journals first: left over, they would be taken for those of the next file of the name.
    for name in _JOURNALS_READY:
        disk.remove(folder / name)
    for name in (DATABASE_NAME, HEADER_NAME):
        for ending in (READY, f"{READY}.part", f"{READY}.new"):
            disk.remove(folder / f"{name}{ending}")


def _carry_out(folder: Path, what: Swap, disk: Files) -> None:
    aside = folder.parent / what.aside if what.aside else None
    if aside is not None:
        aside.mkdir(parents=True, exist_ok=True)
    for name in what.names:
        if not ready(folder, name).exists():
            continue  # It took its place before the kill.
        for old in (*JOURNALS, name) if name == DATABASE_NAME else (name,):
            _out_of_the_way(folder / old, aside, disk)
        disk.replace(ready(folder, name), folder / name)


def _out_of_the_way(old: Path, aside: Path | None, disk: Files) -> None:
    if not old.exists():
        return
    if aside is not None:
        disk.replace(old, aside / old.name)
        disk.sync_folder(aside)
    elif old.name in JOURNALS:
        # The two that are replaced need not go first.
        disk.remove(old)


def _read(disk: Files, intent: Path) -> Swap:
    try:
        content = json.loads(disk.read(intent, MOST_BYTES))
        names = tuple(str(name) for name in content["names"])
        aside = str(content["aside"])
    except (ValueError, KeyError, TypeError):
        raise WorldFault("error.vault.header_damaged") from None
    if not set(names) <= {DATABASE_NAME, HEADER_NAME} or not _PLAIN_NAME.fullmatch(aside):
        raise WorldFault("error.vault.header_damaged")
    return Swap(names, aside)
