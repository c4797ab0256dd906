"""The stages of a review as a table: which move is allowed, what it needs, why another is not.

Nothing here changes a time or a list; it moves the stage or refuses with a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from aln_review.domain.errors import Refusal
from aln_review.domain.people import Perspective
from aln_review.domain.review import Attending, PersonCentredReview, ReviewStage
from aln_review.domain.words import Words

Guard = Callable[[PersonCentredReview, Sequence[Words]], str]
"""Message key of what is still lacking; empty when nothing is."""


def _learner_has_a_part(review: PersonCentredReview, _said: Sequence[Words]) -> str:
    """The learner takes part as fully as possible (ALN Act 2018 s.6), or a reason is recorded."""
    taking_part = any(
        p.perspective is Perspective.LEARNER and p.attending is not Attending.APOLOGIES
        for p in review.participants
    )
    if taking_part or not review.learner_absent.empty:
        return ""
    return "error.review.learner_or_reason"


def _something_said(review: PersonCentredReview, said: Sequence[Words]) -> str:
    if any(words.review_id == review.id and not words.removed for words in said):
        return ""
    return "error.review.nothing_said"


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed move and what it needs."""

    to: ReviewStage
    guards: tuple[Guard, ...] = ()


_BEGIN: Final = Move(ReviewStage.MEETING, (_learner_has_a_part,))
_CALL_OFF: Final = Move(ReviewStage.CANCELLED)

MOVES: Final[Mapping[ReviewStage, tuple[Move, ...]]] = {
    ReviewStage.PLANNED: (Move(ReviewStage.READY, (_learner_has_a_part,)), _BEGIN, _CALL_OFF),
    ReviewStage.READY: (Move(ReviewStage.PLANNED), _BEGIN, _CALL_OFF),
    ReviewStage.MEETING: (Move(ReviewStage.READ_BACK, (_something_said,)), Move(ReviewStage.READY)),
    ReviewStage.READ_BACK: (
        Move(ReviewStage.CLOSED, (_something_said,)),
        Move(ReviewStage.MEETING),
    ),
    ReviewStage.CLOSED: (),
    ReviewStage.CANCELLED: (Move(ReviewStage.PLANNED),),
}
"""Every allowed move. Anything else is refused with the reason of :func:`_why_not`."""

_OVER: Final = {
    ReviewStage.CLOSED: "error.review.closed_is_final",
    ReviewStage.CANCELLED: "error.review.was_called_off",
}
_UNREACHABLE: Final = {
    ReviewStage.PLANNED: "error.review.has_begun",
    ReviewStage.READY: "error.review.has_been_read_back",
    ReviewStage.MEETING: "error.review.not_begun",
    ReviewStage.READ_BACK: "error.review.not_begun",
    ReviewStage.CLOSED: "error.review.read_back_first",
    ReviewStage.CANCELLED: "error.review.has_begun",
}
RECORDING: Final = frozenset({ReviewStage.READY, ReviewStage.MEETING, ReviewStage.READ_BACK})
"""Words are written from the time the review is ready, so that what was gathered beforehand is
on the wall when people come, until it is closed."""


def _why_not(review: PersonCentredReview, to: ReviewStage, said: Sequence[Words]) -> str:
    if review.stage is to:
        return "error.review.already_there"
    for move in MOVES[review.stage]:
        if move.to is to:
            return next((key for guard in move.guards if (key := guard(review, said))), "")
    return _OVER.get(review.stage) or _UNREACHABLE[to]


def moves(
    review: PersonCentredReview, said: Sequence[Words]
) -> tuple[tuple[ReviewStage, str], ...]:
    """Every other stage with the message key of why the review may not move there, if so."""
    return tuple(
        (stage, _why_not(review, stage, said)) for stage in ReviewStage if stage is not review.stage
    )


def move(
    review: PersonCentredReview, to: ReviewStage, said: Sequence[Words]
) -> PersonCentredReview:
    """The review in its new stage. ``said`` is what has been said in this review.

    Raises:
        Refusal: the table does not allow the move, or something it needs is lacking.

    """
    why = _why_not(review, to, said)
    if why:
        raise Refusal(why)
    return replace(review, stage=to)


def _refuse_if_over(review: PersonCentredReview) -> None:
    if review.stage in _OVER:
        raise Refusal(_OVER[review.stage])


def may_record(review: PersonCentredReview) -> None:
    """Pass when words may be written on the wall.

    Raises:
        Refusal: the review is not ready yet, or it is over.

    """
    _refuse_if_over(review)
    if review.stage not in RECORDING:
        raise Refusal("error.review.not_ready_to_record")


def may_change(review: PersonCentredReview) -> None:
    """Pass when who is there, dots, actions and the like may still change.

    Raises:
        Refusal: the review is closed or was called off.

    """
    _refuse_if_over(review)


def may_prepare(review: PersonCentredReview) -> None:
    """Pass when day, place and length may still change.

    Raises:
        Refusal: the meeting has begun, or the review is over.

    """
    _refuse_if_over(review)
    if review.stage not in {ReviewStage.PLANNED, ReviewStage.READY}:
        raise Refusal("error.review.has_begun")
