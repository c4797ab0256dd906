"""The few things done to small files that must never be lost, with the disk handed in.

A file is replaced by writing beside it, synchronising, reading back what was written, renaming,
and synchronising the folder. Stopped at any point there is the old file or the new one.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Protocol

from aln_review.domain.errors import WorldFault

OWNER_ONLY = 0o600


class Files(Protocol):
    """What is asked of a disk. A test hands in one that fails at the n-th call."""

    def read(self, path: Path, limit: int) -> bytes:
        """At most ``limit`` bytes of a file."""
        ...

    def write(self, path: Path, data: bytes) -> None:
        """Write a file that only its owner may read."""
        ...

    def sync(self, path: Path) -> None:
        """Bring a file's bytes to the disk."""
        ...

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another's name, in its place, in one step."""
        ...

    def sync_folder(self, folder: Path) -> None:
        """Bring a folder's names to the disk."""
        ...

    def remove(self, path: Path) -> None:
        """Remove a file if it is there."""
        ...


class Disk:
    """The real disk."""

    def read(self, path: Path, limit: int) -> bytes:
        """At most ``limit`` bytes of a file."""
        with path.open("rb") as file:
            return file.read(limit)

    def write(self, path: Path, data: bytes) -> None:
        """Write a file that only its owner may read."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, OWNER_ONLY), "wb") as file:
            file.write(data)

    def sync(self, path: Path) -> None:
        """Bring a file's bytes to the disk."""
        with path.open("r+b") as file:
            os.fsync(file.fileno())

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another's name, in its place, in one step."""
        source.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Bring a folder's names to the disk; Windows does so by itself and cannot be asked."""
        if os.name == "nt":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def remove(self, path: Path) -> None:
        """Remove a file if it is there."""
        path.unlink(missing_ok=True)


def world(fault: OSError) -> WorldFault:
    """The system's refusal as one of our faults, without its text: that holds a path."""
    if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        return WorldFault("error.vault.disk_full")
    if fault.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return WorldFault("error.vault.not_allowed")
    return WorldFault("error.vault.disk_fault")


def write_safely(files: Files, path: Path, data: bytes) -> None:
    """Replace a small file so that the old or the new one is there whatever happens.

    Raises:
        WorldFault: the disk refused, or gave back other bytes; the old file stands.

    """
    beside = path.with_name(path.name + ".new")
    try:
        files.write(beside, data)
        files.sync(beside)
        if files.read(beside, len(data) + 1) != data:
            raise WorldFault("error.vault.disk_fault")
        files.replace(beside, path)
        files.sync_folder(path.parent)
    except OSError as fault:
        raise world(fault) from None


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder, and those above it that are missing, and bring their names to the disk.

    A file in a folder whose own name was never synchronised is lost with it when the power goes,
    however often the file itself was.

    Raises:
        WorldFault: the disk refused.

    """
    try:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True, mode=mode)
        for made in reversed(missing):
            Disk().sync_folder(made.parent)
    except OSError as fault:
        raise world(fault) from None
