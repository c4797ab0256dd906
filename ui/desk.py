"""What every screen is given, and what every screen is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from aln_review.domain.errors import AlnError, Fact
from ui.bridge import Bridge, Vault, nothing
from ui.keeper import Keeper
from ui.retranslate import Sayings, What, Words
from ui.theme import Theme
from ui.widgets.fields import Field

if TYPE_CHECKING:
    from aln_review.casework.core import Command, Query
    from aln_review.casework.door import Door
    from ui.sound.devices import Devices

T = TypeVar("T")
Args = Mapping[str, object]


class Says(Protocol):
    """A widget with one main text."""

    def setText(self, text: str) -> None:
        """Say it."""


S = TypeVar("S", bound=Says)


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to this page; a page makes it a link."""

    text: What
    page: str = ""
    args: Args = field(default_factory=dict)


class Host(Protocol):
    """What the window does for its screens."""

    def open(self, page: str, args: Args) -> None:
        """Show a page."""

    def back(self) -> None:
        """Show the page before this one."""

    def say_error(self, error: AlnError) -> object:
        """Show an error in the reader's language."""

    def announce(self, text: str) -> None:
        """Have a screen reader say this."""

    def set_badge(self, page: str, count: int) -> None:
        """A count beside a rail item; 0 takes it away."""

    def set_queue(self, what: What, *, waiting: bool = False) -> None:
        """The middle of the status line."""

    def set_idle(self, minutes: int) -> None:
        """After how many minutes without use the vault locks."""

    def toggle_letters(self) -> None:
        """Show the bar of letters under the page, or put it away."""

    def lend_secret(self, text: str) -> None:
        """Put a passphrase on the clipboard, for ten seconds."""

    def lock(self) -> None:
        """Lock the vault."""

    def enter(self, vault: Vault, page: str = "", args: Args | None = None) -> None:
        """A vault was opened: go in, to this page, or where it was left, or home."""

    def ask(self, question: What, choices: Mapping[str, What], done: Callable[[str], None]) -> None:
        """Ask in a message box; ``done`` gets the chosen key."""


class Desk:
    """Given to every screen: the record, the words, the look, and the way to other pages.

    ``door`` is for the screens that open, make and change the vault itself; its calls are slow and
    go through ``bridge.run``.
    """

    def __init__(self, bridge: Bridge, words: Words, theme: Theme, host: Host, door: Door) -> None:
        self.door = door
        self.bridge = bridge
        self.words = words
        self.theme = theme
        self.host = host
        self.keeper = Keeper(bridge)

    @cached_property
    def audio(self) -> Devices:
        """The computer's loudspeaker and microphone."""
        from ui.sound.devices import QtDevices

        return QtDevices()

    def open(self, page: str, **args: object) -> None:
        """Show a page of ``ui.rooms``."""
        self.host.open(page, args)

    def back(self) -> None:
        """Show the page before this one."""
        self.host.back()

    def say_error(self, error: AlnError) -> None:
        """Show an error in a message box, in the reader's language; nothing is lost."""
        self.host.say_error(error)

    def announce(self, text: str) -> None:
        """Have a screen reader say this, without moving the focus."""
        self.host.announce(text)


