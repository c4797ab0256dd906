"""Lines of the access log that no command has to think of.

Every command that changes a learner's record leaves a line about that learner: its own, or one
from the table here. Typing must not flood the log, so such a line is written once for each
learner and kind of change in ten minutes of a sitting; whatever a command says itself is always
written. Looking at a learner's record is noted in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from aln_review.store.unit_of_work import UnitOfWork

EVERY = timedelta(minutes=10)
"""How long one line stands for what follows it."""
OPENED = "learner.opened"
CHANGES: Mapping[str, str] = {
    "learners": "learner.changed",
    "people": "person.saved",
    "words": "words.kept",
    "profiles": "profile.changed",
    "reviews": "review.changed",
    "plans": "plan.changed",
    "cases": "case.changed",
    "documents": "document.changed",
    "holds": "hold.changed",
    "disclosures": "disclosure.changed",
}
"""What a change of each kind is called. Packages and arrivals are logged where they move."""

Noted = dict[tuple[str, str], datetime]
"""When which action was written about which learner."""


class Noting:
    """Remembers, for one sitting, which lines need not be written again yet."""

    def __init__(self) -> None:
        self._held: Noted = {}

    def changes(self, unit: UnitOfWork, now: datetime) -> Noted:
        """Add the lines that are due to a unit of work, to be kept once it is on the disk."""
        due: Noted = {}
        for (table, learner_id), item_id in unit.touched.items():
            action = CHANGES.get(table, "")
            if not action or not learner_id or learner_id in unit.logged_for:
                continue
            if self.is_due(action, learner_id, now):
                due[action, learner_id] = now
                subject = "" if item_id == learner_id else item_id
                unit.log(action, learner_id, subject)
                # One change may touch several kinds; each gets its line.
                unit.logged_for.discard(learner_id)
        return due

    def is_due(self, action: str, learner_id: str, now: datetime) -> bool:
        """Whether no line stands for this yet; a clock that was set back does not silence it."""
        last = self._held.get((action, learner_id))
        return last is None or not timedelta() <= now - last < EVERY

    def keep(self, noted: Noted) -> None:
        """These lines are on the disk."""
        self._held.update(noted)
