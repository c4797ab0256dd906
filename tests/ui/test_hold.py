"""The keyboard waits on the page while a button rests or its row has gone, and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from aln_review.domain.bilingual import Language
from tests.ui.desk import NOON, FakeVault, desk
from tests.ui.gallery import ROOMS
from tests.ui.rooms import press, settle
from ui.bridge import Bridge
from ui.desk import Screen
from ui.shell import Shell
from ui.widgets import Button, ScrollPage, clear, column


class Work(Screen):
    """A page with something slow to do and something else right beside it."""

    def build(self) -> None:
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.slow, self.beside, self.row = Button(), Button(), Button()
        self.rows = column(self.row)
        self.times = [0, 0]
        for part in (self.slow, self.beside, self.rows):
            self.page.add(part)

    def bind(self) -> None:
        self.slow.clicked.connect(self._begin)
        self.beside.clicked.connect(self._beside)

    def first_focus(self) -> QWidget | None:
        return self.slow

    def _begin(self) -> None:
        self.times[0] += 1
        self.slow.setEnabled(False)

    def _beside(self) -> None:
        self.times[1] += 1


@pytest.fixture(name="work")
def _work() -> Iterator[Work]:
    rooms = tuple(
        replace(one, factory="tests.ui.test_hold:Work") if one.page == "today" else one
        for one in ROOMS
    )
    made = desk(FakeVault())
    bridge = Bridge(immediate=True)
    shell = Shell(bridge, made.words, made.theme, lambda: NOON, made.door, rooms)
    shell.enter(FakeVault())
    shell.show()
    shell.activateWindow()
    settle()
    page = shell.screen_shown
    assert isinstance(page, Work)
    assert QApplication.activeWindow() is shell
    yield page
    shell.close()
    shell.deleteLater()
    settle()


def enter() -> None:
    here = QApplication.focusWidget()
    assert here is not None
    press(here, Qt.Key.Key_Return)


def test_a_second_press_while_it_works_presses_nothing_else(work: Work) -> None:
    work.slow.setFocus()
    enter()
    enter()
    assert work.times == [1, 0]
    assert QApplication.focusWidget() is work.page


def test_the_keyboard_comes_back_when_the_work_is_done(work: Work) -> None:
    work.slow.setFocus()
    enter()
    work.slow.setEnabled(True)
    assert QApplication.focusWidget() is work.slow


def test_whoever_went_elsewhere_meanwhile_is_left_there(work: Work) -> None:
    work.slow.setFocus()
    enter()
    work.beside.setFocus()
    work.slow.setEnabled(True)
    assert QApplication.focusWidget() is work.beside


def test_a_row_that_goes_leaves_the_keyboard_on_the_page(work: Work) -> None:
    work.row.setFocus()
    clear(work.rows)
    settle()
    assert QApplication.focusWidget() is work.page


def test_tab_goes_on_from_where_the_page_begins(work: Work) -> None:
    work.slow.setFocus()
    enter()
    press(work.page, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is work.beside


def test_the_next_page_has_the_keyboard_where_it_begins(work: Work) -> None:
    shell = work.window()
    assert isinstance(shell, Shell)
    work.beside.setFocus()
    shell.open("today", {})
    settle()
    page = shell.screen_shown
    assert isinstance(page, Work)
    assert QApplication.focusWidget() is page.slow


@pytest.mark.parametrize("language", list(Language))
def test_where_it_waits_is_read_out(work: Work, language: Language) -> None:
    """A screen reader said nothing at all: neither the page nor what scrolls it had a name."""
    work.words.switch(language)
    title = work.words.t("shell.today")
    assert work.accessibleName() == title
    work.slow.setFocus()
    enter()
    here = QApplication.focusWidget()
    assert here is work.page
    assert here.accessibleName() == title


def test_it_is_not_lost_when_all_round_it_is_disabled(work: Work) -> None:
    """While a vault was being made, no part of the window had the keyboard."""
    holder, line = QWidget(), QLineEdit()
    holder.setLayout(column(line))
    work.page.add(holder)
    settle()
    line.setFocus()
    holder.setEnabled(False)
    settle()
    assert QApplication.focusWidget() is work.page
    holder.setEnabled(True)
    settle()
    assert QApplication.focusWidget() is line
