"""A profile's order, its versions and who may have it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aln_review.casework.commands.profiles import (
    AddToProfile,
    LockProfile,
    MoveInProfile,
    ProfileSeen,
    RemoveFromProfile,
    ShareProfile,
    UseInProfile,
)
from aln_review.casework.core import Casework
from aln_review.casework.queries.profiles import ProfilePage
from aln_review.domain.bilingual import Language
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Audience, Heading, OnePageProfile, ShareState, Sharing
from aln_review.domain.words import MaySee, Words
from tests.casework.plans import refusal
from tests.casework.vaults import TODAY, Made, add_learner, make

HEADINGS = list(Heading)


def add(vault: Casework, learner: Learner, heading: Heading, text: str) -> Words:
    said = AddToProfile(learner.id, heading, text, Language.CY, "Elin", Perspective.LEARNER)
    return vault.do(said).value


def versions(vault: Casework, learner: Learner) -> dict[int, OnePageProfile]:
    with vault.store.view() as unit:
        return {one.version: one for one in unit.profiles.where(learner_id=learner.id)}


def as_bytes(profile: OnePageProfile) -> bytes:
    return msgspec.json.encode(profile, order="deterministic")


def test_the_first_change_after_keeping_begins_a_new_version(made: Made) -> None:
    learner = add_learner(made.vault)
    words = add(made.vault, learner, Heading.IMPORTANT, "Fy nghi.")
    made.vault.do(ProfileSeen(learner.id))
    kept = made.vault.do(LockProfile(learner.id)).value
    assert (kept.version, kept.locked, kept.seen_first_on) == (1, True, TODAY)
    made.clock.forward(days=1)
    second = add(made.vault, learner, Heading.IMPORTANT, "Fy nghath.")
    found = versions(made.vault, learner)
    assert as_bytes(found[1]) == as_bytes(kept)
    assert found[2].under(Heading.IMPORTANT) == (words.id, second.id)
    assert (found[2].locked, found[2].seen_first_on) == (False, None)
    assert found[2].sharing == kept.sharing
    assert made.vault.ask(ProfilePage(learner.id)).profile.version == 2
    assert made.vault.ask(ProfilePage(learner.id, kept.id)).profile == kept


def test_keeping_twice_keeps_one_version(made: Made) -> None:
    learner = add_learner(made.vault)
    assert refusal(made.vault, LockProfile(learner.id)) == "error.profile.empty"
    add(made.vault, learner, Heading.ADMIRE, "Mae hi’n garedig.")
    once, twice = (made.vault.do(LockProfile(learner.id)).value for _ in range(2))
    assert as_bytes(once) == as_bytes(twice)
    assert list(versions(made.vault, learner)) == [1]


@dataclass
class Oracle:
    """What a profile should hold, as lists, and every version as it was when it was kept."""

    boxes: dict[Heading, list[str]] = field(default_factory=lambda: {h: [] for h in Heading})
    kept: dict[int, bytes] = field(default_factory=dict)
    version: int = 1
    closed: bool = False

    def change(self) -> None:
        if self.closed:
            self.version, self.closed = self.version + 1, False

    def take(self, words: str) -> None:
        for box in self.boxes.values():
            if words in box:
                box.remove(words)

    @property
    def everything(self) -> list[str]:
        return [words for heading in Heading for words in self.boxes[heading]]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "move", "remove", "keep"]),
        st.sampled_from(HEADINGS),
        st.integers(0, 20),
        st.integers(-2, 6),
    ),
    max_size=14,
)


@settings(max_examples=30, deadline=None)
@given(steps=STEPS)
def test_any_order_of_changes_matches_lists_and_kept_versions_stay(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, Heading, int, int]]
) -> None:
    made = make(tmp_path_factory.mktemp("profile"))
    try:
        learner, oracle = add_learner(made.vault), Oracle()
        for number, step in enumerate(steps):
            act(made.vault, learner, oracle, step, number)
        found = versions(made.vault, learner)
        if oracle.everything or oracle.kept:
            newest = found[oracle.version]
            assert {h: list(newest.under(h)) for h in Heading} == oracle.boxes
        assert {number: as_bytes(one) for number, one in found.items() if one.locked} == oracle.kept
    finally:
        made.shut()


def act(
    vault: Casework,
    learner: Learner,
    oracle: Oracle,
    step: tuple[str, Heading, int, int],
    number: int,
) -> None:
    what, heading, which, index = step
    there = oracle.everything
    if what == "keep":
        if there:
            profile = vault.do(LockProfile(learner.id)).value
            oracle.kept[profile.version], oracle.closed = as_bytes(profile), True
        else:
            assert refusal(vault, LockProfile(learner.id)) == "error.profile.empty"
        return
    if what == "add":
        oracle.change()
        oracle.boxes[heading].append(add(vault, learner, heading, f"gair {number}").id)
    elif there:
        oracle.change()
        words = there[which % len(there)]
        oracle.take(words)
        if what == "move":
            vault.do(MoveInProfile(learner.id, words, heading, index))
            box = oracle.boxes[heading]
            box.insert(max(0, min(index, len(box))), words)
        else:
            vault.do(RemoveFromProfile(learner.id, words))


def test_words_used_twice_stand_once_and_nobody_more_may_see_them(made: Made) -> None:
    learner = add_learner(made.vault)
    words = add(made.vault, learner, Heading.SUPPORT, "Dangoswch i mi.")
    with made.vault.store.unit() as unit:
        unit.words.put(replace(words, may_see=MaySee.MEETING))
    made.vault.do(RemoveFromProfile(learner.id, words.id))
    for heading in (Heading.SUPPORT, Heading.IMPORTANT):
        made.vault.do(UseInProfile(words.id, heading))
    profile = versions(made.vault, learner)[1]
    assert [item.words_id for item in profile.items] == [words.id]
    with made.vault.store.view() as unit:
        assert unit.words.get(words.id).may_see is MaySee.MEETING


def test_what_is_not_there_is_not_moved(made: Made) -> None:
    learner = add_learner(made.vault)
    add(made.vault, learner, Heading.SUPPORT, "Dangoswch i mi.")
    kept = made.vault.do(LockProfile(learner.id)).value
    move = MoveInProfile(learner.id, "elsewhere", Heading.SUPPORT, 0)
    assert refusal(made.vault, move) == "error.profile.not_there"
    assert list(versions(made.vault, learner)) == [kept.version]


# who may have it


def test_leave_to_share_has_an_end_that_is_not_past(made: Made) -> None:
    learner = add_learner(made.vault)
    add(made.vault, learner, Heading.SUPPORT, "Dangoswch i mi.")

    def share(state: ShareState, until: date | None = None) -> ShareProfile:
        return ShareProfile(learner.id, Audience.LUNCH_STAFF, state, until)

    yesterday = TODAY - timedelta(days=1)
    assert refusal(made.vault, share(ShareState.AGREED)) == "error.profile.until_when"
    assert refusal(made.vault, share(ShareState.AGREED, yesterday)) == "error.profile.until_past"
    assert all(s.state is ShareState.NOT_ASKED for s in versions(made.vault, learner)[1].sharing)
    made.vault.do(share(ShareState.AGREED, TODAY))
    found = {s.audience: s for s in versions(made.vault, learner)[1].sharing}
    assert found[Audience.LUNCH_STAFF] == Sharing(Audience.LUNCH_STAFF, ShareState.AGREED, TODAY)
    made.vault.do(share(ShareState.NOT_YET))
    found = {s.audience: s for s in versions(made.vault, learner)[1].sharing}
    assert found[Audience.LUNCH_STAFF].state is ShareState.NOT_YET


@settings(max_examples=20, deadline=None)
@given(
    answers=st.lists(
        st.tuples(st.sampled_from(list(Audience)), st.sampled_from(list(ShareState))), max_size=8
    )
)
def test_each_audience_has_its_own_last_answer(
    tmp_path_factory: pytest.TempPathFactory, answers: list[tuple[Audience, ShareState]]
) -> None:
    made = make(tmp_path_factory.mktemp("sharing"))
    try:
        learner = add_learner(made.vault)
        add(made.vault, learner, Heading.SUPPORT, "Dangoswch i mi.")
        expected = dict.fromkeys(Audience, ShareState.NOT_ASKED)
        for audience, state in answers:
            until = TODAY if state is ShareState.AGREED else None
            made.vault.do(ShareProfile(learner.id, audience, state, until))
            expected[audience] = state
        found = versions(made.vault, learner)[1].sharing
        assert {one.audience: one.state for one in found} == expected
        assert len(found) == len(Audience)
    finally:
        made.shut()


def test_keeping_and_sharing_are_in_the_log(made: Made) -> None:
    learner = add_learner(made.vault)
    add(made.vault, learner, Heading.SUPPORT, "Dangoswch i mi.")
    made.vault.do(ShareProfile(learner.id, Audience.CLASS_STAFF, ShareState.AGREED, TODAY))
    made.vault.do(LockProfile(learner.id))
    with made.vault.store.view() as unit:
        lines = [(one.action, one.detail) for one in unit.access_log(learner.id)]
        assert unit.chain().whole
    assert lines[-2:] == [("profile.sharing", "class-staff"), ("profile.locked", "1")]


def test_two_learners_profiles_never_meet(made: Made) -> None:
    elin, wyn = add_learner(made.vault, "Elin"), add_learner(made.vault, "Wyn")
    hers = add(made.vault, elin, Heading.SUPPORT, "Dangoswch i mi.")
    add(made.vault, wyn, Heading.SUPPORT, "Rhowch amser i mi.")
    move = MoveInProfile(wyn.id, hers.id, Heading.SUPPORT, 0)
    assert refusal(made.vault, move) == "error.profile.not_there"
    assert versions(made.vault, elin)[1].under(Heading.SUPPORT) == (hers.id,)
