"""The individual development plan: versions of the statutory form (ALN Act 2018 s.10, Annex A).

The plan holds no heading and no label: those are the form's, which is dated data. It holds, for
each section code, blocks of field values; every value may cite what it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from aln_review.domain.bilingual import Text


class PlanState(StrEnum):
    """A version is a draft until complete; once locked it is never changed, only superseded."""

    DRAFT = "draft"
    COMPLETE = "complete"
    LOCKED = "locked"
    SUPERSEDED = "superseded"


class SourceKind(StrEnum):
    """Where a field's text came from."""

    WORDS = "words"
    PROFILE = "profile"
    REVIEW = "review"
    RECORD = "record"
    DOCUMENT = "document"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Source:
    """What a field rests on. ``said_by`` and ``text`` are kept as they stood when cited."""

    kind: SourceKind
    ref: str
    text: Text = field(default_factory=Text)
    said_by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One field of one block.

    ``text`` holds what a person wrote; ``code`` an ISO 8601 date or a choice's code, as the
    form's field kind says.
    """

    key: str
    text: Text = field(default_factory=Text)
    code: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def empty(self) -> bool:
        """Neither text nor code."""
        return self.text.empty and not self.code


@dataclass(frozen=True, slots=True)
class Block:
    """One element of a section: a provision in 2B or 2C, a row in 3A to 3C, or the only block."""

    id: str
    values: tuple[FieldValue, ...] = ()

    def value(self, key: str) -> FieldValue:
        """The field's value, empty when nothing was written."""
        return next((value for value in self.values if value.key == key), FieldValue(key))

    def with_value(self, value: FieldValue) -> Block:
        """The block with one field replaced, order kept."""
        if any(old.key == value.key for old in self.values):
            return replace(
                self, values=tuple(value if old.key == value.key else old for old in self.values)
            )
        return replace(self, values=(*self.values, value))


@dataclass(frozen=True, slots=True)
class SectionContent:
    """What one section of the form holds. No blocks in 2C, 2D, 3C or 3D reads *not applicable*."""

    code: str
    blocks: tuple[Block, ...] = ()

    @property
    def empty(self) -> bool:
        """No field of any block holds anything."""
        return all(value.empty for block in self.blocks for value in block.values)


class KeptBy(StrEnum):
    """Which body maintains the plan."""

    SCHOOL = "school"
    COLLEGE = "college"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What a list shows of a version: the same as :class:`Plan` without what is written in it."""

    id: str
    plan_id: str
    learner_id: str
    version: int
    changed_at: datetime
    state: PlanState = PlanState.DRAFT
    review_id: str = ""
    given_on: date | None = None
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a learner's plan. ``plan_id`` is shared by all its versions."""

    id: str
    plan_id: str
    learner_id: str
    version: int
    form_edition: str
    kept_by: KeptBy
    changed_at: datetime
    state: PlanState = PlanState.DRAFT
    sections: tuple[SectionContent, ...] = ()
    review_id: str = ""
    """The review this version was drafted from."""
    given_on: date | None = None
    review_by: date | None = None

    def section(self, code: str) -> SectionContent:
        """One section's content, empty when nothing was written."""
        return next((s for s in self.sections if s.code == code), SectionContent(code))

    def with_section(self, section: SectionContent) -> Plan:
        """The plan with one section replaced, order kept."""
        if any(old.code == section.code for old in self.sections):
            kept = tuple(section if s.code == section.code else s for s in self.sections)
            return replace(self, sections=kept)
        return replace(self, sections=(*self.sections, section))
