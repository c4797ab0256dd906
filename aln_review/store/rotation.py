"""Another data key: the whole database written anew beside the old one, and believed once proved.

The engine can change a key in place, but a process that ends in the middle of that leaves pages
of two keys to be sorted out by a journal. Here the old file is only read. The new one grows under
a name that nothing opens, in batches, so that a copying cut short goes on where it stopped; it is
compared with the old one row by row, and gets its own name after that. Which of the two is the
vault is for the header to say, in one step, and not for this module.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aln_review.domain.errors import AlnError, WorldFault
from aln_review.store import migrations
from aln_review.store.damage import damaged_pages
from aln_review.store.engine import Connection, Mode, connect
from aln_review.store.sameness import Table, digest, quoted, tables_of, told_of
from aln_review.vault.files import Disk, Files, world
from aln_review.vault.keys import DataKey

Tell = Callable[[float], None]
"""Told how far the work is, from nought to one, never less than before."""
Room = Callable[[Path], int]
"""How many bytes are free where a folder lies."""

ROOM = 3
"""Times the size of the database that must be free: the new one, its journal, and air."""
LEAST_ROOM = 32 << 20
PART_SUFFIX = ".part"
BATCH = 2_000
BATCH_OF_BYTES = 64
"""Rows in one step, for a table that holds bytes in large pieces."""
_CHECKED, _COPIED, _COMPARED = 0.1, 0.55, 0.9
_OLD = "source"


@dataclass(frozen=True, slots=True)
class Keyed:
    """A database file and the key it is written with."""

    path: Path
    key: DataKey

    @property
    def size(self) -> int:
        """Bytes, with the journal."""
        return sum(one.stat().st_size for one in family(self.path) if one.exists())


def free_room(folder: Path) -> int:
    """Bytes free where a folder lies."""
    return shutil.disk_usage(folder).free


def refuse_no_room(path: Path, room: Room = free_room) -> None:
    """Stop before anything is written when the disk could not hold a second database.

    Raises:
        WorldFault: too little room; the facts say how many megabytes are needed and free.

    """
    size = sum(one.stat().st_size for one in family(path) if one.exists())
    needed, free = max(LEAST_ROOM, ROOM * size), room(path.parent)
    if free < needed:
        raise WorldFault("error.rotation.no_room", needed=-(-needed >> 20), free=free >> 20)


def rewrite(
    old: Keyed, new: Keyed, mark: str, tell: Tell, files: Files | None = None
) -> None:  # fmt: skip
    """Write everything in ``old`` to ``new``, which bears its name only when it is proved.

    Nobody may write to ``old`` in the meantime. ``mark`` is the name of the entry that ``old``
    keeps in its settings while this is under way: a finished file that does not hold it has been
    somebody's vault since, and is never written over.

    Raises:
        WorldFault: the old file is damaged, the disk refused, or what stands under the new name
            is not ours; the old file is as it was.

    """
    disk = files or Disk()
    try:
        _refuse_damaged(old)
        tell(_CHECKED)
        if new.path.exists():
            if _proved(old, new, tell):
                return
            _refuse_in_use(new, mark)
            remove_family(new.path, disk)
        _make(old, new, tell, disk)
    except OSError as fault:
        raise world(fault) from None
    tell(1.0)


def remove_family(path: Path, files: Files | None = None) -> None:
    """Remove a database with what the engine keeps beside it; nothing where nothing is.

    Raises:
        WorldFault: the disk refused.

    """
    disk = files or Disk()
    try:
        for one in reversed(family(path)):
            disk.remove(one)
        disk.sync_folder(path.parent)
    except OSError as fault:
        raise world(fault) from None


def family(path: Path) -> tuple[Path, ...]:
    """The file and what the engine keeps beside it while it is open."""
    return tuple(path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal"))


def part_of(path: Path) -> Path:
    """The name under which a database grows."""
    return path.with_name(path.name + PART_SUFFIX)


def _make(old: Keyed, new: Keyed, tell: Tell, files: Files) -> None:
    """Carry on with what lies there; begin again when it turns out not to be the same."""
    part = Keyed(part_of(new.path), new.key)
    begun = part.path.exists()
    try:
        _copy(old, part, tell)
        _prove(old, part, tell)
    except AlnError:
        remove_family(part.path, files)
        if not begun:
            raise
        # Cut short by a power cut rather than a kill, or the vault was used since: once more.
        _fresh(old, part, tell, files)
    _leave_alone(part.path, files)
    files.sync(part.path)
    files.replace(part.path, new.path)
    files.sync_folder(new.path.parent)


def _fresh(old: Keyed, part: Keyed, tell: Tell, files: Files) -> None:
    try:
        _copy(old, part, tell)
        _prove(old, part, tell)
    except AlnError:
        remove_family(part.path, files)
        raise


def _leave_alone(part: Path, files: Files) -> None:
    """Nothing lies beside a file that is to be given another name.

    It keeps its kind of journal: changing that when it is first opened would be a write of its
    own, and a process that ended in the middle of it would leave what cannot be read.
    """
    _file, journal, *others = family(part)
    if journal.exists() and journal.stat().st_size:
        raise _differs()
    for one in (journal, *others):
        files.remove(one)


# Copying


@contextmanager
def _both(old: Keyed, new: Keyed, mode: Mode) -> Iterator[Connection]:
    """The new database with the old one attached."""
    connection = connect(new.path, new.key, mode)
    try:
        connection.attach(old.path, old.key, _OLD)
        yield connection
    finally:
        connection.rollback()
        connection.close()


def _copy(old: Keyed, part: Keyed, tell: Tell) -> None:
    with _both(old, part, Mode.CREATE) as connection:
        # The whole file is brought to the disk once, at the end: it is nothing before that.
        connection.run("PRAGMA synchronous=OFF")
        connection.run("PRAGMA foreign_keys=OFF")
        if not connection.number("PRAGMA main.user_version"):
            _copy_all(connection, tell)
        connection.rows("PRAGMA main.wal_checkpoint(TRUNCATE)")


def _copy_all(connection: Connection, tell: Tell) -> None:
    tables = tables_of(connection, _OLD)
    if not connection.number("SELECT count(*) FROM main.sqlite_schema"):
        with _transaction(connection):
            for table in tables:
                connection.run(table.sql)
    reached = 0.0
    for table in tables:
        for _ in _fill(connection, table):
            # Nearly all of a file is rows: its indexes come last and take little.
            reached = max(reached, _grown(connection))
            tell(_CHECKED + (_COPIED - _CHECKED) * reached)
    _close_schema(connection)


def _grown(connection: Connection) -> float:
    pages = connection.number(f"PRAGMA {_OLD}.page_count")
    return min(1.0, connection.number("PRAGMA main.page_count") / max(1, pages))


def _fill(connection: Connection, table: Table) -> Iterator[int]:
    """Copy a table's rows, batch by batch, from where the last kill left it."""
    name = table.quoted
    if table.is_keyed:
        with _transaction(connection):
            connection.run(f"DELETE FROM main.{name}")  # noqa: S608
            count = connection.run(
                f"INSERT INTO main.{name} SELECT * FROM {_OLD}.{name}"  # noqa: S608
            )
        yield count
        return
    columns = _columns(connection, table)
    most = BATCH_OF_BYTES if table.has_bytes else BATCH
    statement = (
        f"INSERT INTO main.{name}({columns}) SELECT {columns} FROM {_OLD}.{name} "  # noqa: S608
        f"WHERE rowid > (SELECT coalesce(max(rowid), -9223372036854775808) FROM main.{name}) "
        "ORDER BY rowid LIMIT ?"
    )
    while True:
        with _transaction(connection):
            count = connection.run(statement, most)
        yield count
        if count < most:
            return


