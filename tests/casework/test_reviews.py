"""A review from planning to closing, through the commands the windows use."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aln_review.casework.commands.priorities import AddAction, Choose, PutDot, TakeForward
from aln_review.casework.commands.reviews import MoveStage, PlanReview, RemoveParticipant, ShowSheet
from aln_review.casework.commands.words import (
    EchoWords,
    EditWords,
    MoveWords,
    RecordWords,
    RemoveWords,
    RestoreWords,
)
from aln_review.casework.core import Casework
from aln_review.casework.queries.meeting import Meeting
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal
from aln_review.domain.people import Perspective
from aln_review.domain.review import PersonCentredReview, ReviewKind, ReviewStage
from aln_review.domain.words import Sheet, Side, Words
from tests.casework.vaults import TODAY, Made, add_learner, begin_review, make


def say(
    vault: Casework,
    review: PersonCentredReview,
    text: str,
    who: Perspective = Perspective.LEARNER,
    sheet: Sheet = Sheet.NOW,
) -> Words:
    side = Side.NOT_WORKING if sheet is Sheet.WORKING else Side.NONE
    said = RecordWords(review.id, sheet, text, Language.CY, "Elin", who, side)
    return vault.do(said).value


def test_what_was_said_is_kept_as_it_was_said_and_a_translation_never_touches_it(
    made: Made,
) -> None:
    review = begin_review(made.vault, add_learner(made.vault))
    words = say(made.vault, review, "Fy nghi, Ffŵlbri.")
    made.vault.do(EditWords(words.id, "My dog, Ffŵlbri.", Language.EN))
    kept = made.vault.ask(Meeting(review.id)).sheet(Sheet.NOW).learner[0]
    assert (kept.text.said, kept.text.en, kept.text.stale) == (
        "Fy nghi, Ffŵlbri.",
        "My dog, Ffŵlbri.",
        False,
    )
    made.vault.do(EditWords(words.id, "Fy nghi mawr, Ffŵlbri.", Language.CY))
    assert made.vault.ask(Meeting(review.id)).sheet(Sheet.NOW).learner[0].text.stale


def test_the_learners_words_stand_apart_and_first(made: Made) -> None:
    review = begin_review(made.vault, add_learner(made.vault))
    say(made.vault, review, "Bod rhywun yn aros", Perspective.FAMILY)
    say(made.vault, review, "Fy nghi")
    sheet = made.vault.ask(Meeting(review.id)).sheet(Sheet.NOW)
    assert [w.text.said for w in sheet.learner] == ["Fy nghi"]
    assert [w.text.said for w in sheet.others] == ["Bod rhywun yn aros"]
    assert not sheet.revealed


def test_the_grid_keeps_perspectives_apart(made: Made) -> None:
    review = begin_review(made.vault, add_learner(made.vault))
    say(made.vault, review, "Rhy swnllyd", sheet=Sheet.WORKING)
    say(made.vault, review, "Rhy swnllyd", Perspective.FAMILY, Sheet.WORKING)
    rows = made.vault.ask(Meeting(review.id)).grid
    assert [row.perspective for row in rows] == list(Perspective)
    assert [len(row.not_working) for row in rows] == [1, 1, 0, 0]


def test_nothing_is_written_after_closing(made: Made) -> None:
    review = begin_review(made.vault, add_learner(made.vault))
    say(made.vault, review, "Fy nghi")
    for stage in (ReviewStage.READ_BACK, ReviewStage.CLOSED):
        made.vault.do(MoveStage(review.id, stage))
    with pytest.raises(Refusal) as found:
        say(made.vault, review, "Rhy hwyr")
    assert found.value.key == "error.review.closed_is_final"


def test_the_learner_cannot_be_taken_off(made: Made) -> None:
    review = begin_review(made.vault, add_learner(made.vault))
    learner = next(p for p in review.participants if p.perspective is Perspective.LEARNER)
    with pytest.raises(Refusal):
        made.vault.do(RemoveParticipant(review.id, learner.id))


def test_one_open_review_at_a_time(made: Made) -> None:
    learner = add_learner(made.vault)
    begin_review(made.vault, learner)
    with pytest.raises(Refusal):
        made.vault.do(PlanReview(learner.id, ReviewKind.INTERIM, TODAY))


def test_the_learners_choice_goes_forward_whatever_the_dots_say(made: Made) -> None:
    review = begin_review(made.vault, add_learner(made.vault))
    mine, theirs = say(made.vault, review, "Fy nghi"), say(made.vault, review, "Amser cinio")
    adult = next(p for p in review.participants if p.perspective is Perspective.FAMILY)
    for _ in range(3):
        made.vault.do(PutDot(review.id, theirs.id, adult.id))
    with pytest.raises(Refusal):
        made.vault.do(PutDot(review.id, theirs.id, adult.id))
    made.vault.do(Choose(review.id, mine.id))
    assert made.vault.ask(Meeting(review.id)).priorities[0].words.id == mine.id
    with pytest.raises(Refusal):
        made.vault.do(TakeForward(review.id, (theirs.id,)))


def test_an_action_says_what_it_still_lacks(made: Made) -> None:
    review = begin_review(made.vault, add_learner(made.vault))
    bare = made.vault.do(AddAction(review.id, "Bwrdd cinio tawel", Language.CY)).value
    whole = AddAction(review.id, "Cerdyn", Language.CY, "Mr Rhys", TODAY + timedelta(days=7))
    assert (bare.complete, made.vault.do(whole).value.complete) == (False, True)


def test_time_on_a_sheet_adds_up(made: Made) -> None:
    review = begin_review(made.vault, add_learner(made.vault))
    for sheet, seconds in ((Sheet.ADMIRE, 30), (Sheet.NOW, 60), (Sheet.ADMIRE, 10), (Sheet.WHO, 5)):
        made.vault.do(ShowSheet(review.id, sheet, seconds))
    view = made.vault.ask(Meeting(review.id))
    assert [view.sheet(s).seconds for s in (Sheet.WHO, Sheet.ADMIRE, Sheet.NOW)] == [30, 65, 10]


def test_a_removed_card_comes_back_where_it_stood(made: Made) -> None:
    review = begin_review(made.vault, add_learner(made.vault))
    cards = [say(made.vault, review, text) for text in ("un", "dau", "tri")]
    made.vault.do(RemoveWords(cards[1].id))
    assert [w.text.said for w in made.vault.ask(Meeting(review.id)).sheet(Sheet.NOW).learner] == [
        "un",
        "tri",
    ]
    made.vault.do(RestoreWords(cards[1].id))
    assert [w.text.said for w in made.vault.ask(Meeting(review.id)).sheet(Sheet.NOW).learner] == [
        "un",
        "dau",
        "tri",
    ]


def test_saying_so_too_is_linked_and_can_be_taken_back(made: Made) -> None:
    review = begin_review(made.vault, add_learner(made.vault))
    card = say(made.vault, review, "Rhy swnllyd", Perspective.FAMILY)
    assert made.vault.do(EchoWords(card.id, "Elin")).value.echoed_by == ("Elin",)
    assert made.vault.do(EchoWords(card.id, "Elin")).value.echoed_by == ()


@settings(max_examples=25)
@given(moves=st.lists(st.tuples(st.integers(0, 4), st.integers(-2, 7)), max_size=12))
def test_moving_cards_loses_none_and_matches_a_list(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[int, int]]
) -> None:
    made = make(tmp_path_factory.mktemp("moves"))
    try:
        review = begin_review(made.vault, add_learner(made.vault))
        cards = [say(made.vault, review, str(number)).id for number in range(5)]
        expected = list(cards)
        for which, index in moves:
            moved = cards[which]
            expected.remove(moved)
            expected.insert(max(0, min(index, len(expected))), moved)
            made.vault.do(MoveWords(moved, Sheet.NOW, index))
        sheet = made.vault.ask(Meeting(review.id)).sheet(Sheet.NOW)
        assert [w.id for w in sheet.learner] == expected
    finally:
        made.shut()
