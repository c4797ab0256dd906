"""One column of the page, no wider than reads well."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import current


class Narrow(QWidget):
    """Holds one widget at most ``ems`` wide; narrower where there is no room.

    It stands in the middle, or at the ``left``.
    """

    def __init__(self, inner: QWidget, ems: float, *, left: bool = False) -> None:
        super().__init__()
        self._inner = inner
        self._ems = ems
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        if not left:
            box.addStretch(1)
        box.addWidget(inner, 1000)
        box.addStretch(1)
        self._measure()

    def widen(self, ems: float) -> None:
        """Another greatest width."""
        self._ems = ems
        self._measure()

    def _measure(self) -> None:
        self._inner.setMaximumWidth(round(self._ems * current().em))

    def changeEvent(self, event: QEvent) -> None:
        """Measure afresh when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._measure()
