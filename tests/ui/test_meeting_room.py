"""The meeting room, driven by its keys: the line and the cards."""

from __future__ import annotations

import threading
from typing import TypeVar

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from aln_review.casework.core import Casework, Command, Outcome, Query
from aln_review.domain.bilingual import Language
from aln_review.domain.words import Sheet
from tests.ui.desk import desk
from tests.ui.in_the_room import (  # noqa: F401 - fixtures
    ALT,
    NO,
    SHIFT,
    a_review,
    a_room,
    a_vault,
    card,
    enter,
    host,
    in_hand,
    mine,
    opened,
    press,
    read,
    sheet_at,
    write,
)
from tests.ui.scenes_meeting import elin
from ui.bridge import Bridge
from ui.desk import Desk
from ui.meeting_room.cards import WordCard
from ui.meeting_room.drag import CARD
from ui.meeting_room.rail import Stop
from ui.meeting_room.room import MeetingRoom
from ui.meeting_room.shown import Blank, Face, room_view
from ui.meeting_room.wishes import Wish

T = TypeVar("T")


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


def test_plus_and_minus_choose_the_column(vault: Casework, review: str, room: MeetingRoom) -> None:
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

    read_only = False

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
    assert again.capture.back.isVisibleTo(again)
    assert again.capture.back.text() == "These words were half-typed. Press Enter to add them."
    enter(again)
    assert not again.capture.back.isVisibleTo(again)
    third = opened(desk(vault), review)
    assert third.capture.line.text() == ""


def test_a_switch_of_language_loses_nothing_half_typed(room: MeetingRoom) -> None:
    sheet_at(room, Sheet.NOW)
    write(room, "Hanner")
    room.words.switch(Language.CY)
    assert room.capture.line.text() == "Hanner"
    assert room.sheet.heading.text() == "Beth sy’n bwysig i Elin nawr"
    assert room.capture.add.text() == "Ychwanegu"


def test_the_key_that_turns_stands_only_beside_a_button_that_turns(
    vault: Casework,
) -> None:
    early = opened(desk(vault), elin(vault).review.id)
    assert not early.margin.next_key.isVisibleTo(early)
    early.go_on()
    assert early.margin.next_key.isVisibleTo(early)


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
