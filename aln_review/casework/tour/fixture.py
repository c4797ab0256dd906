"""What is said in the tour's review: a short meeting in both languages, invented."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Heading
from aln_review.domain.words import Channel, Sheet, Side

FILE = Path("demo") / "tour.json"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the profile or the wall; the translation comes after, as in life."""

    said_by: str
    perspective: Perspective
    language: Language
    text: str
    translation: str
    sheet: Sheet = Sheet.NONE
    side: Side = Side.NONE
    channel: Channel = Channel.SAID


@dataclass(frozen=True, slots=True)
class ProfileStatement:
    """One statement under a heading of the profile."""

    heading: Heading
    said_by: str
    perspective: Perspective
    language: Language
    text: str
    translation: str


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """One action agreed in the room; ``by_days`` counts from the day of the review."""

    what_cy: str
    what_en: str
    known_cy: str
    known_en: str
    by_days: int


@dataclass(frozen=True, slots=True)
class WrittenField:
    """What the coordinator writes in the draft where the record gives nothing."""

    section: str
    key: str
    cy: str = ""
    en: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class TourScript:
    """Everything the tour says and writes."""

    profile: tuple[ProfileStatement, ...]
    wall: tuple[Statement, ...]
    actions: tuple[AgreedAction, ...]
    fields: tuple[WrittenField, ...]
    last_word_cy: str
    last_word_en: str


def read_script(resources: Path) -> TourScript:
    """The script as it ships.

    Raises:
        OSError: the file is missing.
        msgspec.ValidationError: it is not of this shape.

    """
    return msgspec.json.decode((resources / FILE).read_bytes(), type=TourScript)
