"""A meeting room on a real vault full of invented people, and hands to drive it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from aln_review.casework.core import Casework
from aln_review.casework.queries.meeting import Meeting, MeetingView
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import Sheet
from tests.ui.demo_copies import copied_demo
from tests.ui.desk import FakeHost, desk, now
from tests.ui.scenes_meeting import begun, type_in
from ui.desk import Desk
from ui.meeting_room.cards import WordCard
from ui.meeting_room.room import MeetingRoom

T = TypeVar("T")
NO = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(name="vault")
def a_vault(tmp_path: Path) -> Iterator[Casework]:
    door, made = copied_demo(SettingKind.SCHOOL, tmp_path, now)
    yield made
    made.close()
    door.release()


@pytest.fixture(name="review")
def a_review(vault: Casework) -> str:
    return str(begun(vault)["review"])


def opened(given: Desk, review: str) -> MeetingRoom:
    room = MeetingRoom(given)
    given.bridge.changed.connect(room.refresh)
    room.resize(1366, 768)
    room.show()
    room.activateWindow()
    room.show_with({"review": review})
    return room


@pytest.fixture(name="room")
def a_room(vault: Casework, review: str) -> MeetingRoom:
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
