"""Changing who may see something: logged, narrow by default, and nothing else is touched."""

from __future__ import annotations

import pytest

from aln_review.casework.commands.learners import AgreePhoto
from aln_review.casework.commands.marks import MarkDocument, MarkWords, NoteSafeguarding
from aln_review.casework.commands.photo import SetPhoto
from aln_review.casework.commands.plans import DraftPlan
from aln_review.casework.commands.profiles import (
    AddToProfile,
    LockProfile,
    ProfileIntoPlan,
    UseInProfile,
)
from aln_review.casework.commands.words import EditWords, RecordWords, RemoveWords
from aln_review.casework.core import Casework
from aln_review.casework.papers.profile import PrintProfile
from aln_review.casework.papers.readers import last_look
from aln_review.casework.queries.learners import LearnerPage
from aln_review.casework.queries.meeting import Meeting
from aln_review.casework.queries.profiles import ProfilePage
from aln_review.domain.audience import MEETING, family
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.document import Document
from aln_review.domain.errors import Refusal
from aln_review.domain.people import Perspective
from aln_review.domain.profile import Heading
from aln_review.domain.words import MaySee, Sheet, Side, Words
from aln_review.exchange.demo.pictures import paint
from tests.casework.marked_story import Ask
from tests.casework.vaults import Made, add_learner, begin_review

CY, EN = Language.CY, Language.EN


def words_of(vault: Casework, words_id: str) -> Words:
    return vault.ask(Ask(lambda work: work.unit.words.get(words_id)))


def in_profile(vault: Casework, learner_id: str, text: str = "Dangoswch i mi.") -> Words:
    return vault.do(
        AddToProfile(learner_id, Heading.SUPPORT, text, CY, "Elin", Perspective.LEARNER)
    ).value


def on_wall(vault: Casework, review_id: str, text: str = "Yn canu") -> Words:
    record = RecordWords(review_id, Sheet.ADMIRE, text, CY, "Mam", Perspective.FAMILY)
    return vault.do(record).value


def test_new_things_are_seen_by_those_who_were_there_and_no_more(made: Made) -> None:
    learner = add_learner(made.vault)
    review = begin_review(made.vault, learner)
    assert on_wall(made.vault, review.id).may_see is MaySee.MEETING
    assert in_profile(made.vault, learner.id).may_see is MaySee.SETTING
    note = made.vault.do(NoteSafeguarding(learner.id, "Pryder", CY)).value
    assert note.may_see is MaySee.SAFEGUARDING
    with pytest.raises(Refusal, match=r"error.words.empty"):
        made.vault.do(NoteSafeguarding(learner.id, "  ", CY))


def test_a_photograph_is_the_learners_until_they_agree(made: Made) -> None:
    learner = add_learner(made.vault)
    kept = made.vault.do(SetPhoto(learner.id, paint("girl:1"))).value

    def level() -> MaySee:
        return made.vault.ask(Ask(lambda work: work.unit.documents.get(kept.photo_id))).may_see

    assert level() is MaySee.LEARNER_AND_RECORDER
    for agreed, wanted in ((True, MaySee.PLAN), (False, MaySee.LEARNER_AND_RECORDER)):
        made.vault.do(AgreePhoto(learner.id, agreed=agreed))
        assert level() is wanted


def test_a_mark_is_logged_with_both_levels_and_changes_nothing_else(made: Made) -> None:
    learner = add_learner(made.vault)
    words = in_profile(made.vault, learner.id)
    marked = made.vault.do(MarkWords(words.id, MaySee.LEARNER_AND_RECORDER)).value
    with made.vault.store.view() as unit:
        log = unit.access_log(learner.id)
    assert (log[-1].action, log[-1].subject, log[-1].detail) == (
        "words.marked", words.id, "setting private",
    )  # fmt: skip
    assert marked.text == words.text
    made.vault.do(MarkWords(words.id, MaySee.LEARNER_AND_RECORDER))
    with made.vault.store.view() as unit:
        assert len(unit.access_log(learner.id)) == len(log)


def test_the_profile_goes_with_the_plan_only_when_asked(made: Made) -> None:
    learner = add_learner(made.vault)
    open_, private = in_profile(made.vault, learner.id), in_profile(made.vault, learner.id, "Na")
    made.vault.do(MarkWords(private.id, MaySee.LEARNER_AND_RECORDER))
    assert made.vault.do(ProfileIntoPlan(learner.id)).value == 1
    assert words_of(made.vault, open_.id).may_see is MaySee.PLAN
    assert words_of(made.vault, private.id).may_see is MaySee.LEARNER_AND_RECORDER


