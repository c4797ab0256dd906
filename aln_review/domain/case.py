"""The duty to decide: events with dates, the state they lead to, the deadlines that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from aln_review.domain.bilingual import Text
from aln_review.domain.errors import Fact
from aln_review.domain.setting import SettingKind


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Something that happened to the case. ``kind`` is a key of ``resources/rules/states.json``."""

    id: str
    kind: str
    on: date
    by: str = ""
    note: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Case:
    """One learner's case. The state follows from the events, in order."""

    id: str
    learner_id: str
    setting: SettingKind
    events: tuple[CaseEvent, ...] = ()

    def last(self, *kinds: str) -> CaseEvent | None:
        """The newest event of these kinds, by position."""
        return next((event for event in reversed(self.events) if event.kind in kinds), None)


class DayUnit(StrEnum):
    """How a period is counted."""

    SCHOOL_DAYS = "school-days"
    TERM_DAYS = "term-days"
    WEEKS = "weeks"
    MONTHS = "months"


class DayKind(StrEnum):
    """What a day on the strip is."""

    GONE = "gone"
    TODAY = "today"
    LEFT = "left"
    NOT_COUNTED = "not-counted"


@dataclass(frozen=True, slots=True)
class StripDay:
    """One tick of the strip; ``name`` is the holiday or training day when not counted."""

    on: date
    kind: DayKind
    name: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date that can explain itself."""

    rule: str
    """Id of the rule in ``resources/rules/deadlines.json``."""
    started_on: date
    due: date
    unit: DayUnit
    length: int
    """In ``unit``."""
    left: int
    """School days, term days or calendar days left; negative when past."""
    explanation: str
    """Message key of the sentence that explains the count."""
    facts: Mapping[str, Fact]
    verified: str
    """How far the rule's wording was checked: ``primary``, ``secondary`` or ``unverified``."""
    source: str
    """Act section, regulation or Code paragraph."""


class Urgency(StrEnum):
    """How near a date is, in words before colour."""

    PAST = "past"
    NEAR = "near"
    AHEAD = "ahead"
