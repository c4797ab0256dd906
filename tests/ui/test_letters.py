"""Letters a school keyboard hides: the bar under every page, and the key for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from tests.ui.desk import app
from tests.ui.test_guard import House, _house
from ui.chrome.letters import HATS, Circumflex, Letters
from ui.meeting_room.room import MeetingRoom

__all__ = ["_house"]
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def key(target: QWidget, code: Qt.Key, text: str = "", held: Qt.KeyboardModifier = NONE) -> None:
    """A key as a keyboard gives it: asked for as a shortcut first, then pressed and let go."""
    kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
    for kind in kinds:
        QApplication.sendEvent(target, QKeyEvent(kind, code, held, text))


@pytest.fixture(name="hats")
def _hats() -> Iterator[Circumflex]:
    made = Circumflex()
    app().installEventFilter(made)
    yield made
    app().removeEventFilter(made)


@pytest.mark.parametrize("box", [QLineEdit, QPlainTextEdit])
def test_control_hat_and_a_letter(hats: Circumflex, box: type[QLineEdit | QPlainTextEdit]) -> None:
    field = box()
    for letter in HATS:
        key(field, Qt.Key.Key_AsciiCircum, "\x1e", CONTROL | SHIFT)
        key(field, Qt.Key.Key_Shift, "", SHIFT)
        key(field, Qt.Key(ord(letter.upper())), letter)
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    assert text == "".join(HATS.values()) == "âêîôûŵŷÂÊÎÔÛŴŶ"


def test_another_key_means_itself_and_the_hat_is_forgotten(hats: Circumflex) -> None:
    field = QLineEdit()
    key(field, Qt.Key.Key_6, "^", CONTROL | SHIFT)
    key(field, Qt.Key.Key_T, "t")
    key(field, Qt.Key.Key_Y, "y")
    key(field, Qt.Key.Key_6, "6")
    key(field, Qt.Key.Key_W, "w")
    assert field.text() == "ty6w"


def test_the_bar_shows_writes_and_is_remembered(house: House) -> None:
    room = house.meeting()
    letters = house.shell.letters
    assert isinstance(letters, Letters)
    assert not letters.isVisible()
    room.capture.letters.click()
    assert letters.isVisible()
    assert house.shell.focusWidget() is room.capture.line
    before = room.capture.line.text()
    house.shell.activateWindow()
    QApplication.processEvents()
    room.capture.line.setFocus()
    press = next(one for one in letters.bar.findChildren(QWidget) if _says(one) == "ŵ")
    press.click()  # type: ignore[attr-defined]
    if QApplication.focusWidget() is room.capture.line:
        assert room.capture.line.text() == f"{before}ŵ"
    house.shell.lock()
    assert not letters.isVisible()
    house.shell.enter(house.lent())
    assert letters.isVisible()
    letters.close_it.click()
    assert not letters.isVisible()


def test_it_stands_under_other_pages_by_its_button(house: House) -> None:
    house.shell.open("learners", {})
    assert not isinstance(house.shell.screen_shown, MeetingRoom)
    house.shell.status.letters.click()
    assert house.shell.letters.isVisible()
    house.shell.open("today", {})
    QCoreApplication.processEvents()
    assert house.shell.letters.isVisible()


def _says(widget: QWidget) -> str:
    call = getattr(widget, "text", None)
    return str(call()) if callable(call) else ""
