"""The window: rail, top bar, one page at a time, status line; what a lock takes away.

Its title never names anyone. A page is made when it is opened and let go when it is left, so
that no widget keeps text that is not on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aln_review.casework.door import Door
from aln_review.casework.half_typed import HalfTyped, LeftHalfTyped
from aln_review.casework.queries.keeping import ShellView
from aln_review.domain.errors import AlnError
from ui.bridge import Bridge, Vault
from ui.chrome.band import CopyBand
from ui.chrome.frame import Frame, queue_words
from ui.chrome.giving_back import BackBand, way_in
from ui.chrome.guard import Guard, surely
from ui.chrome.hold import Hold
from ui.chrome.leaving import leave
from ui.chrome.letters import Letters
from ui.chrome.menu import Menu
from ui.chrome.messages import question, stopped
from ui.chrome.rail import Rail
from ui.chrome.stage import Stage
from ui.chrome.status import StatusLine
from ui.chrome.topbar import TopBar
from ui.desk import Args, Crumb, Desk, Place, Screen, as_left
from ui.help.window import Helper
from ui.retranslate import Sayings, What, Words
from ui.rooms import ROOMS, Chrome, Room, home, rail, room
from ui.theme import Theme
from ui.widgets.boxes import clear
from ui.widgets.message import MessageBox


class Shell(QWidget):
    """The main window, and the :class:`ui.desk.Host` of every screen.

    ``opened(page)`` after a page is shown; ``locked()`` when the vault is shut, by a lock or with
    the window; ``entered()`` after an unlock. ``now`` is the present as an aware time; ``door`` is
    the vault's door.
    """

    opened = Signal(str)
    locked = Signal()
    entered = Signal()

    def __init__(
        self,
        bridge: Bridge,
        words: Words,
        theme: Theme,
        now: Callable[[], datetime],
        door: Door,
        rooms: tuple[Room, ...] = ROOMS,
    ) -> None:
        super().__init__()
        self.words = words
        self.theme = theme
        self._bridge = bridge
        self._now = now
        self._rooms = rooms
        self._sayings = Sayings(words)
        self.desk = Desk(bridge, words, theme, self, door)
        self.frame = Frame(bridge, words, theme)
        self.helper = Helper(self, self.desk)
        self.hold = Hold(self)
        self._history: list[Place] = []
        self._screen: Screen | None = None
        self._left_at: tuple[Place, ...] = ()
        self._build()
        theme.clothe(self)
        self._bind()

    @property
    def screen_shown(self) -> Screen | None:
        """The page that shows."""
        return self._screen

    @property
    def place(self) -> Place:
        """The page that shows and its arguments."""
        return self._history[-1] if self._history else ("", {})

    def _build(self) -> None:
        self._sayings.say(self.setWindowTitle, "shell.product")
        self.rail = Rail(self.words)
        self.bar = TopBar(self.words, self._today)
        self.band, self.status = CopyBand(self.words), StatusLine(self.words)
        self.given_back = BackBand(self.words)
        self.stage = Stage()
        self.letters = Letters(self, self.words, self._bridge)
        self.guard = Guard(self, self.words, self._now)
        self.idle = self.guard.idle
        self.status.set_idle(self.idle.minutes)
        self._right, self._box = QVBoxLayout(), QHBoxLayout(self)
        for box in (self._right, self._box):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
        for part in (self.bar, self.band, self.given_back, self.stage, self.letters, self.status):
            self._right.addWidget(part, 1 if part is self.stage else 0)
        self._box.addWidget(self.rail)
        self._box.addLayout(self._right, 1)
        self.given_back.gone.connect(self.desk.keeper.write_on)
        self.menu = Menu(self, self.rail, self.bar, self._box, self.theme)
        self.setMinimumSize(640, 400)
        self.resize(1366, 768)

    def _bind(self) -> None:
        self.rail.wanted.connect(partial(leave, self, self._rail_wanted))
        self.rail.searched.connect(partial(leave, self, self._searched))
        self.bar.way.wanted.connect(partial(leave, self, self._crumb_wanted))
        self.bar.menu_wanted.connect(self.toggle_menu)
        self.bar.lock_wanted.connect(self.lock)
        self.bar.searched.connect(partial(leave, self, self._searched))
        self.bar.found.connect(self.stage.enter)
        self.band.wanted.connect(partial(self.open, "take-over", {}))
        self.guard.wanted.connect(self.lock)
        self.status.letters.clicked.connect(self.letters.toggle)
        self.frame.arrived.connect(self._framed)
        self._bridge.changed.connect(self._changed)
        self._bridge.saved.connect(self.status.set_saved)
        self._bridge.failed.connect(self.say_error)
        self.words.switched.connect(self._sayings.say_all)
        self.theme.changed.connect(self._fit)
        back = partial(leave, self, self.back)
        for keys, slot in (("Ctrl+L", self.lock), ("Alt+Left", back), ("F1", self.help)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        escape = QShortcut(QKeySequence("Esc"), self.rail)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.menu.close)

    def _today(self) -> date:
        return self._now().astimezone().date()

    # Going from page to page

    def open(self, page: str, args: Args) -> None:
        """Show a page; what showed before is let go and can be gone back to, as it was left."""
        as_left(self._history, self._screen)
        self._history.append((page, dict(args)))
        self._show()

    def back(self) -> None:
        """Show the page before this one, or the one it belongs to, or the first."""
        above = self._screen.crumbs() if self._screen is not None else ()
        # Come in from the door, what was before is not known any more.
        known = self._history[:-1] or [(one.page, one.args) for one in above if one.page][-1:]
        if known:
            self._history = known
            self._show()

    def _rail_wanted(self, page: str) -> None:
        self.menu.close()
        from_page = self.place[0]
        self._history.clear()
        self.open(page, {"topic": from_page} if page == "help" else {})

    def help(self) -> None:
        """Help on this page in a window beside it, so that nothing half-done is left."""
        self.helper.open(self.place[0])

    def _crumb_wanted(self, crumb: Crumb) -> None:
        if crumb.page:
            self.open(crumb.page, crumb.args)

    def _searched(self, text: str) -> None:
        if not text:
            return
        self.menu.close()
        if self.place[0] == "search" and self._screen is not None:
            self._history[-1] = ("search", {"text": text})
            self._screen.show_with({"text": text})
            return
        as_left(self._history, self._screen)
        self._history.append(("search", {"text": text}))
        self._show(keep_focus=True)

    def _show(self, *, keep_focus: bool = False) -> None:
        page, args = self.place
        where = room(page, self._rooms)
        self._let_go()
        screen = where.make(self.desk)
        self._screen = screen
        if where.keeps and where.chrome is Chrome.FULL:
            # The meeting room keeps its own line.
            self.desk.keeper.show(page, screen)
        self.guard.watch(screen, private=where.private)
        screen.crumbs_changed.connect(self._show_way)
        self.stage.box.addWidget(screen)
        self.stage.paint_next()
        self.rail.mark(where.section)
        self._fit()
        screen.say(screen.call, where.title)
        screen.show_with(args)
        self._show_way()
        if not keep_focus:
            self.bar.forget_search()
            # Hidden, it would leave the keyboard to whatever is next: the search field.
            screen.show()
            (screen.first_focus() or screen).setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit(page)

    def _show_way(self) -> None:
        if self._screen is not None:
            self.bar.way.show_way(self._screen.crumbs())

    def _let_go(self, *, later: bool = False) -> None:
        """``later``: the page outlives a dialog that runs a loop of its own over it."""
        screen, self._screen = self._screen, None
        self.stage.paint_on()
        try:
            if screen is not None:
                screen.leave()
        finally:
            self.desk.keeper.leave()
            self.given_back.hide()
            if screen is not None and later:
                self.stage.box.removeWidget(screen)
                screen.hide()
                QTimer.singleShot(0, screen.deleteLater)
            self.guard.watch(None)
            clear(self.stage.box)

    def _changed(self, kinds: frozenset[str]) -> None:
        if self._screen is not None:
            self._screen.refresh(kinds)

    # The form of the window

    def _fit(self) -> None:
        """Fold the rail and the bar where text is large for the window."""
        page = self.place[0]
        chrome = room(page, self._rooms).chrome if page else Chrome.PLAIN
        self.menu.folded = self.theme.small(self.width())
        full = chrome is Chrome.FULL
        self.bar.setVisible(chrome not in (Chrome.NONE, Chrome.ALONE))
        self.bar.set_form(folded=self.menu.folded, plain=not full, search=self._can_search())
        self.status.setVisible(full)
        self.band.setVisible(full and self._bridge.is_copy and page != "take-over")
        self.status.set_small(self.menu.folded)
        self.menu.close()
        self.rail.setVisible(full and not self.menu.folded)
        self.rail.setFixedWidth(self.theme.grow(226))
        if self._screen is not None:
            self._screen.consider_width()

    def _can_search(self) -> bool:
        return any(one.page == "search" and one.built() for one in self._rooms)

    def toggle_menu(self) -> None:
        """Open or close the rail over the page, in a narrow window."""
        if self.menu.is_open:
            self.menu.close()
        else:
            self.menu.open(search=self._can_search())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold and unfold with the width."""
        super().resizeEvent(event)
        self._fit()
        self.guard.resized(event)

    # What screens ask of the window

    def say_error(self, error: AlnError) -> MessageBox:
        """Show an error: what happened, what is safe, what to do."""
        return stopped(self, self.words, error)

    def ask(self, what: What, choices: Mapping[str, What], done: Callable[[str], None]) -> None:
        """Ask in a message box; ``done`` gets the chosen key, the last one on Escape."""
        question(self, self.words, what, choices, done)

    def announce(self, text: str) -> None:
        """Have a screen reader say this."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def set_badge(self, page: str, count: int) -> None:
        """A count beside a rail item."""
        self.rail.set_badge(page, count)

    def set_queue(self, what: What, *, waiting: bool = False) -> None:
        """The middle of the status line."""
        self.status.set_queue(what, waiting=waiting)

    def set_idle(self, minutes: int) -> None:
        """After how many minutes without use the vault locks."""
        self.idle.minutes = minutes
        self.status.set_idle(minutes)

    def toggle_letters(self) -> None:
        """Show the bar of letters under the page, or put it away."""
        self.letters.toggle()

    def lend_secret(self, text: str) -> None:
        """Put a passphrase on the clipboard, for ten seconds."""
        self.guard.clips.put_secret(text)

    # In and out

    def enter(self, vault: Vault, page: str = "", args: Args | None = None) -> None:
        """A vault was opened: show this page, or where we left off, or home."""
        self._bridge.open(vault)
        self.desk.keeper.begin()
        if page:
            self._left_at = ((page, dict(args or {})),)
        self.frame.enter(self._entered)

    def _entered(self, view: ShellView) -> None:
        kind = view.setting.kind
        self.rail.furnish(rail(kind, self._rooms), view.setting)
        self._framed(view)
        go = partial(self._go_in, (home(kind), {}))
        if self._bridge.is_writable:
            self._bridge.ask(LeftHalfTyped(), go, partial(self._nothing_left, go))
        else:
            go(HalfTyped())

    def _nothing_left(self, go: Callable[[HalfTyped], None], error: AlnError) -> None:
        go(HalfTyped())
        self.say_error(error)

    def _go_in(self, first: Place, found: HalfTyped) -> None:
        way = way_in(found, self._left_at, first, self._rooms)
        self._left_at = ()
        self._history.clear()
        self.idle.start()
        self.desk.keeper.try_again(found)
        self.open(*way.place)
        if way.given:
            # Once the page has shown what was saved.
            self._bridge.flush()
            self.desk.keeper.take_back(dict(found.texts))
        elif found.page:
            self.desk.keeper.forget()
        if way.told:
            self.given_back.show()
            self.announce(self.given_back.told.text())
        self.entered.emit()

    def _framed(self, view: ShellView) -> None:
        self.set_badge("send", view.to_answer)
        self.set_queue(queue_words(view), waiting=bool(view.waiting))
        self.set_idle(view.preferences.idle_minutes)
        self.letters.furnish(wanted=view.preferences.letters)

    def lock(self) -> None:
        """Keep what is unsaved, let every page go, shut the vault, ask for the passphrase."""
        if not self._bridge.is_open:
            return
        nested = self.guard.clear()
        self.helper.close()
        self.menu.close()
        surely(self._put_by)
        as_left(self._history, self._screen)
        self._left_at = (self.place,)
        surely(partial(self._let_go, later=nested))
        self.bar.forget_search()
        self._history.clear()
        self.letters.furnish(wanted=False)
        self.rail.strip()
        # What is under way may take a moment; nobody sees a word of the page in it.
        self.repaint()
        self._bridge.shut()
        self.locked.emit()
        self.open("unlock", {"locked_at": self._now()})

    def _put_by(self) -> None:
        page = self.place[0]
        if self._screen is not None and room(page, self._rooms).keeps:
            self.desk.keeper.put_by(page, self._screen)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab follows the page as it is read, also into rows that were made later."""
        return self.hold.move(onward=onward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is under way before the window goes; half-typed text is put by."""
        surely(self._put_by)
        self._let_go()
        self.guard.clear()
        self.guard.session.stop()
        self.locked.emit()
        self._bridge.close()
        super().closeEvent(event)
