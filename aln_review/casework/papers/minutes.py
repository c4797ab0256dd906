"""The minutes of a review with its action plan."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.core import Query, Work
from aln_review.casework.papers.seen import made_for, photo_for, review_seen
from aln_review.domain.audience import MEETING, Audience
from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from aln_review.domain.review import (
    Attending,
    Disagreement,
    Participant,
    PersonCentredReview,
    ReviewStage,
)
from aln_review.domain.wales import WALES
from aln_review.domain.words import SHEETS, Sheet, Side, Words
from aln_review.meeting.priorities import ranked
from aln_review.reports.document import (
    ActionLine,
    Attendee,
    Difference,
    MinutesPaper,
    PaperFile,
    Priority,
    Saying,
    SheetPaper,
    View,
    Voice,
)
from aln_review.reports.minutes import minutes_pdf


def minutes_paper(work: Work, review: PersonCentredReview, audience: Audience) -> MinutesPaper:
    """The paper of one review, built up from what its reader may see."""
    learner = work.unit.learners.get(review.learner_id)
    every = work.unit.words.where(learner_id=review.learner_id, review_id=review.id)
    review = review_seen(review, every, audience)
    said = sorted((words for words in every if audience.may_read(words)), key=_position)
    by_id = {words.id: words for words in said}
    agreed = review.agreed_at.astimezone(WALES) if review.agreed_at else None
    return MinutesPaper(
        name=learner.name,
        shown=learner.shown,
        on=review.on,
        place=review.place,
        present=tuple(_attendee(p) for p in review.participants if _there(review, p)),
        apologies=tuple(
            _attendee(p) for p in review.participants if p.attending is Attending.APOLOGIES
        ),
        priorities=tuple(_priorities(review, said)),
        differences=tuple(_difference(d, by_id) for d in review.disagreements),
        sheets=tuple(_sheets(said)),
        actions=tuple(ActionLine(a.what, a.who, a.by, a.known_by, a.state) for a in review.actions),
        last_word=review.last_word,
        agreed_at=agreed,
        made_for=made_for(learner, audience),
    )


def _position(words: Words) -> tuple[int, str]:
    return words.position, words.id


def _there(review: PersonCentredReview, participant: Participant) -> bool:
    if participant.attending is Attending.THERE:
        return True
    planned = review.stage in (ReviewStage.PLANNED, ReviewStage.READY)
    return planned and participant.attending is Attending.COMING


def _attendee(participant: Participant) -> Attendee:
    return Attendee(participant.name, participant.role, bool(participant.update_from))


def _priorities(review: PersonCentredReview, said: list[Words]) -> list[Priority]:
    order = list(review.forward)
    rows = [words for words in ranked(review, said) if words.id in order or not order]
    return [
        Priority(words.text, review.dots(words.id), review.chosen == words.id)
        for words in rows
        if order or review.dots(words.id) or review.chosen == words.id
    ]


def _difference(found: Disagreement, by_id: dict[str, Words]) -> Difference:
    views = tuple(
        View(words.said_by, words.perspective, words.text)
        for words_id in found.words_ids
        if (words := by_id.get(words_id)) is not None
    )
    return Difference(views, found.look_again_on)


def _sheets(said: list[Words]) -> list[SheetPaper]:
    papers = []
    for sheet in SHEETS:
        if sheet in (Sheet.WHO, Sheet.ACTIONS):
            continue
        sides = (Side.WORKING, Side.NOT_WORKING) if sheet is Sheet.WORKING else (Side.NONE,)
        for side in sides:
            cards = [w for w in said if w.sheet is sheet and w.side is side]
            voices = tuple(
                Voice(perspective, sayings)
                for perspective in Perspective
                if (sayings := _sayings(cards, perspective))
            )
            if voices:
                papers.append(SheetPaper(sheet, voices, side))
    return papers


def _sayings(cards: list[Words], perspective: Perspective) -> tuple[Saying, ...]:
    return tuple(Saying(w.text, w.said_by) for w in cards if w.perspective is perspective)


@dataclass(frozen=True, slots=True)
class PrintMinutes(Query[PaperFile]):
    """A review's minutes and action plan as a tagged PDF."""

    review_id: str
    language: Language
    audience: Audience = MEETING

    def run(self, work: Work) -> PaperFile:
        """Set the paper."""
        review = work.unit.reviews.get(self.review_id)
        learner = work.unit.learners.get(review.learner_id)
        photo = photo_for(work, learner, self.audience)
        words = work.tools.catalogues[self.language]
        paper = minutes_paper(work, review, self.audience)
        return minutes_pdf(paper, self.language, words, photo)
