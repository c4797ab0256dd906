"""What is half-typed on the page that shows is on the disk before the battery dies.

For fields that nothing else saves. Kept when the keys rest, and now and then while they do not;
only what a person changed since the page stood still; forgotten as soon as the page is left or
what was written is on the record. Pages where secrets are in hand are never looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from aln_review.casework.half_typed import HalfTyped, KeepHalfTyped, TakeUp
from ui.autosave import Autosave
from ui.bridge import Bridge, nothing
from ui.reach import Reach
from ui.widgets.fields import Field

if TYPE_CHECKING:
    from aln_review.casework.core import Command
    from aln_review.domain.errors import AlnError
    from ui.desk import Screen

T = TypeVar("T")
REST = 1000
"""Milliseconds without a key before what is half-typed is kept."""
MOST = 4000
"""Milliseconds of writing without a rest after which it is kept all the same."""
BEFORE = (QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress)
_UNKNOWN = {"": ""}
"""A write failed: what stands on the disk is not what we think, and is to be written anew."""


class Keeper(QObject):
    """Watches one page at a time; writes through the bridge, so the window never waits."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._page = ""
        self._screens: list[Screen] = []
        self._fields: list[Field] = []
        self._before: Mapping[str, str] = {}
        """What :meth:`Screen.half_typed` gave before the first key."""
        self._changed = False
        self._kept: Mapping[str, str] = {}
        """What is on the disk, or on its way there before anything that comes later."""
        self._in_hand = 0
        """Commands under way that take up what was half-typed."""
        self._failed_here = False
        self._saving = Autosave(self, rest=REST, most=MOST)
        self._saving.due.connect(self.keep)
        bridge.changed.connect(self._look_again)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    # The page that shows

    def begin(self) -> None:
        """A vault was opened: nothing of ours stands in it yet."""
        self._kept = {}

    def try_again(self, found: HalfTyped) -> None:
        """Note that it is being given back, should the program end in that again."""
        if found.page:
            tried = replace(found, tries=found.tries + 1)
            self._bridge.do(_keeping(tried), nothing, self._not_kept, quiet=True)

    def forget(self) -> None:
        """What was found is not given back, and never will be."""
        self._write(HalfTyped())

    def show(self, page: str, screen: Screen) -> None:
        """Another page shows, and nothing is half-typed on it yet."""
        self._page, self._screens = page, [screen]
        self._before, self._changed, self._failed_here = {}, False, False

    def leave(self) -> None:
        """The page is gone: kept, cancelled or left on purpose. Nothing of it comes back later."""
        self._let_go()
        # A command that takes it up forgets it itself; should it fail, this is all there is.
        if self._kept and not self._in_hand and self._bridge.is_writable:
            self._write(HalfTyped())

    def put_by(self, page: str, screen: Screen) -> None:
        """The vault is about to be shut with this page open: keep all that is unsaved on it."""
        if self.is_handing_over:
            # What is just going on the record is not kept as half-typed as well.
            self._bridge.flush()
        by_hand = self._differing()
        texts = {name: text for name, text in screen.drafts().items() if text} | by_hand
        screen.put_by = True
        if self._bridge.is_writable and (texts or self._kept):
            self._write(half_typed(page, screen, texts, by_hand=bool(by_hand)))
        self._let_go()
        self._kept = {}

    def take_back(self, texts: Mapping[str, str]) -> None:
        """Put back what was half-typed, and keep it on: it is still on no record."""
        for screen in self._screens:
            self._before, self._kept = screen.half_typed(), _UNKNOWN
            screen.restore(texts)
            self._changed = True
            self.keep()
        self.write_on()

    def write_on(self) -> None:
        """The caret goes where somebody was writing, unless it is there already."""
        for screen in self._screens:
            _write_on(screen, self._kept)

    @property
    def is_handing_over(self) -> bool:
        """Whether a command is under way with what was half-typed."""
        return self._in_hand > 0

    def _let_go(self) -> None:
        self._saving.drop()
        self._follow(None)
        self._screens, self._before, self._changed = [], {}, False

    def _shows(self, screen: Screen) -> bool:
        return any(one is screen for one in self._screens)

    # Keys

    def _moved(self, left: QWidget | None, came: QWidget | None) -> None:
        if left is not None and shiboken6.isValid(left):
            left.removeEventFilter(self)
        self._follow(None)
        for screen in self._screens:
            if came is not None and screen.isAncestorOf(came):
                came.installEventFilter(self)
                self._follow(_field_of(came))
                self._look_before()

    def _follow(self, field: Field | None) -> None:
        for one in self._fields:
            if shiboken6.isValid(one):
                one.edited.disconnect(self._edited)
        self._fields = [] if field is None else [field]
        for one in self._fields:
            one.edited.connect(self._edited)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Before a key arrives: what stands there without it; after any, look again."""
        if event.type() in BEFORE:
            self._look_before()
            self._look_again()
        return False

    def _look_again(self) -> None:
        if self._changed:
            self._saving.touch()

    def _look_before(self) -> None:
        for screen in self._screens:
            if not self._changed:
                self._before = screen.half_typed()

    def _edited(self) -> None:
        self._changed = True
        self._saving.touch()

    # Keeping

    def _differing(self) -> dict[str, str]:
        if not self._changed:
            return {}
        return {
            name: text
            for screen in self._screens
            for name, text in screen.half_typed().items()
            if text != self._before.get(name, "")
        }

    @property
    def waiting(self) -> bool:
        """Whether somebody wrote, and the keys do not rest yet."""
        return self._saving.waiting

    def rest(self) -> None:
        """The keys rest: keep now what waits."""
        self._saving.flush()

    def keep(self) -> None:
        """Keep what differs from what stood there before the first key, if it changed since."""
        if self._in_hand:
            self._saving.touch()
            return
        texts = self._differing()
        if texts != self._kept and self._bridge.is_writable:
            for screen in self._screens:
                self._write(half_typed(self._page, screen, texts))
        self._changed = bool(texts)

    def _write(self, half: HalfTyped) -> None:
        self._kept = dict(half.texts)
        self._bridge.do(_keeping(half), nothing, self._not_kept, quiet=True)

    def _not_kept(self, error: AlnError) -> None:
        """Said once on each page: somebody is in the middle of a sentence."""
        self._kept = _UNKNOWN
        if not self._failed_here:
            self._failed_here = True
            self._bridge.failed.emit(error)

    # Onto the record

    def hand_over(
        self,
        screen: Screen,
        command: Command[T],
        done: Callable[[T], object],
        failed: Callable[[AlnError], object],
    ) -> None:
        """Run a command that takes up what is half-typed on its page.

        Nothing is kept while it is under way, and what was kept goes in its own transaction: what
        is on the record can then not come back as half-typed.
        """
        if not self._shows(screen):
            self._bridge.do(command, done, failed)
            return
        self._in_hand += 1
        handed = screen.half_typed()
        given: Command[T] = TakeUp(command) if self._kept else command
        self._bridge.do(
            given,
            partial(self._taken, screen, handed, Reach(done)),
            partial(self._refused, Reach(failed)),
        )

    def _taken(self, screen: Screen, handed: Mapping[str, str], done: Reach, value: T) -> None:
        self._in_hand -= 1
        self._kept = {}
        shown = self._shows(screen)
        meanwhile = screen.half_typed() if shown else {}
        done(value)
        if shown and self._shows(screen):
            # What somebody typed meanwhile is new; what the page itself emptied is not.
            after = screen.half_typed()
            self._before = {
                name: handed.get(name, "") if meanwhile.get(name) == text else text
                for name, text in after.items()
            }
            self._saving.touch()

    def _refused(self, failed: Reach, error: AlnError) -> None:
        self._in_hand -= 1
        self._saving.touch()
        failed(error)


def _write_on(screen: Screen, texts: Mapping[str, str]) -> None:
    fields = [one for one in screen.findChildren(Field) if texts.get(one.name)]
    found = [one for one in fields if one.isVisibleTo(screen)]
    now = screen.window().focusWidget()
    there = now is not None and any(one.isAncestorOf(now) for one in found)
    for field in [] if there else found[:1]:
        # Not as Tab would: that marks the whole line, and the next letter takes its place.
        field.inner.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field.inner, QPlainTextEdit):
            field.inner.moveCursor(QTextCursor.MoveOperation.End)


def _field_of(widget: QWidget) -> Field | None:
    around: QWidget | None = widget
    while around is not None and not isinstance(around, Field):
        around = around.parentWidget()
    return around


def _keeping(half: HalfTyped) -> KeepHalfTyped:
    return KeepHalfTyped(half.page, half.args, half.texts, half.by_hand, half.tries)


def half_typed(
    page: str, screen: Screen, texts: Mapping[str, str], *, by_hand: bool = True
) -> HalfTyped:
    """What is half-typed on a page, as it is kept; nothing where no text is."""
    if not texts:
        return HalfTyped()
    args = tuple((name, str(screen.args[name])) for name in sorted(screen.args))
    # A page that was opened for more than ids cannot be opened again from what is on the disk.
    whole = all(isinstance(value, str) for value in screen.args.values())
    return HalfTyped(page, args, tuple(texts.items()), by_hand and whole)
