"""Between the window and casework: commands on one writer thread, in order; questions on a pool.

Answers arrive on the window's thread. Who asked may have gone by then: nothing is called that
belongs to a deleted widget. Nothing shows as saved before the command's transaction is on disk.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

from aln_review.domain.errors import AlnError, OwnFault, Refusal
from ui.reach import Reach

if TYPE_CHECKING:
    from aln_review.casework.core import Command, Outcome, Query

T = TypeVar("T")
READERS = 3
TURN = 0.0005
"""Seconds after which other threads give way to the window's. Every word between Python and Qt
is a turn of its own: at the usual five milliseconds one page painted while a class list is
compared would take a quarter of a second."""
log = logging.getLogger(__name__)


class Vault(Protocol):
    """What the bridge needs of casework: an open vault."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed in it."""

    def do(self, command: Command[T]) -> Outcome[T]:
        """Run one command in one transaction."""

    def ask(self, query: Query[T]) -> T:
        """Answer one query from a snapshot."""

    def close(self) -> None:
        """Close the vault's database."""


def nothing(*_: object) -> None:
    """Nobody waits for this answer."""


class _Delivery:
    """One answer on its way to the window's thread."""

    __slots__ = ("done", "failed", "future", "is_command", "quiet")

    def __init__(self, future: Future[object], done: Reach, failed: Reach) -> None:
        self.future = future
        self.done = done
        self.failed = failed
        self.is_command = False
        self.quiet = False


