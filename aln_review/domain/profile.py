"""The one-page profile: three headings holding words in order; becomes section 1C of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Heading(StrEnum):
    """The three boxes every Welsh one-page profile has."""

    ADMIRE = "admire"
    IMPORTANT = "important"
    SUPPORT = "support"


class ShareState(StrEnum):
    """Whether an audience may have the profile; *not yet* is the learner's answer, not a gap."""

    NOT_ASKED = "not-asked"
    NOT_YET = "not-yet"
    AGREED = "agreed"


class Audience(StrEnum):
    """Whom a profile may be shared with."""

    CLASS_STAFF = "class-staff"
    LUNCH_STAFF = "lunch-staff"
    WHOLE_SETTING = "whole-setting"
    NEW_SETTING = "new-setting"


@dataclass(frozen=True, slots=True)
class Sharing:
    """One audience's leave to have the profile, and until when."""

    audience: Audience
    state: ShareState = ShareState.NOT_ASKED
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ProfileItem:
    """One statement in one box. The words themselves are held once, elsewhere."""

    heading: Heading
    words_id: str


@dataclass(frozen=True, slots=True)
class OnePageProfile:
    """One version of a learner's profile. A locked version is never changed again."""

    id: str
    learner_id: str
    version: int
    changed_at: datetime
    items: tuple[ProfileItem, ...] = ()
    sharing: tuple[Sharing, ...] = tuple(Sharing(audience) for audience in Audience)
    seen_first_on: date | None = None
    """When the learner (and a parent) saw it, before anyone else."""
    locked: bool = False

    def under(self, heading: Heading) -> tuple[str, ...]:
        """Ids of the words under a heading, in order."""
        return tuple(item.words_id for item in self.items if item.heading is heading)
