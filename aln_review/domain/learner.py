"""The learner: a child under school age, a pupil or a young person in further education."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from aln_review.domain.bilingual import Language, Text


class Address(StrEnum):
    """How papers and screens address the learner in Welsh."""

    TI = "ti"
    CHI = "chi"


class Answer(StrEnum):
    """An answer that may not have been asked for yet: *not asked* is a value, not a gap."""

    NOT_ASKED = "not-asked"
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Consent:
    """A young person's consent, asked for at each step (ALN Act 2018 ss.11(3)(c), 12(2)(b), 31)."""

    deciding: Answer = Answer.NOT_ASKED
    preparing: Answer = Answer.NOT_ASKED
    maintaining: Answer = Answer.NOT_ASKED
    capacity: Answer = Answer.NOT_ASKED
    """Whether the young person has capacity for the decision; *unsure* asks for a judgement."""
    note: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner. Never *pupil* in code: children under school age are learners too."""

    id: str
    forename: str
    surname: str
    born: date
    called: str = ""
    """The name the learner likes to be called by."""
    upn: str = ""
    uln: str = ""
    year: str = ""
    """National curriculum year or stage as the roll gives it: ``"5"``, ``"N1"``, ``"12"``."""
    class_name: str = ""
    language: Language = Language.CY
    """The language the learner chose for being spoken and written to."""
    languages: Text = field(default_factory=Text)
    """Languages in the learner's life, as a sentence: *Cymraeg; Saesneg gyda Dad*."""
    address: str = ""
    needs: tuple[str, ...] = ()
    """Codes of areas of need from ``resources/rules/needs.json``; several, without ranking."""
    looked_after_by: str = ""
    """The authority that looks after the child (Act s.15); empty when none does."""
    also_at: str = ""
    """Another school or institution where the learner is also registered (Act s.30)."""
    addressed_as: Address = Address.TI
    photo_id: str = ""
    photo_agreed: bool = False
    consent: Consent = field(default_factory=Consent)
    left_on: date | None = None

    @property
    def name(self) -> str:
        """Forename and surname, as the roll has them."""
        return f"{self.forename} {self.surname}".strip()

    @property
    def shown(self) -> str:
        """What to call the learner on screens and papers."""
        return self.called or self.forename

    @property
    def initials(self) -> str:
        """Two letters for a list seen over a shoulder."""
        return (self.forename[:1] + self.surname[:1]).upper()
