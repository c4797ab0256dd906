"""Statements with who may see them, and the notes that only two people may."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.core import Query, Work
from aln_review.casework.papers.safeguarding import notes_on
from aln_review.domain.audience import width
from aln_review.domain.words import MaySee, Words


@dataclass(frozen=True, slots=True)
class Marked:
    """What was said by and about a learner, narrowest mark first, then newest first."""

    said: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class MarkedWords(Query[Marked]):
    """Every statement whose mark can be changed; safeguarding notes are not among them."""

    learner_id: str

    def run(self, work: Work) -> Marked:
        """Read the statements."""
        said = [
            words
            for words in work.unit.words.where(learner_id=self.learner_id)
            if not words.removed and words.may_see is not MaySee.SAFEGUARDING
        ]
        return Marked(tuple(sorted(said, key=_narrow_first)))


def _narrow_first(words: Words) -> tuple[int, float, str]:
    return width(words.may_see), -words.said_at.timestamp(), words.id


@dataclass(frozen=True, slots=True)
class SafeguardingNotes(Query[tuple[Words, ...]]):
    """A learner's safeguarding notes, oldest first: asked only once somebody opens them."""

    learner_id: str

    def run(self, work: Work) -> tuple[Words, ...]:
        """Read the notes."""
        return notes_on(work, self.learner_id)
