"""Makers of reviews and words for the tests of the meeting."""

from __future__ import annotations

from datetime import UTC, date, datetime

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.people import Perspective
from aln_review.domain.review import (
    Attending,
    Participant,
    PersonCentredReview,
    ReviewKind,
    ReviewStage,
)
from aln_review.domain.words import MaySee, Sheet, Side, Words

NOW = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)


def participant(
    name: str,
    perspective: Perspective = Perspective.SETTING,
    attending: Attending = Attending.COMING,
    interpreter: str = "",
) -> Participant:
    """Somebody at the review; the id is the name."""
    return Participant(
        name,
        name,
        Text.both("rôl", "role"),
        perspective,
        attending=attending,
        interpreter=interpreter,
    )


def review(
    stage: ReviewStage = ReviewStage.PLANNED,
    learner: Attending = Attending.COMING,
    others: tuple[str, ...] = ("Mam", "Ms Parry"),
    minutes: int = 85,
) -> PersonCentredReview:
    """A review with the learner Elin among its participants."""
    return PersonCentredReview(
        "r1",
        "l1",
        ReviewKind.ANNUAL,
        date(2026, 11, 26),
        stage=stage,
        minutes=minutes,
        participants=(
            participant("Elin", Perspective.LEARNER, learner),
            *(participant(name) for name in others),
        ),
    )


def said(
    words_id: str,
    text: str | Text = "Mae’r neuadd yn swnllyd",
    *,
    by: str = "Elin",
    perspective: Perspective = Perspective.LEARNER,
    sheet: Sheet = Sheet.NOW,
    side: Side = Side.NONE,
    position: int = 0,
    may_see: MaySee = MaySee.MEETING,
) -> Words:
    """One statement in review ``r1``."""
    return Words(
        words_id,
        "l1",
        text if isinstance(text, Text) else Text.of(text, Language.CY),
        by,
        perspective,
        "Nia",
        NOW,
        review_id="r1",
        sheet=sheet,
        side=side,
        position=position,
        may_see=may_see,
    )
