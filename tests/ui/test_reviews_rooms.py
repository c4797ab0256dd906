"""The list of reviews, getting one ready, and what comes after, on a vault of invented people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication

from aln_review.casework.commands.reviews import MoveStage, SetAttending
from aln_review.casework.core import Casework
from aln_review.casework.queries.meeting import Meeting, Reviews
from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from aln_review.domain.review import Attending, ReviewStage
from aln_review.domain.setting import SettingKind
from tests.accessibility import faults
from tests.ui.demo_copies import copied_demo
from tests.ui.desk import FakeHost, desk, now
from tests.ui.scenes_meeting import begun, elin
from tests.ui.scenes_reviews import held
from ui.desk import Screen
from ui.reviews.after import After
from ui.reviews.prepare import Prepare
from ui.reviews.reviews import Reviews as ReviewsRoom
from ui.reviews.reviews import standing
from ui.widgets import Row, TextButton

S = TypeVar("S", bound=Screen)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Casework]:
    door, made = copied_demo(SettingKind.SCHOOL, tmp_path, now)
    yield made
    made.close()
    door.release()


def opened(
    kind: type[S], vault: Casework, language: Language = Language.EN, **args: object
) -> tuple[S, FakeHost]:
    given = desk(vault, language)
    screen = kind(given)
    given.bridge.changed.connect(screen.refresh)
    screen.resize(1100, 700)
    screen.show()
    screen.show_with(args)
    for _ in range(4):
        QApplication.processEvents()
    assert isinstance(given.host, FakeHost)
    return screen, given.host


def test_each_review_to_come_says_what_is_not_ready(vault: Casework) -> None:
    room, host = opened(ReviewsRoom, vault)
    rows = [row for row in room.now.findChildren(Row) if row.isVisible()]
    first = vault.ask(Reviews()).coming[0]
    assert rows[0].text().startswith(first.learner.name)
    assert rows[0].second() == "One person has not answered yet"
    rows[0].click()
    assert host.opened == [("prepare", {"review": first.review.id})]


def test_a_review_in_hand_opens_the_room(vault: Casework) -> None:
    review = str(begun(vault)["review"])
    assert standing(vault.ask(Meeting(review)).review).key == "review.stage.meeting"
    room, host = opened(ReviewsRoom, vault)
    rows = [row for row in room.now.findChildren(Row) if row.text().startswith("Elin")]
    rows[0].click()
    assert host.opened == [("meeting", {"review": review})]


def test_day_place_and_length_are_saved_as_they_are_written(vault: Casework) -> None:
    review = elin(vault).review.id
    room, _ = opened(Prepare, vault, review=review)
    room.on.line.setText("27 November 2026")
    room.at.line.setText("13:30")
    room.place.line.setText("Yr ystafell olau")
    room.save()
    room.length.option("45").click()
    kept = vault.ask(Meeting(review)).review
    assert (kept.on.isoformat(), kept.at, kept.place, kept.minutes) == (
        "2026-11-27",
        "13:30",
        "Yr ystafell olau",
        45,
    )


def test_the_list_is_ticked_and_unticked(vault: Casework) -> None:
    review = elin(vault).review.id
    room, _ = opened(Prepare, vault, review=review)
    tick = room.ticks["room"]
    before = tick.isChecked()
    tick.click()
    assert ("room" in vault.ask(Meeting(review)).review.prepared) is not before


def test_a_meeting_without_the_learner_needs_a_reason(vault: Casework) -> None:
    view = elin(vault)
    learner = next(one for one in view.people if one.perspective is Perspective.LEARNER)
    vault.do(SetAttending(view.review.id, learner.id, Attending.APOLOGIES))
    room, host = opened(Prepare, vault, review=view.review.id)
    assert not room.enter.isEnabled()
    assert room.why_not.isVisible()
    room.part.set_value("Mae Elin wedi recordio’i barn gyda Wyn.")
    room.save()
    assert room.enter.isEnabled()
    room.enter.click()
    assert host.opened == [("meeting", {"review": view.review.id})]
    assert vault.ask(Meeting(view.review.id)).review.stage is ReviewStage.READY


def test_a_review_is_planned_for_a_learner(vault: Casework) -> None:
    view = elin(vault)
    vault.do(MoveStage(view.review.id, ReviewStage.CANCELLED))
    room, host = opened(Prepare, vault, learner=view.learner.id)
    room.plan.click()
    assert room.on.error_text() == "Write the day of the review."
    room.on.line.setText("3 December 2026")
    room.plan.click()
    page, args = host.opened[0]
    assert page == "prepare"
    assert vault.ask(Meeting(str(args["review"]))).review.learner_id == view.learner.id


def test_read_back_then_closed_and_the_words_go_on(vault: Casework) -> None:
    review = str(begun(vault)["review"])
    vault.do(MoveStage(review, ReviewStage.READ_BACK))
    room, host = opened(After, vault, review=review)
    assert room.close_review.isVisible()
    assert not room.draft.isVisible()
    room.word.set_value("Roedd yn iawn")
    room.save()
    host.answer = "wait"
    room.close_review.click()
    assert vault.ask(Meeting(review)).review.stage is ReviewStage.READ_BACK
    host.answer = "close"
    room.close_review.click()
    kept = vault.ask(Meeting(review)).review
    assert kept.stage is ReviewStage.CLOSED
    assert kept.last_word.said == "Roedd yn iawn"
    assert room.draft.isVisible()
    uses = [one for one in room.findChildren(TextButton) if one.text() == "Important"]
    uses[0].click()
    room.minutes.click()
    assert ("paper", {"kind": "minutes", "ref": review}) in host.opened


@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_wrong_for_those_who_do_not_see_it(vault: Casework, language: Language) -> None:
    review = elin(vault).review.id
    done = str(held(vault)["review"])
    for screen, _ in (
        opened(ReviewsRoom, vault, language),
        opened(Prepare, vault, language, review=review),
        opened(After, vault, language, review=done),
    ):
        assert faults(screen) == []
        screen.close()
