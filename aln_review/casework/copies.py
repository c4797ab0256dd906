"""Copies of the vault: made on this computer, thinned by a ladder, watched for sudden loss.

A copy lies beside the vault as a closed, encrypted file with its own header: whoever finds it
needs the passphrase that was in use when it was made.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from aln_review.casework.copies_state import (
    Alarm,
    CopiesState,
    Good,
    expect_shrink,
    keep_state,
    read_state,
    state_of,
)
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.places import find_places
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.wales import day_in_wales
from aln_review.store import backup
from aln_review.store.ladder import ladder
from aln_review.store.measure import Measure, measure_file, shrunk

DUE_AFTER = timedelta(hours=1)
"""A vault that is locked unchanged is copied only if the newest copy is older than this."""
TOLD = frozenset(
    {
        "learners", "people", "words", "profiles", "reviews", "plans", "cases", "documents",
        "outbox", "arrivals", "written", "contents",
    }
)  # fmt: skip
"""What can shrink and has a name of its own."""
MOST_PINNED = 3
"""Copies made before a restoring that the ladder does not take."""

__all__ = ["CopiesView", "CopyView", "copies", "expect_shrink", "folder_of", "keep_copy"]


@dataclass(frozen=True, slots=True)
class CopyView:
    """One copy: when it was made, its size in bytes, and where it lies."""

    at: datetime
    size: int
    path: Path
    before_restoring: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """How far back one can go: on how many days, in how many weeks and months there is a copy."""

    days: int = 0
    weeks: int = 0
    months: int = 0
    oldest: date | None = None


@dataclass(frozen=True, slots=True)
class CopiesView:
    """Where the copies lie, and which there are, newest first."""

    folder: str
    copies: tuple[CopyView, ...]
    reach: Reach = field(default_factory=Reach)
    state: CopiesState = field(default_factory=CopiesState)


def folder_of(door: Door) -> Path:
    """Where this vault's copies lie."""
    return find_places(door.folder.parent).backups


def copies(door: Door, casework: Casework | None = None) -> CopiesView:
    """The copies there are; with an open vault also what it remembers of them."""
    state = state_of(casework) if casework else CopiesState()
    folder = folder_of(door)
    found = tuple(_views(folder, state))
    return CopiesView(str(folder), found, _reach(found), state)


def keep_copy(door: Door, casework: Casework) -> CopiesView:
    """Make a copy now; it counts only once it has been opened and compared.

    An older one goes only then, and none goes while a copy that shrank has not been explained.

    Raises:
        WorldFault: the disk refused or the copy is not the same; older copies stay.

    """
    at = casework.tools.now().astimezone(UTC)
    made = backup.keep(casework.store, door.header(), folder_of(door), at)
    at = backup.moment_of(made.path) or at
    key = casework.store.key()
    try:
        weight = measure_file(made.path, key)
    finally:
        key.wipe()
    with casework.store.unit() as unit:
        state = _weighed(read_state(unit), at, weight)
        keep_state(unit, state)
    _thin(folder_of(door), state, at)
    with suppress(AlnError):
        casework.keep_end()
    return copies(door, casework)


def keep_if_due(
    door: Door, casework: Casework, after: timedelta = DUE_AFTER, *, changed: bool = False
) -> bool:
    """Make a copy if something changed, or there is no recent one; whether one was made.

    Raises:
        WorldFault: as :func:`keep_copy`.

    """
    made = copies(door).copies
    if not changed and made and casework.tools.now() - made[0].at < after:
        return False
    keep_copy(door, casework)
    return True


def accept_shrink(door: Door, casework: Casework) -> CopiesView:
    """The smaller copy is right, a person says: from now on it is what others are held against.

    Raises:
        WorldFault: the disk refused.

    """
    with casework.store.unit() as unit:
        expect_shrink(unit)
        keep_state(unit, replace(read_state(unit), alarm=None))
        unit.log("vault.shrink_accepted")
    return keep_copy(door, casework)


def shrunk_words(alarm: Alarm) -> Say:
    """What shrank, from how much to how much. Bytes are told in thousands."""
    told = alarm.what if alarm.what in TOLD else "more"
    unit = 1024 if told in ("written", "contents") else 1
    key = f"copies.shrunk.{told}"
    return Say.of(key, before=alarm.before // unit, after=alarm.after // unit)


def pinned(state: CopiesState, more: tuple[datetime, ...]) -> CopiesState:
    """With copies made before a restoring, which the ladder leaves alone; only a few of them."""
    return replace(state, before_restoring=(*state.before_restoring, *more)[-MOST_PINNED:])


def _weighed(state: CopiesState, at: datetime, weight: Measure) -> CopiesState:
    lost = shrunk(state.good.measure, weight) if state.good and not state.shrink_expected else ()
    if not lost or state.good is None:
        return replace(state, good=Good(at, weight), alarm=None, shrink_expected=False)
    worst = lost[0]
    alarm = Alarm(worst.what, worst.before, worst.after, at, state.good.at)
    return replace(state, alarm=alarm)


def _thin(folder: Path, state: CopiesState, made: datetime) -> None:
    """Let go of what the ladder has no rung for. What was just made stays, whatever the clock."""
    dated = {at: path for path in backup.kept(folder) if (at := backup.moment_of(path))}
    kept = {*ladder(dated, day_in_wales(made)), *state.before_restoring, made}
    if state.alarm is not None:
        kept.update(at for at in dated if at <= state.alarm.good_at)
    backup.let_go(path for at, path in sorted(dated.items()) if at not in kept)


def _views(folder: Path, state: CopiesState) -> Iterable[CopyView]:
    for path in reversed(backup.kept(folder)):
        at = backup.moment_of(path)
        if at is not None:
            yield CopyView(at, path.stat().st_size, path, at in state.before_restoring)


def _reach(found: tuple[CopyView, ...]) -> Reach:
    days = {day_in_wales(one.at) for one in found}
    weeks = {day.isocalendar()[:2] for day in days}
    months = {(day.year, day.month) for day in days}
    return Reach(len(days), len(weeks), len(months), min(days, default=None))
