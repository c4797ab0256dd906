"""The clipboard: secrets for ten seconds, words of the record until the lock, others' never."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QClipboard, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.desk import app
from ui.clipboard import HINTS, SECONDS, Clips
from ui.widgets import PassField


class Board(QObject):
    """A clipboard of a system with a selection, which says whose text it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.held = {QClipboard.Mode.Clipboard: "", QClipboard.Mode.Selection: ""}
        self.ours = {QClipboard.Mode.Clipboard: False, QClipboard.Mode.Selection: False}
        self.data: QMimeData | None = None

    def put(self, text: str, *, ours: bool, mode: QClipboard.Mode) -> None:
        self.held[mode], self.ours[mode] = text, ours

    def setMimeData(self, data: QMimeData) -> None:
        self.data = data
        self.put(data.text(), ours=True, mode=QClipboard.Mode.Clipboard)

    def text(self) -> str:
        return self.held[QClipboard.Mode.Clipboard]

    def clear(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        self.put("", ours=False, mode=mode)

    def ownsClipboard(self) -> bool:
        return self.ours[QClipboard.Mode.Clipboard]

    def ownsSelection(self) -> bool:
        return self.ours[QClipboard.Mode.Selection]

    def supportsSelection(self) -> bool:
        return True


@pytest.fixture(name="board")
def _board() -> Board:
    app()
    return Board()


def clips(board: Board) -> Clips:
    return Clips(board)  # type: ignore[arg-type]


def test_a_secret_goes_after_ten_seconds(board: Board) -> None:
    made = clips(board)
    made.put_secret("telyn gwennol crochan")
    assert board.text() == "telyn gwennol crochan"
    assert made.timer.isActive()
    assert made.timer.interval() == SECONDS * 1000 == 10_000
    made.timer.timeout.emit()
    assert board.text() == ""


def test_what_was_copied_since_is_left_alone(board: Board) -> None:
    made = clips(board)
    made.put_secret("telyn gwennol crochan")
    board.put("a shopping list", ours=False, mode=QClipboard.Mode.Clipboard)
    made.timer.timeout.emit()
    assert board.text() == "a shopping list"
    made.forget()
    assert board.text() == "a shopping list"


def test_a_secret_asks_histories_not_to_keep_it(board: Board) -> None:
    clips(board).put_secret("telyn gwennol crochan")
    assert board.data is not None
    for kind, value in HINTS.items():
        assert board.data.hasFormat(kind)
        assert bytes(board.data.data(kind).data()) == value


def test_a_lock_takes_our_words_and_what_is_selected(board: Board) -> None:
    made = clips(board)
    board.put("what Elin said", ours=True, mode=QClipboard.Mode.Clipboard)
    board.put("Elin", ours=True, mode=QClipboard.Mode.Selection)
    made.forget()
    assert set(board.held.values()) == {""}
    board.put("somebody else’s", ours=False, mode=QClipboard.Mode.Selection)
    made.forget()
    assert board.held[QClipboard.Mode.Selection] == "somebody else’s"


REAL = """
from PySide6.QtGui import QClipboard, QGuiApplication
from ui.clipboard import Clips
app = QGuiApplication([])
board = QGuiApplication.clipboard()
made = Clips(board)
board.setText("what Elin said")
board.setText("Elin", QClipboard.Mode.Selection)
made.forget()
print(repr(board.text()), repr(board.text(QClipboard.Mode.Selection)))
made.put_secret("telyn")
print(repr(board.text()), board.mimeData().hasFormat("x-kde-passwordManagerHint"))
made.timer.timeout.emit()
print(repr(board.text()))
"""


@pytest.mark.xvfb
@pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs an X server")
def test_on_a_real_clipboard() -> None:
    done = subprocess.run(
        [sys.executable, "-c", REAL],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["'' ''", "'telyn' True", "''"]


def typed(text: str) -> PassField:
    field = PassField("")
    field.show()
    QTest.keyClicks(field.line, text)
    return field


def test_a_passphrase_is_neither_copied_nor_cut_nor_undone(board: Board) -> None:
    QApplication.clipboard().clear()
    field = typed("telyn gwennol")
    field.eye.setChecked(True)
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    field.line.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(field.line, key, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == ""
    assert field.line.text() == "telyn gwennol"
    field.line.clear()
    QTest.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    field.line.undo()
    assert field.line.text() == ""
    field.deleteLater()


def test_a_passphrase_can_be_pasted_and_has_no_menu(board: Board) -> None:
    field = typed("")
    QApplication.clipboard().setText("telyn gwennol")
    QTest.keyClick(field.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.line.text() == "telyn gwennol"
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(3, 3), QPoint(3, 3))
    QApplication.sendEvent(field.line, event)
    assert QApplication.activePopupWidget() is None
    QApplication.clipboard().clear()
    field.deleteLater()
