"""The window: pages, languages, the fold of the rail, the lock and what it takes away."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from aln_review.casework.commands.keeping import UseLanguage
from aln_review.casework.half_typed import HalfTyped, KeepHalfTyped, LeftHalfTyped
from aln_review.casework.memory import Preferences
from aln_review.casework.queries.keeping import ShellPage, ShellView
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal
from tests.ui.desk import NOON, SCHOOL, FakeVault, desk
from tests.ui.gallery import ROOMS
from tests.ui.rooms import settle
from ui.bridge import Bridge
from ui.chrome.idle import IdleWatch
from ui.chrome.order import focus_order
from ui.desk import Screen
from ui.rooms import Chrome, Room
from ui.shell import Shell
from ui.widgets import LineField, MessageBox, column


class Writing(Screen):
    """A page with one field."""

    KINDS = frozenset({"words"})

    def build(self) -> None:
        self.field = self.put(LineField("note"), "shell.help")
        self.setLayout(column(self.field))
        self.times = 0

    def show_for(self, **args: object) -> None:
        self.times += 1


PAGES = (
    *(one for one in ROOMS if one.page not in ("unlock", "today")),
    Room("today", "tests.ui.test_shell:Writing", "today", "shell.today"),
    Room("unlock", "tests.ui.test_shell:Writing", "", "shell.unlock", Chrome.PLAIN),
)


def shell_on(vault: FakeVault, language: Language = Language.EN) -> Shell:
    made = desk(vault, language)
    bridge = Bridge(immediate=True)
    shell = Shell(bridge, made.words, made.theme, lambda: NOON, made.door, PAGES)
    shell.enter(vault)
    shell.show()
    return shell


def writing(shell: Shell) -> Writing:
    page = shell.screen_shown
    assert isinstance(page, Writing)
    return page


def test_it_opens_at_home_with_the_keepers_language_and_place() -> None:
    cymraeg = ShellView(SCHOOL, Preferences(language=Language.CY), waiting=2, to_answer=1)
    shell = shell_on(FakeVault({ShellPage: cymraeg}))
    assert shell.place[0] == "today"
    assert shell.windowTitle() == "Adolygu ADY"
    assert shell.rail.button("today").isChecked()
    assert shell.rail.person.text() == "Nia Rowlands"
    assert "2 becyn" in shell.status.queue.text()


def test_a_switch_of_language_keeps_half_typed_text_and_is_remembered() -> None:
    vault = FakeVault()
    shell = shell_on(vault)
    writing(shell).field.line.setText("Mae hi’n hoffi’r ŵyn")
    shell.words.switch(Language.CY)
    assert writing(shell).field.text() == "Cymorth"
    assert writing(shell).field.value() == "Mae hi’n hoffi’r ŵyn"
    assert vault.done == [UseLanguage(Language.CY)]


def test_an_open_message_switches_too() -> None:
    shell = shell_on(FakeVault())
    message = shell.say_error(Refusal("error.vault.closed"))
    assert isinstance(message, MessageBox)
    assert message.buttons["close"].text() == "Close"
    shell.words.switch(Language.CY)
    assert message.buttons["close"].text() == "Cau"
    assert "ar glo" in message.sentence.text()


def test_lock_takes_the_page_away_and_unlock_gives_the_unsaved_back() -> None:
    vault = FakeVault()
    shell = shell_on(vault)
    writing(shell).field.line.setText("heb ei gadw")
    shell.lock()
    kept = KeepHalfTyped("today", (), (("note", "heb ei gadw"),), by_hand=False)
    assert kept in vault.done
    assert vault.closed == 1
    assert shell.place[0] == "unlock"
    assert writing(shell).field.value() == ""
    assert not shell.rail.isVisible()
    assert shell.rail.person.text() == ""
    again = FakeVault({LeftHalfTyped: HalfTyped("today", (), (("note", "heb ei gadw"),))})
    shell.enter(again)
    assert shell.place[0] == "today"
    assert writing(shell).field.value() == "heb ei gadw"


def test_a_language_chosen_at_the_door_stands() -> None:
    shell = shell_on(FakeVault())
    shell.lock()
    shell.words.switch(Language.CY)
    again = FakeVault()
    shell.enter(again)
    assert shell.words.language is Language.CY
    assert UseLanguage(Language.CY) in again.done


def test_narrow_windows_fold_the_rail_into_a_menu() -> None:
    shell = shell_on(FakeVault())
    shell.resize(660, 512)
    QApplication.processEvents()
    assert shell.bar.menu.isVisible()
    assert not shell.rail.isVisible()
    shell.bar.menu.click()
    assert shell.rail.isVisible()
    shell.rail.button("send").click()
    assert not shell.rail.isVisible()
    assert shell.place[0] == "send"
    shell.resize(1366, 768)
    assert shell.rail.isVisible()
    assert not shell.bar.menu.isVisible()


def test_back_goes_to_the_page_before() -> None:
    shell = shell_on(FakeVault())
    shell.open("send", {})
    shell.back()
    assert shell.place[0] == "today"
    shell.back()
    assert shell.place[0] == "today"


def test_a_page_is_shown_afresh_when_its_kind_changed() -> None:
    shell = shell_on(FakeVault())
    page = writing(shell)
    assert page.times == 1
    shell.desk.bridge.changed.emit(frozenset({"plans"}))
    assert page.times == 1
    shell.desk.bridge.changed.emit(frozenset({"words", "plans"}))
    assert page.times == 2


def test_tab_walks_the_whole_window_and_comes_round() -> None:
    shell = shell_on(FakeVault())
    shell.activateWindow()
    settle()
    order = focus_order(shell)
    first = order[0]
    first.setFocus()
    seen = []
    for _ in order:
        here = shell.focusWidget()
        assert here is not None
        seen.append(here)
        QApplication.sendEvent(
            here, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
        )
    assert seen == order
    assert shell.focusWidget() is first


def test_idle_and_sleep_expire_the_watch() -> None:
    clock = [NOON]

    def now() -> datetime:
        return clock[0]

    watch = IdleWatch(now, minutes=5)
    expired: list[bool] = []
    watch.expired.connect(expired.clear)
    watch.expired.connect(lambda: expired.append(True))
    watch.start()
    for _ in range(29):
        clock[0] += timedelta(seconds=10)
        watch.look()
    assert expired == []
    clock[0] += timedelta(seconds=10)
    watch.look()
    assert expired == [True]
    expired.clear()
    watch.start()
    clock[0] += timedelta(seconds=90)
    watch.look()
    assert expired == [True]


class Painted(QObject):
    """Notes when a page is painted."""

    def __init__(self, page: QObject, notes: list[str]) -> None:
        super().__init__()
        self._notes = notes
        page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._notes.append("paint")
        return False


def test_between_building_a_page_and_painting_it_the_window_looks_for_keys() -> None:
    shell = shell_on(FakeVault())
    settle()
    shell.open("today", {})
    notes: list[str] = []
    watch = Painted(writing(shell), notes)
    QTimer.singleShot(0, partial(notes.append, "key"))
    settle()
    assert notes[:2] == ["key", "paint"]
    del watch


def test_a_lock_right_after_a_page_was_opened_paints_over_the_page_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shell = shell_on(FakeVault())
    settle()
    shell.open("today", {})
    painting: list[bool] = []
    monkeypatch.setattr(shell, "repaint", lambda: painting.append(shell.stage.updatesEnabled()))
    shell.lock()
    assert painting == [True]
