"""Copies are made by themselves while a vault is open: never on the UI thread, never in the way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from aln_review.casework.copies import shrunk_words
from aln_review.casework.copies_state import state_of
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.late import late
from ui.bridge import Bridge, nothing

if TYPE_CHECKING:
    from aln_review.casework import copying
else:
    copying = late("aln_review.casework.copying")

MINUTE = 60_000
"""Milliseconds between two looks at whether a copy is due."""
SETTLED = 90_000
"""Milliseconds after opening before what the last end left is caught up with."""
SHUT = frozenset({"error.store.closed", "error.vault.closed"})


class Copier(QObject):
    """Asks the keeper of the open vault what is due, and has the courier's thread do it.

    ``shrank(Say)`` once after opening, while a copy that lost much is unexplained;
    ``failed(AlnError)`` when a copy beside the vault could not be made.
    """

    shrank = Signal(object)
    failed = Signal(object)

    def __init__(self, bridge: Bridge, door: Door) -> None:
        super().__init__()
        self._bridge = bridge
        self._door = door
        self._keepers: list[copying.Keeper] = []
        self._under_way = False
        self._timer = QTimer(self)
        self._timer.setInterval(MINUTE)
        self._timer.timeout.connect(self.look)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED)
        self._settled.timeout.connect(self.catch_up)

    def start(self, casework: Casework) -> None:
        """A vault is open: watch it from now on."""
        self._keepers = [copying.Keeper(self._door, casework)]
        self._under_way = False
        self._timer.start()
        self._settled.start()
        self._bridge.run(partial(_alarm, casework), self._alarmed, nothing)

    def stop(self) -> None:
        """The vault is shut or about to be: nothing more is begun but the copy at the end."""
        self._timer.stop()
        self._settled.stop()

    def look(self) -> None:
        """Make a copy if one is due and none is being made."""
        for keeper in self._keepers:
            if not self._under_way and keeper.due():
                self._under_way = True
                self._bridge.carry(keeper.keep, self._done, self._not_done)

    def catch_up(self) -> None:
        """The second place and the month's rehearsal, once the work has begun."""
        for keeper in self._keepers:
            if self._under_way:
                self._settled.start()
                return
            self._under_way = True
            self._bridge.carry(keeper.catch_up, self._done, self._not_done)

    def at_end(self) -> None:
        """A copy of what changed: the vault closes behind it, nobody waits for it."""
        keepers, self._keepers = self._keepers, []
        for keeper in keepers:
            self._bridge.carry(keeper.keep_at_end, nothing, self._not_done)

    def _done(self, _result: object) -> None:
        self._under_way = False

    def _not_done(self, error: AlnError) -> None:
        self._under_way = False
        if error.key not in SHUT:
            self.failed.emit(error)

    def _alarmed(self, said: tuple[Say, ...]) -> None:
        for one in said:
            self.shrank.emit(one)


def _alarm(casework: Casework) -> tuple[Say, ...]:
    alarm = state_of(casework).alarm
    return (shrunk_words(alarm),) if alarm else ()
