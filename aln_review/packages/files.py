"""Files that are either whole or not there: written aside, synced, then renamed."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from aln_review.domain.errors import WorldFault

BLOCK = 1 << 16
PART = ".part"


def write_whole(target: Path, fill: Callable[[BinaryIO], None], mode: int = 0o600) -> None:
    """Let ``fill`` write ``target``; nobody ever sees half of it, not even after a power cut.

    Raises:
        WorldFault: the disk would not take it.
        AlnError: whatever ``fill`` raises; the part is removed and the old file stands.

    """
    part = target.with_name(target.name + PART)
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(descriptor, "wb") as handle:
            fill(handle)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(target)
        sync_folder(target.parent)
    except OSError:
        drop(part)
        raise WorldFault("error.files.not_written") from None
    except BaseException:
        drop(part)
        raise


def drop(path: Path) -> None:
    """Remove a sealed file that is done with.

    One that another program holds, such as a virus scanner, stays: it is sealed, and no reason
    to fail.
    """
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def write_bytes(target: Path, data: bytes, mode: int = 0o600) -> None:
    """``write_whole`` for bytes that are at hand.

    Raises:
        WorldFault: the disk would not take it.

    """

    def fill(handle: BinaryIO) -> None:
        handle.write(data)

    write_whole(target, fill, mode)


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` last. Windows has no such call and does it by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def digest(source: BinaryIO) -> tuple[str, int]:
    """SHA-256 (lower-case hexadecimal) and size of what is left in ``source``."""
    sum_, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        sum_.update(block)
        size += len(block)
    return sum_.hexdigest(), size