def _columns(connection: Connection, table: Table) -> str:
    """The columns as a list, the row's own number first where no column is that number."""
    found = connection.rows(
        "SELECT name, type, pk FROM pragma_table_info(?, ?)", table.name, _OLD
    )  # fmt: skip
    keys = [str(kind).upper() for _name, kind, key in found if key]
    named = [quoted(str(name)) for name, _kind, _key in found]
    return ", ".join(named if keys == ["INTEGER"] else ["rowid", *named])


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    connection.run("BEGIN IMMEDIATE")
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _close_schema(connection: Connection) -> None:
    """Indexes and triggers, the search index's own entries, and what the file says of itself.

    A virtual table's entry is put in as it stands, as the engine does when it compacts a file:
    its rows have been copied, and making it would begin an empty one.
    """
    rest = connection.rows(
        f"SELECT type, name, tbl_name, rootpage, sql FROM {_OLD}.sqlite_schema "  # noqa: S608
        "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~' "
        "AND (type <> 'table' OR rootpage = 0) ORDER BY rowid"
    )
    with _transaction(connection):
        for kind, _name, _table, _page, sql in rest:
            if kind not in {"table", "trigger"}:
                connection.run(str(sql))
        for name in ("application_id", "user_version"):
            value = connection.number(f"PRAGMA {_OLD}.{name}")
            connection.run(f"PRAGMA main.{name}={value:d}")
        connection.run("PRAGMA writable_schema=ON")
        try:
            for kind, name, table, _page, sql in rest:
                if kind in {"table", "trigger"}:
                    connection.run(
                        "INSERT INTO main.sqlite_schema(type, name, tbl_name, rootpage, sql) "
                        "VALUES(?, ?, ?, 0, ?)", kind, name, table, sql,
                    )  # fmt: skip
        finally:
            connection.run("PRAGMA writable_schema=OFF")


