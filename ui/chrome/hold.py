"""Where the keyboard is, and where it waits while what it was on rests or has gone.

Qt gives the focus of a button that is disabled, or of a row that is hidden, to whatever is next:
a key pressed twice would then press something nobody looked at. Here only Tab moves it on. It
waits on the page instead, and comes back to the button once that can be pressed again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui.chrome.order import bring_into_view, step

TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
MOVES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress)


class Hold(QObject):
    """Watches the one widget of a window that has the keyboard."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tabbed = False
        self._rests: list[tuple[QWidget, QWidget]] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def move(self, *, onward: bool) -> bool:
        """Qt asks where the focus goes: on with Tab, and else to wait; false where nothing can."""
        now, tabbed, self._tabbed = self._window.focusWidget(), self._tabbed, False
        if now is not None and not tabbed:
            return self._wait(now)
        target = step(self._window, now, onward=onward)
        if target is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        bring_into_view(target)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether it is Tab that was pressed; whether what rested can be pressed again."""
        kind = event.type()
        if kind in MOVES:
            self._tabbed = isinstance(event, QKeyEvent) and event.key() in TABS
        elif kind is QEvent.Type.EnabledChange:
            self._back(watched)
        return False

    def _moved(self, left: QWidget | None, came: QWidget | None) -> None:
        if left is not None and shiboken6.isValid(left):
            left.removeEventFilter(self)
        if came is not None and came.window() is self._window:
            came.installEventFilter(self)
        if came is None and left is not None and shiboken6.isValid(left) and not left.isEnabled():
            # Disabled with what it stands in: of that Qt asks nobody, and the keyboard is lost.
            QTimer.singleShot(0, self, partial(self._found_lost, left))
        for rested, place in self._rests:
            if came is not place and came is not None:
                self._rests = []
            elif shiboken6.isValid(rested):
                rested.installEventFilter(self)

    def _found_lost(self, was: QWidget) -> None:
        if shiboken6.isValid(was) and was.isVisible() and self._window.focusWidget() is None:
            self._wait(was)

    def _wait(self, was: QWidget) -> bool:
        around = [one for one in _around(was) if one.isVisible()]
        pages = [one for one in around if isinstance(one, QScrollArea)]
        if not around:
            return False
        place = (pages or around)[0]
        self._rests = [(was, place)]
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _back(self, watched: QObject) -> None:
        for rested, place in self._rests:
            here = self._window.focusWidget() is place
            if rested is watched and rested.isEnabled() and here:
                self._rests = []
                rested.setFocus(Qt.FocusReason.OtherFocusReason)


def _around(widget: QWidget) -> Iterator[QWidget]:
    around = widget.parentWidget()
    while around is not None:
        yield around
        around = around.parentWidget()
