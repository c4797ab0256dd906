"""The watch: after some minutes without use, or after the computer slept, the vault locks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

TICK = 5_000
"""Milliseconds between two looks at the clock."""
SLEPT = timedelta(seconds=60)
"""A look that comes this late means that the computer slept."""
SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Installed on the application; ``expired`` once, until :meth:`start` again."""

    expired = Signal()

    def __init__(self, now: Callable[[], datetime], minutes: int = 5) -> None:
        super().__init__()
        self._now = now
        self._minutes = minutes
        self._seen = self._looked = now()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.look)

    @property
    def minutes(self) -> int:
        """Minutes without use after which it expires."""
        return self._minutes

    @minutes.setter
    def minutes(self, minutes: int) -> None:
        self._minutes = minutes

    def start(self) -> None:
        """Begin to watch, from now."""
        self._seen = self._looked = self._now()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look at the clock; expire if nobody was here or the computer slept."""
        now = self._now()
        slept = now - self._looked > SLEPT
        self._looked = now
        if slept or now - self._seen >= timedelta(minutes=self._minutes):
            self.stop()
            self.expired.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key, touch or movement is a sign of somebody."""
        if event.type() in SIGNS:
            self._seen = self._now()
        return super().eventFilter(watched, event)
