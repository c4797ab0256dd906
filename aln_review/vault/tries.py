"""Waits after a wrong passphrase: three tries free, then 2, 4, 8 … 300 seconds.

The count is kept in a file, so that starting the program again does not clear it, and is raised
before a try, so that killing it does not either. A clock set back never shortens a wait; a clock
that had been set forward and is put right never makes it longer than it was.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aln_review.domain.errors import WorldFault
from aln_review.vault.files import Disk, Files, write_safely
from aln_review.vault.keyslots import DataKey, Slot, SlotKind, VaultHeader, find_slot

TRIES_NAME = "tries.json"
FREE = 3
LONGEST_SECONDS = 300
_MOST_BYTES = 1024
_UNREADABLE = FREE + 3


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong tries in a row: 0, 0, 0, 2, 4, 8 … 300."""
    if wrong <= FREE:
        return 0
    return min(LONGEST_SECONDS, 1 << min(wrong - FREE, LONGEST_SECONDS.bit_length()))


@dataclass(frozen=True, slots=True)
class _Kept:
    wrong: int
    at: float


class Tries:
    """Counts the tries at one vault. ``wall`` and ``steady`` give seconds.

    ``wall`` is the computer's clock, which lasts over a restart and can be set; ``steady`` only
    rises, and only while the program runs. The longer wait of the two counts.
    """

    def __init__(
        self, path: Path, wall: Callable[[], float], steady: Callable[[], float],
        files: Files | None = None,
    ) -> None:  # fmt: skip
        self._path = path
        self._wall = wall
        self._steady = steady
        self._files = files or Disk()
        self._kept = self._read()
        self._steady_at = -math.inf

    @property
    def wrong(self) -> int:
        """Wrong tries in a row."""
        return self._kept.wrong

    def wait(self) -> int:
        """Whole seconds still to wait before the next try, rounded up."""
        whole = wait_after(self._kept.wrong)
        if self._wall() < self._kept.at:
            # The clock was set back since: the whole wait is counted from now.
            self._keep(_Kept(self._kept.wrong, self._wall()))
        gone = min(self._wall() - self._kept.at, self._steady() - self._steady_at)
        return math.ceil(min(whole, max(0.0, whole - gone)))

    def begin(self) -> None:
        """A try begins, and counts as wrong until :meth:`passed`.

        Raises:
            WorldFault: it is too early; the fact ``seconds`` says how long.

        """
        seconds = self.wait()
        if seconds:
            raise WorldFault("error.vault.wait", seconds=seconds)
        self._keep(_Kept(self._kept.wrong + 1, self._wall()))
        self._steady_at = self._steady()

    def failed(self) -> None:
        """The try was wrong: the wait counts from now, not from when it began."""
        self._keep(_Kept(self._kept.wrong, self._wall()))
        self._steady_at = self._steady()

    def passed(self) -> None:
        """The try was right: the count starts anew."""
        self._keep(_Kept(0, self._wall()))

    def _read(self) -> _Kept:
        try:
            content = json.loads(self._files.read(self._path, _MOST_BYTES))
            kept = _Kept(int(content["wrong"]), float(content["at"]))
        except FileNotFoundError:
            return _Kept(0, -math.inf)
        except (OSError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
            # Whoever scratches the file out gains nothing: it counts as several wrong tries.
            return _Kept(_UNREADABLE, self._wall())
        if kept.wrong < 0 or not math.isfinite(kept.at):
            return _Kept(_UNREADABLE, self._wall())
        return kept

    def _keep(self, kept: _Kept) -> None:
        self._kept = kept
        data = json.dumps({"wrong": kept.wrong, "at": kept.at}).encode()
        try:
            write_safely(self._files, self._path, data)
        except WorldFault:
            # A full disk must not keep anyone out: the count then lasts as long as the program.
            return


def unlock(header: VaultHeader, kind: SlotKind, secret: str, tries: Tries) -> DataKey:
    """Open a slot, waiting one's turn.

    Raises:
        WorldFault: too early (``error.vault.wait``), or as :func:`keyslots.open_slot` says.

    """
    return unlock_slot(header, kind, secret, tries)[0]


def unlock_slot(
    header: VaultHeader, kind: SlotKind, secret: str, tries: Tries
) -> tuple[DataKey, Slot]:
    """The same, and which slot it was.

    Raises:
        WorldFault: as :func:`unlock`.

    """
    tries.begin()
    try:
        found = find_slot(header, kind, secret)
    except WorldFault:
        tries.failed()
        raise
    tries.passed()
    return found
