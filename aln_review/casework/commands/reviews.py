"""Planning and running a person-centred review."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace
from datetime import date

from aln_review.casework.core import Command, Work
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import Refusal
from aln_review.domain.people import Perspective
from aln_review.domain.review import (
    Attending,
    Disagreement,
    Participant,
    PersonCentredReview,
    ReviewKind,
    ReviewStage,
    TimeSpent,
)
from aln_review.domain.words import SHEETS, Sheet
from aln_review.meeting import stages


def keep(work: Work, review: PersonCentredReview) -> PersonCentredReview:
    """Put the review back and hand it on."""
    work.unit.reviews.put(review)
    return review


@dataclass(frozen=True, slots=True)
class ReviewChange(Command[PersonCentredReview]):
    """A change to a review that is not over yet; subclasses say what changes."""

    review_id: str

    def run(self, work: Work) -> PersonCentredReview:
        """Keep the changed review.

        Raises:
            Refusal: the review is closed or was called off, or :meth:`change` says no.

        """
        review = work.unit.reviews.get(self.review_id)
        stages.may_change(review)
        return keep(work, self.change(work, review))

    @abstractmethod
    def change(self, work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """The review as it should be."""


@dataclass(frozen=True, slots=True)
class PlanReview(Command[PersonCentredReview]):
    """Fix a review. The learner and the people round them are asked first.

    Raises:
        Refusal: another review of this learner is still open.

    """

    learner_id: str
    kind: ReviewKind
    on: date
    at: str = ""
    place: str = ""
    minutes: int = 85

    def run(self, work: Work) -> PersonCentredReview:
        """Keep the review with the learner first among its participants."""
        learner = work.unit.learners.get(self.learner_id)
        done = (ReviewStage.CLOSED, ReviewStage.CANCELLED)
        if any(r.stage not in done for r in work.unit.reviews.where(learner_id=learner.id)):
            raise Refusal("error.review.one_open")
        people = work.unit.people.where(learner_id=learner.id)
        learner_self = Participant(
            id=work.new_id(),
            name=learner.name,
            role=Text.both("dysgwr", "learner"),
            perspective=Perspective.LEARNER,
            language=learner.language,
            called=learner.shown,
        )
        asked = [
            Participant(
                id=work.new_id(),
                name=person.name,
                role=person.relation,
                perspective=person.perspective,
                language=person.language,
                person_id=person.id,
                called=person.called,
                interpreter=person.interpreter,
            )
            for person in people
        ]
        review = PersonCentredReview(
            id=work.new_id(),
            learner_id=learner.id,
            kind=self.kind,
            on=self.on,
            at=self.at,
            place=self.place,
            minutes=self.minutes,
            participants=(learner_self, *asked),
        )
        work.unit.log("review.planned", learner.id, review.id)
        return keep(work, review)


@dataclass(frozen=True, slots=True)
class ChangeReview(Command[PersonCentredReview]):
    """Change when, where and how long."""

    review_id: str
    on: date
    at: str
    place: str
    minutes: int

    def run(self, work: Work) -> PersonCentredReview:
        """Keep the change."""
        review = work.unit.reviews.get(self.review_id)
        stages.may_prepare(review)
        return keep(
            work,
            replace(review, on=self.on, at=self.at, place=self.place, minutes=self.minutes),
        )


@dataclass(frozen=True, slots=True)
class SaveParticipant(ReviewChange):
    """Add (empty id) or change somebody at the review.

    Raises:
        Refusal: no name, or the review is over.

    """

    participant: Participant

    def change(self, work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """Keep the participant in place, new ones last."""
        if not self.participant.name.strip():
            raise Refusal("error.person.no_name")
        if not self.participant.id:
            added = replace(self.participant, id=work.new_id())
            return replace(review, participants=(*review.participants, added))
        changed = tuple(
            self.participant if p.id == self.participant.id else p for p in review.participants
        )
        return replace(review, participants=changed)


@dataclass(frozen=True, slots=True)
class SetAttending(ReviewChange):
    """Record whether somebody is coming, sends apologies or is there."""

    participant_id: str
    attending: Attending

    def change(self, _work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """Keep the answer."""
        changed = tuple(
            replace(p, attending=self.attending) if p.id == self.participant_id else p
            for p in review.participants
        )
        return replace(review, participants=changed)


@dataclass(frozen=True, slots=True)
class RemoveParticipant(ReviewChange):
    """Take somebody off the list. The learner cannot be taken off their own review."""

    participant_id: str

    def change(self, _work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """Remove the participant.

        Raises:
            Refusal: it is the learner.

        """
        going = [p for p in review.participants if p.id == self.participant_id]
        if any(p.perspective is Perspective.LEARNER for p in going):
            raise Refusal("error.review.learner_stays")
        rest = tuple(p for p in review.participants if p.id != self.participant_id)
        return replace(review, participants=rest)


@dataclass(frozen=True, slots=True)
class SetPrepared(ReviewChange):
    """Tick or untick one line of the preparation list."""

    key: str
    done: bool

    def change(self, _work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """Keep the tick."""
        rest = tuple(key for key in review.prepared if key != self.key)
        return replace(review, prepared=(*rest, self.key) if self.done else rest)


@dataclass(frozen=True, slots=True)
class MoveStage(Command[PersonCentredReview]):
    """Move the review on: begin the meeting, read back, close, or call it off.

    Raises:
        Refusal: the stage table does not allow it, and says why.

    """

    review_id: str
    to: ReviewStage

    def run(self, work: Work) -> PersonCentredReview:
        """Move, and keep the time where the stage has one."""
        review = work.unit.reviews.get(self.review_id)
        said = [
            w
            for w in work.unit.words.where(learner_id=review.learner_id, review_id=review.id)
            if not w.removed
        ]
        moved = stages.move(review, self.to, said)
        if self.to is ReviewStage.MEETING and moved.started_at is None:
            moved = replace(moved, started_at=work.now)
        if self.to is ReviewStage.CLOSED:
            moved = replace(moved, agreed_at=work.now)
        work.unit.log("review.stage", review.learner_id, review.id, self.to.value)
        return keep(work, moved)


@dataclass(frozen=True, slots=True)
class ShowSheet(Command[PersonCentredReview]):
    """Turn to a sheet, adding the seconds spent on the one before: the silent clock."""

    review_id: str
    sheet: Sheet
    seconds: int = 0

    def run(self, work: Work) -> PersonCentredReview:
        """Keep the sheet in hand and the time."""
        review = work.unit.reviews.get(self.review_id)
        spent = {time.sheet: time.seconds for time in review.spent}
        spent[review.sheet] = spent.get(review.sheet, 0) + max(0, self.seconds)
        times = tuple(TimeSpent(sheet, spent[sheet]) for sheet in SHEETS if spent.get(sheet))
        return keep(work, replace(review, sheet=self.sheet, spent=times))


@dataclass(frozen=True, slots=True)
class Reveal(Command[PersonCentredReview]):
    """Let the others' cards be seen, now that the learner's have been."""

    review_id: str
    sheet: Sheet

    def run(self, work: Work) -> PersonCentredReview:
        """Keep the sheet among the revealed."""
        review = work.unit.reviews.get(self.review_id)
        if self.sheet in review.revealed:
            return review
        return keep(work, replace(review, revealed=(*review.revealed, self.sheet)))


@dataclass(frozen=True, slots=True)
class KeepBoth(ReviewChange):
    """Two statements differ; both are kept, with a date to look again."""

    words_ids: tuple[str, ...]
    look_again_on: date | None = None

    def change(self, _work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """Keep the disagreement.

        Raises:
            Refusal: fewer than two statements.

        """
        if len(set(self.words_ids)) < 2:
            raise Refusal("error.review.two_to_differ")
        rest = tuple(d for d in review.disagreements if set(d.words_ids) != set(self.words_ids))
        found = Disagreement(self.words_ids, self.look_again_on)
        return replace(review, disagreements=(*rest, found))


@dataclass(frozen=True, slots=True)
class SetLastWord(ReviewChange):
    """The learner's last word."""

    text: str
    language: Language

    def change(self, _work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """Keep it in the language spoken."""
        return replace(review, last_word=review.last_word.with_(self.language, self.text))


@dataclass(frozen=True, slots=True)
class ExplainAbsence(ReviewChange):
    """Why the learner will not be there, and how their views were gathered (Act s.6)."""

    text: str
    language: Language

    def change(self, _work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """Keep the reason."""
        reason = review.learner_absent.with_(self.language, self.text.strip())
        return replace(review, learner_absent=reason)
