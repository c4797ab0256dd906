"""The guard: rest and lock in a meeting, what a lock takes from over the window, private pages."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QClipboard, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from tests.accessibility import faults
from tests.casework.vaults import Clock
from tests.shots import Lent
from tests.ui.demo_copies import copied_demo
from tests.ui.desk import app, plain_look, words
from tests.ui.doors import press
from tests.ui.scenes_meeting import begun, elin, type_in
from tests.ui.test_clipboard import Board, clips
from ui.bridge import Bridge
from ui.chrome.capture import BLACK, LEFT_OUT, SHOWN, Capture
from ui.chrome.idle import IdleWatch
from ui.meeting_room.room import MeetingRoom
from ui.meeting_room.shown import Blank
from ui.shell import Shell
from ui.theme import current
from ui.widgets import MessageBox

HALF = "Mae Mamgu’n dod"
CHILDS = ("Elin", "Mamgu", "ieir", "Non")
NONE = Qt.KeyboardModifier.NoModifier


class House:
    """The real window on a demo vault, with a clock that is moved by hand."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.door, self.vault = copied_demo(SettingKind.SCHOOL, folder, self.clock.now)
        qt = app(plain_look())
        spoken = words(Language.CY)
        bridge = Bridge(immediate=True)
        self.shell = Shell(bridge, spoken, current(), self.clock.now, self.door)
        qt.installEventFilter(self.shell.idle)
        self.shell.show()
        self.shell.enter(Lent(self.vault), "today")

    def meeting(self) -> MeetingRoom:
        self.shell.open("meeting", dict(begun(self.vault)))
        QApplication.processEvents()
        room = self.shell.screen_shown
        assert isinstance(room, MeetingRoom)
        room.projector.open().show()
        room.go(2)
        type_in(room.capture.line, HALF)
        return room

    def lent(self) -> Lent:
        return Lent(self.vault)

    def go_by(self, **time: float) -> None:
        """Let time pass, looked at every ten seconds."""
        left = timedelta(**time)
        while left > timedelta(0) and self.shell.idle._timer.isActive():
            self.clock.forward(seconds=10)
            left -= timedelta(seconds=10)
            self.shell.idle.look()

    def end(self) -> None:
        app().removeEventFilter(self.shell.idle)
        self.shell.close()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.vault.close()
        self.door.release()


@pytest.fixture(name="house")
def _house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.end()


def seen() -> str:
    """Everything that a visible widget of any window shows or says."""
    found = []
    for widget in QApplication.allWidgets():
        if widget.isVisible():
            for name in ("text", "toPlainText", "accessibleName", "accessibleDescription"):
                call = getattr(widget, name, None)
                if callable(call):
                    found.append(str(call()))
    return "\n".join(found)


def names_in(text: str) -> list[str]:
    return [one for one in CHILDS if one in text]


def move_mouse(over: QWidget) -> None:
    at = QPointF(20, 20)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, NONE
    )
    QApplication.sendEvent(over, event)


def test_a_meeting_rests_behind_the_pause_on_both_screens(house: House) -> None:
    room = house.meeting()
    audience = room.projector.window
    assert audience is not None
    assert names_in(seen())
    house.go_by(minutes=4, seconds=50)
    assert names_in(seen())
    house.go_by(seconds=10)
    assert house.shell.place[0] == "meeting"
    assert not room.isVisible()
    assert names_in(seen()) == []
    assert audience.isVisible()
    assert audience.view is not None
    assert audience.view.blank is Blank.PAUSE
    face = house.shell.guard.face
    assert face.isVisible()
    assert face.rect() == house.shell.rect()
    assert "11:02" in face.accessibleDescription()
    house.shell.words.switch(Language.EN)
    assert "locks at 11:02" in face.accessibleDescription()
    assert not faults(house.shell)


def test_any_key_brings_it_back_and_is_not_written(house: House) -> None:
    room = house.meeting()
    house.go_by(minutes=5)
    move_mouse(house.shell)
    move_mouse(house.shell.guard.face)
    assert not room.isVisible()
    type_in(house.shell.guard.face, "x")
    assert room.isVisible()
    assert room.blank is Blank.NO
    assert room.capture.line.text() == HALF
    assert house.shell.focusWidget() is room.capture.line
    assert names_in(seen())
    house.go_by(minutes=4)
    assert room.isVisible()


def test_a_shortcut_at_rest_only_wakes(house: House) -> None:
    room = house.meeting()
    house.go_by(minutes=5)
    focus = QApplication.focusWidget() or house.shell.guard.face
    held = Qt.KeyboardModifier.AltModifier
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focus, QKeyEvent(kind, Qt.Key.Key_Left, held))
    assert house.shell.place[0] == "meeting"
    assert room.isVisible()


def test_a_room_that_was_black_is_black_again(house: House) -> None:
    room = house.meeting()
    room.pause()
    room.pause()
    assert room.blank is Blank.BLACK
    house.go_by(minutes=5)
    assert room.blank is Blank.BLACK
    press(house.shell.guard.face, Qt.Key.Key_Space)
    assert room.blank is Blank.BLACK


