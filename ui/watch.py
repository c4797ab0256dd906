"""Looking at the access log and the clock once a vault is open: in the background, never first.

Following the log takes seconds after ten years. Nobody's first page waits for it, and a lock does
not either: it stops at the next few hundred lines.
"""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from aln_review.casework.core import Casework
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError, WorldFault
from aln_review.domain.late import late
from ui.bridge import Bridge, nothing
from ui.post import casework_of

if TYPE_CHECKING:
    from aln_review.casework import health
else:
    health = late("aln_review.casework.health")

AFTER = 4_000
"""Milliseconds after the vault was opened."""


class Watch(QObject):
    """``found(AlnError)`` for each thing that is not as it should be, soon after each opening."""

    found = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._stop = Event()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self.look)
        bridge.shutting.connect(self.stop)

    def start(self) -> None:
        """A vault was opened: look shortly."""
        self._stop = Event()
        self._timer.start()

    def stop(self) -> None:
        """The vault is being shut."""
        self._timer.stop()
        self._stop.set()

    def look(self) -> None:
        """Look now."""
        if self._bridge.is_open:
            work = _Look(casework_of(self._bridge), self._stop)
            # Not among what a lock waits for.
            self._bridge.carry(work, self._looked, nothing)

    def _looked(self, findings: tuple[Say, ...]) -> None:
        for say in findings:
            error: AlnError = WorldFault(say.key, **say.facts)
            self.found.emit(error)


class _Look:
    """The work itself, for another thread."""

    def __init__(self, casework: Casework, stop: Event) -> None:
        self._casework = casework
        self._stop = stop

    def __call__(self) -> tuple[Say, ...]:
        """What is not as it should be."""
        return health.at_start(self._casework, self._stop.is_set)