# Proving


def _proved(old: Keyed, new: Keyed, tell: Tell) -> bool:
    """Whether a finished file is what it should be."""
    try:
        _prove(old, new, tell)
    except AlnError:
        return False
    return True


def _prove(old: Keyed, new: Keyed, tell: Tell) -> None:
    """Every row the same, every page's code right, the structure whole.

    Raises:
        WorldFault: anything else.

    """
    with _both(old, new, Mode.READ) as connection:
        migrations.check(connection)
        if told_of(connection, "main") != told_of(connection, _OLD):
            raise _differs()
        tables = tables_of(connection, _OLD)
        for done, table in enumerate(tables, start=1):
            if digest(connection, "main", table) != digest(connection, _OLD, table):
                raise _differs()
            tell(_COPIED + (_COMPARED - _COPIED) * done / len(tables))
    connection = connect(new.path, new.key, Mode.READ)
    try:
        if damaged_pages(connection, new.path, new.key):
            raise _differs()
        if connection.rows("PRAGMA integrity_check") != [("ok",)]:
            raise _differs()
        if connection.rows("PRAGMA foreign_key_check"):
            raise _differs()
    finally:
        connection.close()


def _refuse_damaged(old: Keyed) -> None:
    """The engine can read a long value's damaged page as zeros, which would then be copied."""
    connection = connect(old.path, old.key, Mode.READ)
    try:
        if damaged_pages(connection, old.path, old.key):
            raise WorldFault("error.store.damaged")
    finally:
        connection.close()


def _refuse_in_use(new: Keyed, mark: str) -> None:
    """A finished file without the mark has been a vault of its own since."""
    connection = connect(new.path, new.key, Mode.READ)
    try:
        ours = connection.number(
            "SELECT count(*) FROM meta WHERE name = ? AND value <> 'null'", mark
        )
    finally:
        connection.close()
    if not ours:
        raise WorldFault("error.rotation.taken")


def _differs() -> WorldFault:
    return WorldFault("error.rotation.differs")
