"""The watch: after some minutes without use, or after the computer slept, the vault locks.

A page may ask for patience (the meeting room: people talk, nobody types). Then the ordinary
minutes make the screen private, and only a key press there, never a moved mouse, brings it back
or puts the lock off.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

TICK = 1_000
"""Milliseconds between two looks at the clock."""
SLEPT = timedelta(seconds=30)
"""A look that comes this late means that the computer slept, or that its clock was set."""
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
KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})


def at_once() -> int:
    """No patience: the ordinary minutes, then the lock."""
    return 0


class IdleWatch(QObject):
    """Installed on the application.

    ``expired()`` once, until :meth:`start` again; ``rested()`` when the screen is to be private for
    a while first, ``woken()`` when a key was pressed in that time.
    """

    expired = Signal()
    rested = Signal()
    woken = Signal()

    def __init__(
        self,
        now: Callable[[], datetime],
        minutes: int = 5,
        patience: Callable[[], int] = at_once,
    ) -> None:
        super().__init__()
        self._now = now
        self._minutes = minutes
        self._patience = patience
        self._resting = False
        self._seen = self._looked = now()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.look)

    @property
    def minutes(self) -> int:
        """Minutes without use after which it expires, or rests where there is patience."""
        return self._minutes

    @minutes.setter
    def minutes(self, minutes: int) -> None:
        self._minutes = minutes

    @property
    def resting(self) -> bool:
        """Whether the screen is private and waits for a key."""
        return self._resting

    @property
    def ends(self) -> datetime:
        """When it expires if nobody comes."""
        return self._seen + timedelta(minutes=max(self._minutes, self._patience()))

    def start(self) -> None:
        """Begin to watch, from now."""
        self._seen = self._looked = self._now()
        self._resting = False
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._resting = False

    def look(self) -> None:
        """Look at the clock; expire if nobody was here or the computer slept."""
        now = self._now()
        jumped = abs(now - self._looked) > SLEPT
        self._looked = now
        if jumped or now >= self.ends:
            self.stop()
            self.expired.emit()
        elif not self._resting and now - self._seen >= timedelta(minutes=self._minutes):
            self._resting = True
            self.rested.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key, touch or movement is a sign of somebody; at rest only a key, which is taken."""
        if self._resting:
            return self._wake(event)
        if event.type() in SIGNS:
            self._seen = self._now()
        return super().eventFilter(watched, event)

    def _wake(self, event: QEvent) -> bool:
        if event.type() not in KEYS:
            return False
        # An override that is taken comes back as a plain key, so that no shortcut acts unseen.
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self._resting = False
            self._seen = self._now()
            self.woken.emit()
        return True
