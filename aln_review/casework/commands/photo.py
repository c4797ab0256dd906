"""A learner's photograph: taken in safely, kept encrypted, shown where the learner agreed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from aln_review.casework.core import Command, Work
from aln_review.domain.document import Document
from aln_review.domain.learner import Learner
from aln_review.domain.words import MaySee
from aln_review.exchange.photo import Crop, take_in


@dataclass(frozen=True, slots=True)
class SetPhoto(Command[Learner]):
    """Keep a photograph of the learner: rotated, cropped, its hidden data removed.

    Raises:
        WorldFault: not a picture, or one too large to open safely.

    """

    learner_id: str
    data: bytes
    crop: Crop | None = None

    def run(self, work: Work) -> Learner:
        """Take the picture in and make it the learner's."""
        learner = work.unit.learners.get(self.learner_id)
        picture = take_in(self.data, self.crop)
        document = Document(
            id=work.new_id(),
            learner_id=learner.id,
            media_type="image/jpeg",
            size=len(picture.data),
            sha256=sha256(picture.data).hexdigest(),
            on=work.today,
            may_see=MaySee.PLAN if learner.photo_agreed else MaySee.LEARNER_AND_RECORDER,
        )
        work.unit.documents.put(document)
        work.unit.contents.put(document.id, picture.data)
        changed = replace(learner, photo_id=document.id)
        work.unit.learners.put(changed)
        work.unit.log("photo.kept", learner.id, document.id)
        return changed
