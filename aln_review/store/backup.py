"""Copies of the vault: made while it is in use, believed only once they have been opened.

A copy is a closed, compact, encrypted file with the vault's own key, and its header beside it.
It is opened, its pages' codes are checked and everything in it is counted against the vault
before it gets its name; an older copy goes only after a newer one has passed.

The copy is of one moment: what is saved while it is made waits for nothing and is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aln_review.domain.errors import AlnError, WorldFault
from aln_review.store import migrations
from aln_review.store.damage import damaged_pages
from aln_review.store.database import Store
from aln_review.store.engine import LOCKED, Connection, Mode, connect
from aln_review.vault.files import Disk, make_folder, world, write_safely
from aln_review.vault.keys import DataKey

COUNTED = (
    "learners", "people", "words", "profiles", "reviews", "plans", "cases", "documents",
    "outbox", "arrivals", "holds", "disclosures", "erasures", "names", "texts", "unindexed",
    "indexed",    "contents", "content_parts", "meta", "drafts", "access_log", "steps",
)  # fmt: skip
"""Every table with rows of its own."""
DATABASE_SUFFIX = ".alnvault"
HEADER_SUFFIX = ".json"
STAMP = "%Y%m%dT%H%M%S%fZ"
Keyed = tuple[Path, DataKey]
"""A database and what opens it."""


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
    """Make a verified copy of an open vault, with the vault's key. Nobody's typing waits for it.

    Raises:
        WorldFault: the vault is damaged, something stands at the target, the disk refused, or
            the copy is not the same; no copy is left behind and the vault is as it was.

    """
    key = store.key()
    reader = store.reader()
    try:
        return _checked(reader, (store.path, key), (target, key))
    finally:
        reader.close()
        key.wipe()


def copy_closed(source: Path, key: DataKey, target: Path, new_key: DataKey) -> Copy:
    """Make a verified copy of a closed database, under the same key or another.

    Raises:
        WorldFault: as :func:`copy`; also when the source does not open.

    """
    connection = connect(source, key, Mode.READ)
    try:
        migrations.check(connection)
        return _checked(connection, (source, key), (target, new_key))
    finally:
        connection.close()


def _checked(connection: Connection, source: Keyed, target: Keyed) -> Copy:
    """Copy what a reading connection sees at this moment, and believe it once it was counted."""
    path, key = target
    if path.exists():
        raise WorldFault("error.store.exists")
    part = path.with_name(path.name + ".part")
    disk = Disk()
    try:
        disk.remove(part)
        connection.begin_reading()
        try:
            # The engine can copy a damaged page as zeros, which the copy would then vouch for.
            _refuse_damaged_pages(connection, *source)
            counts = count(connection)
            _copy_pages(connection, part, key)
        finally:
            connection.rollback()
        disk.sync(part)
        if verify(part, key) != counts:
            raise WorldFault("error.store.copy_differs")
        size = part.stat().st_size
        disk.replace(part, path)
        disk.sync_folder(path.parent)
    except OSError as fault:
        _sweep(part)
        raise world(fault) from None
    except AlnError as fault:
        _sweep(part)
        if fault.key == LOCKED:
            # In its own words it is about the vault's file, and a save.
            raise WorldFault("error.store.copy_held") from None
        raise
    return Copy(path, size, counts)


def _copy_pages(connection: Connection, part: Path, key: DataKey) -> None:
    made = connect(part, key, Mode.CREATE, closed=True)
    try:
        connection.copy_into(made)
        # Closed files carry no journal: the copy can then be read from where nothing is written.
        made.rows("PRAGMA journal_mode=DELETE")
    finally:
        made.close()


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


def knows_erasures(path: Path, key: DataKey, ids: Iterable[str]) -> bool:
    """Whether a closed copy was made after these erasures: they stand in its own register.

    Raises:
        WorldFault: it does not open, or is damaged.

    """
    wanted = tuple(ids)
    if not wanted:
        return True
    connection = connect(path, key, Mode.READ)
    try:
        if "erasures" in migrations.tables_after(migrations.version_of(connection)):
            return False
        return all(
            connection.number("SELECT count(*) FROM erasures WHERE id = ?", one) for one in wanted
        )
    finally:
        connection.close()


def keep(store: Store, header: bytes, folder: Path, at: datetime, most: int = 0) -> Copy:
    """Copy the vault with its header into a folder.

    With ``most``, let go of the oldest beyond so many; :func:`let_go` is for a finer choice.

    Raises:
        WorldFault: as :func:`copy`; nothing older has gone.

    """
    made = copy(store, _beside_its_header(header, folder, at))
    if most:
        let_go(kept(folder)[:-most])
    return made


def keep_closed(source: Keyed, header: bytes, folder: Path, at: datetime) -> Copy:
    """Copy a vault that nobody has open with its header into a folder, under its own key.

    Raises:
        WorldFault: as :func:`copy`.

    """
    path, key = source
    return copy_closed(path, key, _beside_its_header(header, folder, at), key)


def _beside_its_header(header: bytes, folder: Path, at: datetime) -> Path:
    """Keep the header; where its database goes."""
    make_folder(folder)
    while (path := folder / f"{stamp_of(at)}{DATABASE_SUFFIX}").exists():
        # A clock that stood still, or was set back to the very moment.
        at += timedelta(microseconds=1)
    write_safely(Disk(), path.with_suffix(HEADER_SUFFIX), header)
    return path


def let_go(old: Iterable[Path]) -> None:
    """Remove copies with their headers.

    Raises:
        WorldFault: the disk refused.

    """
    disk = Disk()
    for path in old:
        try:
            disk.remove(path)
            disk.remove(path.with_suffix(HEADER_SUFFIX))
        except OSError as fault:
            raise world(fault) from None


def stamp_of(at: datetime) -> str:
    """A moment as the name of a copy, in UTC."""
    return at.astimezone(UTC).strftime(STAMP)


def moment_of(path: Path) -> datetime | None:
    """The moment in a copy's name; ``None`` for a file that we did not make."""
    try:
        return datetime.strptime(path.stem, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def kept(folder: Path) -> list[Path]:
    """The copies in a folder, oldest first."""
    return sorted(folder.glob(f"*{DATABASE_SUFFIX}"))


def _refuse_damaged_pages(connection: Connection, path: Path, key: DataKey) -> None:
    if damaged_pages(connection, path, key):
        raise WorldFault("error.store.damaged")


def _sweep(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)
