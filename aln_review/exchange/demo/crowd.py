"""The rest of a caseload: learners put together from lists, always the same ones."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from aln_review.domain.bilingual import Language
from aln_review.domain.people import MayBeTold
from aln_review.domain.plan import PlanState
from aln_review.domain.profile import Audience, Heading, ShareState
from aln_review.domain.review import Attending, ReviewKind, ReviewStage
from aln_review.domain.words import Sheet
from aln_review.exchange.demo.crowd_rows import CrowdRow, GroupRow, StoryRow
from aln_review.exchange.demo.rows import (
    ActionRow,
    DocumentRow,
    GuestRow,
    LearnerRow,
    Pair,
    PersonRow,
    PlanRow,
    ProfileRow,
    ProvisionRow,
    ReviewRow,
    ShareRow,
    WordRow,
)
from aln_review.exchange.demo.source import NamesFile

T = TypeVar("T")

_REVIEW = "before"
_NEXT = "next"


def pick(items: tuple[T, ...], start: int, count: int) -> tuple[T, ...]:
    """``count`` items from ``start`` on, round and round, none twice while there are enough."""
    return tuple(items[(start + step) % len(items)] for step in range(min(count, len(items))))


_COUNTED = re.compile(r"([+-]\d+)([ws])")


def stagger(spec: str, place: int) -> str:
    """A count of weeks or school days, a few days later, so that a crowd has days of its own.

    One learner's counts all move alike, and so keep their order.
    """
    match = _COUNTED.fullmatch(spec)
    if match is None:
        return spec
    if match[2] == "w":
        return f"{int(match[1]) * 7 + place * 5 % 17:+}d"
    return f"{int(match[1]) + place * 3 % 5:+}s"


def _staggered(story: StoryRow, place: int) -> StoryRow:
    events = tuple(
        msgspec.structs.replace(event, on=stagger(event.on, place)) for event in story.case
    )
    return msgspec.structs.replace(
        story,
        case=events,
        given=stagger(story.given, place),
        review_by=stagger(story.review_by, place),
        reviewed=stagger(story.reviewed, place),
        next_review=stagger(story.next_review, place),
    )


def make_crowd(crowd: CrowdRow, names: NamesFile, coordinator: str) -> tuple[LearnerRow, ...]:
    """All rows of the crowd; ``coordinator`` is the staff key of the vault's owner."""
    return tuple(_one(crowd, names, coordinator, place) for place in range(crowd.count))


