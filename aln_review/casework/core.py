"""The one way in: a command changes the record in one transaction, a query reads a snapshot.

Commands and queries are frozen values that carry their own ``run``; a window, the command line
and a test therefore do exactly the same thing.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from aln_review.casework.found import AS_USUAL, Found
from aln_review.casework.law import Law
from aln_review.casework.memory import recall_setting
from aln_review.casework.noting import OPENED, Noting
from aln_review.casework.typed import as_typed
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, Refusal, WorldFault
from aln_review.domain.ids import Ids
from aln_review.domain.setting import Setting, SettingKind
from aln_review.domain.wales import day_in_wales
from aln_review.language.catalogue import Catalogue
from aln_review.store.database import Store
from aln_review.store.unit_of_work import UnitOfWork

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Tools:
    """What every command may lean on: time, identifiers, randomness, the law and both languages."""

    now: Callable[[], datetime]
    """The present as an aware time in UTC, according to this computer."""
    ids: Ids
    random: Callable[[int], bytes]
    law: Law
    catalogues: Mapping[Language, Catalogue]
    wordlists: Mapping[Language, tuple[str, ...]]
    area: Path
    """A folder of the vault's own for sealed files on their way; nothing plain lies in it."""


@dataclass(frozen=True, slots=True)
class Work:
    """One open transaction or snapshot, with the tools."""

    unit: UnitOfWork
    tools: Tools

    @property
    def now(self) -> datetime:
        """The present, in UTC."""
        return self.tools.now()

    @property
    def today(self) -> date:
        """The civil date in Wales."""
        return day_in_wales(self.now)

    @property
    def setting(self) -> Setting:
        """Who holds this vault.

        Raises:
            Refusal: the first run has not got that far.

        """
        found = recall_setting(self.unit)
        if found is None:
            raise Refusal("error.setting.not_set_up")
        return found

    @property
    def kind(self) -> SettingKind:
        """School, early years setting, college or authority."""
        return self.setting.kind

    def new_id(self) -> str:
        """A fresh identifier."""
        return self.tools.ids.new()


class Command(ABC, Generic[T_co]):
    """Something the user does. Each command is one transaction."""

    __slots__ = ()
    typed: ClassVar[bool] = True
    """Its texts were typed by a person; otherwise they are files that have limits of their own."""

    @abstractmethod
    def run(self, work: Work) -> T_co:
        """Carry it out inside ``work``'s transaction.

        Raises:
            AlnError: refused or impossible; nothing is changed.

        """


class Query(ABC, Generic[T_co]):
    """Something a screen asks. Never changes anything."""

    __slots__ = ()

    @abstractmethod
    def run(self, work: Work) -> T_co:
        """Answer from ``work``'s snapshot."""

    def shows(self, answer: T_co) -> str:  # type: ignore[misc]  # asked of an answer just given
        """Whose record the answer opens to be read; nobody's by default. Goes into the log."""
        del answer
        return ""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a command gave back, which kinds of thing changed, and when it was on the disk."""

    value: T
    changed: frozenset[str]
    saved_at: datetime


def nothing_more() -> None:
    """Nothing is to be done before a vault closes."""


class Casework:
    """The open vault, as the windows and the command line see it."""

    def __init__(self, store: Store, tools: Tools, found: Found = AS_USUAL) -> None:
        self._store = store
        self._tools = tools
        self.found = found
        """What whoever works in it must know of it; replaced once they have been told."""
        self.keep_end: Callable[[], None] = nothing_more
        """Keeps outside the vault what its access log ends with; may raise AlnError."""
        self._noting = Noting()

    @property
    def tools(self) -> Tools:
        """The tools this vault was opened with."""
        return self._tools

    @property
    def read_only(self) -> bool:
        """Whether it is a copy that nothing can be changed in until it is taken over."""
        return self._store.read_only

    @property
    def store(self) -> Store:
        """For the courier and the keeper of backups; screens never see it."""
        return self._store

    def do(self, command: Command[T]) -> Outcome[T]:
        """Run one command; it is on the disk when this returns.

        Raises:
            AlnError: refused or impossible; the record is as it was.

        """
        with self._store.unit() as unit:
            with _named():
                value = as_typed(command).run(Work(unit, self._tools))
            noted = self._noting.changes(unit, self._tools.now())
            changed = unit.changed
        self._noting.keep(noted)
        return Outcome(value, frozenset(changed), self._tools.now())

    def ask(self, query: Query[T]) -> T:
        """Answer one query from a snapshot, on any thread; whose record it opened is logged."""
        with self._store.view() as unit, _named():
            answer = query.run(Work(unit, self._tools))
        self._note_opened(query.shows(answer))
        return answer

    def _note_opened(self, learner_id: str) -> None:
        now = self._tools.now()
        if not learner_id or self._store.read_only:
            return
        if not self._noting.is_due(OPENED, learner_id, now):
            return
        # A disk that is full must not keep anybody from reading.
        with suppress(WorldFault):
            with self._store.unit() as unit:
                unit.log(OPENED, learner_id)
            self._noting.keep({(OPENED, learner_id): now})

    def close(self) -> None:
        """Close the vault's database."""
        with suppress(AlnError):
            # A disk that refuses must not keep the vault open.
            self.keep_end()
        self._store.close()


@contextmanager
def _named() -> Iterator[None]:
    """A disk that refuses a file on its way, as a fault of ours: the system's names the file."""
    try:
        yield
    except OSError:
        raise WorldFault("error.files.not_written") from None
