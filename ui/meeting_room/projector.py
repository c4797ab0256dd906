"""The projector: another screen when there is one, followed as it comes and goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from ui.meeting_room.audience import AudienceWindow
from ui.meeting_room.shown import RoomView
from ui.retranslate import Words

S = TypeVar("S")


def other_screen(screens: Sequence[S], mine: S | None) -> S | None:
    """The first screen that is not the operator's; none when there is but one."""
    return next((screen for screen in screens if screen is not mine), None)


class Projector(QObject):
    """Holds the room's window.

    ``changed()`` when it comes or goes; ``blanked()`` and ``turned(int)`` from its own keys.
    """

    changed = Signal()
    blanked = Signal()
    turned = Signal(int)

    def __init__(self, operator: QWidget, words: Words) -> None:
        super().__init__(operator)
        self._operator = operator
        self._words = words
        self._window: AudienceWindow | None = None
        self._view: RoomView | None = None
        app = QApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self.settle)
            app.screenRemoved.connect(self._gone)

    @property
    def window(self) -> AudienceWindow | None:
        """The room's window, while there is one."""
        return self._window

    @property
    def live(self) -> bool:
        """Whether the room sees anything."""
        return self._window is not None

    def settle(self, *_: object) -> None:
        """Go to the other screen, if there is one."""
        target = other_screen(QGuiApplication.screens(), self._mine())
        if target is not None:
            self._place(target)

    def _mine(self) -> QScreen | None:
        return self._operator.window().screen()

    def _gone(self, screen: QScreen) -> None:
        """A projector was unplugged: its window goes, and never lands on the operator's screen."""
        if self._window is not None and self._window.screen() in (screen, self._mine()):
            self.close()
        self.settle()

    def _place(self, screen: QScreen) -> None:
        window = self.open()
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()
        self._operator.window().activateWindow()

    def open(self) -> AudienceWindow:
        """The room's window, in a window of its own where there is no second screen."""
        if self._window is None:
            self._window = AudienceWindow(self._words)
            self._window.blanked.connect(self.blanked)
            self._window.turned.connect(self.turned)
            self._window.shut.connect(self._shut)
            if self._view is not None:
                self._window.show_view(self._view)
            self.changed.emit()
        return self._window

    def show_view(self, view: RoomView) -> None:
        """Let the room see this."""
        self._view = view
        if self._window is not None:
            self._window.show_view(view)

    def _shut(self) -> None:
        if self._window is not None:
            self._window.deleteLater()
            self._window = None
            self.changed.emit()

    def close(self) -> None:
        """Nothing is left on the other screen: before the room is left or the vault locks."""
        if self._window is not None:
            window, self._window = self._window, None
            window.hide()
            window.deleteLater()
            self.changed.emit()
