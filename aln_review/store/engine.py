"""The database engine: the only module that knows SQLCipher and sqlite-utils.

sqlite-utils tries ``pysqlite3`` before the standard library's ``sqlite3`` and catches whichever
module's exceptions it found. SQLCipher's are neither, so its modules are put in that place before
sqlite-utils is first imported; a test guards that ``alter=True`` still works.

Every error of the engine is turned into one of our own here and nowhere else. Failing to open
never creates a file and never writes to the one that is there.
"""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import sqlcipher3
from sqlcipher3 import dbapi2

from aln_review.domain.errors import OwnFault, WorldFault
from aln_review.store.pages import key_fits, spoiled_salt
from aln_review.vault.keys import DataKey

if TYPE_CHECKING:
    from sqlite_utils import Database

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

Value = str | int | float | bytes | None
Row = tuple[Any, ...]

BUSY_SECONDS = 5.0
AT_ONCE = 256
"""Rows that are fetched together."""
JOURNAL_PAGES = 4_000
OLDEST_SAFE = (3, 51, 3)
"""First release without the WAL-reset race (SQLite release notes, 13 March 2026)."""
WITHDRAWN = frozenset({(3, 52, 0)})

WRONG_KEY = "error.store.wrong_key"
LOCKED = "error.store.locked"
DISK_FAULT = "error.store.disk_fault"
LEAST_ROOM = 1 << 20
"""Bytes. With less on the disk, a fault of the disk is a full one."""

_LOW_BYTE = 0xFF
_FAULTS = {
    5: LOCKED,  # SQLITE_BUSY
    6: LOCKED,  # SQLITE_LOCKED
    7: "error.store.no_memory",  # SQLITE_NOMEM
    8: "error.store.read_only",  # SQLITE_READONLY
    10: DISK_FAULT,  # SQLITE_IOERR
    11: "error.store.damaged",  # SQLITE_CORRUPT
    13: "error.store.disk_full",  # SQLITE_FULL
    14: "error.store.cannot_open",  # SQLITE_CANTOPEN
    15: LOCKED,  # SQLITE_PROTOCOL: the shared memory's locks were held all the time
    23: "error.store.read_only",  # SQLITE_AUTH
    26: WRONG_KEY,  # SQLITE_NOTADB: SQLCipher's answer to a key that does not fit
}
_BUSY = (5, 6)
_CONSTRAINT = 19
_TEXTS = {
    "database is locked": 5,
    "database table is locked": 6,
    "out of memory": 7,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "locking protocol": 15,
    "file is not a database": 26,
}
"""What SQLite calls its errors (sqlite3_errstr): copying pages gives the words without the code."""


class Mode(StrEnum):
    """How a database file is opened; the values are SQLite's own."""

    READ = "ro"
    WRITE = "rw"
    CREATE = "rwc"


def check_version(version: tuple[int, ...]) -> None:
    """Refuse an engine with the WAL-reset race, and the release that was withdrawn.

    Raises:
        WorldFault: this installation carries an unsafe engine.

    """
    if version < OLDEST_SAFE or version in WITHDRAWN:
        raise WorldFault("error.store.engine", version=".".join(str(part) for part in version))


class _Translated:
    """See :func:`translated`. A class: it stands around each statement of every save."""

    __slots__ = ("_folder",)

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        """Nothing is to be prepared."""

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        """Give the engine's error another name; any other passes."""
        if fault is not None:
            _name(fault, self._folder)


def translated(folder: Path | None = None) -> _Translated:
    """Turn an error of the engine into ours, without its text: that may quote content.

    ``folder`` is where the database lies, to tell a full disk from a faulty one.

    Raises:
        WorldFault: the disk, the file, the key or another program stopped it.
        OwnFault: a constraint or a statement of ours is wrong.

    """
    return _Translated(folder)


def _name(fault: BaseException, folder: Path | None) -> None:
    if isinstance(fault, UnicodeEncodeError):
        raise OwnFault("error.store.not_text", name="UnicodeEncodeError") from None
    if not isinstance(fault, (dbapi2.Error, dbapi2.Warning)):
        return
    code = _code(fault)
    if code in _FAULTS:
        raise WorldFault(_fullness(_FAULTS[code], folder)) from None
    name = str(getattr(fault, "sqlite_errorname", "") or type(fault).__name__)
    key = "error.store.constraint" if code == _CONSTRAINT else "error.store.statement"
    raise OwnFault(key, name=name) from None


