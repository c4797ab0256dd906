"""Who may see what: the order of the levels, and what each reader is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.audience import (
    AUTHORITY,
    FOUND_BY_SEARCH,
    LEARNER,
    MEETING,
    RECORDER,
    SAFEGUARDING,
    SAID_ALOUD,
    SEES,
    SETTING,
    Audience,
    Reader,
    family,
    width,
)
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.document import Document
from aln_review.domain.learner import Learner
from aln_review.domain.people import MayBeTold, Person, Perspective
from aln_review.domain.review import Attending, Participant
from aln_review.domain.words import MaySee, Words

ELIN = Learner("l", "Elin", "Morgan", date(2016, 5, 1), address="1 Stryd Fawr, Bangor")
NARROW = (MaySee.LEARNER_AND_RECORDER, MaySee.SAFEGUARDING, MaySee.SETTING)
levels, perspectives = st.sampled_from(MaySee), st.sampled_from(Perspective)


def said(
    level: MaySee, perspective: Perspective = Perspective.SETTING, *, removed: bool = False
) -> Words:
    """One statement."""
    return Words(
        "w", "l", Text.of("Geiriau", Language.CY), "Miss Evans", perspective, "Siân",
        datetime(2026, 10, 8, tzinfo=UTC), may_see=level, removed=removed,
    )  # fmt: skip


def person(
    person_id: str,
    household: str = "",
    told: MayBeTold = MayBeTold.ONLY_WHAT_IS_AGREED,
    address: str = "",
) -> Person:
    """One of the family."""
    relation = Text.both("rhiant", "parent")
    return Person(
        person_id, "l", person_id.title(), relation, Perspective.FAMILY, household=household,
        may_be_told=told, address=address,
    )  # fmt: skip


def asked(who: Person, attending: Attending) -> Participant:
    """A person of the family at, or asked to, a review."""
    return Participant(
        f"p-{who.id}", who.name, who.relation, Perspective.FAMILY, person_id=who.id,
        attending=attending,
    )  # fmt: skip


def test_the_levels_stand_narrowest_first_and_nothing_new_is_wide() -> None:
    """Two people, two people, the setting, the meeting, everybody with the plan."""
    assert [level.value for level in MaySee] == [
        "private", "safeguarding", "setting", "meeting", "plan",
    ]  # fmt: skip
    assert [width(level) for level in MaySee] == [0, 1, 2, 3, 4]
    assert Words("w", "l", Text(), "", Perspective.LEARNER, "", datetime.now(UTC)).may_see is next(
        iter(MaySee)
    )
    assert Document("d", "l", "application/pdf", 1, "").may_see is MaySee.SETTING
    assert person("mam").may_be_told is MayBeTold.ONLY_WHAT_IS_AGREED
    assert not ELIN.photo_agreed


@pytest.mark.parametrize("stored", ["private", "setting", "meeting", "plan"])
def test_what_was_stored_before_still_opens(stored: str) -> None:
    """Every mark of an older vault means what it meant."""
    words = msgspec.json.encode(said(MaySee(stored)))
    assert msgspec.json.decode(words, type=Words).may_see.value == stored


@given(levels)
def test_the_wider_an_item_the_more_readers_have_it(level: MaySee) -> None:
    """Setting, meeting and plan are nested; what two people see is seen by them and no more."""
    readers = {reader for reader, sees in SEES.items() if level in sees}
    assert Reader.RECORDER in readers
    if level is MaySee.LEARNER_AND_RECORDER:
        assert readers == {Reader.RECORDER, Reader.LEARNER}
    elif level is MaySee.SAFEGUARDING:
        assert readers == {Reader.RECORDER, Reader.SAFEGUARDING}
    else:
        wider = [one for one in MaySee if width(one) > width(level)]
        assert all(readers <= {r for r, s in SEES.items() if one in s} for one in wider)


@given(levels, perspectives)
def test_a_safeguarding_note_is_nobody_else_s(level: MaySee, perspective: Perspective) -> None:
    """No audience of a paper has one, whoever said it."""
    words = said(level, perspective)
    for audience in (LEARNER, SETTING, MEETING, AUTHORITY, family(person("mam"))):
        if level is MaySee.SAFEGUARDING:
            assert not audience.may_read(words)
    assert SAFEGUARDING.may_read(words) is (level is not MaySee.LEARNER_AND_RECORDER)
    assert RECORDER.may_read(words)


@given(levels, perspectives)
def test_nobody_reads_what_was_taken_away(level: MaySee, perspective: Perspective) -> None:
    """Removed words stand on no paper."""
    words = said(level, perspective, removed=True)
    audiences = (RECORDER, SAFEGUARDING, LEARNER, SETTING, MEETING, AUTHORITY)
    assert not any(audience.may_read(words) for audience in audiences)


def test_a_learner_reads_their_own_words() -> None:
    """Also those that otherwise only staff have; never a note of concern."""
    assert LEARNER.may_read(said(MaySee.SETTING, Perspective.LEARNER))
    assert not LEARNER.may_read(said(MaySee.SETTING, Perspective.SETTING))
    assert not LEARNER.may_read(said(MaySee.SAFEGUARDING, Perspective.LEARNER))


def test_the_narrow_levels_are_on_no_wall_and_a_safeguarding_note_in_no_search() -> None:
    """What the room and the search box may bring up."""
    assert not SAID_ALOUD & set(NARROW)
    assert set(MaySee) - FOUND_BY_SEARCH == {MaySee.SAFEGUARDING}


@pytest.mark.parametrize(
    ("told", "attending", "hears"),
    [
        (MayBeTold.ONLY_WHAT_IS_AGREED, Attending.THERE, True),
        (MayBeTold.ONLY_WHAT_IS_AGREED, Attending.APOLOGIES, False),
        (MayBeTold.ONLY_WHAT_IS_AGREED, None, False),
        (MayBeTold.NOT_THE_ADDRESS, Attending.APOLOGIES, True),
        (MayBeTold.EVERYTHING, Attending.ASKED, True),
        (MayBeTold.EVERYTHING, None, False),
    ],
)
def test_who_heard_the_meeting(told: MayBeTold, attending: Attending | None, hears: bool) -> None:
    """In the room it was said in front of them; otherwise it depends on what they may be told."""
    dad = person("dad", told=told)
    there = [asked(dad, attending)] if attending else []
    other = asked(person("nain"), Attending.THERE)
    audience = family(dad, [*there, other])
    assert audience.may_read(said(MaySee.MEETING)) is hears
    assert audience.may_read(said(MaySee.PLAN))
    assert not any(audience.may_read(said(level)) for level in NARROW)


def test_contacts_are_those_of_the_reader_s_own_household() -> None:
    """Two people with no household noted are not one household."""
    mam, nain, dad, alone = (
        person("mam", "a"), person("nain", "a"), person("dad", "b"), person("ewythr"),
    )  # fmt: skip
    everybody = (mam, nain, dad, alone)
    seen = {
        who.id: {one.id for one in everybody if family(who).may_have_contact(one)}
        for who in everybody
    }
    assert seen == {
        "mam": {"mam", "nain"}, "nain": {"mam", "nain"}, "dad": {"dad"}, "ewythr": {"ewythr"},
    }  # fmt: skip
    for audience in (LEARNER, SETTING, MEETING, SAFEGUARDING):
        assert not any(audience.may_have_contact(one) for one in everybody)


def address(audience: Audience, *people: Person) -> bool:
    """Whether the learner's address may be put in."""
    return audience.may_have_address(ELIN, people)


def test_the_address_is_off_unless_somebody_said_otherwise() -> None:
    """Living there, or being told everything; the setting's and the meeting's papers need none."""
    home = person("mam", "a", address="1 stryd fawr Bangor")
    away = person("dad", "b", address="9 Heol y Bont")
    told = replace(away, may_be_told=MayBeTold.EVERYTHING)
    assert address(family(home), home, away)
    assert not address(family(away), home, away)
    assert address(family(told), home, told)
    assert not address(SETTING, home)
    assert not address(MEETING, home)
    assert address(AUTHORITY, home, away)
    assert address(LEARNER, home, away)


@given(st.sampled_from(MayBeTold), st.booleans())
def test_a_household_that_may_not_know_it_never_has_it(told: MayBeTold, lives_there: bool) -> None:
    """One person of it is enough, whatever the others may be told."""
    where = ELIN.address if lives_there else ""
    kept_from = person("dad", "b", MayBeTold.NOT_THE_ADDRESS, address=where)
    with_them = person("partner", "b", told, address=where)
    assert not address(family(with_them), kept_from, with_them)
    assert not address(family(kept_from), kept_from, with_them)
    assert not address(LEARNER, kept_from, with_them)
