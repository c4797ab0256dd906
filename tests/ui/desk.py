"""A desk for tests: a fake vault answered by hand, both catalogues, a window that remembers."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from aln_review.casework.half_typed import HalfTyped, LeftHalfTyped
from aln_review.casework.memory import Preferences
from aln_review.casework.queries.keeping import Drafts, ShellPage, ShellView
from aln_review.casework.queries.keys import CareView, KeyCare
from aln_review.casework.queries.retention import DueElsewhere
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import AlnError
from aln_review.domain.setting import Setting, SettingKind
from aln_review.language.catalogue import Catalogue
from ui.bridge import Bridge, Vault
from ui.desk import Args, Desk
from ui.retranslate import What, Words
from ui.theme import Appearance, Look, Theme, current, dress

if TYPE_CHECKING:
    from aln_review.casework.core import Command, Outcome, Query
    from aln_review.casework.door import Door

T = TypeVar("T")
NOON = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
SCHOOL = Setting(
    id="demo",
    kind=SettingKind.SCHOOL,
    name=Text.both("Ysgol Gymraeg Bro Eithin", ""),
    authority="999",
    authority_name=Text.both("Cyngor Bro Celyn", "Bro Celyn Council"),
    person="Nia Rowlands",
    role=Text.both("CADY", "ALNCo"),
)
"""Invented, as is everyone in the tests."""
STANDING: dict[type, object] = {
    ShellPage: ShellView(SCHOOL, Preferences(language=Language.EN), waiting=1, to_answer=1),
    Drafts: {},
    LeftHalfTyped: HalfTyped(),
    KeyCare: CareView(),
    DueElsewhere: False,
}
"""What any fake vault answers unless told otherwise."""


def app(look: Look | None = None) -> QApplication:
    """The one application, dressed once."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        if look is not None:
            current().choose(look)
        return found
    made = QApplication([])
    # Most tests show a page without its window, which would have worn the style sheet.
    dress(made, look or plain_look()).clothe(made)
    made.setCursorFlashTime(0)
    return made


def plain_look(scale: float = 1.0, appearance: Appearance = Appearance.LIGHT) -> Look:
    """A look that does not follow this machine."""
    return Look(appearance, scale, motion=False)


def words(language: Language = Language.EN, *, strict: bool = False) -> Words:
    """Both real catalogues."""
    return Words({one: Catalogue.load(one, strict=strict) for one in Language}, language)


@dataclass(frozen=True)
class FakeOutcome:
    """What a fake vault gives back for a command."""

    value: object
    changed: frozenset[str] = frozenset()
    saved_at: datetime = NOON


class FakeVault:
    """Answers by the type of what it is asked; remembers what it was told to do."""

    read_only = False

    def __init__(self, answers: Mapping[type, object] | None = None) -> None:
        self.answers = dict(answers or {})
        self.done: list[object] = []
        self.closed = 0
        self.changed: frozenset[str] = frozenset()

    def do(self, command: Command[T]) -> Outcome[T]:
        """Remember the command; raise or give the answer laid out for its type."""
        self.done.append(command)
        return cast("Outcome[T]", FakeOutcome(self._answer(command), self.changed))

    def ask(self, query: Query[T]) -> T:
        """Raise or give the answer laid out for the query's type."""
        return cast("T", self._answer(query))

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed += 1

    def _answer(self, what: object) -> object:
        answer = self.answers.get(type(what), STANDING.get(type(what)))
        if isinstance(answer, AlnError):
            raise answer
        return answer


@dataclass
class FakeHost:
    """A window that only remembers what screens asked of it."""

    opened: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    errors: list[AlnError] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    badges: dict[str, int] = field(default_factory=dict)
    questions: list[What] = field(default_factory=list)
    answer: str = ""
    backs: int = 0
    locks: int = 0
    lent: list[str] = field(default_factory=list)
    entered: list[object] = field(default_factory=list)

    def open(self, page: str, args: Args) -> None:
        self.opened.append((page, dict(args)))

    def back(self) -> None:
        self.backs += 1

    def say_error(self, error: AlnError) -> None:
        self.errors.append(error)

    def announce(self, text: str) -> None:
        self.said.append(text)

    def set_badge(self, page: str, count: int) -> None:
        self.badges[page] = count

    def set_queue(self, what: What, *, waiting: bool = False) -> None:
        self.said.append(f"{what}:{waiting}")

    def set_idle(self, minutes: int) -> None:
        self.said.append(str(minutes))

    def toggle_letters(self) -> None:
        self.said.append("letters")

    def lend_secret(self, text: str) -> None:
        self.lent.append(text)

    def lock(self) -> None:
        self.locks += 1

    def enter(self, vault: Vault, page: str = "", args: Args | None = None) -> None:
        self.entered.append(vault)

    def ask(self, question: What, choices: Mapping[str, What], done: Callable[[str], None]) -> None:
        self.questions.append(question)
        done(self.answer or next(iter(choices)))


def now() -> datetime:
    """The tests' present: half past ten on a Monday in November 2026."""
    return NOON


def desk(vault: Vault | None = None, language: Language = Language.EN, door: object = None) -> Desk:
    """A desk whose answers come at once; its ``host`` is a :class:`FakeHost`."""
    app()
    bridge = Bridge(immediate=True)
    bridge.open(vault if vault is not None else FakeVault())
    theme: Theme = current()
    return Desk(bridge, words(language), theme, FakeHost(), cast("Door", door))
