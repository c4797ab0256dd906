"""The vault's database, open: one connection that writes, and as many views as are read.

A commit is on the disk when it returns (write-ahead log with full synchronisation): nothing may
show as saved before that. What was deleted or overwritten leaves the journal within seconds.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from aln_review.domain.errors import OwnFault, WorldFault
from aln_review.store import migrations
from aln_review.store.engine import Connection, Mode, connect
from aln_review.store.indexing import ANY_WAITS, BATCH, Indexer, Lemmas
from aln_review.store.unit_of_work import Surroundings, UnitOfWork
from aln_review.vault.files import Disk, world
from aln_review.vault.keys import DataKey

TIDY_AFTER_SECONDS = 3.0
"""How soon after a commit texts are indexed and the journal is emptied.

Deleted words must be gone within five seconds.
"""

Cancel = Callable[[], None]
Later = Callable[[Callable[[], None]], Cancel]
"""Runs something a little later on another thread; gives what cancels it."""


def soon(action: Callable[[], None]) -> Cancel:
    """Run an action on its own thread, a few seconds from now."""
    timer = threading.Timer(TIDY_AFTER_SECONDS, action)
    timer.daemon = True
    timer.start()
    return timer.cancel


def utc_now() -> datetime:
    """The time according to this computer."""
    return datetime.now(UTC)


def nobody() -> str:
    """The actor of a store that was opened without one, such as by a check."""
    return ""


def leave_empty(_unit: UnitOfWork) -> None:
    """A new database with nothing in it."""


class Store:
    """An open vault database. One per process; made by :meth:`create` or :meth:`open`."""

    def __init__(
        self,
        path: Path,
        key: DataKey,
        surroundings: Surroundings,
        later: Later,
        *,
        read_only: bool,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.commits = 0
        """Units of work kept since it was opened: whoever makes copies compares two looks at it."""
        self._key = key.copy()
        self._surroundings = surroundings
        self._later = later
        self._writing = threading.Lock()
        self._writer_thread = 0
        self._idle: list[Connection] = []
        self._idle_guard = threading.Lock()
        self._cancel: Cancel | None = None
        self._closed = False
        self._writer = connect(path, key, Mode.READ if read_only else Mode.WRITE)

    @classmethod
    def create(
        cls,
        path: Path,
        key: DataKey,
        lemmas: Lemmas,
        *,
        now: Callable[[], datetime] = utc_now,
        actor: Callable[[], str] = nobody,
        later: Later = soon,
        fill: Callable[[UnitOfWork], None] = leave_empty,
    ) -> Store:
        """Make a new vault database. It appears under its name only when it is whole.

        ``fill`` writes what it must never be found without.

        Raises:
            WorldFault: something already stands there, or the disk refused.

        """
        if path.exists():
            raise WorldFault("error.store.exists")
        disk = Disk()
        beside = path.with_name(path.name + ".new")
        try:
            for left in _family(beside):
                disk.remove(left)
        except OSError as fault:
            raise world(fault) from None
        connection = connect(beside, key, Mode.CREATE)
        try:
            migrations.migrate(connection, now)
            connection.begin()
            fill(UnitOfWork(connection, Surroundings(now, actor, lemmas)))
            connection.commit()
            if not connection.checkpoint():
                # Its content would stay behind in the journal when it gets its name.
                raise WorldFault("error.store.locked")
        finally:
            connection.close()
        try:
            disk.replace(beside, path)
            disk.sync_folder(path.parent)
        except OSError as fault:
            raise world(fault) from None
        return cls.open(path, key, lemmas, now=now, actor=actor, later=later)

    @classmethod
    def open(
        cls,
        path: Path,
        key: DataKey,
        lemmas: Lemmas,
        *,
        read_only: bool = False,
        now: Callable[[], datetime] = utc_now,
        actor: Callable[[], str] = nobody,
        later: Later = soon,
    ) -> Store:
        """Open a vault database and bring its schema up to date.

        The key and the version are proved on a connection that cannot write, so that a file
        that does not open is left as it was, byte for byte. Whoever opens a person's vault
        has kept a copy of it first where :meth:`of_older_schema` says that its schema will change.

        Raises:
            WorldFault: missing, empty, damaged, of a newer program, locked, or the wrong key; or
                older, and to be read only.

        """
        found = connect(path, key, Mode.READ)
        try:
            migrations.check(found)
            lacking = migrations.pending(found)
        finally:
            found.close()
        surroundings = Surroundings(now, actor, lemmas)
        if lacking and read_only:
            raise WorldFault("error.store.older")
        store = cls(path, key, surroundings, later, read_only=read_only)
        if not read_only:
            try:
                migrations.migrate(store._writer, now)
                surroundings.reach.read(store._writer)
                store._promise_tidying()
            except BaseException:
                store.close()
                raise
        return store

    @classmethod
    def of_older_schema(cls, path: Path, key: DataKey, lemmas: Lemmas) -> Store | None:
        """The vault as it is, to be copied and nothing else; none when its schema is today's.

        Raises:
            WorldFault: as :meth:`open`.

        """
        found = connect(path, key, Mode.READ)
        try:
            migrations.check(found)
            lacking = migrations.pending(found)
        finally:
            found.close()
        if not lacking:
            return None
        return cls(path, key, Surroundings(utc_now, nobody, lemmas), soon, read_only=True)

    @contextmanager
    def unit(self) -> Iterator[UnitOfWork]:
        """One transaction: committed to the disk when the block ends, undone if it raises.

        Other threads wait their turn.

        Raises:
            WorldFault: the disk is full, the vault is read-only or damaged; nothing was changed.
            OwnFault: a unit inside a unit, or the store is closed.

        """
        if self.read_only:
            raise WorldFault("error.store.read_only")
        with self._turn():
            if self._closed:
                raise OwnFault("error.store.closed")
            self._writer.begin()
            lease = self._writer.lease()
            try:
                yield UnitOfWork(lease, self._surroundings)
                self._writer.commit()
                self.commits += 1
            except BaseException:
                self._writer.rollback()
                raise
            finally:
                lease.end()
            self._promise_tidying()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One thread's turn to write; a second turn inside the first would wait for ever."""
        me = threading.get_ident()
        if self._writer_thread == me:
            raise OwnFault("error.store.unit_in_unit")
        with self._writing:
            self._writer_thread = me
            try:
                yield
            finally:
                self._writer_thread = 0

    @contextmanager
    def view(self) -> Iterator[UnitOfWork]:
        """A snapshot to read from, on any thread, while another thread writes.

        Raises:
            OwnFault: the store is closed, or something was written in the view.

        """
        connection = self._borrow()
        lease = connection.lease()
        try:
            connection.begin_reading()
            yield UnitOfWork(lease, self._surroundings)
        except WorldFault as fault:
            if fault.key == "error.store.read_only":
                raise OwnFault("error.store.view_only") from None
            raise
        finally:
            lease.end()
            self._give_back(connection)

    def reader(self) -> Connection:
        """A new read-only connection of the caller's own, for a copy or a check."""
        key = self.key()
        try:
            return connect(self.path, key, Mode.READ)
        finally:
            key.wipe()

    def now(self) -> datetime:
        """The time according to this computer."""
        return self._surroundings.now()

    def key(self) -> DataKey:
        """A copy of the key, for opening a copy of this vault; to be wiped after use.

        Raises:
            OwnFault: the store is closed.

        """
        with self._idle_guard:
            if self._closed:
                raise OwnFault("error.store.closed")
            return self._key.copy()

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Hold writers back for as long as the block lasts.

        Raises:
            OwnFault: inside a unit of work.

        """
        with self._turn():
            yield

    def retire(self) -> None:
        """Close inside :meth:`quiet`: another file is the vault now, and nothing is written here.

        Whoever waits to write is refused; nothing they would save goes into a file that is going.

        Raises:
            OwnFault: not inside the block.

        """
        if self._writer_thread != threading.get_ident():
            raise OwnFault("error.store.not_quiet")
        self._shut()

    def tidy(self) -> bool:
        """Index what waits and empty the journal; whether no reader stood in the way.

        Writers get their turn between one batch and the next.

        Raises:
            WorldFault: the disk refused; nothing is lost and it can be asked again.

        """
        while True:
            with self._writing:
                self._cancel = None
                if self._closed or self.read_only:
                    return True
                if self._index_waiting(BATCH) == BATCH:
                    continue
                done = self._writer.checkpoint()
                if not done:
                    self._promise_tidying()
                return done

    def close(self) -> None:
        """Index what waits, empty the journal, close and wipe the key. May be called twice."""
        with self._writing:
            if self._closed:
                return
            if self._cancel is not None:
                self._cancel()
            if not self.read_only:
                # A disk that refuses must not keep the vault open; what waits keeps waiting.
                with suppress(WorldFault):
                    while self._index_waiting(BATCH):
                        pass
            self._shut()

    def _shut(self) -> None:
        """With the turn to write in hand."""
        if self._cancel is not None:
            self._cancel()
        self._closed = True
        with self._idle_guard:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
        self._writer.close()
        self._key.wipe()

    def _index_waiting(self, most: int) -> int:
        """On the writing connection, whose turn the caller holds."""
        if not self._writer.number(ANY_WAITS):
            return 0
        self._writer.begin()
        try:
            count = Indexer(
                self._writer, self._surroundings.lemmas, self._surroundings.reach
            ).flush(most)
            self._writer.commit()
        except BaseException:
            self._writer.rollback()
            raise
        return count

    def _promise_tidying(self) -> None:
        if self._cancel is None and not self._closed:
            self._cancel = self._later(self._tidy_quietly)

    def _tidy_quietly(self) -> None:
        """On the timer's thread; a disk that refuses is asked again after the next commit."""
        try:
            self.tidy()
        except WorldFault:
            return

    def _borrow(self) -> Connection:
        with self._idle_guard:
            if self._closed:
                raise OwnFault("error.store.closed")
            if self._idle:
                return self._idle.pop()
        return self.reader()

    def _give_back(self, connection: Connection) -> None:
        connection.rollback()
        with self._idle_guard:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()


def _family(path: Path) -> tuple[Path, ...]:
    """The file and what the engine keeps beside it while it is open."""
    return (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"))
