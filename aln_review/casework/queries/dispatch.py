"""What was sent and what arrived: each package as a sentence with four steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from aln_review.casework.belonging import Membership, membership
from aln_review.casework.core import Query, Work
from aln_review.casework.say import NOTHING, Say
from aln_review.domain.bilingual import Language
from aln_review.domain.dispatch import Arrival, ArrivalState, LineState, OutboxLine
from aln_review.domain.wales import day_in_wales
from aln_review.packages.identity import fingerprint_words


class StepState(StrEnum):
    """How one of the four steps stands. A waiting step can never be read as done."""

    DONE = "done"
    IN_HAND = "in-hand"
    TO_COME = "to-come"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the track."""

    label: Say
    state: StepState
    at: datetime | None = None
    note: Say = NOTHING
    """What stands beneath: a note, or the day, or the time on the day before it."""


@dataclass(frozen=True, slots=True)
class LineView:
    """One package on its way, in words."""

    line: OutboxLine
    title: Say
    to: Say
    words: tuple[tuple[Language, tuple[str, str, str]], ...]
    """The addressee's three fingerprint words in each language."""
    pill: Say
    sentence: Say
    steps: tuple[Step, ...]
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class SendView:
    """The page."""

    lines: tuple[LineView, ...]
    arrived: tuple[Arrival, ...]
    archived: tuple[LineView, ...]
    summary: Say
    second: Say
    membership: Membership
    own_words: tuple[tuple[Language, tuple[str, str, str]], ...]


DONE = (LineState.ACCEPTED, LineState.TAKEN_BACK)
ORDER = {
    LineState.RETURNED: 0,
    LineState.REFUSED: 1,
    LineState.FROZEN: 2,
    LineState.OFFERING: 3,
    LineState.DELIVERED: 4,
    LineState.ACCEPTED: 5,
    LineState.TAKEN_BACK: 6,
}


@dataclass(frozen=True, slots=True)
class Send(Query[SendView]):
    """Every package sent, the most needy first, and what arrived."""

    def run(self, work: Work) -> SendView:
        """Read the outbox."""
        lines = sorted(work.unit.outbox.all(), key=_needy)
        views = [_line(work, line) for line in lines]
        held = membership(work)
        going = sum(v.line.state in (LineState.FROZEN, LineState.OFFERING) for v in views)
        back = sum(v.line.state is LineState.RETURNED and not v.line.erased_on for v in views)
        return SendView(
            lines=tuple(v for v in views if not _put_away(v.line)),
            arrived=tuple(sorted(work.unit.arrivals.all(), key=_arrived, reverse=True)),
            archived=tuple(v for v in views if v.line.state in DONE or v.line.erased_on),
            summary=Say.many("send.on_the_way", going),
            second=Say.many("send.came_back", back),
            membership=held,
            own_words=words_for(work, held.own_fingerprint),
        )


def _put_away(line: OutboxLine) -> bool:
    return line.state is LineState.TAKEN_BACK or line.erased_on is not None


def _needy(line: OutboxLine) -> tuple[int, float]:
    return ORDER[line.state], -line.frozen_at.timestamp()


def _arrived(arrival: Arrival) -> datetime:
    return arrival.arrived_at


def words_for(work: Work, fingerprint: str) -> tuple[tuple[Language, tuple[str, str, str]], ...]:
    """A fingerprint's three words in each language; nothing for no fingerprint."""
    if not fingerprint:
        return ()
    return tuple(
        (language, fingerprint_words(fingerprint, work.tools.wordlists[language]))
        for language in Language
    )


def _line(work: Work, line: OutboxLine) -> LineView:
    return LineView(
        line=line,
        title=_title(line),
        to=Say.of("send.to", addressee=line.addressee),
        words=words_for(work, line.fingerprint),
        pill=Say.of(f"send.state.{line.state.value}"),
        sentence=_erased(line) or _sentence(line),
        steps=steps(line, work.today),
        may_take_back=line.state is LineState.FROZEN,
    )


def _day(at: datetime) -> date:
    """The civil day in Wales."""
    return day_in_wales(at)


