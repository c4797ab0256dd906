"""Words: the atom. One statement as it was spoken, entered once and used everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from aln_review.domain.bilingual import Text
from aln_review.domain.people import Perspective


class Channel(StrEnum):
    """How the statement was made."""

    SAID = "said"
    SIGNED = "signed"
    SYMBOL = "symbol"
    PHOTO = "photo"
    DRAWN = "drawn"
    OBSERVED = "observed"
    WRITTEN = "written"


class MaySee(StrEnum):
    """Who may see an item, narrowest first. What each reader sees stands in ``audience.py``."""

    LEARNER_AND_RECORDER = "private"
    SAFEGUARDING = "safeguarding"
    """The recorder and the safeguarding lead. On no paper, wall, package or search but its own."""
    SETTING = "setting"
    """Staff who work with the learner."""
    MEETING = "meeting"
    """Everybody who was asked to the review: it was said in front of them."""
    PLAN = "plan"
    """Everyone who is given the plan, the authority included."""


class Side(StrEnum):
    """Which column of the working / not working grid a card stands in."""

    NONE = "none"
    WORKING = "working"
    NOT_WORKING = "not-working"


class Sheet(StrEnum):
    """The eight sheets of the wall, in order (person-centred reviews, schools' order)."""

    WHO = "who"
    ADMIRE = "admire"
    NOW = "now"
    FUTURE = "future"
    SUPPORT = "support"
    WORKING = "working"
    QUESTIONS = "questions"
    ACTIONS = "actions"
    NONE = "none"
    """Not on a wall: said in the profile conversation or between reviews."""


SHEETS: tuple[Sheet, ...] = tuple(sheet for sheet in Sheet if sheet is not Sheet.NONE)


@dataclass(frozen=True, slots=True)
class Words:
    """One statement, whose it is, and how it came to be written down."""

    id: str
    learner_id: str
    text: Text
    said_by: str
    """Name for the chip: *Elin*, *Mam*."""
    perspective: Perspective
    recorded_by: str
    said_at: datetime
    """An aware time in UTC, according to this computer."""
    person_id: str = ""
    channel: Channel = Channel.SAID
    interpreted: bool = False
    """An adult interpreted what the learner did or showed."""
    may_see: MaySee = MaySee.LEARNER_AND_RECORDER
    """Narrowest unless whoever makes it says otherwise."""
    review_id: str = ""
    sheet: Sheet = Sheet.NONE
    side: Side = Side.NONE
    position: int = 0
    photo_id: str = ""
    echoed_by: tuple[str, ...] = ()
    """Names of others who said so too: agreement is linked, never merged."""
    removed: bool = False
    """Taken off the wall; kept so that undo brings it back."""
