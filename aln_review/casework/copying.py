"""When copies are made by themselves: every half-hour of change, at the end, and once a month.

A keeper serves one open vault. It holds no thread and no clock of its own: whoever has a timer
asks what is due and carries the work to where nobody waits for it.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from aln_review.casework.copies import DUE_AFTER, copies, keep_copy, keep_if_due
from aln_review.casework.copies_state import state_of
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.rehearsing import rehearsal_due, rehearse
from aln_review.casework.second_erasing import due_there
from aln_review.casework.second_place import copy_out
from aln_review.domain.errors import AlnError
from aln_review.domain.wales import day_in_wales

LEFT_OVER = ("copy-*", "rehearsal-*", "restore-*")
EVERY = timedelta(minutes=30)
"""After so long with something kept since the last copy, another one is made."""


class Keeper:
    """Knows since when the open vault has not been copied."""

    def __init__(self, door: Door, casework: Casework) -> None:
        self._door = door
        self._casework = casework
        self._copied_at = casework.tools.now()
        self._copied = casework.store.commits
        sweep(casework.tools.area)

    @property
    def changed(self) -> bool:
        """Whether anything was kept since the last copy, or since the vault was opened."""
        return self._casework.store.commits != self._copied

    def due(self) -> bool:
        """Whether half an hour has passed in which something was kept. Cheap: any thread."""
        now = self._casework.tools.now()
        # After a clock was set back the half-hour begins anew, rather than never ending.
        self._copied_at = min(self._copied_at, now)
        return self.changed and now - self._copied_at >= EVERY

    def keep(self) -> None:
        """Make the copy that is due, and once a day take it to the second place.

        Raises:
            WorldFault: the copy could not be made. A second place that fails is only remembered.

        """
        self._copied_at = self._casework.tools.now()
        before = self._casework.store.commits
        keep_copy(self._door, self._casework)
        self._have_copied(before)
        self._take_along()

    def keep_at_end(self) -> bool:
        """Make a copy before the vault closes, if anything changed or the newest is old.

        The second place waits for the next opening: closing must not wait for a slow stick.

        Raises:
            WorldFault: the copy could not be made.

        """
        before = self._casework.store.commits
        done = keep_if_due(self._door, self._casework, DUE_AFTER, changed=self.changed)
        if done:
            self._have_copied(before)
        return done

    def catch_up(self) -> None:
        """A while after opening: what the last end left for now, and the month's rehearsal.

        Nothing here stops anybody: what fails is remembered for the page of copies.
        """
        before = self._casework.store.commits
        unchanged = not self.changed
        self._take_along()
        self._rehearse_if_due()
        if unchanged:
            self._have_copied(before, most=_CATCHING_UP)

    def _take_along(self) -> None:
        place = state_of(self._casework).second
        newest = copies(self._door).copies
        if not place.folder or not newest:
            return
        with self._casework.store.view() as unit:
            due = due_there(unit)
        if not due and place.reached and day_in_wales(place.reached) >= day_in_wales(newest[0].at):
            return
        try:
            copy_out(self._door, self._casework)
        except AlnError:
            return

    def _rehearse_if_due(self) -> None:
        if not rehearsal_due(self._casework) or not copies(self._door).copies:
            return
        try:
            rehearse(self._door, self._casework)
        except AlnError:
            return

    def _have_copied(self, before: int, most: int = 1) -> None:
        """What the copy itself wrote down is no change; anything else meanwhile is."""
        if self._casework.store.commits - before <= most:
            self._copied = self._casework.store.commits
        else:
            self._copied = before


def sweep(area: Path) -> None:
    """Take away encrypted files that a kill left in the middle of copying or opening a copy."""
    for pattern in LEFT_OVER:
        for left in area.glob(pattern):
            with suppress(OSError):
                left.unlink()


_CATCHING_UP = 3
"""Units of work that catching up keeps itself: a line in the log, the place, the rehearsal."""
