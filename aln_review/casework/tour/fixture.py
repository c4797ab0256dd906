"""What is said and written in a tour: one script for each kind of setting, all invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.learner import Address
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Heading
from aln_review.domain.review import ReviewKind
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import Channel, Sheet, Side


@dataclass(frozen=True, slots=True)
class ScriptLearner:
    """The learner a tour is about."""

    forename: str
    surname: str
    born_days_ago: int
    languages: Text
    picture: str
    """Name of a painted picture that stands for the photograph."""
    year: str = ""
    class_name: str = ""
    address: str = ""
    addressed_as: Address = Address.TI
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScriptPerson:
    """Somebody round the learner."""

    name: str
    relation: Text
    perspective: Perspective
    called: str = ""
    language: Language = Language.CY
    telephone: str = ""
    parental_responsibility: bool = False


@dataclass(frozen=True, slots=True)
class ScriptEvent:
    """Something that happened in the case, so many days before the tour."""

    kind: str
    days_ago: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the profile or the wall; the translation comes after, as in life.

    ``said_by`` is the name on the chip, and empty for the learner.
    """

    perspective: Perspective
    text: str
    translation: str
    said_by: str = ""
    language: Language = Language.CY
    heading: Heading = Heading.SUPPORT
    sheet: Sheet = Sheet.NONE
    side: Side = Side.NONE
    channel: Channel = Channel.SAID
    interpreted: bool = False


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """One action agreed in the room; ``by_days`` counts from the day of the review."""

    what: Text
    known: Text
    who: str
    by_days: int


@dataclass(frozen=True, slots=True)
class WrittenField:
    """What the coordinator writes in the draft; ``block`` counts a section's blocks from 0."""

    section: str
    key: str
    block: int = 0
    text: Text = field(default_factory=Text)
    code: str = ""
    """A choice, or ``+7`` and ``review:+90`` for days after the review."""


@dataclass(frozen=True, slots=True)
class TourScript:
    """Everything one tour says and writes."""

    invented: Text
    roll: str
    """File name of the class list that is imported."""
    learner: ScriptLearner
    people: tuple[ScriptPerson, ...]
    before: tuple[ScriptEvent, ...]
    """Of the case, up to the review."""
    after: tuple[ScriptEvent, ...]
    """Of the case, once the package is sealed."""
    kind: ReviewKind
    place: str
    profile: tuple[Statement, ...]
    wall: tuple[Statement, ...]
    second: str
    """A statement that everyone puts a dot on, so that it goes forward beside the choice."""
    actions: tuple[AgreedAction, ...]
    fields: tuple[WrittenField, ...]
    last_word: Text


def read_script(resources: Path, kind: SettingKind) -> TourScript:
    """The script of one kind of setting, as it ships.

    Raises:
        OSError: the file is missing.
        msgspec.ValidationError: it is not of this shape.

    """
    path = resources / "demo" / f"tour-{kind.value}.json"
    return msgspec.json.decode(path.read_bytes(), type=TourScript)
