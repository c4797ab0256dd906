"""The shape of the part of a demo file that a crowd is made from."""

from __future__ import annotations

from aln_review.domain.bilingual import Language
from aln_review.domain.learner import Address
from aln_review.domain.people import MayBeTold
from aln_review.domain.plan import PlanState
from aln_review.domain.profile import Heading
from aln_review.exchange.demo.rows import (
    ActionRow,
    CaseEventRow,
    ConsentRow,
    Pair,
    ProvisionRow,
    Row,
    WordRow,
)


class NeedRow(Row, frozen=True):
    """What the crowd's plans say for one area of need; ``{name}`` is the learner."""

    needs: Pair
    provision: ProvisionRow


class StoryRow(Row, frozen=True):
    """How far a learner of the crowd has come."""

    case: tuple[CaseEventRow, ...]
    plan: PlanState | None = None
    given: str = ""
    review_by: str = ""
    reviewed: str = ""
    next_review: str = ""
    profile: bool = True
    left: str = ""
    consent: ConsentRow = ConsentRow()


class GroupRow(Row, frozen=True):
    """A class or a course, its year and who teaches it."""

    name: str
    year: str
    teacher: str


class CrowdRow(Row, frozen=True):
    """How many more learners to make, and the phrases they speak with."""

    count: int
    groups: tuple[GroupRow, ...]
    stages: tuple[str, ...]
    """Names of stories, taken in turn."""
    needs: tuple[tuple[str, ...], ...]
    """Areas of need, taken in turn."""
    stories: dict[str, StoryRow]
    boxes: dict[Heading, tuple[WordRow, ...]]
    working: tuple[WordRow, ...]
    actions: tuple[ActionRow, ...]
    bank: dict[str, NeedRow]
    mother: Pair
    father: Pair
    languages: dict[Language, Pair]
    place: str
    addressed_as: Address = Address.TI
    family_told: MayBeTold = MayBeTold.EVERYTHING
    family_comes: bool = True
    """Whether parents are responsible and come to reviews; a young person decides otherwise."""