def _title(line: OutboxLine) -> Say:
    if line.erased_on is not None:
        return Say.of("send.title.erased")
    return Say.of(f"send.title.{line.kind.value}", name=line.learner_name, version=line.version)


def _erased(line: OutboxLine) -> Say | None:
    return Say.of("send.why.erased", on=line.erased_on) if line.erased_on else None


def _sentence(line: OutboxLine) -> Say:
    if line.state is LineState.RETURNED:
        return Say.many("send.why.returned", len(line.reasons))
    if line.state is LineState.REFUSED and line.problem:
        return Say.of(line.problem)
    if line.state in (LineState.FROZEN, LineState.OFFERING) and line.problem:
        return Say.of("send.why.waiting")
    if line.state is LineState.DELIVERED and line.delivered_at is not None:
        return Say.of("send.why.delivered", at=line.delivered_at, on=_day(line.delivered_at))
    if line.state is LineState.ACCEPTED and line.answered_at is not None:
        return Say.of("send.why.accepted", on=_day(line.answered_at))
    return Say.of(f"send.why.{line.state.value}")


def steps(line: OutboxLine, today: date) -> tuple[Step, ...]:
    """Sealed, offered, received, answered; ``today`` in Wales."""
    delivered = line.delivered_at is not None
    answered = line.state in (LineState.ACCEPTED, LineState.RETURNED)
    sealed = Step(Say.of("send.step.sealed"), StepState.DONE, line.frozen_at)
    if delivered:
        offered_at = line.offered_at or line.delivered_at
        offered = Step(Say.of("send.step.offered"), StepState.DONE, offered_at)
        received = Step(Say.of("send.step.received"), StepState.DONE, line.delivered_at)
    else:
        note = Say.of("send.step.no_network") if line.problem else NOTHING
        offered = Step(Say.of("send.step.offering"), StepState.IN_HAND, None, note)
        received = Step(Say.of("send.step.received"), StepState.TO_COME)
    if line.state is LineState.RETURNED:
        last = Step(Say.of("send.step.returned"), StepState.BACK, line.answered_at)
    elif answered:
        last = Step(Say.of("send.step.accepted"), StepState.DONE, line.answered_at)
    elif delivered:
        note = Say.of("send.step.not_opened")
        last = Step(Say.of("send.step.with_desk"), StepState.IN_HAND, None, note)
    else:
        last = Step(Say.of("send.step.accepted"), StepState.TO_COME)
    return _dated((sealed, offered, received, last), today)


def _dated(track: tuple[Step, ...], today: date) -> tuple[Step, ...]:
    """Say each day once: the steps after it on that day say the time alone."""
    shown: date | None = None
    dated = []
    for step in track:
        told = step
        if step.at is not None and not step.note.key:
            day = _day(step.at)
            told = replace(step, note=_when(step.at, same=day == shown, today=day == today))
            shown = day
        dated.append(told)
    return tuple(dated)


def _when(at: datetime, *, same: bool, today: bool) -> Say:
    if same:
        return Say.of("send.step.time", at=at)
    return Say.of("send.step.today" if today else "send.step.day", at=at)


@dataclass(frozen=True, slots=True)
class DeskView:
    """The authority's desk: what waits to be opened, what is open, what is done."""

    waiting: tuple[Arrival, ...]
    opened: tuple[Arrival, ...]
    done: tuple[Arrival, ...]
    summary: Say


@dataclass(frozen=True, slots=True)
class Desk(Query[DeskView]):
    """What has come to the authority."""

    def run(self, work: Work) -> DeskView:
        """Read the arrivals."""
        every = sorted(work.unit.arrivals.all(), key=_arrived)
        waiting = [a for a in every if a.state is ArrivalState.ARRIVED]
        done = [a for a in every if a.state in (ArrivalState.ACCEPTED, ArrivalState.RETURNED)]
        opened = [a for a in every if a not in waiting and a not in done]
        return DeskView(
            waiting=tuple(waiting),
            opened=tuple(opened),
            done=tuple(reversed(done)),
            summary=Say.many("desk.waiting", len(waiting)),
        )
