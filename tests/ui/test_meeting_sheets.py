"""The meeting room, driven by its keys: the learner first, the choices, what the room sees."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from aln_review.casework.core import Casework
from aln_review.casework.queries.meeting import Reviews
from aln_review.domain.bilingual import Language
from aln_review.domain.review import ActionPoint, Attending, ReviewStage
from aln_review.domain.words import Sheet
from tests.accessibility import faults
from tests.ui.desk import app, desk, plain_look
from tests.ui.in_the_room import (  # noqa: F401 - fixtures
    NO,
    SHIFT,
    a_review,
    a_room,
    a_vault,
    enter,
    host,
    in_hand,
    on_projector,
    opened,
    press,
    read,
    sheet_at,
    write,
)
from tests.ui.scenes_meeting import elin
from ui.meeting_room.projector import other_screen
from ui.meeting_room.room import MeetingRoom
from ui.meeting_room.shown import Blank, Face, room_view

T = TypeVar("T")


# The learner first


def test_others_wait_until_they_are_shown(vault: Casework, review: str, room: MeetingRoom) -> None:
    sheet_at(room, Sheet.NOW)
    assert all(one.mine for one in room.board.cards())
    assert room.sheet.hidden.isVisible()
    assert room.view is not None
    hidden = {one.text.said for one in room.view.sheet(Sheet.NOW).others}
    shown = room_view(room.view, Sheet.NOW, Face.SHEET, on_wall=False, blank=Blank.NO)
    assert hidden
    assert not hidden & {line.text.said for line in shown.lines}
    on_wall = {one.text.said for sheet in shown.wall for one in sheet.cards}
    assert not hidden & on_wall
    room.sheet.hidden.show_now.click()
    assert not room.sheet.hidden.isVisible()
    shown = room_view(read(vault, review), Sheet.NOW, Face.SHEET, on_wall=False, blank=Blank.NO)
    assert hidden <= {line.text.said for line in shown.lines}


def test_turning_the_page_puts_the_time_down(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    at = [0.0]
    room.clock = lambda: at[0]
    sheet_at(room, Sheet.ADMIRE)
    sheet_at(room, Sheet.NOW)
    spent = read(vault, review).sheet(Sheet.NOW).seconds
    at[0] = 125.0
    room.turn(1)
    assert in_hand(room) is Sheet.FUTURE
    assert read(vault, review).sheet(Sheet.NOW).seconds == spent + 125
    assert read(vault, review).review.sheet is Sheet.FUTURE
    room.turn(-1)
    assert in_hand(room) is Sheet.NOW


# Priorities, actions, people


def test_letters_put_dots_and_shift_takes_them_back(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    room.go(7)
    rows = room.priorities.in_order()
    first = rows[1]
    press(first, Qt.Key.Key_B, NO, "b")
    assert read(vault, review).review.dots(first.words_id) == 1
    press(first, Qt.Key.Key_B, SHIFT, "B")
    assert read(vault, review).review.dots(first.words_id) == 0
    press(first, Qt.Key.Key_3, NO, "3")
    press(first, Qt.Key.Key_B, NO, "b")
    voter = read(vault, review).review.votes[0].participant_id
    assert next(one for one in read(vault, review).people if one.id == voter).shown == "Wyn"


def test_the_choice_is_pinned_and_letters_stay_with_their_cards(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    room.go(7)
    last = room.priorities.in_order()[-1]
    letter, words_id = last.letter, last.words_id
    last.setFocus()
    press(last, Qt.Key.Key_P, NO, "p")
    assert read(vault, review).review.chosen == words_id
    top = room.priorities.in_order()[0]
    assert (top.words_id, top.letter) == (words_id, letter)


def test_a_late_idea_is_parked_from_the_priorities(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    room.go(7)
    write(room, "Beth am y bws?")
    enter(room)
    assert "Beth am y bws?" in [one.text.said for one in read(vault, review).questions]


def test_an_action_says_what_is_missing_until_it_is_whole(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    room.go(8)
    room.capture.choose(4)
    write(room, "Bwrdd tawel bob dydd")
    enter(room)
    action: ActionPoint = read(vault, review).actions[0]
    assert (action.what.said, action.who, action.by) == ("Bwrdd tawel bob dydd", "Ms Elis", None)
    one = room.plan.rows[action.id]
    assert one.missing.text() == "By when?"
    one.by.line.setText("18 December 2026")
    one.save()
    assert read(vault, review).actions[0].complete
    assert not room.plan.rows[action.id].missing.isVisible()


def test_somebody_who_was_not_asked_is_added(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    sheet_at(room, Sheet.WHO)
    room.capture.choose(1)
    write(room, "Ms Puw, nyrs yr ysgol")
    enter(room)
    person = read(vault, review).people[-1]
    assert (person.name, person.attending) == ("Ms Puw", Attending.THERE)
    assert person.role.read(Language.CY) == "nyrs yr ysgol"
    room.doing.undo()
    assert "Ms Puw" not in [one.name for one in read(vault, review).people]


def test_the_last_word_is_kept(vault: Casework, review: str, room: MeetingRoom) -> None:
    room.go(8)
    room.plan.word.set_value("Roedd yn dda heddiw")
    room.plan.save_word()
    assert read(vault, review).review.last_word.said == "Roedd yn dda heddiw"


# From beginning to end


def test_the_one_button_begins_goes_on_and_reads_back(vault: Casework) -> None:
    review = elin(vault).review.id
    room = opened(desk(vault), review)
    room.go_on()
    assert read(vault, review).review.stage is ReviewStage.MEETING
    for _ in range(8):
        room.go_on()
    assert room.here[1] is Face.ACTIONS
    room.go_on()
    assert read(vault, review).review.stage is ReviewStage.READ_BACK
    assert host(room).opened == [("after", {"review": review})]


# What the room sees


def test_the_room_sees_nobody_else(vault: Casework, review: str, room: MeetingRoom) -> None:
    room.go(2)
    room.hold()
    window = room.projector.window
    assert window is not None
    others = {row.learner.forename for row in vault.ask(Reviews()).coming} - {"Elin", "Elin Haf"}
    told = " ".join(window.spoken())
    assert "Elin" in told
    assert not [name for name in others if name in told.split()]
    write(room, "Hanner brawddeg")
    assert "Hanner" not in " ".join(window.spoken())
    room.projector.close()


def test_blanking_goes_round_and_holding_keeps_the_sheet(room: MeetingRoom) -> None:
    room.go(2)
    room.hold()
    window = room.projector.window
    assert window is not None
    seen = []
    for _ in range(3):
        press(window, Qt.Key.Key_F9)
        assert window.view is not None
        seen.append(window.view.blank)
    assert seen == [Blank.PAUSE, Blank.BLACK, Blank.NO]
    room.hold()
    room.turn(1)
    assert on_projector(room) is Sheet.NOW
    room.hold()
    assert on_projector(room) is Sheet.FUTURE
    window.close()
    assert room.projector.window is None
    assert room.bar.state.second() == "Open a window for the room"


def test_the_other_screen_is_never_the_operators() -> None:
    assert other_screen(["mine", "hall"], "mine") == "hall"
    assert other_screen(["mine"], "mine") is None
    assert other_screen([], None) is None


def test_a_small_window_with_large_text_cuts_nothing(vault: Casework, review: str) -> None:
    app(plain_look(2.0))
    room = opened(desk(vault, Language.CY), review)
    room.resize(910, 512)
    for step in (1, 2, 5, 7, 8):
        room.go(step)
        for _ in range(4):
            QApplication.processEvents()
        assert faults(room) == []
        assert not room.margin.isVisible()
    room.toggle_margin()
    assert room.margin.isVisible()
    room.escape()
    assert not room.margin.isVisible()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("step", range(9))
def test_nothing_is_wrong_for_those_who_do_not_see_it(
    vault: Casework, review: str, language: Language, step: int
) -> None:
    room = opened(desk(vault, language), review)
    room.go(step)
    for _ in range(4):
        QApplication.processEvents()
    assert faults(room) == []