class Bridge(QObject):
    """The one way from a screen to the record.

    Signals: ``changed(frozenset[str])`` kinds of thing a command changed; ``saved(datetime)``
    when it was on the disk, in UTC; ``busy(bool)`` while commands run; ``failed(AlnError)`` for
    errors that nobody else took; ``shutting()`` before the vault is closed.
    """

    changed = Signal(object)
    saved = Signal(object)
    busy = Signal(bool)
    failed = Signal(object)
    shutting = Signal()
    _arrived = Signal(object)

    def __init__(self, *, immediate: bool = False) -> None:
        super().__init__()
        if not immediate:
            sys.setswitchinterval(TURN)
        self._immediate = immediate
        self._vaults: list[Vault] = []
        self._writer = ThreadPoolExecutor(1, "writer")
        self._readers = ThreadPoolExecutor(READERS, "reader")
        self._courier = ThreadPoolExecutor(1, "courier")
        self._carrying: Future[object] = Future()
        self._carrying.set_result(None)
        self._waiting: set[Future[object]] = set()
        self._writing = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def open(self, vault: Vault) -> None:
        """Let the screens reach this vault."""
        self._vaults = [vault]

    def shut(self) -> None:
        """Finish what was begun, then close the vault; no screen reaches it any more.

        A round of the courier still on the network is not waited for: the vault closes behind it.
        """
        self.flush()
        if self._vaults:
            self.shutting.emit()
        for vault in self._vaults:
            self._carrying.add_done_callback(partial(_close, vault))
        self._vaults = []

    def hand_out(self) -> None:
        """Let no screen reach the open vault any more, and leave it open for whoever has it."""
        self.flush()
        self._vaults = []

    @property
    def is_open(self) -> bool:
        """Whether a vault is open."""
        return bool(self._vaults)

    @property
    def is_writable(self) -> bool:
        """Whether a vault is open in which something can be changed."""
        return any(not vault.read_only for vault in self._vaults)

    @property
    def is_copy(self) -> bool:
        """Whether a vault is open that can only be read."""
        return any(vault.read_only for vault in self._vaults)

    def do(
        self,
        command: Command[T],
        done: Callable[[T], object] = nothing,
        failed: Callable[[AlnError], object] | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        """Run a command; ``done(value)`` or ``failed(error)`` on the window's thread.

        ``quiet`` for what is on no record yet: nothing shows as saved, and nothing changed.
        """
        self._writing += 1
        if self._writing == 1:
            self.busy.emit(True)
        work = partial(self._do, command)
        self._start(self._writer, work, done, failed, is_command=True, quiet=quiet)

    def ask(
        self,
        query: Query[T],
        done: Callable[[T], object],
        failed: Callable[[AlnError], object] | None = None,
    ) -> None:
        """Ask a question; ``done(answer)`` or ``failed(error)`` on the window's thread."""
        self._start(self._readers, partial(self._ask, query), done, failed)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] = nothing,
        failed: Callable[[AlnError], object] | None = None,
    ) -> None:
        """Any slow work that needs no open vault: unlocking, making a paper, reading a file."""
        self._start(self._readers, work, done, failed)

    def carry(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[AlnError], object],
    ) -> None:
        """Work on the network, on a thread of its own: no lock and no flush ever waits for it."""
        future: Future[object] = self._begin(self._courier, work)
        self._carrying = future
        self._answer(_Delivery(future, Reach(done), Reach(failed)))

    @property
    def vault(self) -> Vault:
        """The open vault.

        Raises:
            Refusal: it is shut.

        """
        return self._vault()

    def flush(self) -> None:
        """Wait until everything begun has been delivered, also what the answers began."""
        while self._waiting:
            for future in list(self._waiting):
                future.exception()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Deliver what is under way and end the threads."""
        self.shut()
        self._writer.shutdown()
        self._readers.shutdown()
        self._courier.shutdown()

    def _vault(self) -> Vault:
        if not self._vaults:
            raise Refusal("error.vault.closed")
        return self._vaults[0]

    def _do(self, command: Command[T]) -> Outcome[T]:
        return self._vault().do(command)

    def _ask(self, query: Query[T]) -> T:
        return self._vault().ask(query)

    def _start(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], object],
        done: Callable[..., object],
        failed: Callable[[AlnError], object] | None,
        *,
        is_command: bool = False,
        quiet: bool = False,
    ) -> None:
        future = self._begin(pool, work)
        delivery = _Delivery(future, Reach(done), Reach(failed or self.failed.emit))
        delivery.is_command, delivery.quiet = is_command, quiet
        self._waiting.add(future)
        self._answer(delivery)

    def _begin(self, pool: ThreadPoolExecutor, work: Callable[[], object]) -> Future[object]:
        return _at_once(work) if self._immediate else pool.submit(work)

    def _answer(self, delivery: _Delivery) -> None:
        if self._immediate:
            self._deliver(delivery)
        else:
            delivery.future.add_done_callback(partial(self._finished, delivery))

    def _finished(self, delivery: _Delivery, _future: Future[object]) -> None:
        self._arrived.emit(delivery)

    def _deliver(self, delivery: _Delivery) -> None:
        future = delivery.future
        self._waiting.discard(future)
        if delivery.is_command:
            self._writing -= 1
            if not self._writing:
                self.busy.emit(False)
        error = future.exception()
        if error is not None:
            delivery.failed(error if isinstance(error, AlnError) else own_fault(error))
            return
        result = future.result()
        if not delivery.is_command:
            delivery.done(result)
            return
        outcome: Outcome[object] = result  # type: ignore[assignment]
        if not delivery.quiet:
            self.saved.emit(outcome.saved_at)
        delivery.done(outcome.value)
        if outcome.changed and not delivery.quiet:
            self.changed.emit(outcome.changed)


def _at_once(work: Callable[[], object]) -> Future[object]:
    """Done on this thread before it returns: nothing of ours is left for another thread to drop."""
    future: Future[object] = Future()
    try:
        future.set_result(work())
    except Exception as error:  # noqa: BLE001 - goes to whoever asked, as from a thread
        future.set_exception(error)
    return future


def _close(vault: Vault, _carried: Future[object]) -> None:
    vault.close()


def own_fault(error: BaseException) -> OwnFault:
    """Our own mistake as an error a screen can word; the log gets the type and the places only."""
    kind = type(error).__name__
    places = traceback.extract_tb(error.__traceback__)
    log.error("%s at %s", kind, " < ".join(f"{p.name}:{p.lineno}" for p in reversed(places)))
    return OwnFault("error.own.unexpected", kind=kind)