def test_after_twenty_minutes_without_a_key_it_locks(house: House) -> None:
    room = house.meeting()
    house.go_by(minutes=10)
    press(house.shell.guard.face, Qt.Key.Key_Space)
    house.go_by(minutes=19, seconds=50)
    assert house.shell.place[0] == "meeting"
    assert not room.isVisible()
    house.go_by(seconds=10)
    assert house.shell.place[0] == "unlock"
    assert room.projector.window is None
    assert not house.shell.guard.face.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert names_in(seen()) == []


def test_what_was_half_written_is_back_after_that(house: House) -> None:
    house.meeting()
    house.go_by(minutes=20)
    assert house.shell.place[0] == "unlock"
    house.shell.enter(Lent(house.vault))
    room = house.shell.screen_shown
    assert isinstance(room, MeetingRoom)
    assert room.capture.line.text() == HALF


def test_a_meeting_not_under_way_has_no_patience(house: House) -> None:
    house.shell.open("meeting", {"review": elin(house.vault).review.id})
    house.go_by(minutes=5)
    assert house.shell.place[0] == "unlock"


def test_sleep_locks_a_resting_meeting_too(house: House) -> None:
    house.meeting()
    house.go_by(minutes=6)
    house.clock.forward(minutes=2)
    house.shell.idle.look()
    assert house.shell.place[0] == "unlock"


def test_a_clock_set_back_buys_nobody_time(house: House) -> None:
    house.clock.forward(hours=-1)
    house.shell.idle.look()
    assert house.shell.place[0] == "unlock"


def test_messages_rest_with_the_page_and_go_with_the_lock(house: House) -> None:
    room = house.meeting()
    box = MessageBox(
        house.shell, house.shell.words, heading="shell.stopped", choices={"close": "shell.close"}
    )
    box.sentence.setText("Elin")
    box.open()
    house.go_by(minutes=5)
    assert not box.isVisible()
    press(house.shell.guard.face, Qt.Key.Key_Space)
    assert box.isVisible()
    gone: list[bool] = []
    box.destroyed.connect(lambda: gone.append(True))
    house.shell.lock()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(gone) == 1
    assert not room.projector.live


def test_a_lock_under_a_dialog_with_a_loop_of_its_own(house: House) -> None:
    house.shell.open("send", {})
    page = house.shell.screen_shown
    QTimer.singleShot(50, house.shell.guard.session.left.emit)
    option = QFileDialog.Option.DontUseNativeDialog
    chosen, _ = QFileDialog.getOpenFileName(page, "", "", "", "", option)
    assert chosen == ""
    assert house.shell.place[0] == "unlock"
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert house.shell.stage.box.count() == 1


def test_the_session_locks_and_the_clipboard_is_emptied(house: House) -> None:
    board = Board()
    house.shell.guard.clips = clips(board)
    board.put("Mae Elin yn hoff o’r ieir", ours=True, mode=QClipboard.Mode.Clipboard)
    house.shell.guard.session.left.emit()
    assert house.shell.place[0] == "unlock"
    assert board.text() == ""


def test_losing_the_focus_locks_nothing(house: House) -> None:
    other = QWidget()
    other.show()
    other.activateWindow()
    QApplication.sendEvent(house.shell, QEvent(QEvent.Type.WindowDeactivate))
    house.go_by(minutes=1)
    assert house.shell.place[0] == "today"
    other.close()


class User32:
    """user32, on a system that knows the newer way or only the older."""

    def __init__(self, *, newer: bool = True) -> None:
        self.newer = newer
        self.asked: list[int] = []

    def SetWindowDisplayAffinity(self, window: ctypes.c_void_p, affinity: int) -> int:
        assert window.value == 42
        self.asked.append(affinity)
        return int(self.newer or affinity != LEFT_OUT)


@pytest.mark.parametrize(("newer", "hidden"), [(True, [LEFT_OUT]), (False, [LEFT_OUT, BLACK])])
def test_private_pages_are_left_out_of_pictures(newer: bool, hidden: list[int]) -> None:
    user = User32(newer=newer)
    capture = Capture(user)
    for private in (False, True, True, False, False):
        capture.keep_out(lambda: 42, private=private)
    assert user.asked == [*hidden, SHOWN]


def test_keys_and_the_door_are_private_and_the_audience_never(house: House) -> None:
    user = User32()
    window = int(house.shell.winId())
    asked: list[tuple[str, bool]] = []

    class Noting(Capture):
        def keep_out(self, window: object, *, private: bool) -> None:
            asked.append((house.shell.place[0], private))

    house.shell.guard.capture = Noting(user)
    house.shell.open("keys", {})
    house.meeting()
    house.shell.lock()
    pages = {page for page, private in asked if private}
    assert pages == {"keys", "unlock"}
    assert window


def test_the_watch_by_itself() -> None:
    clock = Clock()
    heard: list[str] = []
    watch = IdleWatch(clock.now, minutes=5, patience=lambda: 20)
    watch.rested.connect(lambda: heard.append("rested"))
    watch.woken.connect(lambda: heard.append("woken"))
    watch.expired.connect(lambda: heard.append("expired"))
    watch.start()
    for _ in range(12 * 20):
        clock.forward(seconds=5)
        watch.look()
    assert heard == ["rested", "expired"]
