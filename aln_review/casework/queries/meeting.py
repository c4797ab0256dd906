"""The meeting room: the wall, sheet by sheet, the learner's words first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from aln_review.casework.core import Query, Work
from aln_review.casework.say import Say
from aln_review.domain.audience import MEETING
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.review import (
    ActionPoint,
    Participant,
    PersonCentredReview,
    ReviewStage,
)
from aln_review.domain.words import SHEETS, MaySee, Sheet, Side, Words
from aln_review.meeting import stages
from aln_review.meeting.agenda import minutes_for, preparation, prompts
from aln_review.meeting.priorities import dots_left, ranked


def _aloud(cards: tuple[Words, ...]) -> tuple[Words, ...]:
    return tuple(words for words in cards if MEETING.may_read(words))


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet of the wall. ``others`` are there even while hidden; the screen hides them."""

    sheet: Sheet
    learner: tuple[Words, ...]
    others: tuple[Words, ...]
    revealed: bool
    seconds: int
    """Spent on it so far."""
    minutes: int
    """Planned for it."""
    prompts: tuple[Say, ...]
    """For the facilitator alone."""

    @property
    def count(self) -> int:
        """Cards on the sheet."""
        return len(self.learner) + len(self.others)

    def for_the_room(self) -> SheetView:
        """The sheet with the cards that everybody at the meeting may see."""
        return replace(self, learner=_aloud(self.learner), others=_aloud(self.others))


@dataclass(frozen=True, slots=True)
class GridRow:
    """One perspective's row of the working / not working grid."""

    perspective: Perspective
    working: tuple[Words, ...]
    not_working: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Priority:
    """One statement that may go forward, with its dots."""

    words: Words
    dots: int
    chosen: bool
    forward: bool


@dataclass(frozen=True, slots=True)
class MeetingView:
    """Everything the operator's window and the audience's window draw from."""

    review: PersonCentredReview
    learner: Learner
    photo: bytes
    sheets: tuple[SheetView, ...]
    grid: tuple[GridRow, ...]
    priorities: tuple[Priority, ...]
    dots_left: tuple[tuple[Participant, int], ...]
    questions: tuple[Words, ...]
    actions: tuple[ActionPoint, ...]
    last_year: tuple[SheetView, ...]
    last_year_on: date | None
    moves: tuple[tuple[ReviewStage, Say], ...]
    """Stages the review may move to, with the reason why not (``NOTHING`` when it may)."""
    checklist: tuple[tuple[str, bool], ...]
    people: tuple[Participant, ...]
    removed: tuple[Words, ...]
    photos: tuple[tuple[str, bytes], ...] = ()
    """Photographs of photo cards, by content id."""

    def sheet(self, sheet: Sheet) -> SheetView:
        """One sheet's view."""
        return next(view for view in self.sheets if view.sheet is sheet)

    def for_the_room(self) -> MeetingView:
        """What may stand before everybody: nothing that is marked for fewer than the meeting."""
        hidden = {
            words.id
            for view in self.sheets
            for words in (*view.learner, *view.others)
            if not MEETING.may_read(words)
        }
        hidden |= {one.words.id for one in self.priorities if not MEETING.may_read(one.words)}
        sheets = tuple(view.for_the_room() for view in self.sheets)
        held = {w.photo_id for view in sheets for w in (*view.learner, *view.others)}
        return replace(
            self,
            sheets=sheets,
            grid=tuple(
                GridRow(row.perspective, _aloud(row.working), _aloud(row.not_working))
                for row in self.grid
            ),
            priorities=tuple(one for one in self.priorities if one.words.id not in hidden),
            questions=_aloud(self.questions),
            actions=tuple(one for one in self.actions if one.words_id not in hidden),
            last_year=tuple(view.for_the_room() for view in self.last_year),
            removed=(),
            photos=tuple((key, data) for key, data in self.photos if key in held),
        )


@dataclass(frozen=True, slots=True)
class Meeting(Query[MeetingView]):
    """One review with its words.

    Raises:
        NotFound: there is no such review.

    """

    review_id: str

    def shows(self, answer: MeetingView) -> str:
        """The learner's."""
        return answer.learner.id

    def run(self, work: Work) -> MeetingView:
        """Read the review, its words and the review before it."""
        review = work.unit.reviews.get(self.review_id)
        learner = work.unit.learners.get(review.learner_id)
        every = _shown(work.unit.words.where(learner_id=review.learner_id, review_id=review.id))
        said = [w for w in every if not w.removed]
        before = _before(work, review)
        photo = work.unit.contents.get(learner.photo_id) if learner.photo_id else b""
        return MeetingView(
            review=review,
            learner=learner,
            photo=photo,
            sheets=tuple(_sheet(work, review, sheet, said, learner.shown) for sheet in SHEETS),
            photos=_photos(work, said),
            grid=grid(said),
            priorities=tuple(
                Priority(w, review.dots(w.id), review.chosen == w.id, w.id in review.forward)
                for w in ranked(review, said)
            ),
            dots_left=tuple((p, dots_left(review, p.id)) for p in review.participants),
            questions=_in_order([w for w in said if w.sheet is Sheet.QUESTIONS]),
            actions=review.actions,
            last_year=_last_year(work, before, learner.shown),
            last_year_on=before.on if before else None,
            moves=tuple((to, Say(why)) for to, why in stages.moves(review, said)),
            checklist=tuple((key, key in review.prepared) for key in preparation(review)),
            people=review.participants,
            removed=tuple(w for w in every if w.removed),
        )