def test_what_is_taken_into_a_plan_is_the_plans_from_then_on(made: Made) -> None:
    learner = add_learner(made.vault)
    review = begin_review(made.vault, learner)
    taken = on_wall(made.vault, review.id)
    kept = on_wall(made.vault, review.id, "Cyfrinach")
    made.vault.do(MarkWords(kept.id, MaySee.SETTING))
    made.vault.do(DraftPlan(learner.id, review.id))
    assert words_of(made.vault, taken.id).may_see is MaySee.PLAN
    assert words_of(made.vault, kept.id).may_see is MaySee.SETTING


def test_words_of_a_kept_profile_are_not_rewritten_from_elsewhere(made: Made) -> None:
    learner = add_learner(made.vault)
    review = begin_review(made.vault, learner)
    words = on_wall(made.vault, review.id)
    made.vault.do(UseInProfile(words.id, Heading.ADMIRE))
    made.vault.do(EditWords(words.id, "Yn canu’n uchel", CY))
    made.vault.do(LockProfile(learner.id))
    before = made.vault.ask(PrintProfile(learner.id, CY)).data
    for text, language in (("Arall", CY), ("Sings", EN)):
        with pytest.raises(Refusal, match=r"error.words.kept_in_profile"):
            made.vault.do(EditWords(words.id, text, language))
    made.vault.do(EditWords(words.id, "Yn canu’n uchel", CY))
    made.vault.do(RemoveWords(words.id))
    assert made.vault.ask(PrintProfile(learner.id, CY)).data == before


def test_a_safeguarding_mark_takes_a_card_off_wall_profile_and_list(made: Made) -> None:
    learner = add_learner(made.vault)
    review = begin_review(made.vault, learner)
    card, line = on_wall(made.vault, review.id), in_profile(made.vault, learner.id)
    paper = Document("d", learner.id, "application/pdf", 1, "", Text.both("Adroddiad", "Report"))
    with made.vault.store.unit() as unit:
        unit.documents.put(paper)
    for command in (
        MarkWords(card.id, MaySee.SAFEGUARDING),
        MarkWords(line.id, MaySee.SAFEGUARDING),
    ):
        made.vault.do(command)
    made.vault.do(MarkDocument("d", MaySee.SAFEGUARDING))
    assert made.vault.ask(Meeting(review.id)).sheet(Sheet.ADMIRE).count == 0
    assert all(not column for _, column in made.vault.ask(ProfilePage(learner.id)).columns)
    assert made.vault.ask(LearnerPage(learner.id)).documents == ()
    made.vault.do(MarkWords(card.id, MaySee.MEETING))
    assert made.vault.ask(Meeting(review.id)).sheet(Sheet.ADMIRE).count == 1


@pytest.mark.parametrize("level", list(MaySee))
def test_the_room_sees_what_was_said_to_everybody_in_it(made: Made, level: MaySee) -> None:
    learner = add_learner(made.vault)
    review = begin_review(made.vault, learner)
    cards = [
        on_wall(made.vault, review.id),
        made.vault.do(
            RecordWords(
                review.id, Sheet.WORKING, "Dim", CY, "Elin", Perspective.LEARNER, Side.WORKING
            )
        ).value,
    ]
    for card in cards:
        made.vault.do(MarkWords(card.id, level))
    room = made.vault.ask(Meeting(review.id)).for_the_room()
    there = level in (MaySee.MEETING, MaySee.PLAN)
    assert room.sheet(Sheet.ADMIRE).count == there
    assert sum(len(row.working) for row in room.grid) == there
    assert all(MEETING.may_read(one.words) for one in room.priorities)


def test_a_last_look_finds_another_learner_and_a_kept_back_contact(made: Made) -> None:
    learner = add_learner(made.vault, address="1 Stryd Fawr, Bangor")
    add_learner(made.vault, "Gwenllian")
    mam = made.vault.ask(LearnerPage(learner.id)).people[0]

    def look(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        found = made.vault.ask(
            Ask(lambda work: last_look(work, learner, family(mam), (Text.of(text, CY),)))
        )
        return found.others, found.contacts

    assert look("Mae Elin yn hoffi canu gyda Mam a Ms Gwenllian.") == ((), ())
    assert look("Yr un fath â Wenllian, 1 stryd fawr Bangor") == (
        ("Gwenllian Prydderch",), ("1 Stryd Fawr, Bangor",),
    )  # fmt: skip
