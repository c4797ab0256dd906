"""The silent clock: how long a sheet has been on the wall, for the facilitator alone.

It alarms nobody: a share for a grey bar and a sentence, which past its time says so in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from aln_review.domain.errors import Fact
from aln_review.domain.review import PersonCentredReview, TimeSpent
from aln_review.domain.words import SHEETS, Sheet
from aln_review.meeting.agenda import minutes_for, preset_for


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clock shows for the sheet in hand."""

    seconds: int
    """On this sheet so far."""
    planned: int
    """Minutes planned for it."""
    meeting_seconds: int
    meeting_planned: int
    """Minutes planned for the whole meeting."""

    @property
    def share(self) -> float:
        """Of the planned time, between 0 and 1."""
        return min(1.0, self.seconds / (self.planned * 60)) if self.planned else 1.0

    @property
    def minutes_over(self) -> int:
        """Whole minutes past the plan; 0 until one has passed."""
        return max(0, self.seconds - self.planned * 60) // 60

    @property
    def key(self) -> str:
        """Message key of the sentence; ``meeting.clock.over`` follows a count."""
        return "meeting.clock.over" if self.minutes_over else "meeting.clock.on"

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Facts for either sentence."""
        return {"spent": self.seconds // 60, "planned": self.planned, "n": self.minutes_over}

    @property
    def meeting_facts(self) -> Mapping[str, Fact]:
        """Facts for ``meeting.clock.meeting``."""
        return {"spent": self.meeting_seconds // 60, "planned": self.meeting_planned}


def spend(review: PersonCentredReview, sheet: Sheet, seconds: int) -> PersonCentredReview:
    """The review with more seconds on a sheet; fewer than none count as none."""
    spent = {time.sheet: time.seconds for time in review.spent}
    spent[sheet] = spent.get(sheet, 0) + max(0, seconds)
    return replace(review, spent=tuple(TimeSpent(s, spent[s]) for s in SHEETS if spent.get(s)))


def reading(review: PersonCentredReview, sheet: Sheet, running: int = 0) -> Reading:
    """The clock for a sheet, with ``running`` seconds since it was last put down in the review."""
    running = max(0, running)
    kept = sum(time.seconds for time in review.spent if time.sheet is sheet)
    return Reading(
        seconds=kept + running,
        planned=minutes_for(sheet, review.minutes),
        meeting_seconds=sum(time.seconds for time in review.spent) + running,
        meeting_planned=sum(minutes_for(s, preset_for(review.minutes)) for s in SHEETS),
    )
