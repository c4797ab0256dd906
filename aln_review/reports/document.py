"""What each paper says, as plain values.

Casework fills these from the record; the papers set them and fetch nothing. Whatever a reader
may not see has been left out before it comes here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from aln_review.domain.audience import Reader
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.people import Perspective
from aln_review.domain.plan import PlanState
from aln_review.domain.profile import Sharing
from aln_review.domain.review import ActionState
from aln_review.domain.words import Sheet, Side


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A finished PDF.

    ``missing`` holds characters the typeface cannot print (a script other than Latin, Greek or
    Cyrillic, or a small picture): they stand as a box, and the person who prints is told.
    """

    data: bytes
    pages: int
    title: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a one-page profile is one page.

    ``size_pt`` is the body size it is set in, 11 to 16; ``share_at_11`` how much of the page it
    takes at 11 pt (1.0 is full); ``lines_over`` how many lines too long it is at 11 pt.
    """

    fits: bool
    size_pt: float
    share_at_11: float
    lines_over: int


@dataclass(frozen=True, slots=True)
class MadeFor:
    """For whom a copy was built up. ``name`` is a learner's or a family member's."""

    reader: Reader
    name: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement. ``said_by`` is printed after it; empty where whose it is goes unsaid."""

    text: Text
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class ProfilePaper:
    """A one-page profile (the profile of section 1C, as its owner hands it out)."""

    name: str
    """Set largest on the page: what the learner is called, with or without the surname."""
    shown: str
    """The name inside sentences: *Elin*."""
    about: Text = field(default_factory=Text)
    """Class and setting."""
    motto: Text = field(default_factory=Text)
    """The one sentence the learner wants read first, set as a quotation."""
    admire: tuple[Saying, ...] = ()
    important: tuple[Saying, ...] = ()
    support: tuple[Saying, ...] = ()
    written_by: str = ""
    written_on: date | None = None
    seen_first_on: date | None = None
    sharing: tuple[Sharing, ...] = ()
    made_for: MadeFor | None = None


class SectionKind(StrEnum):
    """How a section of the statutory form is set."""

    FIELDS = "fields"
    """Labels and values: 1A, 1B, 2A, 2D, 3D."""
    PROFILE = "profile"
    """Boxes, as on the one-page profile: 1C."""
    PROVISIONS = "provisions"
    """A card for each element: 2B, 2C."""
    TABLE = "table"
    """A row for each block: 3A, 3B, 3C."""


@dataclass(frozen=True, slots=True)
class PaperSource:
    """What a value rests on: the words quoted, whose they are, and where and when."""

    text: Text = field(default_factory=Text)
    said_by: str = ""
    note: Text = field(default_factory=Text)
    """Where it stands, such as the heading of the sheet, or that the learner chose it."""
    on: date | None = None


PaperValue = Text | date | tuple[Saying, ...]
"""Prose (a line feed starts a paragraph, or a point in 1C), a day, or sayings in order."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One field of the form. ``key`` is the form's (``like_admire``), ``code`` such as *2B.1*."""

    key: str
    label: Text
    value: PaperValue = field(default_factory=Text)
    code: str = ""
    required: bool = False
    sources: tuple[PaperSource, ...] = ()
    left_out: bool = False
    """Something was written here that this reader is not given: a contact or an address."""

    @property
    def empty(self) -> bool:
        """Nothing was written."""
        if isinstance(self.value, date):
            return False
        if isinstance(self.value, Text):
            return self.value.empty
        return all(saying.text.empty for saying in self.value)


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """One element of a section: a provision, a row of a table, or the only block."""

    rows: tuple[PaperRow, ...] = ()

    @property
    def empty(self) -> bool:
        """No row holds anything."""
        return all(row.empty for row in self.rows)


