"""Today for early years settings and colleges: the same record in their own words.

Early years: three steps that anybody can see, noticed, talked with the family, referred; nothing
goes further without the family's agreement. College: what works for each learner, in the learner's
own words, and only what that learner has agreed to share.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from aln_review.casework.core import Query, Work
from aln_review.casework.queries.learners import age_on
from aln_review.casework.queries.standing import Standing, standing
from aln_review.casework.say import NOTHING, Say
from aln_review.domain.audience import SETTING
from aln_review.domain.bilingual import Text
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Audience, OnePageProfile, ShareState
from aln_review.domain.review import PersonCentredReview, ReviewStage
from aln_review.domain.words import Channel, Side, Words

NOTICED = (Channel.OBSERVED, Channel.PHOTO)
GROUP = 6
"""Learners on a tutor's page at once: the ones whose next date comes first."""
LOOKED_AT = 60
"""How many learners are looked through to fill the page."""


class StepIs(StrEnum):
    """Where a step is."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class EarlyStep:
    """One of the three steps: where it is, one sentence, and what was written down."""

    key: str
    """``noticed``, ``talk`` or ``refer``."""
    state: StepIs
    says: Say
    note: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class EarlyChild:
    """One child somebody keeps an eye on."""

    learner_id: str
    name: str
    shown: str
    age: int
    group: str
    steps: tuple[EarlyStep, ...]


@dataclass(frozen=True, slots=True)
class EarlyView:
    """The children, the one whose next step comes first at the top."""

    summary: Say
    first: Say
    children: tuple[EarlyChild, ...]


WATCHED = {
    "concern": "noticed",
    "talking": "talk",
    "agreement_asked": "talk",
    "not_agreed": "talk",
    "agreed": "refer",
    "referred": "refer",
    "refer_now": "refer",
    "referred_to_la": "refer",
}
"""The step in hand in each state of an early years case that is still open."""
STEPS = ("noticed", "talk", "refer")


@dataclass(frozen=True, slots=True)
class EarlyHome(Query[EarlyView]):
    """The children being kept an eye on, and where each is among the three steps."""

    def run(self, work: Work) -> EarlyView:
        """Read every open case."""
        states = work.tools.law.states
        found = [
            (one, WATCHED[states.state_of(one.case)])
            for one in standing(work).values()
            if one.case is not None
            and one.learner.left_on is None
            and states.state_of(one.case) in WATCHED
        ]
        found.sort(key=_next_first)
        children = tuple(_child(work, one, step) for one, step in found)
        first = NOTHING
        if children:
            now = next((s.key for s in children[0].steps if s.state is StepIs.NOW), "noticed")
            first = Say.of(f"early.first.{now}", name=children[0].shown)
        return EarlyView(Say.many("early.watching", len(children)), first, children)


def _next_first(pair: tuple[Standing, str]) -> tuple[date, int, str]:
    one, step = pair
    return one.next_step.on or date.max, -STEPS.index(step), one.learner.name


def _child(work: Work, one: Standing, step: str) -> EarlyChild:
    learner = one.learner
    said = [w for w in work.unit.words.where(learner_id=learner.id) if SETTING.may_read(w)]
    talk = _talk(one, work.today)
    now = "talk" if step == "noticed" and talk.key == "early.talk_on" else step
    at = STEPS.index(now)
    says = {"noticed": _noticed(said), "talk": talk, "refer": _refer(one)}
    steps = tuple(
        EarlyStep(
            key,
            StepIs.DONE if place < at else StepIs.NOW if place == at else StepIs.LATER,
            says[key],
            _note(one, said, key),
        )
        for place, key in enumerate(STEPS)
    )
    age = age_on(learner.born, work.today)
    return EarlyChild(learner.id, learner.name, learner.shown, age, learner.class_name, steps)


def _noticed(said: list[Words]) -> Say:
    notes = sum(w.channel in NOTICED and w.perspective is not Perspective.FAMILY for w in said)
    return Say.many("early.notes", notes)


def _talk(one: Standing, today: date) -> Say:
    case = one.case
    refused = case.last("agreement_refused", "agreement_given") if case else None
    if refused is not None and refused.kind == "agreement_refused":
        return Say.of("early.not_agreed")
    talked = case.last("family_talked") if case else None
    if talked is not None:
        return Say.of("early.talked_on", on=talked.on)
    meeting = _next_review(one, today)
    if meeting is not None:
        return Say.of("early.talk_on", on=meeting.on, at=meeting.at)
    return Say.of("early.talk_later")


def _refer(one: Standing) -> Say:
    case = one.case
    sent = case.last("referred_to_la") if case else None
    if sent is not None:
        return Say.of("early.referred_on", on=sent.on)
    agreed = case.last("agreement_given", "best_interest_recorded") if case else None
    if agreed is not None:
        return Say.of("early.ready_to_refer")
    return Say.of("early.refer_later")


def _note(one: Standing, said: list[Words], step: str) -> Text:
    if step == "noticed":
        notes = [w for w in said if w.channel in NOTICED and not w.text.empty]
        return max(notes, key=_said_at).text if notes else Text()
    kinds = ("family_talked", "agreement_refused") if step == "talk" else ("referred_to_la",)
    event = one.case.last(*kinds) if one.case else None
    return event.note if event is not None else Text()


def _said_at(words: Words) -> tuple[str, str]:
    return words.said_at.isoformat(), words.id


def _next_review(one: Standing, today: date) -> PersonCentredReview | None:
    done = (ReviewStage.CLOSED, ReviewStage.CANCELLED)
    coming = [r for r in one.reviews if r.stage not in done and r.on >= today]
    return min(coming, key=_on, default=None)


def _on(review: PersonCentredReview) -> tuple[date, str]:
    return review.on, review.at


@dataclass(frozen=True, slots=True)
class CollegeCard:
    """One learner as a tutor may see them. ``state`` is worded and marked by its key."""

    learner_id: str
    name: str
    course: str
    languages: Text
    works: Words | None
    works_not: Words | None
    state: Say


@dataclass(frozen=True, slots=True)
class CollegeView:
    """The learners whose next date comes first, and how many there are in all."""

    summary: Say
    second: Say
    cards: tuple[CollegeCard, ...]
    learners: int


@dataclass(frozen=True, slots=True)
class CollegeHome(Query[CollegeView]):
    """What works for each learner, in their own words, as far as they agreed to share it."""

    def run(self, work: Work) -> CollegeView:
        """Read the learners whose next date comes first until the page is full."""
        here = [one for one in standing(work).values() if one.learner.left_on is None]
        here.sort(key=_soonest)
        cards: list[CollegeCard] = []
        for one in here[:LOOKED_AT]:
            card = _card(work, one)
            if card.works is not None and len(cards) < GROUP:
                cards.append(card)
        soon = sum(one.needs_you for one in here)
        return CollegeView(
            summary=Say.many("college.learners", len(here)),
            second=Say.many("college.need_you", soon),
            cards=tuple(cards),
            learners=len(here),
        )


def _soonest(one: Standing) -> tuple[date, str]:
    return one.next_step.on or date.max, one.learner.name


def _card(work: Work, one: Standing) -> CollegeCard:
    learner = one.learner
    profiles = work.unit.profiles.where(learner_id=learner.id)
    profile = max(profiles, key=_version, default=None)
    shared = _shared(profile)
    said = [w for w in work.unit.words.where(learner_id=learner.id) if _own(w)] if shared else []
    return CollegeCard(
        learner_id=learner.id,
        name=learner.name,
        course=learner.class_name,
        languages=learner.languages,
        works=max((w for w in said if w.side is Side.WORKING), key=_said_at, default=None),
        works_not=max((w for w in said if w.side is Side.NOT_WORKING), key=_said_at, default=None),
        state=_state(one, shared, work.today),
    )


def _version(profile: OnePageProfile) -> int:
    return profile.version


def _own(words: Words) -> bool:
    return words.perspective is Perspective.LEARNER and SETTING.may_read(words)


def _shared(profile: OnePageProfile | None) -> str:
    """Whom the learner agreed to share with: the widest audience, or nobody."""
    if profile is None:
        return ""
    agreed = {one.audience for one in profile.sharing if one.state is ShareState.AGREED}
    for audience in (Audience.WHOLE_SETTING, Audience.CLASS_STAFF):
        if audience in agreed:
            return audience.value
    return ""


def _state(one: Standing, shared: str, today: date) -> Say:
    review = _next_review(one, today)
    if review is not None and review.on <= today + timedelta(days=14):
        key = "college.state.review_at" if review.at else "college.state.review"
        return Say.of(key, on=review.on, at=review.at)
    refused = one.case.last("plan_consent_refused", "plan_consent_given") if one.case else None
    if refused is not None and refused.kind == "plan_consent_refused":
        return Say.of("college.state.no_plan")
    if shared:
        return Say.of(f"college.state.shared_{shared.replace('-', '_')}")
    return Say.of("college.state.not_shared")
