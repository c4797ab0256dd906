"""A learner's recordings, and what is heard of one, stretch by stretch."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.core import Query, Work
from aln_review.domain.document import Document
from aln_review.domain.words import MaySee
from aln_review.exchange.sound import Stretch, stretch

SPAN = 4000
"""Milliseconds given out at a time: some 380 kilobytes of samples lie in memory, never a whole."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch of a learner's recording."""

    learner_id: str
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class SoundStretch(Query[Heard]):
    """What is heard from ``at`` on, in milliseconds: decrypted and decoded as far as it is asked.

    Raises:
        NotFound: there is no such recording.
        WorldFault: the bytes are not those that were kept, or cannot be decoded.

    """

    document_id: str
    at: int = 0
    span: int = SPAN

    def shows(self, answer: Heard) -> str:
        """Listening is reading."""
        return answer.learner_id

    def run(self, work: Work) -> Heard:
        """Read and decode."""
        document = work.unit.documents.get(self.document_id)
        with work.unit.contents.open(document.id) as reader:
            return Heard(document.learner_id, stretch(reader, self.at, self.span))


@dataclass(frozen=True, slots=True)
class SafeguardingSounds(Query[tuple[Document, ...]]):
    """Recordings that only the recorder and the safeguarding lead may hear."""

    learner_id: str

    def run(self, work: Work) -> tuple[Document, ...]:
        """Read what is known of them."""
        return sounds_of(work, self.learner_id, safeguarding=True)


def sounds_of(work: Work, learner_id: str, *, safeguarding: bool = False) -> tuple[Document, ...]:
    """A learner's recordings, newest first; those behind the safeguarding door, or the others."""
    found = [
        one
        for one in work.unit.documents.where(learner_id=learner_id)
        if one.is_sound and (one.may_see is MaySee.SAFEGUARDING) is safeguarding
    ]
    return tuple(sorted(found, key=_newest, reverse=True))


def _newest(document: Document) -> str:
    # Identifiers grow with time (RFC 9562 section 5.7).
    return document.id