@dataclass(frozen=True, slots=True)
class PaperSection:
    """One section of the form, in the form's order and with the form's heading."""

    code: str
    heading: Text
    kind: SectionKind
    blocks: tuple[PaperBlock, ...] = ()
    not_applicable: bool = False
    heading_verified: bool = True


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """An individual development plan as it is printed (ALN Act 2018 s.10; Code, Annex A)."""

    name: str
    shown: str
    sections: tuple[PaperSection, ...]
    setting: Text = field(default_factory=Text)
    """The body that maintains the plan, by name."""
    state: PlanState = PlanState.DRAFT
    version: int = 1
    changed_on: date | None = None
    form_edition: Text = field(default_factory=Text)
    """The statutory form and its edition, in words."""
    made_for: MadeFor | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there, or who sent apologies."""

    name: str
    role: Text = field(default_factory=Text)
    update: bool = False
    """A written update came with the apology."""


@dataclass(frozen=True, slots=True)
class Priority:
    """Something that goes forward. The learner's choice stands first whatever the dots say."""

    text: Text
    dots: int = 0
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """One side of a disagreement."""

    who: str
    perspective: Perspective
    text: Text


@dataclass(frozen=True, slots=True)
class Difference:
    """Two or more views that differ. All are kept."""

    views: tuple[View, ...]
    look_again_on: date | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """What one perspective said on one sheet, in order."""

    perspective: Perspective
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """One sheet of the wall; the working sheet comes twice, once for each side."""

    sheet: Sheet
    voices: tuple[Voice, ...]
    side: Side = Side.NONE


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One row of the action plan."""

    what: Text
    who: str = ""
    by: date | None = None
    known_by: Text = field(default_factory=Text)
    state: ActionState = ActionState.OPEN


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """What a review agreed, and what was said at it."""

    name: str
    shown: str
    on: date
    place: str = ""
    setting: Text = field(default_factory=Text)
    """The setting's name: the label of its perspective."""
    present: tuple[Attendee, ...] = ()
    apologies: tuple[Attendee, ...] = ()
    priorities: tuple[Priority, ...] = ()
    differences: tuple[Difference, ...] = ()
    sheets: tuple[SheetPaper, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    last_word: Text = field(default_factory=Text)
    agreed_at: datetime | None = None
    made_for: MadeFor | None = None


@dataclass(frozen=True, slots=True)
class SafeguardingNote:
    """One note: when and by whom it was written."""

    text: Text
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SafeguardingPaper:
    """Safeguarding notes, and papers kept for the same reader: a paper of their own."""

    name: str
    shown: str
    born: date
    setting: Text
    notes: tuple[SafeguardingNote, ...]
    papers: tuple[Text, ...] = ()
    """Titles of documents that only the same two people may see."""
    made_for: MadeFor = field(default_factory=lambda: MadeFor(Reader.SAFEGUARDING))


@dataclass(frozen=True, slots=True)
class RecoveryPaper:
    """The sheet that opens a vault when its passphrase is forgotten."""

    words: tuple[str, ...]
    vault: Text
    """The vault's own name in neutral words; never a learner's."""
    made_on: date
    words_language: Language = Language.CY
    """The language the words are taken from."""


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """That a record was erased. The name stands on the paper; the vault keeps none."""

    name: str
    born: date
    setting: Text
    on: date
    decided_by: str
    ground: str
    """A code: ``schedule``, ``request`` or ``mistake``."""
    number: str
    """Of the line in the register of erasures."""
    counts: tuple[tuple[str, int], ...] = ()
    """How many of each kind, by the kind's code."""
    witness: str = ""
    schedule: Text = field(default_factory=Text)
    """Its title, where the ground is a schedule."""
    due_on: date | None = None
    copies_gone_by: date | None = None
    copies_removed_on: date | None = None
    second_place: str = ""
    """A code: ``due`` or ``removed``; anything else says nothing of a second place."""
    second_place_on: date | None = None
    sent_to: tuple[tuple[Text, date], ...] = ()


@dataclass(frozen=True, slots=True)
class DisclosedLine:
    """One text of a record. Blanked out, it holds no text and the code of why."""

    text: Text = field(default_factory=Text)
    label: Text = field(default_factory=Text)
    """What it is, such as a field of the form; empty where the heading says enough."""
    by: str = ""
    on: date | None = None
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class DisclosurePaper:
    """Everything about a learner, as a family can read it."""

    name: str
    born: date
    setting: Text
    on: date
    parts: tuple[tuple[str, tuple[DisclosedLine, ...]], ...]
    """By the kind's code, in order; a kind without a line is left out."""
    looked: int = 0
    """Lines of the access log about the learner: they are in the file itself."""
