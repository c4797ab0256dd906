from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.errors import Refusal
from aln_review.domain.review import Vote
from aln_review.domain.words import Sheet
from aln_review.meeting.priorities import (
    DOTS,
    FORWARD,
    choose,
    dots_left,
    going_forward,
    put_dot,
    ranked,
    settle,
    take_dot,
)
from tests.meeting.makers import review, said

CARDS = [said(f"w{n}", position=n) for n in range(8)]
VOTES = st.lists(
    st.tuples(st.sampled_from([c.id for c in CARDS]), st.sampled_from(["Mam", "Ms Parry"])),
    max_size=12,
)


def test_each_participant_has_three_dots() -> None:
    meeting = review()
    for _ in range(DOTS):
        meeting = put_dot(meeting, "w1", "Mam")
    assert dots_left(meeting, "Mam") == 0
    assert dots_left(meeting, "Ms Parry") == DOTS
    with pytest.raises(Refusal, match="no_dots_left"):
        put_dot(meeting, "w2", "Mam")


def test_the_learner_chooses_and_has_no_dots() -> None:
    assert dots_left(review(), "Elin") == 0
    with pytest.raises(Refusal, match="learner_chooses"):
        put_dot(review(), "w1", "Elin")


def test_a_stranger_has_no_dots() -> None:
    assert dots_left(review(), "nobody") == 0
    with pytest.raises(Refusal, match="not_at_the_review"):
        put_dot(review(), "w1", "nobody")


def test_only_ones_own_dot_is_taken_back() -> None:
    meeting = put_dot(put_dot(review(), "w1", "Mam"), "w1", "Ms Parry")
    assert take_dot(meeting, "w1", "Mam").votes == (Vote("w1", "Ms Parry"),)
    assert take_dot(meeting, "w2", "Mam") == meeting


def test_the_learners_choice_is_first_whatever_the_dots_say() -> None:
    meeting = choose(review(), "w7")
    for _ in range(3):
        meeting = put_dot(meeting, "w1", "Mam")
    assert [card.id for card in ranked(meeting, CARDS)][:2] == ["w7", "w1"]
    assert choose(meeting, "w7").chosen == ""


def test_praise_and_removed_cards_are_not_voted_on() -> None:
    cards = [
        said("a", sheet=Sheet.ADMIRE),
        said("b", sheet=Sheet.WHO),
        replace(CARDS[0], removed=True),
    ]
    assert ranked(review(), cards) == ()


@given(VOTES, st.sampled_from(["", *(c.id for c in CARDS)]))
def test_going_forward_is_capped_ordered_and_earned(
    votes: list[tuple[str, str]], chosen: str
) -> None:
    meeting = replace(review(), votes=tuple(Vote(*vote) for vote in votes), chosen=chosen)
    forward = going_forward(meeting, CARDS)
    assert len(forward) <= FORWARD
    assert len(set(forward)) == len(forward)
    assert all(meeting.dots(one) or one == chosen for one in forward)
    if chosen:
        assert forward[0] == chosen
    dots = [meeting.dots(one) for one in forward if one != chosen]
    assert dots == sorted(dots, reverse=True)
    assert settle(meeting, CARDS).forward == forward


@given(VOTES)
def test_dots_never_go_below_none_and_come_back_when_taken(votes: list[tuple[str, str]]) -> None:
    meeting = review()
    for words_id, name in votes:
        if dots_left(meeting, name):
            before = dots_left(meeting, name)
            put = put_dot(meeting, words_id, name)
            assert dots_left(put, name) == before - 1
            assert dots_left(take_dot(put, words_id, name), name) == before
            meeting = put
