"""What matters most, and who does what about it by when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from aln_review.casework.commands.reviews import ReviewChange, keep
from aln_review.casework.core import Command, Work
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import Refusal
from aln_review.domain.review import ActionPoint, ActionState, PersonCentredReview
from aln_review.meeting import priorities


@dataclass(frozen=True, slots=True)
class PutDot(ReviewChange):
    """One participant puts one dot on a statement.

    Raises:
        Refusal: they have no dots left.

    """

    words_id: str
    participant_id: str

    def change(self, _work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """Keep the dot."""
        return priorities.put_dot(review, self.words_id, self.participant_id)


@dataclass(frozen=True, slots=True)
class TakeDot(ReviewChange):
    """Take one of a participant's dots back from a statement."""

    words_id: str
    participant_id: str

    def change(self, _work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """Remove one dot, if there is one."""
        return priorities.take_dot(review, self.words_id, self.participant_id)


@dataclass(frozen=True, slots=True)
class Choose(ReviewChange):
    """The learner's own choice: pinned first, whatever the dots say. Again takes it back."""

    words_id: str

    def change(self, _work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """Keep the choice."""
        return priorities.choose(review, self.words_id)


@dataclass(frozen=True, slots=True)
class TakeForward(ReviewChange):
    """Settle which statements go forward, in order."""

    words_ids: tuple[str, ...]

    def change(self, _work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """Keep the list.

        Raises:
            Refusal: the learner's own choice is not among them.

        """
        if review.chosen and review.chosen not in self.words_ids:
            raise Refusal("error.review.choice_stays")
        return replace(review, forward=self.words_ids)


@dataclass(frozen=True, slots=True)
class Settle(ReviewChange):
    """Let the learner's choice and the dots decide what goes forward, five at most."""

    def change(self, work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """Keep what goes forward."""
        said = [
            w
            for w in work.unit.words.where(learner_id=review.learner_id, review_id=review.id)
            if not w.removed
        ]
        return priorities.settle(review, said)


@dataclass(frozen=True, slots=True)
class SaveAction(Command[ActionPoint]):
    """Add (empty id) or change an action. An incomplete one is kept and listed as such.

    Raises:
        Refusal: it does not say what.

    """

    review_id: str
    action: ActionPoint

    def run(self, work: Work) -> ActionPoint:
        """Keep the action in place, new ones last."""
        review = work.unit.reviews.get(self.review_id)
        if self.action.what.empty:
            raise Refusal("error.action.what")
        if not self.action.id:
            action = replace(self.action, id=work.new_id())
            keep(work, replace(review, actions=(*review.actions, action)))
            return action
        changed = tuple(self.action if a.id == self.action.id else a for a in review.actions)
        keep(work, replace(review, actions=changed))
        return self.action


@dataclass(frozen=True, slots=True)
class AddAction(Command[ActionPoint]):
    """Write down an action in one language, as it was agreed in the room."""

    review_id: str
    what: str
    language: Language
    who: str = ""
    by: date | None = None
    known_by: str = ""
    words_id: str = ""

    def run(self, work: Work) -> ActionPoint:
        """Keep the action."""
        action = ActionPoint(
            id="",
            what=Text.of(self.what.strip(), self.language),
            who=self.who,
            by=self.by,
            known_by=Text.of(self.known_by.strip(), self.language),
            words_id=self.words_id,
        )
        return SaveAction(self.review_id, action).run(work)


@dataclass(frozen=True, slots=True)
class FinishAction(Command[ActionPoint]):
    """Say what has become of an action."""

    review_id: str
    action_id: str
    state: ActionState
    happened: str = ""
    language: Language = Language.CY

    def run(self, work: Work) -> ActionPoint:
        """Keep the outcome.

        Raises:
            Refusal: there is no such action.

        """
        review = work.unit.reviews.get(self.review_id)
        for action in review.actions:
            if action.id == self.action_id:
                done = replace(
                    action,
                    state=self.state,
                    happened=action.happened.with_(self.language, self.happened.strip()),
                )
                work.unit.log("action.finished", review.learner_id, action.id, self.state.value)
                return SaveAction(self.review_id, done).run(work)
        raise Refusal("error.action.gone")


@dataclass(frozen=True, slots=True)
class RemoveAction(ReviewChange):
    """Take an action off a review that is not closed yet."""

    action_id: str

    def change(self, _work: Work, review: PersonCentredReview) -> PersonCentredReview:
        """Remove the action."""
        rest = tuple(action for action in review.actions if action.id != self.action_id)
        return replace(review, actions=rest)
