"""The person-centred review: who is there, what was said, what was chosen, who does what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.people import Perspective
from aln_review.domain.words import Sheet


class ReviewStage(StrEnum):
    """Stages of a review. Which move is allowed stands in ``meeting/stages.py``."""

    PLANNED = "planned"
    READY = "ready"
    MEETING = "meeting"
    READ_BACK = "read-back"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ReviewKind(StrEnum):
    """Why people meet."""

    FIRST = "first"
    ANNUAL = "annual"
    REQUESTED = "requested"
    INTERIM = "interim"


class Attending(StrEnum):
    """What we know of a person's coming."""

    ASKED = "asked"
    COMING = "coming"
    APOLOGIES = "apologies"
    THERE = "there"


@dataclass(frozen=True, slots=True)
class Participant:
    """A person at, or asked to, the review."""

    id: str
    name: str
    role: Text
    perspective: Perspective
    language: Language = Language.CY
    person_id: str = ""
    called: str = ""
    attending: Attending = Attending.ASKED
    interpreter: str = ""
    update_from: str = ""
    """Id of the document that came with an apology."""

    @property
    def shown(self) -> str:
        """The name for a chip."""
        return self.called or self.name


class ActionState(StrEnum):
    """What has become of an action."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class ActionPoint:
    """Something one named person will do by a date."""

    id: str
    what: Text
    who: str = ""
    by: date | None = None
    known_by: Text = field(default_factory=Text)
    """How we will know it has happened."""
    state: ActionState = ActionState.OPEN
    happened: Text = field(default_factory=Text)
    words_id: str = ""
    """The priority it answers."""

    @property
    def complete(self) -> bool:
        """It says what, who and by when."""
        return not self.what.empty and bool(self.who) and self.by is not None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two things said that differ. Both are kept; disagreement is data."""

    words_ids: tuple[str, ...]
    look_again_on: date | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """One dot, put by one participant on one statement."""

    words_id: str
    participant_id: str


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """Seconds a sheet has been on the wall: the silent clock, seen by the facilitator only."""

    sheet: Sheet
    seconds: int


@dataclass(frozen=True, slots=True)
class PersonCentredReview:
    """One review. Its words are held in ``Words`` with this review's id."""

    id: str
    learner_id: str
    kind: ReviewKind
    on: date
    at: str = ""
    """Local time as ``HH:MM``; empty until fixed."""
    place: str = ""
    stage: ReviewStage = ReviewStage.PLANNED
    minutes: int = 85
    """The length planned: 20, 45 or 85 minutes."""
    participants: tuple[Participant, ...] = ()
    prepared: tuple[str, ...] = ()
    """Keys of the preparation checklist that are done."""
    sheet: Sheet = Sheet.WHO
    revealed: tuple[Sheet, ...] = ()
    """Sheets on which the others' cards may be shown."""
    votes: tuple[Vote, ...] = ()
    chosen: str = ""
    """Words id the learner chose: pinned first whatever the dots say."""
    forward: tuple[str, ...] = ()
    """Words ids that go forward, in order."""
    actions: tuple[ActionPoint, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    last_word: Text = field(default_factory=Text)
    spent: tuple[TimeSpent, ...] = ()
    started_at: datetime | None = None
    learner_absent: Text = field(default_factory=Text)
    """Why the learner does not take part, and how their views reach the meeting instead."""
    agreed_at: datetime | None = None
    """When the minutes were read back and agreed."""

    def dots(self, words_id: str) -> int:
        """How many dots a statement has."""
        return sum(vote.words_id == words_id for vote in self.votes)
