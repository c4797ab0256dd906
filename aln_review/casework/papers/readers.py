"""For whom a paper can be made, and a last look at it before it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Final

from aln_review.casework.core import Work
from aln_review.casework.papers.minutes import minutes_paper
from aln_review.casework.papers.plan import plan_paper
from aln_review.casework.say import Say
from aln_review.domain.audience import (
    AUTHORITY,
    LEARNER,
    MEETING,
    SETTING,
    Audience,
    Reader,
    family,
)
from aln_review.domain.bilingual import Text
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.plan import Plan
from aln_review.domain.review import PersonCentredReview
from aln_review.language.names_in import NamesIn

FEWEST_SIGNS: Final = 6
"""A contact shorter than this is too little to be known again in a text."""


@dataclass(frozen=True, slots=True)
class ForWhom:
    """One reader a paper can be made for. ``value`` names it to the paper's page."""

    value: str
    audience: Audience
    label: Say


def readers(
    work: Work, learner: Learner, review: PersonCentredReview | None = None
) -> tuple[ForWhom, ...]:
    """Everybody a paper can be made for, the one it is made for unless asked otherwise first.

    Minutes are for the people of the meeting, everything else for the setting: neither holds an
    address or a telephone number. Each family member is a reader by name.
    """
    asked = review.participants if review is not None else ()
    first = MEETING if review is not None else SETTING
    rest = (SETTING, AUTHORITY) if review is not None else (AUTHORITY,)
    people = [
        one
        for one in work.unit.people.where(learner_id=learner.id)
        if one.perspective is Perspective.FAMILY
    ]
    every = (first, LEARNER, *(family(one, asked) for one in people), *rest)
    return tuple(_choice(one, learner) for one in every)


def _choice(audience: Audience, learner: Learner) -> ForWhom:
    value = audience.reader.value
    if audience.reader is Reader.FAMILY:
        value = f"{value}:{audience.person_id}"
    name = learner.shown if audience.reader is Reader.LEARNER else audience.name
    return ForWhom(value, audience, Say.of(f"paper.whom.{audience.reader.value}", name=name))


def chosen(offered: tuple[ForWhom, ...], value: str) -> ForWhom:
    """The reader of that value, or the first: whoever has gone is never made a paper for."""
    return next((one for one in offered if one.value == value), offered[0])


@dataclass(frozen=True, slots=True)
class LastLook:
    """What somebody should look at before a paper leaves."""

    others: tuple[str, ...] = ()
    """Names of other learners of this vault that stand in it."""
    contacts: tuple[str, ...] = ()
    """Addresses and numbers in it that its reader is not to have, as they stand on the record."""

    @property
    def clear(self) -> bool:
        """Nothing to stop for."""
        return not self.others and not self.contacts


CLEAR: Final = LastLook()


def last_look(
    work: Work,
    learner: Learner,
    audience: Audience,
    paper: object,
    review: PersonCentredReview | None = None,
) -> LastLook:
    """Look through everything a paper says, in both languages, for what should not be in it."""
    text = "\n".join(texts_of(paper))
    return LastLook(
        others=_others(work, learner, text, review),
        contacts=tuple(_contacts(work, learner, audience, text)),
    )


def package_look(work: Work, plan: Plan) -> LastLook:
    """The same look at everything a package for the authority would say."""
    learner = work.unit.learners.get(plan.learner_id)
    review = work.unit.reviews.find(plan.review_id) if plan.review_id else None
    papers: list[object] = [plan_paper(work, plan, AUTHORITY)]
    if review is not None:
        papers.append(minutes_paper(work, review, AUTHORITY))
    return last_look(work, learner, AUTHORITY, papers, review)


def _others(
    work: Work, learner: Learner, text: str, review: PersonCentredReview | None
) -> tuple[str, ...]:
    people = work.unit.people.where(learner_id=learner.id)
    known = [learner.name, learner.shown, learner.called, work.setting.person]
    known += [name for one in people for name in (one.name, one.called)]
    if review is not None:
        known += [name for one in review.participants for name in (one.name, one.called)]
    names = {one.id: one for one in work.unit.learners.all() if one.id != learner.id}
    looking = NamesIn(
        ((one.id, one.name, f"{one.called} {one.surname}") for one in names.values()), known
    )
    found = looking.find(text)
    return tuple(dict.fromkeys(names[one.id].name for one in found))


def _contacts(work: Work, learner: Learner, audience: Audience, text: str) -> Iterator[str]:
    people = work.unit.people.where(learner_id=learner.id)
    held = _signs(text)
    kept_back: list[str] = []
    if not audience.may_have_address(learner, people):
        kept_back.append(learner.address)
    for person in people:
        # Staff and therapists are reached at work: their numbers are for anybody to have.
        home = person.perspective is Perspective.FAMILY
        if home and not audience.may_have_contact(person):
            kept_back += [person.address, person.telephone, person.email]
    allowed = {
        _signs(each)
        for person in people
        if audience.may_have_contact(person)
        for each in (person.address, person.telephone, person.email)
    }
    if audience.may_have_address(learner, people):
        allowed.add(_signs(learner.address))
    for each in dict.fromkeys(kept_back):
        signs = _signs(each)
        if len(signs) >= FEWEST_SIGNS and signs not in allowed and signs in held:
            yield each


def _signs(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def texts_of(value: object) -> Iterator[str]:
    """Every text within a paper's values, each language by itself."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Text):
        yield from (value.cy, value.en)
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))
    elif isinstance(value, Iterable) and not isinstance(value, bytes):
        for each in value:
            yield from texts_of(each)
