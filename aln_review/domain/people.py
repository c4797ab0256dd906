"""People round a learner: family, staff, professionals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aln_review.domain.bilingual import Language, Text


class Perspective(StrEnum):
    """Whose view a statement is. Perspectives are kept apart and never merged."""

    LEARNER = "learner"
    FAMILY = "family"
    SETTING = "setting"
    OTHERS = "others"


class MayBeTold(StrEnum):
    """What a person may be told. The narrowest is the default."""

    ONLY_WHAT_IS_AGREED = "only-agreed"
    NOT_THE_ADDRESS = "not-address"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Person:
    """A person round one learner. Each adult of a household is asked separately."""

    id: str
    learner_id: str
    name: str
    relation: Text
    """Who they are in the learner's life, in both languages: *mam*, *therapist*."""
    perspective: Perspective
    language: Language = Language.CY
    called: str = ""
    """What the learner calls them: *Mam*. Shown on chips in place of the name."""
    household: str = ""
    """People with the same household share an address; another household may not see it."""
    address: str = ""
    telephone: str = ""
    email: str = ""
    interpreter: str = ""
    """The interpreting needed, such as *BSL*; empty when none."""
    may_be_told: MayBeTold = MayBeTold.ONLY_WHAT_IS_AGREED
    parental_responsibility: bool = False
    speaks_up: bool = False
    """The learner asked this person to speak up for them."""

    @property
    def shown(self) -> str:
        """The name for a chip: what the learner calls them, or else their name."""
        return self.called or self.name
