"""The meeting room, driven by its keys on a real vault full of invented people."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from aln_review.casework.core import Casework, Command, Outcome, Query
from aln_review.casework.queries.meeting import Meeting, MeetingView, Reviews
from aln_review.casework.wiring import demo
from aln_review.domain.bilingual import Language
from aln_review.domain.review import ActionPoint, Attending, ReviewStage
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import Sheet
from tests.accessibility import faults
from tests.ui.desk import FakeHost, app, desk, now, plain_look
from tests.ui.scenes_meeting import begun, elin, type_in
from ui.bridge import Bridge
from ui.desk import Desk
from ui.meeting_room.cards import WordCard
from ui.meeting_room.drag import CARD
from ui.meeting_room.projector import other_screen
from ui.meeting_room.rail import Stop
from ui.meeting_room.room import MeetingRoom
from ui.meeting_room.shown import Blank, Face, room_view
from ui.meeting_room.wishes import Wish

T = TypeVar("T")
NO = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Casework]:
    door, made = demo(SettingKind.SCHOOL, tmp_path, now)
    yield made
    made.close()
    door.release()


@pytest.fixture
def review(vault: Casework) -> str:
    return str(begun(vault)["review"])


def opened(given: Desk, review: str) -> MeetingRoom:
    room = MeetingRoom(given)
    given.bridge.changed.connect(room.refresh)
    room.resize(1366, 768)
    room.show()
    room.activateWindow()
    room.show_with({"review": review})
    return room


@pytest.fixture
def room(vault: Casework, review: str) -> MeetingRoom:
    return opened(desk(vault), review)


def host(room: MeetingRoom) -> FakeHost:
    given = room.desk.host
    assert isinstance(given, FakeHost)
    return given


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NO, text: str = "") -> None:
    """A key as Qt delivers it: first as a shortcut that the widget may claim, then as a press."""
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, held, text))


def write(room: MeetingRoom, text: str) -> None:
    type_in(room.capture.line, text)


def enter(room: MeetingRoom) -> None:
    press(room.capture.line, Qt.Key.Key_Return)


def read(vault: Casework, review: str) -> MeetingView:
    return vault.ask(Meeting(review))


def mine(vault: Casework, review: str, sheet: Sheet) -> list[str]:
    return [said.text.said for said in read(vault, review).sheet(sheet).learner]


def card(room: MeetingRoom, text: str) -> WordCard:
    return next(one for one in room.board.cards() if one.said.text.said == text)


def in_hand(room: MeetingRoom) -> Sheet:
    return room.here[0]


def on_projector(room: MeetingRoom) -> Sheet:
    window = room.projector.window
    assert window is not None
    assert window.view is not None
    return window.view.sheet


def sheet_at(room: MeetingRoom, sheet: Sheet) -> None:
    room.rail.chosen.emit(sheet)


# The line


def test_enter_keeps_exactly_what_was_typed(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    sheet_at(room, Sheet.SUPPORT)
    write(room, "Dŵr cynnes a thŷ tawel, ŵy wedi’i ferwi")
    enter(room)
    said = read(vault, review).sheet(Sheet.SUPPORT).learner
    assert [one.text.said for one in said] == ["Dŵr cynnes a thŷ tawel, ŵy wedi’i ferwi"]
    assert said[0].said_by == "Elin"
    assert room.capture.line.text() == ""
    assert card(room, "Dŵr cynnes a thŷ tawel, ŵy wedi’i ferwi").isEnabled()


def test_a_number_in_the_empty_line_chooses_and_stays(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    sheet_at(room, Sheet.ADMIRE)
    at = [0.0]
    room.capture.line.clock = lambda: at[0]
    write(room, "2")
    at[0] = 700.0
    write(room, "Mae hi’n garedig")
    enter(room)
    assert room.capture.voice.name == "Mam"
    others = read(vault, review).sheet(Sheet.ADMIRE).others
    assert ("Mae hi’n garedig", "Mam") in [(one.text.said, one.said_by) for one in others]


@pytest.mark.parametrize("start", ["3 ffrind gorau", "12 o ieir", "1af oedd hi"])
def test_a_number_that_opens_a_sentence_is_not_lost(room: MeetingRoom, start: str) -> None:
    sheet_at(room, Sheet.NOW)
    room.capture.line.clock = lambda: 0.0
    write(room, start)
    assert room.capture.line.text() == start


def test_composed_letters_bring_the_number_back(room: MeetingRoom) -> None:
    sheet_at(room, Sheet.NOW)
    room.capture.line.clock = lambda: 0.0
    write(room, "2")
    event = QInputMethodEvent()
    event.setCommitString("ŵyn")
    QApplication.sendEvent(room.capture.line, event)
    assert room.capture.line.text() == "2ŵyn"
    assert room.capture.voice.name == "Elin"


def test_plus_and_minus_choose_the_column(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    sheet_at(room, Sheet.WORKING)
    write(room, "-Gormod o sŵn")
    enter(room)
    row = read(vault, review).grid[0]
    assert "Gormod o sŵn" in [one.text.said for one in row.not_working]


def test_words_refused_come_back_into_the_line(vault: Casework) -> None:
    room = opened(desk(vault), elin(vault).review.id)
    room.turn(1)
    write(room, "Cyn i ni ddechrau")
    enter(room)
    assert room.capture.line.text() == "Cyn i ni ddechrau"
    assert [error.key for error in host(room).errors] == ["error.review.not_ready_to_record"]
    assert not room.doing.pending


class Gate:
    """A vault whose writer waits until it is let go."""

    def __init__(self, vault: Casework) -> None:
        self._vault = vault
        self.open = threading.Event()

    def do(self, command: Command[T]) -> Outcome[T]:
        self.open.wait()
        return self._vault.do(command)

    def ask(self, query: Query[T]) -> T:
        return self._vault.ask(query)

    def close(self) -> None:
        return


def test_no_tick_and_nothing_before_the_room_until_it_is_on_the_disk(
    vault: Casework, review: str
) -> None:
    gate = Gate(vault)
    given = desk(vault)
    bridge = Bridge()
    bridge.open(gate)
    room = opened(Desk(bridge, given.words, given.theme, given.host, given.door), review)
    bridge.flush()
    gate.open.set()
    room.go(2)
    bridge.flush()
    gate.open.clear()
    write(room, "Ffwlbri")
    enter(room)
    waiting = [one for one in room.board.pool.held.values() if not one.isEnabled()]
    assert [one.text() for one in waiting] == ["Ffwlbri"]
    assert room.projector.window is None
    assert room.view is not None
    shown = room_view(room.view, Sheet.NOW, Face.SHEET, on_wall=False, blank=Blank.NO)
    assert "Ffwlbri" not in [line.text.said for line in shown.lines]
    gate.open.set()
    bridge.flush()
    assert card(room, "Ffwlbri").isEnabled()
    assert not [one for one in room.board.pool.held.values() if not one.isEnabled()]
    bridge.close()


# The half-typed line


def test_the_line_is_kept_when_the_room_is_left_and_comes_back(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    sheet_at(room, Sheet.NOW)
    room.capture.choose(2)
    write(room, "Hanner brawddeg am y tŷ")
    room.leave()
    again = opened(desk(vault), review)
    assert again.capture.line.text() == "Hanner brawddeg am y tŷ"
    assert again.capture.voice.name == "Dad"
    enter(again)
    third = opened(desk(vault), review)
    assert third.capture.line.text() == ""


def test_a_switch_of_language_loses_nothing_half_typed(room: MeetingRoom) -> None:
    sheet_at(room, Sheet.NOW)
    write(room, "Hanner")
    room.words.switch(Language.CY)
    assert room.capture.line.text() == "Hanner"
    assert room.sheet.heading.text() == "Beth sy’n bwysig i Elin nawr"
    assert room.capture.add.text() == "Ychwanegu"


# Cards


def test_cards_move_and_moves_are_undone(vault: Casework, review: str, room: MeetingRoom) -> None:
    sheet_at(room, Sheet.NOW)
    before = mine(vault, review, Sheet.NOW)
    press(card(room, before[0]), Qt.Key.Key_Down, ALT)
    after = mine(vault, review, Sheet.NOW)
    assert after[:2] == [before[1], before[0]]
    press(room.capture.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "\x1a")
    assert mine(vault, review, Sheet.NOW) == before


def test_a_card_goes_to_the_next_sheet_and_back(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    sheet_at(room, Sheet.NOW)
    text = mine(vault, review, Sheet.NOW)[0]
    press(card(room, text), Qt.Key.Key_Down, ALT | SHIFT)
    assert text in mine(vault, review, Sheet.FUTURE)
    room.doing.undo()
    assert mine(vault, review, Sheet.NOW)[0] == text
    room.doing.redo()
    assert text in mine(vault, review, Sheet.FUTURE)


def test_a_card_removed_comes_back(vault: Casework, review: str, room: MeetingRoom) -> None:
    sheet_at(room, Sheet.NOW)
    before = mine(vault, review, Sheet.NOW)
    press(card(room, before[1]), Qt.Key.Key_Delete)
    assert before[1] not in mine(vault, review, Sheet.NOW)
    room.doing.undo()
    assert mine(vault, review, Sheet.NOW) == before


def test_undo_after_enter_takes_the_card_away(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    sheet_at(room, Sheet.FUTURE)
    before = mine(vault, review, Sheet.FUTURE)
    write(room, "Milfeddyg")
    enter(room)
    press(room.capture.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "\x1a")
    assert mine(vault, review, Sheet.FUTURE) == before


def test_enter_writes_upon_a_card_and_the_words_are_kept(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    sheet_at(room, Sheet.NOW)
    text = "Cornel dawel amser cinio, gyda Wyn"
    one = card(room, text)
    press(one, Qt.Key.Key_Return)
    assert one.editor is not None
    one.editor.box.setPlainText("Cornel dawel amser cinio, gyda Wyn a Mali")
    one.editor.save()
    assert "Cornel dawel amser cinio, gyda Wyn a Mali" in mine(vault, review, Sheet.NOW)
    one.editor.finish()
    room.doing.undo()
    assert text in mine(vault, review, Sheet.NOW)


def test_a_number_on_a_card_says_who_says_so_too(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    sheet_at(room, Sheet.NOW)
    text = mine(vault, review, Sheet.NOW)[0]
    press(card(room, text), Qt.Key.Key_2, NO, "2")
    assert read(vault, review).sheet(Sheet.NOW).learner[0].echoed_by == ("Mam",)
    assert "Mam says so too" in card(room, text).accessibleName()


def drop(on: WordCard | Stop, words_id: str) -> None:
    """What a widget is told when a card is put down on it."""
    data = QMimeData()
    data.setData(CARD, QByteArray(words_id.encode()))
    place, left = QPointF(5, 5), Qt.MouseButton.LeftButton
    on.dropEvent(QDropEvent(place, Qt.DropAction.MoveAction, data, left, NO))


def test_a_card_put_down_by_hand_moves_and_comes_back(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
    sheet_at(room, Sheet.NOW)
    before = mine(vault, review, Sheet.NOW)
    last = card(room, before[-1]).said.id
    drop(card(room, before[0]), last)
    assert mine(vault, review, Sheet.NOW) == [before[-1], *before[:-1]]
    room.doing.undo()
    assert mine(vault, review, Sheet.NOW) == before
    drop(room.rail.stops[Sheet.SUPPORT], last)
    assert mine(vault, review, Sheet.SUPPORT) == [before[-1]]


def test_arrows_leave_the_line_and_come_back(room: MeetingRoom) -> None:
    sheet_at(room, Sheet.NOW)
    press(room.capture.line, Qt.Key.Key_Up)
    last = room.board.cards()[-1]
    assert room.focusWidget() is last
    room.wish(last.said.id, Wish.DOWN, 0)
    assert room.focusWidget() is room.capture.line


def test_parking_makes_a_question(vault: Casework, review: str, room: MeetingRoom) -> None:
    sheet_at(room, Sheet.NOW)
    write(room, "Pwy sy’n talu?")
    room.park()
    assert "Pwy sy’n talu?" in [one.text.said for one in read(vault, review).questions]
    assert in_hand(room) is Sheet.NOW


# The learner first


def test_others_wait_until_they_are_shown(
    vault: Casework, review: str, room: MeetingRoom
) -> None:
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