class Screen(QWidget):
    """A page: ``build`` its widgets, ``bind`` their signals, ``show_for`` its arguments.

    Subclasses override these hooks and never ``__init__``. ``KINDS`` names the kinds of thing
    whose change makes the page show itself afresh.
    """

    KINDS: frozenset[str] = frozenset()

    crumbs_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.words = desk.words
        self.args: Args = {}
        self.put_by = False
        """Whether what is unsaved here was kept, because the vault is being shut."""
        self.sayings = Sayings(desk.words)
        self._columns = 0
        self._small = False
        self.build()
        self.bind()
        desk.words.switched.connect(self.retranslate)

    def build(self) -> None:
        """Make the widgets, once; say their words with :meth:`say` and :meth:`put`."""

    def bind(self) -> None:
        """Connect signals to methods, once; no lambdas."""

    def show_for(self, **args: object) -> None:
        """Ask for the read model of ``args`` and show it; also called to show it afresh."""

    def retranslate(self) -> None:
        """Say everything again after a switch of language."""
        self.sayings.say_all()

    def reflow(self, columns: int, small: bool) -> None:
        """Lay out for one to three columns; ``small`` is the form for a narrow window."""

    def refresh(self, kinds: frozenset[str]) -> None:
        """Something changed: by default show afresh if it is of one of our ``KINDS``."""
        if kinds & self.KINDS:
            self.show_for(**self.args)

    def crumbs(self) -> tuple[Crumb, ...]:
        """The way to this page; none shows the date instead."""
        return ()

    def drafts(self) -> dict[str, str]:
        """Text not yet saved, by field name: kept over a lock. By default every named field."""
        return {one.name: one.draft() for one in self._named()}

    def half_typed(self) -> dict[str, str]:
        """Of :meth:`drafts` what nothing else saves: kept while it is written.

        By default the named fields that no :class:`ui.autosave.Autosave` watches. A page that
        gathers its drafts itself gives none while nothing has been begun.
        """
        return {one.name: one.draft() for one in self._named() if not one.saves_itself}

    def _named(self) -> list[Field]:
        return [one for one in self.findChildren(Field) if one.name and not one.secret]

    @property
    def unsaved(self) -> bool:
        """Whether something is written here that only a button keeps."""
        return False

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Put back what :meth:`drafts` gave, after an unlock and ``show_for``."""
        for one in self._named():
            if one.name in drafts:
                one.set_draft(drafts[one.name])

    def patience(self) -> int:
        """Minutes without use for which this page may stay open behind a private face; 0: none."""
        return 0

    def keep_private(self, private: bool) -> None:
        """The window hides the page for a while, or shows it again: so should any other screen."""

    def first_focus(self) -> QWidget | None:
        """Where the keyboard starts on this page; none leaves it at the top."""
        return None

    def call(self, name: str) -> None:
        """What a screen reader says where the keyboard waits on the page and not on a part of it.

        That is where it waits while an answer is on its way, and when what it was on has gone.
        """
        for page in (self, *self.findChildren(QScrollArea)):
            page.setAccessibleName(name)

    @property
    def waits(self) -> bool:
        """Whether the keyboard waits on the page, as nothing on it could have it."""
        return self.window().focusWidget() in (self, *self.findChildren(QScrollArea))

    def leave(self) -> None:
        """The page is about to be let go: hand over what autosave has not yet saved."""

    def show_with(self, args: Args) -> None:
        """Remember the arguments and show the page for them: called by the window."""
        self.args = dict(args)
        self.show_for(**self.args)

    def say(self, setter: Callable[[str], object], what: What, **facts: Fact) -> None:
        """Say a key, a ``Say`` or a ``Text`` now and after every switch of language."""
        self.sayings.say(setter, what, **facts)

    def count(self, setter: Callable[[str], object], key: str, n: int, **facts: Fact) -> None:
        """The same for a key with plural forms."""
        self.sayings.count(setter, key, n, **facts)

    def put(self, widget: S, what: What, **facts: Fact) -> S:
        """Say the main text of a widget and give the widget back."""
        self.sayings.say(widget.setText, what, **facts)
        return widget

    def ask(
        self,
        query: Query[T],
        done: Callable[[T], object],
        failed: Callable[[AlnError], object] | None = None,
    ) -> None:
        """Ask the record; errors nobody takes are shown in a message box."""
        self.desk.bridge.ask(query, done, failed or self.desk.say_error)

    def do(
        self,
        command: Command[T],
        done: Callable[[T], object] = nothing,
        failed: Callable[[AlnError], object] | None = None,
    ) -> None:
        """Change the record; errors nobody takes are shown in a message box."""
        self.desk.bridge.do(command, done, failed or self.desk.say_error)

    def hand_over(
        self,
        command: Command[T],
        done: Callable[[T], object] = nothing,
        failed: Callable[[AlnError], object] | None = None,
    ) -> None:
        """The same for a command that takes up what is half-typed here: it is so no longer."""
        self.desk.keeper.hand_over(self, command, done, failed or self.desk.say_error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reflow when another number of columns fits."""
        super().resizeEvent(event)
        self.consider_width()

    def consider_width(self) -> None:
        """Call :meth:`reflow` if the width or the text size asks for another layout."""
        theme = self.desk.theme
        columns = theme.columns(self.width())
        small = theme.small(self.window().width())
        if (columns, small) != (self._columns, self._small):
            self._columns, self._small = columns, small
            self.reflow(columns, small)


Place = tuple[str, Args]


def as_left(history: list[Place], screen: Screen | None) -> None:
    """Remember of the page shown what was chosen on it: whoever comes back finds it so."""
    if screen is not None and history:
        history[-1] = (history[-1][0], dict(screen.args))
