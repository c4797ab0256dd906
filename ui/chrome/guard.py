"""What stands between the record and whoever passes by.

The watch on idleness and on the session, the private face, the clipboard, pictures of the screen,
and what stands over the window: one place that knows when a person has gone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from ui.bridge import own_fault
from ui.chrome.capture import Capture
from ui.chrome.idle import IdleWatch
from ui.chrome.private_face import PrivateFace
from ui.chrome.session_watch import SessionWatch
from ui.clipboard import Clips
from ui.desk import Screen
from ui.retranslate import Words


def over(window: QWidget) -> list[QWidget]:
    """Dialogs, messages and menus that stand over a window."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isWindow() and one.isVisible() and isinstance(one, QDialog | QMenu)
    ]


def surely(part: Callable[[], object]) -> None:
    """Carry out a part of the lock: a mistake of ours in a page is noted and never stops it."""
    try:
        part()
    except Exception as error:  # noqa: BLE001 - fail closed: a vault left open is worse
        own_fault(error)


class Guard(QObject):
    """Watches over one window. ``wanted()`` when the vault is to lock, at once."""

    wanted = Signal()

    def __init__(self, window: QWidget, words: Words, now: Callable[[], datetime]) -> None:
        super().__init__(window)
        self._window = window
        self._screen: Screen | None = None
        self._hidden: list[QWidget] = []
        self._focus: list[QWidget] = []
        self.idle = IdleWatch(now, patience=self._patience)
        self.session = SessionWatch(self)
        self.clips = Clips(QGuiApplication.clipboard(), self)
        self.capture = Capture()
        self.face = PrivateFace(window, words)
        self.idle.rested.connect(self.rest)
        self.idle.woken.connect(self.wake)
        self.idle.expired.connect(self.wanted)
        self.session.left.connect(self.wanted)

    def watch(self, screen: Screen | None, *, private: bool = False) -> None:
        """A page shows now; ``private`` ones are left out of pictures of the screen."""
        self._screen = screen
        self.capture.keep_out(self._window.winId, private=private)

    def _patience(self) -> int:
        return self._screen.patience() if self._screen is not None else 0

    def rest(self) -> None:
        """Nobody is here for now: everything goes behind the private face."""
        screen = self._screen
        if screen is None:
            return
        screen.keep_private(True)
        focus = self._window.focusWidget()
        self._focus = [] if focus is None else [focus]
        for one in over(self._window):
            if isinstance(one, QMenu):
                one.close()
            else:
                one.hide()
                self._hidden.append(one)
        self.face.cover(self.idle.ends)
        screen.hide()

    def wake(self) -> None:
        """A key was pressed: everything is as it was."""
        self._uncover()
        screen = self._screen
        if screen is None:
            return
        screen.show()
        screen.keep_private(False)
        for one in self._focus:
            one.setFocus(Qt.FocusReason.OtherFocusReason)
        for one in self._hidden:
            one.show()
        self._focus, self._hidden = [], []

    def _uncover(self) -> None:
        self.face.hide()

    def clear(self) -> bool:
        """The vault locks: nothing of ours on the clipboard, nothing over the window.

        Says whether a dialog ran a loop of its own: then the page under it must outlive that loop.
        """
        self.idle.stop()
        self.clips.forget()
        nested = isinstance(QApplication.activeModalWidget(), QDialog)
        for one in over(self._window):
            one.close()
        self._hidden, self._focus = [], []
        self._uncover()
        return nested

    def resized(self, _event: QResizeEvent) -> None:
        """The face covers the window whatever its size."""
        if self.face.isVisible():
            self.face.setGeometry(self._window.rect())