def _code(fault: BaseException) -> int:
    code = getattr(fault, "sqlite_errorcode", 0) or _TEXTS.get(str(fault), 1)
    return int(code) & _LOW_BYTE


def _fullness(key: str, folder: Path | None) -> str:
    """The engine calls it a fault of the disk when its shared memory finds no room."""
    if key == DISK_FAULT and folder and shutil.disk_usage(folder).free < LEAST_ROOM:
        return "error.store.disk_full"
    return key


class Connection:
    """One keyed connection. Its owner sees to it that one thread uses it at a time."""

    def __init__(self, raw: Any, folder: Path) -> None:  # noqa: ANN401 - the engine has no types
        self._raw = raw
        self._folder = folder

    @property
    def _open(self) -> Any:  # noqa: ANN401 - as above
        if self._raw is None:
            raise OwnFault("error.store.unit_over")
        return self._raw

    def lease(self) -> Connection:
        """The same connection under a handle that :meth:`end` can take away."""
        return Connection(self._open, self._folder)

    def end(self) -> None:
        """Take this handle away: what is asked of it later is our fault, not a stray write."""
        self._raw = None

    def rows(self, sql: str, *values: Value) -> list[Row]:
        """Every row of the answer."""
        with translated(self._folder):
            found: list[Row] = self._open.execute(sql, values).fetchall()
            return found

    def each(self, sql: str, *values: Value) -> Iterator[Row]:
        """The rows of the answer, a few hundred at a time: for what may not fit into memory."""
        with translated(self._folder):
            found = self._open.execute(sql, values)
        while True:
            with translated(self._folder):
                some: list[Row] = found.fetchmany(AT_ONCE)
            if not some:
                return
            yield from some

    def first(self, sql: str, *values: Value) -> Row | None:
        """The first row, or ``None`` when there is none."""
        with translated(self._folder):
            found: Row | None = self._open.execute(sql, values).fetchone()
            return found

    def attach(self, path: Path, key: DataKey, name: str) -> None:
        """Have another database at hand under a name, with its own key, to read from only.

        Raises:
            WorldFault: it is not there, or it is not this key's.

        """
        _refuse_impossible(path)
        where = f"{path.absolute().as_uri()}?mode={Mode.READ.value}"
        with translated(self._folder):
            self._open.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (where, _literal(key)))
            found = f"SELECT count(*) FROM {name}.sqlite_schema"  # noqa: S608
            self._open.execute(found).fetchone()

    def number(self, sql: str, *values: Value) -> int:
        """The single number a statement answers with; nought when there is no row."""
        row = self.first(sql, *values)
        return int(row[0] or 0) if row else 0

    def run(self, sql: str, *values: Value) -> int:
        """Run one statement; how many rows it touched."""
        with translated(self._folder):
            return int(self._open.execute(sql, values).rowcount)

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row of values."""
        with translated(self._folder):
            self._open.executemany(sql, rows)

    @property
    def tables(self) -> Database:
        """The same connection as sqlite-utils sees it: for schema changes only."""
        with translated(self._folder):
            # Loaded when a schema is first changed: a window that opens should not wait for it.
            made = importlib.import_module("sqlite_utils").Database
            found: Database = made(self._open, execute_plugins=False)
            return found

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return bool(self._open.in_transaction)

    def begin(self) -> None:
        """Start a writing transaction; foreign keys are looked at when it commits."""
        self.run("BEGIN IMMEDIATE")
        self.run("PRAGMA defer_foreign_keys=ON")

    def begin_reading(self) -> None:
        """Take a snapshot: what others commit from now on is not seen."""
        self.run("BEGIN")
        self.rows("SELECT count(*) FROM sqlite_schema")

    def commit(self) -> None:
        """Commit; when this returns the record is on the disk."""
        self.run("COMMIT")

    def rollback(self) -> None:
        """Undo the open transaction, if the engine has not done so itself."""
        if self.in_transaction:
            self.run("ROLLBACK")

    def checkpoint(self) -> bool:
        """Move the journal into the database and cut it to nothing; whether that was possible."""
        # A reader must not hold up the next save, so nobody is waited for.
        self.rows("PRAGMA busy_timeout=0")
        try:
            row = self.first("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.rows(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000:.0f}")
        return row is not None and row[0] == 0

    def copy_into(self, other: Connection) -> None:
        """Give a new, empty database every page as this connection sees it now.

        Both are encrypted, each with its own key. Inside :meth:`begin_reading` what is copied is
        the snapshot, and nobody who writes meanwhile is held up.

        Raises:
            WorldFault: as translated; also when either file stays locked.

        """
        until = monotonic() + BUSY_SECONDS

        # The engine's own loop asks a locked file again for ever.
        def stop_waiting(status: int, _left: int, _all: int) -> None:
            if status in _BUSY and monotonic() > until:
                raise WorldFault(_FAULTS[status])

        with translated(other._folder):
            self._open.backup(other._open, progress=stop_waiting)

    def close(self) -> None:
        """Close; an open transaction is undone."""
        with translated(self._folder):
            self._open.close()


def connect(path: Path, key: DataKey, mode: Mode, *, closed: bool = False) -> Connection:
    """Open a keyed connection and prove the key by reading the schema.

    ``closed`` is for a copy that is written once: no journal beside it, and its maker sees to it
    that it reaches the disk.

    Raises:
        WorldFault: no such file, empty file, wrong key, damaged, locked, or an unsafe engine.

    """
    check_version(tuple(dbapi2.sqlite_version_info))
    salt = b""
    if mode is not Mode.CREATE:
        _refuse_impossible(path)
        with suppress(OSError):
            salt = spoiled_salt(path, key)
    with translated(path.parent):
        raw = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode.value}",
            uri=True,
            check_same_thread=False,
            isolation_level=None,
            timeout=BUSY_SECONDS,
        )
    try:
        with translated(path.parent):
            # The engine writes its errors to the terminal unless told not to, before the key.
            raw.execute("PRAGMA cipher_log_level=NONE")
            raw.execute(f'PRAGMA key="{_literal(key, salt)}"')
            raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            _set_up(raw, mode, closed=closed)
    except WorldFault as fault:
        raw.close()
        if fault.key == WRONG_KEY and key_fits(path, key):
            raise WorldFault("error.store.damaged") from None
        raise
    except BaseException:
        raw.close()
        raise
    return Connection(raw, path.parent)


def settle_journal(path: Path, key: DataKey) -> None:
    """Undo what a process that ended left half-written in a file that is no longer in WAL mode.

    A connection that may only read cannot, and says that the file is read-only.

    Raises:
        WorldFault: as :func:`connect`.

    """
    journal = path.with_name(path.name + "-journal")
    if path.exists() and journal.exists():
        connect(path, key, Mode.WRITE).close()


def _literal(key: DataKey, salt: bytes = b"") -> str:
    """A key as the engine takes one that is not to be derived again; the salt of a spoiled file."""
    return f"x'{key.raw().hex()}{salt.hex()}'"


def _set_up(raw: Any, mode: Mode, *, closed: bool) -> None:  # noqa: ANN401 - as above
    raw.execute("PRAGMA temp_store=MEMORY")
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA cache_size=-16000")
    if closed:
        raw.execute("PRAGMA journal_mode=OFF")
        raw.execute("PRAGMA synchronous=OFF")
    elif mode is not Mode.READ:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("PRAGMA secure_delete=ON")
        raw.execute("PRAGMA fullfsync=ON")
        raw.execute("PRAGMA checkpoint_fullfsync=ON")
        # Seconds after each commit the journal is emptied; a save should not have to do it.
        raw.execute(f"PRAGMA wal_autocheckpoint={JOURNAL_PAGES}")


def _refuse_impossible(path: Path) -> None:
    """SQLite takes an empty file for a new database: for us it is a vault that lost its content."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise WorldFault("error.store.missing") from None
    except OSError:
        raise WorldFault("error.store.cannot_open") from None
    if size == 0:
        raise WorldFault("error.store.damaged")
