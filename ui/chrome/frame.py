"""What the frame round every page shows of the vault: who works where, what waits, how it looks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from aln_review.casework.commands.keeping import UseLanguage
from aln_review.casework.memory import Preferences
from aln_review.casework.queries.keeping import ShellPage, ShellView
from aln_review.casework.say import Say
from ui.bridge import Bridge
from ui.retranslate import What, Words
from ui.theme import Appearance, Look, Theme


def look_of(preferences: Preferences, look: Look) -> Look:
    """The look that somebody's preferences ask for, in the typeface of ``look``."""
    return Look(
        appearance=Appearance(preferences.theme),
        scale=preferences.text_percent / 100,
        motion=preferences.motion,
        family=look.family,
    )


class Frame(QObject):
    """Reads the frame's model at the door and after every command, and applies preferences.

    ``arrived(ShellView)`` each time.
    """

    arrived = Signal(object)

    def __init__(self, bridge: Bridge, words: Words, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._words = words
        self._theme = theme
        self._chosen = False
        self._applied = Preferences()
        words.switched.connect(self._switched)
        bridge.changed.connect(self._changed)

    def enter(self, first: Callable[[ShellView], object]) -> None:
        """Read the frame for the first time after the door opened."""
        self._bridge.ask(ShellPage(), _Both(self._first, first))

    def _first(self, view: ShellView) -> None:
        """Take the vault's preferences; a language chosen at the door stands."""
        if self._chosen and self._bridge.is_writable:
            self._bridge.do(UseLanguage(self._words.language))
        elif not self._chosen:
            self._words.switch(view.preferences.language)
        self._chosen = False
        self._show(view)

    def _show(self, view: ShellView) -> None:
        look = look_of(view.preferences, self._theme.look)
        if look != self._theme.look:
            self._theme.choose(look)
        self.arrived.emit(view)

    def _changed(self, _kinds: frozenset[str]) -> None:
        if self._bridge.is_open:
            self._bridge.ask(ShellPage(), self._show)

    def _switched(self) -> None:
        if self._bridge.is_writable:
            self._bridge.do(UseLanguage(self._words.language))
        elif not self._bridge.is_open:
            self._chosen = True


class _Both:
    """First the frame, then the page."""

    def __init__(
        self, one: Callable[[ShellView], object], other: Callable[[ShellView], object]
    ) -> None:
        self._calls = (one, other)

    def __call__(self, view: ShellView) -> None:
        for call in self._calls:
            call(view)


def queue_words(view: ShellView) -> What:
    """What the middle of the status line says."""
    if view.waiting:
        return Say.many("shell.queue", view.waiting)
    return "shell.queue_empty"
