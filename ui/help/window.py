"""Help in a window of its own beside the work: F1 leaves the page as it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.chrome.hold import Hold
from ui.desk import Desk, Screen
from ui.retranslate import Sayings
from ui.rooms import room

SHARE = 0.86
"""Of the window it stands over."""


class HelpWindow(QWidget):
    """A window with the page of help in it. Escape closes it; the focus goes back to the work."""

    def __init__(self, over: QWidget, desk: Desk) -> None:
        super().__init__(over, Qt.WindowType.Window)
        self._sayings = Sayings(desk.words)
        self._sayings.say(self.setWindowTitle, "shell.help")
        desk.words.switched.connect(self._sayings.say_all)
        self.page: Screen = room("help").make(desk)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.addWidget(self.page)
        self.hold = Hold(self)
        self.resize(over.size() * SHARE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and F1 close it."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.close()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab follows the page as it is read, also into rows that were made later."""
        return self.hold.move(onward=onward)


class Helper(QObject):
    """Opens the one help window over the main window, and lets it go."""

    def __init__(self, over: QWidget, desk: Desk) -> None:
        super().__init__(over)
        self._over = over
        self._desk = desk
        self._windows: list[HelpWindow] = []

    @property
    def windows(self) -> tuple[HelpWindow, ...]:
        """The help window, while there is one."""
        return tuple(self._windows)

    def open(self, topic: str) -> None:
        """Show the page of help for a page of the program."""
        self.close()
        window = HelpWindow(self._over, self._desk)
        self._windows.append(window)
        window.page.show_with({"topic": topic})
        window.show()
        (window.page.first_focus() or window).setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Let the window go, with what was typed into its search."""
        for window in self._windows:
            window.close()
            window.deleteLater()
        self._windows.clear()
