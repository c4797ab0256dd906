"""Setting up with the keyboard alone: what Enter and the arrows do, and what stays in its place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from aln_review.domain.bilingual import Language
from tests.ui.doors import press, type_into
from tests.ui.rooms import settle
from tests.ui.test_first_run import (
    begun,
    choose_passphrase,
    setting_up,
    to_be_tried,
    up_to_passphrase,
)
from ui.unlock.first_run import FirstRun


def here() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def at_the_sheet(folder: Path) -> FirstRun:
    shell = begun(folder)
    shell.activateWindow()
    page = setting_up(shell)
    up_to_passphrase(page)
    choose_passphrase(page)
    page.go.click()
    settle()
    return page


def test_arrows_stay_in_the_column_of_cards(tmp_path: Path) -> None:
    shell = begun(tmp_path)
    shell.resize(1366, 768)
    shell.activateWindow()
    page = setting_up(shell)
    page.go.click()
    settle()
    cards = page.kind.pick.cards
    cards["college"].setFocus()
    press(cards["college"], Qt.Key.Key_Up)
    assert page.kind.pick.value() == "school"
    press(here(), Qt.Key.Key_Down)
    assert page.kind.pick.value() == "college"
    press(here(), Qt.Key.Key_Right)
    assert page.kind.pick.value() == "authority"
    press(here(), Qt.Key.Key_Up)
    assert page.kind.pick.value() == "early-years"
    shell.close()


def test_enter_goes_from_word_to_word_and_on(tmp_path: Path) -> None:
    page = at_the_sheet(tmp_path)
    panel = page.sheet_panel
    sheet = to_be_tried(page).sheet
    panel.words[0].field.take_focus()
    for word in panel.words:
        assert here() is word.field.line
        type_into(word.field.line, "nid hwn")
        press(word.field.line, Qt.Key.Key_Return)
        assert word.told.text() == f"Not the word beside {word.position} on the paper"
        assert here() is word.field.line
        word.field.line.clear()
        type_into(word.field.line, sheet.words[word.position - 1])
        press(word.field.line, Qt.Key.Key_Return)
    settle()
    assert page.heading.text() == "Who else can open the vault?"
    page.window().close()


def test_a_weak_passphrase_is_said_once_at_its_field(tmp_path: Path) -> None:
    shell = begun(tmp_path)
    page = setting_up(shell)
    up_to_passphrase(page)
    fields = page.passphrase.fields
    type_into(fields.first.line, "afon")
    fields.judge_now()
    assert not fields.strength.isHidden()
    page.go.click()
    assert fields.first.error_text()
    assert fields.strength.isHidden()
    type_into(fields.first.line, " dwfn")
    assert not fields.strength.isHidden()
    shell.close()


def test_a_page_that_scrolled_is_as_wide_as_before(tmp_path: Path) -> None:
    shell = begun(tmp_path)
    shell.resize(1366, 768)
    shell.words.switch(Language.CY)
    page = setting_up(shell)
    settle()
    wide = page.heading.width()
    edge = page.page.body.contentsMargins().right()
    shell.resize(1366, 400)
    settle()
    assert page.page.verticalScrollBar().maximum() > 0
    assert abs(page.heading.width() - wide) <= 1
    shell.resize(1366, 768)
    settle()
    assert page.page.body.contentsMargins().right() == edge
    assert page.heading.width() == wide
    shell.close()
