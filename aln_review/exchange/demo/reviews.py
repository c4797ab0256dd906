"""Reviews: who was there, what stood on each sheet, what was chosen and who does what."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from aln_review.domain.people import Perspective
from aln_review.domain.review import (
    ActionPoint,
    Disagreement,
    Participant,
    PersonCentredReview,
    ReviewStage,
    TimeSpent,
    Vote,
)
from aln_review.domain.words import SHEETS, MaySee, Sheet
from aln_review.exchange.demo.build import LEARNER, LearnerBuild, Place
from aln_review.exchange.demo.rows import ActionRow, GuestRow, ReviewRow

_AGREED = (ReviewStage.CLOSED,)
_STARTED = (ReviewStage.MEETING, ReviewStage.READ_BACK, ReviewStage.CLOSED)
_MINUTES_A_SHEET = 9


def add_review(build: LearnerBuild, row: ReviewRow) -> None:
    """Build one review and everything said in it."""
    clock = build.bench.clock
    review_id, on = build.bench.ids.new(), clock.day(row.on)
    guests = {guest.who: _participant(build, guest) for guest in row.guests}
    _write_words(build, row, review_id, on)
    begins = clock.moment(on, row.at or "10:00")
    build.reviews[row.key] = PersonCentredReview(
        id=review_id,
        learner_id=build.id,
        kind=row.kind,
        on=on,
        at=row.at,
        place=row.place,
        stage=row.stage,
        minutes=row.minutes,
        participants=tuple(guests.values()),
        prepared=build.bench.file.prepared if row.stage in _STARTED else row.prepared,
        sheet=row.sheet,
        revealed=SHEETS if row.stage in _STARTED else (),
        votes=tuple(
            Vote(build.words[key].id, guests[voter].id)
            for key, voters in row.votes.items()
            for voter in voters
        ),
        chosen=build.words[row.chosen].id if row.chosen else "",
        forward=tuple(build.words[key].id for key in row.forward),
        actions=tuple(_action(build, action) for action in row.actions),
        disagreements=tuple(
            Disagreement(
                tuple(build.words[key].id for key in seen.words),
                clock.day(seen.again) if seen.again else None,
            )
            for seen in row.disagree
        ),
        last_word=build.bench.text(row.last, build.row.language),
        spent=tuple(TimeSpent(sheet, seconds) for sheet, seconds in row.spent.items()),
        started_at=begins if row.stage in _STARTED else None,
        agreed_at=_agreed(begins, row),
    )


def _agreed(begins: datetime, row: ReviewRow) -> datetime | None:
    return begins + timedelta(minutes=row.minutes) if row.stage in _AGREED else None


def _write_words(build: LearnerBuild, row: ReviewRow, review_id: str, on: date) -> None:
    """The sheets in order; what is collected before the day is dated three days ago."""
    clock = build.bench.clock
    day = on if row.stage in _STARTED else min(on, clock.day("-3d"))
    for order, sheet in enumerate(SHEETS):
        at = clock.moment(day, row.at or "10:00", order * _MINUTES_A_SHEET)
        for position, word in enumerate(row.words.get(sheet, ())):
            build.say(word, Place(at, MaySee.MEETING, review_id, Sheet(sheet), position))


def _participant(build: LearnerBuild, row: GuestRow) -> Participant:
    if row.who == LEARNER:
        learner = build.row
        return Participant(
            build.bench.ids.new(),
            f"{learner.forename} {learner.surname}",
            build.bench.text(build.bench.file.learner_role),
            Perspective.LEARNER,
            learner.language,
            called=learner.called,
            attending=row.is_,
            interpreter=row.interpreter,
        )
    person = build.people[row.who]
    return Participant(
        build.bench.ids.new(),
        person.name,
        person.relation,
        person.perspective,
        person.language,
        person.id,
        person.called,
        row.is_,
        row.interpreter or person.interpreter,
        build.documents[row.update].document.id if row.update else "",
    )


def _action(build: LearnerBuild, row: ActionRow) -> ActionPoint:
    who = build.people[row.who].name if row.who in build.people else build.shown(row.who)
    return ActionPoint(
        build.bench.ids.new(),
        build.bench.text(row.what),
        who,
        build.bench.clock.day(row.by),
        build.bench.text(row.known),
        row.state,
        build.bench.text(row.happened),
        build.words[row.for_].id if row.for_ else "",
    )
