"""What putting a copy back would change, learner by learner, before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from aln_review.casework.core import Casework
from aln_review.casework.restoring import OpenCopy
from aln_review.casework.say import Say
from aln_review.domain.learner import Learner
from aln_review.store.difference import (
    Difference,
    differences,
    last_entry,
    learners,
    lines_after,
)
from aln_review.store.engine import Connection, Mode, connect
from aln_review.store.kinds import ARRIVALS, LEARNERS, OUTBOX

ORDER = ("words", "profiles", "reviews", "plans", "cases", "people", "documents")
"""What people wrote, in the order it is told; other kinds follow under one name."""
SENT = (OUTBOX.table, ARRIVALS.table)


@dataclass(frozen=True, slots=True)
class LearnerChange:
    """One learner: what would go, come back and be as it was. Each is a count with its kind."""

    name: str
    whole: str = ""
    """``gone`` when the copy knows nothing of the learner, ``back`` when only the copy does."""
    gone: tuple[Say, ...] = ()
    changed: tuple[Say, ...] = ()
    back: tuple[Say, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """The copy against the vault as it is."""

    copy_at: datetime
    present_at: datetime | None
    """When the vault as it is was last used; ``None`` where it cannot be opened."""
    learners_there: int
    """How many learners the copy holds."""
    changes: tuple[LearnerChange, ...] = ()
    """By name."""
    others: tuple[Say, ...] = ()
    """What belongs to no learner: packages, lines of the access log."""

    @property
    def same(self) -> bool:
        """Whether nothing that people wrote would change."""
        return not self.changes and not self.others


@dataclass(slots=True)
class _Tally:
    gone: list[Say] = field(default_factory=list)
    changed: list[Say] = field(default_factory=list)
    back: list[Say] = field(default_factory=list)

    def add(self, key: str, found: Difference) -> None:
        for into, count in (
            (self.gone, found.gone),
            (self.changed, found.changed),
            (self.back, found.back),
        ):
            if count:
                into.append(Say.many(key, count))


def preview(casework: Casework | None, copy: OpenCopy) -> Preview:
    """Compare an opened copy with the open vault; without one, say what the copy holds.

    Raises:
        WorldFault: either cannot be read.

    """
    with closing(connect(copy.database, copy.key, Mode.READ)) as theirs:
        there = copy.counts["learners"]
        if casework is None:
            return Preview(copy.chosen.at, None, there)
        with closing(casework.store.reader()) as ours:
            return _compared(ours, theirs, Preview(copy.chosen.at, _last(ours), there))


def _compared(ours: Connection, theirs: Connection, empty: Preview) -> Preview:
    found = differences(ours, theirs)
    here, there = learners(ours), learners(theirs)
    tallies: dict[str, _Tally] = {}
    for one in _in_order(found):
        if one.learner_id and one.table not in SENT:
            tallies.setdefault(one.learner_id, _Tally()).add(_count_key(one.table), one)
    changes = [
        LearnerChange(
            _name({**here, **there}, learner_id),
            _whole(learner_id, here, there),
            tuple(tally.gone),
            tuple(tally.changed),
            tuple(tally.back),
        )
        for learner_id, tally in tallies.items()
    ]
    changes.sort(key=lambda change: change.name)
    others = [*_sent(found)]
    if lines := lines_after(ours, theirs):
        others.append(Say.many("restore.log_lines", lines))
    return Preview(
        empty.copy_at, empty.present_at, empty.learners_there, tuple(changes), tuple(others)
    )


def _in_order(found: tuple[Difference, ...]) -> list[Difference]:
    places = {table: place for place, table in enumerate((LEARNERS.table, *ORDER))}
    return sorted(found, key=lambda one: places.get(one.table, len(places)))


def _count_key(table: str) -> str:
    if table == LEARNERS.table:
        return "restore.count.details"
    return f"restore.count.{table if table in ORDER else 'more'}"


def _sent(found: tuple[Difference, ...]) -> list[Say]:
    """Packages are told together: they cross learners, and their fate is the authority's too."""
    said = []
    for table in SENT:
        rows = [one for one in found if one.table == table]
        gone, changed = sum(one.gone for one in rows), sum(one.changed for one in rows)
        if gone:
            said.append(Say.many(f"restore.gone.{table}", gone))
        if changed:
            said.append(Say.many(f"restore.changed.{table}", changed))
    return said


def _whole(learner_id: str, here: Mapping[str, str], there: Mapping[str, str]) -> str:
    if learner_id not in there:
        return "gone"
    return "" if learner_id in here else "back"


def _name(bodies: Mapping[str, str], learner_id: str) -> str:
    """The name, or a dash for a learner whose record cannot be read."""
    try:
        return msgspec.json.decode(bodies[learner_id], type=Learner).name
    except (KeyError, msgspec.MsgspecError):
        return "–"


def _last(ours: Connection) -> datetime | None:
    text = last_entry(ours)
    return datetime.fromisoformat(text) if text else None
