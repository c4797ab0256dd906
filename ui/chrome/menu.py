"""The rail as a menu over the page, where a window is too narrow for both."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.chrome.rail import Rail
from ui.chrome.stage import Veil
from ui.chrome.topbar import TopBar
from ui.theme import Theme


class Menu(QObject):
    """Lifts the rail out of its place in ``box`` and lays it back."""

    def __init__(
        self, window: QWidget, rail: Rail, bar: TopBar, box: QHBoxLayout, theme: Theme
    ) -> None:
        super().__init__(window)
        self._window, self._rail, self._bar, self._box = window, rail, bar, box
        self._theme = theme
        self.folded = False
        """Whether the window is too narrow for the rail beside the page."""
        self._veil = Veil(window)
        self._veil.hide()
        self._veil.pressed.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Whether the rail lies over the page."""
        return self._veil.isVisible()

    def open(self, *, search: bool) -> None:
        """Lay the rail over the page."""
        self._box.removeWidget(self._rail)
        self._rail.offer_search(search)
        self._veil.setGeometry(self._window.rect())
        self._veil.show()
        self._veil.raise_()
        width = min(round(self._window.width() * 0.75), self._theme.grow(300))
        self._rail.setFixedWidth(width)
        self._rail.setGeometry(QRect(0, 0, width, self._window.height()))
        self._rail.show()
        self._rail.raise_()
        self._rail.button(self._rail.first()).setFocus(Qt.FocusReason.TabFocusReason)

    def close(self) -> None:
        """Put the rail back where it belongs."""
        if not self.is_open:
            return
        self._veil.hide()
        self._box.insertWidget(0, self._rail)
        self._rail.setFixedWidth(self._theme.grow(226))
        self._rail.setVisible(not self.folded)
        self._rail.offer_search(False)
        self._bar.menu.setFocus(Qt.FocusReason.TabFocusReason)
