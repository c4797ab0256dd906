"""Safeguarding notes as a paper: the only one they ever stand on."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.core import Query, Work
from aln_review.domain.bilingual import Language
from aln_review.domain.wales import WALES
from aln_review.domain.words import MaySee, Words
from aln_review.reports.document import PaperFile, SafeguardingNote, SafeguardingPaper
from aln_review.reports.safeguarding import safeguarding_pdf


def notes_on(work: Work, learner_id: str) -> tuple[Words, ...]:
    """A learner's safeguarding notes and statements so marked, oldest first."""
    kept = [
        words
        for words in work.unit.words.where(learner_id=learner_id)
        if words.may_see is MaySee.SAFEGUARDING and not words.removed
    ]
    return tuple(sorted(kept, key=_said_at))


def _said_at(words: Words) -> tuple[float, str]:
    return words.said_at.timestamp(), words.id


def safeguarding_paper(work: Work, learner_id: str) -> SafeguardingPaper:
    """Every note and the titles of the papers kept for the same two people."""
    learner = work.unit.learners.get(learner_id)
    return SafeguardingPaper(
        name=learner.name,
        shown=learner.shown,
        born=learner.born,
        setting=work.setting.name,
        notes=tuple(
            SafeguardingNote(one.text, one.said_by, one.said_at.astimezone(WALES))
            for one in notes_on(work, learner_id)
        ),
        papers=tuple(
            one.title
            for one in work.unit.documents.where(learner_id=learner_id)
            if one.may_see is MaySee.SAFEGUARDING and not one.title.empty
        ),
    )


@dataclass(frozen=True, slots=True)
class PrintSafeguarding(Query[PaperFile]):
    """A learner's safeguarding notes as a tagged PDF, for the safeguarding lead."""

    learner_id: str
    language: Language

    def run(self, work: Work) -> PaperFile:
        """Set the paper."""
        words = work.tools.catalogues[self.language]
        return safeguarding_pdf(safeguarding_paper(work, self.learner_id), self.language, words)
