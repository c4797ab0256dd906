"""Choosing what matters most: the learner's own choice first, then the others' dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from aln_review.domain.errors import Refusal
from aln_review.domain.people import Perspective
from aln_review.domain.review import Participant, PersonCentredReview, Vote
from aln_review.domain.words import SHEETS, Sheet, Words

DOTS: Final = 3
"""Dots each participant but the learner may put; the learner chooses instead."""

FORWARD: Final = 5
"""How many statements go forward at most."""

VOTED_ON: Final = (Sheet.NOW, Sheet.FUTURE, Sheet.SUPPORT, Sheet.WORKING, Sheet.QUESTIONS)
"""Sheets whose cards may be chosen: who is here and praise are not put to a vote."""


def _participant(review: PersonCentredReview, participant_id: str) -> Participant:
    for participant in review.participants:
        if participant.id == participant_id:
            return participant
    raise Refusal("error.review.not_at_the_review")


def dots_left(review: PersonCentredReview, participant_id: str) -> int:
    """Dots a participant has left; none for the learner, who chooses, nor for a stranger."""
    if not any(
        p.id == participant_id and p.perspective is not Perspective.LEARNER
        for p in review.participants
    ):
        return 0
    return max(0, DOTS - sum(vote.participant_id == participant_id for vote in review.votes))


def put_dot(review: PersonCentredReview, words_id: str, participant_id: str) -> PersonCentredReview:
    """The review with one more dot. A participant may put several on one statement.

    Raises:
        Refusal: they are not at the review, are the learner, or have no dots left.

    """
    participant = _participant(review, participant_id)
    if participant.perspective is Perspective.LEARNER:
        raise Refusal("error.review.learner_chooses")
    if not dots_left(review, participant_id):
        raise Refusal("error.review.no_dots_left", name=participant.shown)
    return replace(review, votes=(*review.votes, Vote(words_id, participant_id)))


def take_dot(
    review: PersonCentredReview, words_id: str, participant_id: str
) -> PersonCentredReview:
    """The review with that participant's newest dot on the statement taken back, if any."""
    votes = list(review.votes)
    for index in range(len(votes) - 1, -1, -1):
        if votes[index] == Vote(words_id, participant_id):
            del votes[index]
            break
    return replace(review, votes=tuple(votes))


def choose(review: PersonCentredReview, words_id: str) -> PersonCentredReview:
    """The review with the learner's choice pinned; the same choice again takes it back."""
    return replace(review, chosen="" if review.chosen == words_id else words_id)


def ranked(review: PersonCentredReview, said: Sequence[Words]) -> tuple[Words, ...]:
    """Statements that may go forward: the learner's choice, then by dots, then as on the wall."""

    def order(words: Words) -> tuple[bool, int, int, int, str]:
        return (
            words.id != review.chosen,
            -review.dots(words.id),
            SHEETS.index(words.sheet),
            words.position,
            words.id,
        )

    cards = (w for w in said if w.sheet in VOTED_ON and not w.removed)
    return tuple(sorted(cards, key=order))


def going_forward(review: PersonCentredReview, said: Sequence[Words]) -> tuple[str, ...]:
    """Words ids that the room's choice sends forward: at most five, none without choice or dot."""
    wanted = [w.id for w in ranked(review, said) if w.id == review.chosen or review.dots(w.id)]
    return tuple(wanted[:FORWARD])


def settle(review: PersonCentredReview, said: Sequence[Words]) -> PersonCentredReview:
    """The review with what goes forward settled by choice and dots."""
    return replace(review, forward=going_forward(review, said))
