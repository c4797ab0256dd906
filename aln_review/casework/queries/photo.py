"""A learner's photograph, as the screens show it."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.core import Query, Work


@dataclass(frozen=True, slots=True)
class LearnerPhoto(Query[bytes]):
    """The photograph as JPEG bytes; none when no photograph was chosen.

    Raises:
        NotFound: there is no such learner.

    """

    learner_id: str

    def run(self, work: Work) -> bytes:
        """Read the bytes."""
        learner = work.unit.learners.get(self.learner_id)
        return work.unit.contents.get(learner.photo_id) if learner.photo_id else b""