def _one(crowd: CrowdRow, names: NamesFile, coordinator: str, place: int) -> LearnerRow:
    story = _staggered(crowd.stories[crowd.stages[place % len(crowd.stages)]], place)
    group = crowd.groups[place % len(crowd.groups)]
    needs = crowd.needs[place % len(crowd.needs)]
    forenames = names.girls if place % 2 == 0 else names.boys
    forename = forenames[place // 2 % len(forenames)]
    surname = names.surnames[place * 7 % len(names.surnames)]
    language = Language.EN if place % 5 == 3 else Language.CY
    people = _family(crowd, names, place, surname)
    has_plan = story.plan is not None
    provision = _named(crowd.bank[needs[0]].provision, forename) if has_plan else None
    if provision and story.given:
        provision = msgspec.structs.replace(provision, start=story.given)
    return LearnerRow(
        key=f"crowd-{place}",
        forename=forename,
        surname=surname,
        year=group.year,
        birthday=f"{place * 5 % 12 + 1:02}-{place * 11 % 28 + 1:02}",
        class_=group.name,
        language=language,
        languages=crowd.languages[language],
        address=people[0].address,
        needs=needs,
        addressed_as=crowd.addressed_as,
        photo="photo" if place % 5 == 0 else "",
        photo_agreed=place % 5 == 0,
        documents=_photo(forename, place) if place % 5 == 0 else (),
        consent=story.consent,
        left=story.left,
        people=people,
        team=tuple(dict.fromkeys((coordinator, group.teacher))),
        profiles=(_profile(crowd, story, group, place),) if story.profile else (),
        reviews=_reviews(crowd, story, group, coordinator, place),
        provisions={"only": provision} if provision else {},
        plans=(_plan(crowd, story, story.plan, needs[0], forename),) if story.plan else (),
        case=story.case,
    )


def _photo(forename: str, place: int) -> tuple[DocumentRow]:
    """A painted face, one of few, so that making a caseload stays quick."""
    face = "girl" if place % 2 == 0 else "boy"
    title = Pair(cy=forename, en=forename)
    return (DocumentRow(key="photo", title=title, picture=f"{face}:{place // 5 % 10}"),)


def _family(
    crowd: CrowdRow, names: NamesFile, place: int, surname: str
) -> tuple[PersonRow, PersonRow]:
    """Two parents; every fourth pair lives apart, and then each has a household of their own."""
    apart = place % 4 == 1
    mother = names.mothers[place * 3 % len(names.mothers)]
    father = names.fathers[place * 5 % len(names.fathers)]
    own = names.surnames[(place * 7 + 13) % len(names.surnames)]
    homes = [
        f"{step * 9 % 47 + 1} {names.streets[step % len(names.streets)]}, "
        f"{names.places[step % len(names.places)]}"
        for step in (place, place + 5)
    ]
    return (
        PersonRow(
            key="mother",
            name=f"{mother} {own if apart else surname}",
            relation=crowd.mother,
            language=Language.EN if place % 3 == 2 else Language.CY,
            called="Mam" if place % 3 != 2 else "Mum",
            household="one",
            address=homes[0],
            tel=f"07700 900{(place * 2) % 700 + 300}",
            told=crowd.family_told,
            responsible=crowd.family_comes,
        ),
        PersonRow(
            key="father",
            name=f"{father} {surname}",
            relation=crowd.father,
            language=Language.EN if place % 2 == 1 else Language.CY,
            called="Dad",
            household="two" if apart else "one",
            address=homes[1] if apart else homes[0],
            tel=f"07700 900{(place * 2 + 1) % 700 + 300}",
            told=MayBeTold.NOT_THE_ADDRESS if place % 12 == 1 else crowd.family_told,
            responsible=crowd.family_comes,
        ),
    )


def _profile(crowd: CrowdRow, story: StoryRow, group: GroupRow, place: int) -> ProfileRow:
    """A profile made in the week before the plan, or some time this year."""
    boxes = {
        heading: tuple(
            _spoken(word, group, f"{heading.value}-{step}")
            for step, word in enumerate(pick(crowd.boxes[heading], place * 3, 4))
        )
        for heading in Heading
    }
    sharing = {
        Audience.CLASS_STAFF: ShareRow(state=ShareState.AGREED, until="+9m"),
        Audience.WHOLE_SETTING: ShareRow(state=ShareState.NOT_YET),
    }
    changed = f"{int(story.given[:-1]) - 7}d" if story.given else f"-{20 + place * 17 % 300}d"
    return ProfileRow(version=1, changed=changed, boxes=boxes, sharing=sharing, seen=changed)


def _spoken(word: WordRow, group: GroupRow, key: str) -> WordRow:
    by = group.teacher if word.by == "teacher" else word.by
    return msgspec.structs.replace(word, by=by, key=key)


def _reviews(
    crowd: CrowdRow, story: StoryRow, group: GroupRow, coordinator: str, place: int
) -> tuple[ReviewRow, ...]:
    staff = dict.fromkeys((group.teacher, coordinator))
    guests = tuple(
        GuestRow(who=who, is_=Attending.THERE)
        for who in ("learner", *(("mother",) if crowd.family_comes else ()), *staff)
    )
    made = []
    if story.reviewed:
        working = pick(crowd.working, place * 3, 5)
        said = tuple(_spoken(word, group, f"said-{step}") for step, word in enumerate(working))
        known = next((word.key for word in said if word.by == "learner"), said[0].key)
        actions = tuple(
            _for_guest(action, group, coordinator) for action in pick(crowd.actions, place, 2)
        )
        made.append(
            ReviewRow(
                key=_REVIEW,
                kind=ReviewKind.ANNUAL,
                on=story.reviewed,
                at="14:00" if place % 2 else "09:30",
                place=crowd.place,
                guests=guests,
                sheet=Sheet.ACTIONS,
                minutes=45,
                words={Sheet.WORKING: said},
                chosen=known,
                forward=(known,),
                actions=actions,
            )
        )
    if story.next_review:
        made.append(
            ReviewRow(
                key=_NEXT,
                kind=ReviewKind.ANNUAL if story.reviewed else ReviewKind.FIRST,
                on=story.next_review,
                at=f"{9 + place % 6:02}:30",
                place=crowd.place,
                guests=tuple(_invited(guest, place) for guest in guests),
                stage=ReviewStage.PLANNED,
                minutes=45,
            )
        )
    return tuple(made)


def _invited(guest: GuestRow, place: int) -> GuestRow:
    """Staff are coming; one mother in two has not answered yet."""
    waits = guest.who == "mother" and place % 2 == 0
    return msgspec.structs.replace(guest, is_=Attending.ASKED if waits else Attending.COMING)


def _for_guest(action: ActionRow, group: GroupRow, coordinator: str) -> ActionRow:
    who = {"teacher": group.teacher, "coordinator": coordinator}.get(action.who, action.who)
    return msgspec.structs.replace(action, who=who)


def _plan(crowd: CrowdRow, story: StoryRow, state: PlanState, need: str, forename: str) -> PlanRow:
    locked = state in (PlanState.LOCKED, PlanState.SUPERSEDED)
    return PlanRow(
        version=1,
        state=state,
        changed=story.given or "-4d",
        given=story.given if locked else "",
        review_by=story.review_by if locked else "",
        review=_REVIEW if story.reviewed else "",
        profile=1 if story.profile else 0,
        needs=_pair(crowd.bank[need].needs, forename),
        provisions=("only",),
    )


def _pair(pair: Pair, name: str) -> Pair:
    return msgspec.structs.replace(
        pair, cy=pair.cy.replace("{name}", name), en=pair.en.replace("{name}", name)
    )


def _named(row: ProvisionRow, name: str) -> ProvisionRow:
    return msgspec.structs.replace(
        row, outcome=_pair(row.outcome, name), what=_pair(row.what, name), why=_pair(row.why, name)
    )
