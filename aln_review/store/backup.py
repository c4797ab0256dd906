"""Copies of the vault: made while it is in use, believed only once they have been opened.

A copy is a closed, compact, encrypted file with the vault's own key, and its header beside it.
It is opened, its pages' codes are checked and everything in it is counted against the vault
before it gets its name; an older copy goes only after a newer one has passed.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aln_review.domain.errors import AlnError, WorldFault
from aln_review.store import migrations
from aln_review.store.damage import damaged_pages
from aln_review.store.database import Store
from aln_review.store.engine import Connection, Mode, connect
from aln_review.vault.files import Disk, make_folder, world, write_safely
from aln_review.vault.keys import DataKey

COUNTED = (
    "learners", "people", "words", "profiles", "reviews", "plans", "cases", "documents",
    "outbox", "arrivals", "holds", "disclosures", "erasures", "names", "texts", "unindexed",
    "contents", "content_parts", "meta", "drafts", "access_log", "steps",
)  # fmt: skip
"""Every table with rows of its own."""
DATABASE_SUFFIX = ".alnvault"
HEADER_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that has been opened and counted."""

    path: Path
    size: int
    """In bytes."""
    counts: Mapping[str, int]


def count(connection: Connection) -> dict[str, int]:
    """How many rows each table holds; one that an older schema lacks holds none."""
    lacking = migrations.tables_after(migrations.version_of(connection))
    return {
        table: 0 if table in lacking else connection.number(f'SELECT count(*) FROM "{table}"')  # noqa: S608
        for table in COUNTED
    }


def copy(store: Store, target: Path) -> Copy:
    """Make a verified copy of an open vault. Nobody's typing waits for it.

    Should something be saved while the copy is made, it is made a second time with the writer
    held back, so that what is counted is what was copied.

    Raises:
        WorldFault: the vault is damaged, something stands at the target, the disk refused, or
            the copy is not the same; no copy is left behind and the vault is as it was.

    """
    if target.exists():
        raise WorldFault("error.store.exists")
    part = target.with_name(target.name + ".part")
    disk = Disk()
    try:
        disk.remove(part)
        counts = _copy_undisturbed(store, part)
        if counts is None:
            disk.remove(part)
            with store.quiet():
                counts = _copy_undisturbed(store, part)
        disk.sync(part)
        if counts is None or _verify_with_key_of(store, part) != counts:
            raise WorldFault("error.store.copy_differs")
        size = part.stat().st_size
        disk.replace(part, target)
        disk.sync_folder(target.parent)
    except OSError as fault:
        _sweep(part)
        raise world(fault) from None
    except AlnError:
        _sweep(part)
        raise
    return Copy(target, size, counts)


def verify(path: Path, key: DataKey) -> dict[str, int]:
    """Open a closed copy, check every page's code and the database's structure, and count it.

    Raises:
        WorldFault: it does not open, or is damaged.

    """
    connection = connect(path, key, Mode.READ)
    try:
        migrations.check(connection)
        _refuse_damaged_pages(connection, path, key)
        if connection.rows("PRAGMA integrity_check") != [("ok",)]:
            raise WorldFault("error.store.damaged")
        return count(connection)
    finally:
        connection.close()


def keep(store: Store, header: bytes, folder: Path, at: datetime, most: int) -> Copy:
    """Copy the vault with its header into a folder, then let go of the oldest beyond ``most``.

    Raises:
        WorldFault: as :func:`copy`; nothing older has gone.

    """
    stamp = at.strftime("%Y%m%dT%H%M%S%fZ")
    disk = Disk()
    make_folder(folder)
    write_safely(disk, folder / f"{stamp}{HEADER_SUFFIX}", header)
    made = copy(store, folder / f"{stamp}{DATABASE_SUFFIX}")
    for old in kept(folder)[: -max(1, most)]:
        try:
            disk.remove(old)
            disk.remove(old.with_suffix(HEADER_SUFFIX))
        except OSError as fault:
            raise world(fault) from None
    return made


def kept(folder: Path) -> list[Path]:
    """The copies in a folder, oldest first."""
    return sorted(folder.glob(f"*{DATABASE_SUFFIX}"))


def _copy_undisturbed(store: Store, part: Path) -> dict[str, int] | None:
    """The counts of what was copied, or ``None`` when something was saved in the meantime."""
    reader = store.reader()
    try:
        # The engine can copy a damaged page as zeros, which the copy would then vouch for.
        key = store.key()
        try:
            _refuse_damaged_pages(reader, store.path, key)
        finally:
            key.wipe()
        before = reader.number("PRAGMA data_version")
        counts = count(reader)
        reader.run("VACUUM INTO ?", str(part))
        return counts if reader.number("PRAGMA data_version") == before else None
    finally:
        reader.close()


def _refuse_damaged_pages(connection: Connection, path: Path, key: DataKey) -> None:
    if damaged_pages(connection, path, key):
        raise WorldFault("error.store.damaged")


def _verify_with_key_of(store: Store, part: Path) -> dict[str, int]:
    key = store.key()
    try:
        return verify(part, key)
    finally:
        key.wipe()


def _sweep(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)
