"""The writing coach beside a field: what two people could read differently, and what to ask."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.core import Query, Work
from aln_review.domain.bilingual import Language
from aln_review.statute.phrases import Nudge
from aln_review.statute.quality import Answer, OutcomeCheck

PROVISION = frozenset({"2B.2", "2C.2"})
OUTCOME = frozenset({"2B.1", "2C.1"})


@dataclass(frozen=True, slots=True)
class CoachView:
    """What the coach has to say about one text. Advice only: nothing is ever blocked."""

    vague: tuple[Nudge, ...]
    strengths: tuple[Nudge, ...]
    questions: tuple[Answer, ...]
    """Of a provision; empty for other fields."""
    outcome: tuple[OutcomeCheck, ...]
    """Of an outcome; empty for other fields."""


@dataclass(frozen=True, slots=True)
class Coach(Query[CoachView]):
    """Read a text as a stranger would. ``reviewed`` is what 2B.6 says, in the reader's words."""

    key: str
    text: str
    language: Language
    reviewed: str = ""

    def run(self, work: Work) -> CoachView:
        """Ask the phrase lists and the questions."""
        quality = work.tools.law.quality
        return CoachView(
            vague=quality.vague(self.text, self.language),
            strengths=quality.strengths(self.text, self.language),
            questions=(
                quality.six_questions(self.text, self.language, self.reviewed)
                if self.key in PROVISION
                else ()
            ),
            outcome=quality.outcome(self.text, self.language) if self.key in OUTCOME else (),
        )
