"""From the search field to what was found, with the keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.desk import FakeVault
from tests.ui.rooms import press, settle, write
from tests.ui.test_shell import shell_on
from ui.chrome.order import focus_order
from ui.shell import Shell


def searching() -> tuple[Shell, QWidget]:
    shell = shell_on(FakeVault())
    shell.activateWindow()
    line = shell.bar.search.line
    line.setFocus()
    write(line, "elin")
    press(line, Qt.Key.Key_Return)
    assert shell.place[0] == "search"
    assert shell.focusWidget() is line
    return shell, line


def test_down_goes_to_the_first_thing_found() -> None:
    shell, line = searching()
    press(line, Qt.Key.Key_Down)
    assert shell.focusWidget() is focus_order(shell.stage)[0]
    shell.close()


def test_enter_once_more_goes_there_too_and_other_words_search_again() -> None:
    shell, line = searching()
    write(line, "or")
    press(line, Qt.Key.Key_Return)
    assert shell.place[1] == {"text": "elinor"}
    assert shell.focusWidget() is line
    press(line, Qt.Key.Key_Return)
    assert shell.focusWidget() is focus_order(shell.stage)[0]
    shell.close()


def test_the_words_go_when_the_results_are_left() -> None:
    shell, line = searching()
    shell.open("learners", {})
    settle()
    assert not shell.bar.search.value()
    line.setFocus()
    press(line, Qt.Key.Key_Return)
    assert shell.place[0] == "learners"
    assert shell.focusWidget() is line
    shell.close()


def test_going_back_finds_a_page_as_it_was_left() -> None:
    shell = shell_on(FakeVault())
    shell.open("learners", {})
    page = shell.screen_shown
    assert page is not None
    page.args = {"tab": "papers"}
    shell.open("today", {})
    shell.back()
    assert shell.place == ("learners", {"tab": "papers"})
    shell.close()
