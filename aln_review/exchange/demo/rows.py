"""The shape of the demo files: read strictly, so that a slip of the pen is found at once.

Dates are never written down. A *day* is a signed count from today: ``"-12d"`` days, ``"+2w"``
weeks, ``"+3b"`` weekdays, ``"+3r"`` weekdays but no later than this week's Friday, ``"+6s"``
school days, ``"-14m"`` months, ``"+1y"`` years. The same sign in braces inside a text is replaced
by that date in the language of the text.
"""

from __future__ import annotations

import msgspec

from aln_review.domain.bilingual import Language
from aln_review.domain.dispatch import LineState
from aln_review.domain.learner import Address, Answer
from aln_review.domain.people import MayBeTold, Perspective
from aln_review.domain.plan import KeptBy, PlanState
from aln_review.domain.profile import Audience, Heading, ShareState
from aln_review.domain.review import ActionState, Attending, ReviewKind, ReviewStage
from aln_review.domain.words import Channel, MaySee, Sheet, Side


class Row(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Any object of a demo file: an unknown name in it is an error."""


class Pair(Row, frozen=True):
    """A text in one or both languages.

    ``first`` names the original where that is not plain; ``stale`` says that it was changed
    after the other was made.
    """

    cy: str = ""
    en: str = ""
    first: Language | None = None
    stale: bool = False


class StaffRow(Row, frozen=True):
    """Someone who works with several learners."""

    key: str
    name: str
    role: Pair
    side: Perspective = Perspective.SETTING
    called: str = ""
    language: Language = Language.CY
    tel: str = ""
    email: str = ""


class PersonRow(Row, frozen=True):
    """Someone round one learner."""

    key: str
    name: str
    relation: Pair
    side: Perspective = Perspective.FAMILY
    called: str = ""
    language: Language = Language.CY
    household: str = ""
    address: str = ""
    tel: str = ""
    email: str = ""
    interpreter: str = ""
    told: MayBeTold = MayBeTold.EVERYTHING
    responsible: bool = False
    speaks_up: bool = False


class WordRow(Row, frozen=True):
    """One statement. With ``ref`` it is one already written elsewhere for the same learner."""

    by: str = "learner"
    cy: str = ""
    en: str = ""
    first: Language | None = None
    key: str = ""
    ref: str = ""
    on: str = ""
    how: Channel = Channel.SAID
    interpreted: bool = False
    see: MaySee | None = None
    side: Side = Side.NONE
    photo: str = ""
    echo: tuple[str, ...] = ()
    stale: bool = False


class ShareRow(Row, frozen=True):
    """Leave for one audience."""

    state: ShareState
    until: str = ""


class ProfileRow(Row, frozen=True):
    """One version of the one-page profile."""

    version: int
    changed: str
    boxes: dict[Heading, tuple[WordRow, ...]]
    sharing: dict[Audience, ShareRow] = {}
    seen: str = ""
    locked: bool = False


class GuestRow(Row, frozen=True):
    """Someone at, or asked to, a review."""

    who: str
    is_: Attending = msgspec.field(name="is", default=Attending.COMING)
    interpreter: str = ""
    update: str = ""


class ActionRow(Row, frozen=True):
    """Something agreed."""

    what: Pair
    who: str
    by: str
    known: Pair = Pair()
    state: ActionState = ActionState.OPEN
    happened: Pair = Pair()
    for_: str = msgspec.field(name="for", default="")


class DisagreementRow(Row, frozen=True):
    """Two statements that differ."""

    words: tuple[str, ...]
    again: str = ""


class ReviewRow(Row, frozen=True):
    """One review with what was said in it."""

    key: str
    kind: ReviewKind
    on: str
    guests: tuple[GuestRow, ...]
    at: str = ""
    place: str = ""
    stage: ReviewStage = ReviewStage.CLOSED
    minutes: int = 85
    prepared: tuple[str, ...] = ()
    sheet: Sheet = Sheet.WHO
    words: dict[Sheet, tuple[WordRow, ...]] = {}
    votes: dict[str, tuple[str, ...]] = {}
    chosen: str = ""
    forward: tuple[str, ...] = ()
    disagree: tuple[DisagreementRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    last: Pair = Pair()
    spent: dict[Sheet, int] = {}


class ProvisionRow(Row, frozen=True):
    """One element of section 2B or 2C with its seven parts."""

    outcome: Pair
    what: Pair
    welsh: str
    provider: Pair
    start: str
    review: str
    why: Pair
    ends: bool = False
    outcome_from: tuple[str, ...] = ()
    what_from: tuple[str, ...] = ()
    why_from: tuple[str, ...] = ()


class RecordRow(Row, frozen=True):
    """A row of section 3A."""

    item: Pair
    author: Pair
    on: str
    views: Pair = Pair()
    document: str = ""


class MoveRow(Row, frozen=True):
    """A row of section 3C."""

    move: Pair
    actions: Pair


class PlanRow(Row, frozen=True):
    """One version of the plan. Sections 1A, 1B and 1C come from the record and the profile."""

    version: int
    state: PlanState
    changed: str
    given: str = ""
    review_by: str = ""
    review: str = ""
    kept_by: KeptBy = KeptBy.SCHOOL
    profile: int = 0
    aspirations: Pair = Pair()
    important_for: Pair = Pair()
    needs: Pair = Pair()
    reasons: Pair = Pair()
    diagnosis: Pair = Pair()
    provisions: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    used: tuple[RecordRow, ...] = ()
    moves: tuple[MoveRow, ...] = ()
    travel: Pair = Pair()


class QuestionRow(Row, frozen=True):
    """What the authority asks about a section of a plan it returns."""

    section: str
    asks: Pair


class SentRow(Row, frozen=True):
    """A version of the plan that was sent to the authority, and how far it has come.

    ``on`` empty means this morning; ``state`` is ``frozen`` while it waits here.
    """

    version: int
    state: LineState
    on: str = ""
    at: str = "09:12"
    answered: str = ""
    referral: bool = False
    questions: tuple[QuestionRow, ...] = ()


class CaseEventRow(Row, frozen=True):
    """An event of the case."""

    kind: str
    on: str
    by: str = ""
    note: Pair = Pair()


class DocumentRow(Row, frozen=True):
    """A painted picture, or a report as plain text."""

    key: str
    title: Pair
    picture: str = ""
    text: str = ""
    author: str = ""
    on: str = ""
    see: MaySee = MaySee.SETTING


class ConsentRow(Row, frozen=True):
    """A young person's answers."""

    deciding: Answer = Answer.NOT_ASKED
    preparing: Answer = Answer.NOT_ASKED
    maintaining: Answer = Answer.NOT_ASKED
    capacity: Answer = Answer.NOT_ASKED
    note: Pair = Pair()


class LearnerRow(Row, frozen=True):
    """A learner written by hand. ``year`` and ``birthday`` give an age that never goes stale."""

    key: str
    forename: str
    surname: str
    year: str = ""
    birthday: str = ""
    born: str = ""
    called: str = ""
    class_: str = msgspec.field(name="class", default="")
    language: Language = Language.CY
    languages: Pair = Pair()
    address: str = ""
    needs: tuple[str, ...] = ()
    looked_after_by: str = ""
    also_at: str = ""
    addressed_as: Address = Address.TI
    photo: str = ""
    photo_agreed: bool = False
    consent: ConsentRow = ConsentRow()
    left: str = ""
    people: tuple[PersonRow, ...] = ()
    team: tuple[str, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    words: tuple[WordRow, ...] = ()
    profiles: tuple[ProfileRow, ...] = ()
    reviews: tuple[ReviewRow, ...] = ()
    provisions: dict[str, ProvisionRow] = {}
    plans: tuple[PlanRow, ...] = ()
    sent: tuple[SentRow, ...] = ()
    case: tuple[CaseEventRow, ...] = ()
