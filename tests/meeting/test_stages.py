from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import Refusal
from aln_review.domain.review import Attending, ReviewStage
from aln_review.language.catalogue import Catalogue
from aln_review.meeting import stages
from tests.meeting.makers import review, said

CATALOGUES = [Catalogue.load(language) for language in Language]
PAIRS = list(product(ReviewStage, ReviewStage))


@pytest.mark.parametrize(("here", "there"), PAIRS)
def test_every_pair_moves_or_is_refused_with_a_sentence(
    here: ReviewStage, there: ReviewStage
) -> None:
    allowed = any(move.to is there for move in stages.MOVES[here])
    if allowed:
        moved = stages.move(review(here), there, [said("w1")])
        assert moved == review(there)
        return
    with pytest.raises(Refusal) as refused:
        stages.move(review(here), there, [said("w1")])
    assert all(words.has(refused.value.key) for words in CATALOGUES)


def test_closing_is_reached_by_reading_back_alone() -> None:
    before = {
        here for here in ReviewStage for m in stages.MOVES[here] if m.to is ReviewStage.CLOSED
    }
    assert before == {ReviewStage.READ_BACK}
    assert stages.MOVES[ReviewStage.CLOSED] == ()


@pytest.mark.parametrize("to", [ReviewStage.READY, ReviewStage.MEETING])
def test_the_learner_takes_part_or_a_reason_is_recorded(to: ReviewStage) -> None:
    absent = review(learner=Attending.APOLOGIES)
    with pytest.raises(Refusal, match="learner_or_reason"):
        stages.move(absent, to, [])
    explained = replace(absent, learner_absent=Text.of("Yn yr ysbyty", Language.CY))
    assert stages.move(explained, to, []).stage is to


def test_nothing_is_read_back_before_something_is_said() -> None:
    meeting = review(ReviewStage.MEETING)
    removed = replace(said("w1"), removed=True)
    elsewhere = replace(said("w2"), review_id="another")
    with pytest.raises(Refusal, match="nothing_said"):
        stages.move(meeting, ReviewStage.READ_BACK, [removed, elsewhere])
    assert stages.move(meeting, ReviewStage.READ_BACK, [said("w3")]).stage is ReviewStage.READ_BACK


@given(st.sampled_from(ReviewStage), st.booleans())
def test_the_list_of_moves_agrees_with_moving(stage: ReviewStage, spoken: bool) -> None:
    words = [said("w1")] if spoken else []
    offered = stages.moves(review(stage), words)
    assert {to for to, _ in offered} == set(ReviewStage) - {stage}
    for to, why in offered:
        if why:
            with pytest.raises(Refusal, match=why):
                stages.move(review(stage), to, words)
        else:
            assert stages.move(review(stage), to, words).stage is to


@pytest.mark.parametrize(
    ("stage", "record", "change", "prepare"),
    [
        (ReviewStage.PLANNED, False, True, True),
        (ReviewStage.READY, True, True, True),
        (ReviewStage.MEETING, True, True, False),
        (ReviewStage.READ_BACK, True, True, False),
        (ReviewStage.CLOSED, False, False, False),
        (ReviewStage.CANCELLED, False, False, False),
    ],
)
def test_what_may_be_done_at_each_stage(
    stage: ReviewStage, record: bool, change: bool, prepare: bool
) -> None:
    for allowed, check in (
        (record, stages.may_record),
        (change, stages.may_change),
        (prepare, stages.may_prepare),
    ):
        if allowed:
            check(review(stage))
            continue
        with pytest.raises(Refusal) as refused:
            check(review(stage))
        assert all(words.has(refused.value.key) for words in CATALOGUES)


def test_every_stage_has_a_label() -> None:
    for words, stage in product(CATALOGUES, ReviewStage):
        assert words.has(f"review.stage.{stage.value.replace('-', '_')}")