def _shown(every: Iterable[Words]) -> list[Words]:
    """Without safeguarding notes: this window is often mirrored, and stands open for an hour."""
    return [words for words in every if words.may_see is not MaySee.SAFEGUARDING]


def _before(work: Work, review: PersonCentredReview) -> PersonCentredReview | None:
    earlier = [
        other
        for other in work.unit.reviews.where(learner_id=review.learner_id)
        if other.stage is ReviewStage.CLOSED and other.on < review.on and other.id != review.id
    ]
    return max(earlier, key=_on, default=None)


def _on(review: PersonCentredReview) -> date:
    return review.on


def _photos(work: Work, said: list[Words]) -> tuple[tuple[str, bytes], ...]:
    held = {w.photo_id for w in said if w.photo_id}
    return tuple((photo_id, work.unit.contents.get(photo_id)) for photo_id in sorted(held))


def _last_year(work: Work, before: PersonCentredReview | None, shown: str) -> tuple[SheetView, ...]:
    if before is None:
        return ()
    said = [
        w
        for w in _shown(work.unit.words.where(learner_id=before.learner_id, review_id=before.id))
        if not w.removed
    ]
    return tuple(_sheet(work, before, sheet, said, shown) for sheet in SHEETS)


def _sheet(
    work: Work, review: PersonCentredReview, sheet: Sheet, said: list[Words], shown: str
) -> SheetView:
    cards = _in_order([w for w in said if w.sheet is sheet])
    spent = next((t.seconds for t in review.spent if t.sheet is sheet), 0)
    return SheetView(
        sheet=sheet,
        learner=tuple(w for w in cards if w.perspective is Perspective.LEARNER),
        others=tuple(w for w in cards if w.perspective is not Perspective.LEARNER),
        revealed=sheet in review.revealed or review.stage is not ReviewStage.MEETING,
        seconds=spent,
        minutes=minutes_for(sheet, review.minutes),
        prompts=tuple(Say.of(key, name=shown) for key in prompts(sheet, work.kind)),
    )


def _in_order(cards: list[Words]) -> tuple[Words, ...]:
    return tuple(sorted(cards, key=_position))


def _position(card: Words) -> tuple[int, str]:
    return card.position, card.id


def grid(said: list[Words]) -> tuple[GridRow, ...]:
    """Rows by perspective, the learner's first; never merged."""
    cards = _in_order([w for w in said if w.sheet is Sheet.WORKING])
    return tuple(
        GridRow(
            perspective,
            tuple(w for w in cards if w.perspective is perspective and w.side is Side.WORKING),
            tuple(w for w in cards if w.perspective is perspective and w.side is Side.NOT_WORKING),
        )
        for perspective in Perspective
    )


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review in the list of reviews."""

    review: PersonCentredReview
    learner: Learner
    cards: int


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """Reviews to come, soonest first, and those held, newest first."""

    today: date
    coming: tuple[ReviewRow, ...]
    held: tuple[ReviewRow, ...]


@dataclass(frozen=True, slots=True)
class Reviews(Query[ReviewsView]):
    """Every review in the vault."""

    def run(self, work: Work) -> ReviewsView:
        """Read the reviews with their learners."""
        learners = {one.id: one for one in work.unit.learners.all()}
        rows = [
            ReviewRow(review, learners[review.learner_id], 0)
            for review in work.unit.reviews.all()
            if review.stage is not ReviewStage.CANCELLED and review.learner_id in learners
        ]
        held = [row for row in rows if row.review.stage is ReviewStage.CLOSED]
        coming = [row for row in rows if row.review.stage is not ReviewStage.CLOSED]
        return ReviewsView(
            today=work.today,
            coming=tuple(sorted(coming, key=_row_on)),
            held=tuple(sorted(held, key=_row_on, reverse=True)),
        )


def _row_on(row: ReviewRow) -> tuple[date, str, str]:
    return row.review.on, row.review.at, row.review.id
