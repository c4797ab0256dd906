"""Setting up: from the first question to a vault in work, and back again after a stop."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from aln_review.casework.door import DoorState
from aln_review.casework.entry import ToTry, make_vault
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.casework.queries.keys import KeyCare
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.setting import SettingKind
from tests.casework.vaults import PASSPHRASE, Clock, make_setting
from tests.ui.desk import plain_look
from tests.ui.doors import audit, cheap_door, pages, press, type_into, window
from tests.ui.rooms import settle
from ui.shell import Shell
from ui.theme import current
from ui.unlock.first_run import FirstRun
from ui.unlock.unlock import Unlock

HERS = "afon dwfn mynydd"
ROOMS = pages("first-run", "unlock")


def begun(data: Path, *, threads: bool = False) -> Shell:
    clock = Clock()
    shell = window(cheap_door(data, clock), clock, ROOMS, threads=threads)
    shell.open("first-run", {})
    return shell


def setting_up(shell: Shell) -> FirstRun:
    page = shell.screen_shown
    assert isinstance(page, FirstRun)
    return page


def up_to_passphrase(page: FirstRun, kind: str = "school") -> None:
    page.go.click()
    page.kind.pick.cards[kind].click()
    page.go.click()
    for field, text in (
        (page.names.cy, "Ysgol Tŷ Ŵyn"),
        (page.names.en, "Lambs’ House School"),
        (page.names.person, "Siân Ŷ. Prydderch"),
    ):
        type_into(field.line, text)
    page.go.click()
    page.authority.choice.set_value("661")
    page.go.click()


def choose_passphrase(page: FirstRun, text: str = PASSPHRASE) -> None:
    fields = page.passphrase.fields
    type_into(fields.first.line, text)
    type_into(fields.again.line, text)
    fields.judge_now()


def to_be_tried(page: FirstRun) -> ToTry:
    return page._waiting[0]


def read_back(page: FirstRun) -> None:
    waiting = to_be_tried(page)
    for word in page.sheet_panel.words:
        type_into(word.field.line, waiting.sheet.words[word.position - 1].upper())


def put_off(page: FirstRun) -> None:
    """There is nobody yet to give a second key to."""
    assert page.heading.text() == "Who else can open the vault?"
    assert not page.go.isEnabled()
    page.keyholder.later.click()
    assert not page.keyholder.stake.isHidden()
    page.go.click()


@pytest.mark.parametrize("printer", [True, False])
def test_without_a_printer_the_stick_stands_before_the_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printer: bool
) -> None:
    monkeypatch.setattr("ui.unlock.sheet.has_printer", lambda: printer)
    shell = begun(tmp_path, threads=True)
    page = setting_up(shell)
    up_to_passphrase(page)
    choose_passphrase(page)
    shell._bridge.flush()
    page.go.click()
    shell._bridge.flush()
    settle()
    panel = page.sheet_panel
    assert panel.paper.isVisible() == printer
    assert (panel.stick.y() > panel.ask.y()) == printer


def test_from_the_first_question_into_work(tmp_path: Path) -> None:
    shell = begun(tmp_path, threads=True)
    page = setting_up(shell)
    up_to_passphrase(page)
    choose_passphrase(page)
    shell._bridge.flush()
    assert page.passphrase.fields.wrong() == []
    page.go.click()
    assert not page.go.isEnabled()
    assert not page.passphrase.busy.isHidden()
    shell._bridge.flush()
    assert not page.passphrase.fields.first.line.text()
    page.sheet_panel.save_as(tmp_path / "sheet.pdf")
    shell._bridge.flush()
    assert page.sheet_panel.printed
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert not page.go.isEnabled()
    read_back(page)
    assert page.go.isEnabled()
    page.go.click()
    shell._bridge.flush()
    step = page.keyholder
    type_into(step.who.name.line, "Mair Puw")
    type_into(step.new.first.line, HERS)
    type_into(step.new.again.line, HERS)
    shell._bridge.flush()
    page.go.click()
    assert step.mine.error_text()
    type_into(step.mine.line, PASSPHRASE)
    press(step.new.again.line, Qt.Key.Key_Return)
    shell._bridge.flush()
    assert shell.place[0] == "today"
    assert not step.mine.line.text() + step.new.first.line.text()
    assert shell.desk.door.look().has_keyholder
    held = shell._bridge.vault.ask(SettingsPage()).setting
    assert held.name == Text.both("Ysgol Tŷ Ŵyn", "Lambs’ House School", Language.EN)
    assert (held.person, held.authority) == ("Siân Ŷ. Prydderch", "661")
    assert held.role.get(Language.CY) == "CADY"
    shell.close()


def test_words_never_stand_on_the_screen(tmp_path: Path) -> None:
    shell = begun(tmp_path)
    page = setting_up(shell)
    up_to_passphrase(page)
    choose_passphrase(page)
    page.go.click()
    words = to_be_tried(page).sheet.words
    shown = " ".join(
        f"{one.accessibleName()} {one.accessibleDescription()} {one.toolTip()}"
        f" {getattr(one, 'text', str)()}"
        for one in shell.findChildren(QWidget)
    )
    assert not set(words) & set(shown.split())
    shell.close()


def test_a_weak_passphrase_or_two_that_differ_make_no_vault(tmp_path: Path) -> None:
    shell = begun(tmp_path)
    page = setting_up(shell)
    up_to_passphrase(page)
    choose_passphrase(page, "ysgol")
    page.go.click()
    assert page.passphrase.fields.first.error_text().startswith("Too short")
    page.passphrase.fields.forget()
    type_into(page.passphrase.fields.first.line, PASSPHRASE)
    type_into(page.passphrase.fields.again.line, "something else")
    page.go.click()
    assert page.passphrase.fields.again.error_text()
    assert shell.desk.door.look().state is DoorState.NO_VAULT
    shell.close()


def test_suggested_words_are_good_and_in_the_language_asked_for(tmp_path: Path) -> None:
    shell = begun(tmp_path)
    page = setting_up(shell)
    up_to_passphrase(page)
    fields = page.passphrase.fields
    fields.language.option("cy").click()
    first = fields.words.text()
    fields.other.click()
    assert fields.words.text() != first
    welsh = shell.desk.door.tools.wordlists[Language.CY]
    assert set(fields.words.text().split()) <= set(welsh)
    fields.use.click()
    assert fields.value() == fields.words.text()
    fields.judge_now()
    assert fields.strength.text().startswith("Hard to guess")
    shell.close()


def test_what_is_missing_is_said_at_its_field(tmp_path: Path) -> None:
    shell = begun(tmp_path)
    page = setting_up(shell)
    page.go.click()
    assert not page.go.isEnabled()
    assert page.why.text() == "Choose one to go on"
    page.kind.pick.cards["college"].click()
    page.go.click()
    page.go.click()
    assert not page.errors.isHidden()
    assert page.names.cy.error_text()
    type_into(page.names.cy.line, "Coleg")
    type_into(page.names.en.line, "College")
    type_into(page.names.person.line, "Gwen")
    press(page.names.person.line, Qt.Key.Key_Return)
    page.go.click()
    assert page.authority.choice.error_text()
    page.authority.choice.set_value("other")
    page.go.click()
    assert page.authority.number.error_text()
    page.back.click()
    assert page.names.cy.value() == "Coleg"
    shell.close()


def test_a_switch_of_language_loses_nothing_half_typed(tmp_path: Path) -> None:
    shell = begun(tmp_path)
    page = setting_up(shell)
    up_to_passphrase(page)
    page.back.click()
    page.back.click()
    page.languages.option("cy").click()
    assert page.heading.text() == "Beth yw’r enwau?"
    assert page.names.cy.value() == "Ysgol Tŷ Ŵyn"
    page.go.click()
    assert page.authority.choice.value() == "661"
    assert page.authority.choice.combo.currentText() == "Cyngor Gwynedd"
    shell.close()


def test_whoever_stopped_before_trying_gets_a_new_sheet_before_anything_else(
    tmp_path: Path,
) -> None:
    shell = begun(tmp_path)
    page = setting_up(shell)
    up_to_passphrase(page)
    choose_passphrase(page)
    page.go.click()
    old = to_be_tried(page).sheet.words
    page.lock.click()
    unlock = shell.screen_shown
    assert isinstance(unlock, Unlock)
    type_into(unlock.passphrase.line, PASSPHRASE)
    press(unlock.passphrase.line, Qt.Key.Key_Return)
    page = setting_up(shell)
    assert page.heading.text() == "First, a new recovery sheet"
    assert to_be_tried(page).sheet.words != old
    assert not shell._bridge.is_open
    read_back(page)
    page.go.click()
    put_off(page)
    assert shell.place[0] == "today"
    assert shell._bridge.vault.ask(KeyCare()).notes
    assert not shell._bridge.vault.ask(KeyCare()).ask_for_holder
    shell.close()


def test_the_passphrase_of_two_people_is_not_the_same(tmp_path: Path) -> None:
    shell = begun(tmp_path)
    page = setting_up(shell)
    made = make_vault(shell.desk.door, make_setting(), PASSPHRASE)
    page.show_with({"resume": made})
    read_back(page)
    page.go.click()
    step = page.keyholder
    type_into(step.who.name.line, "Mair Puw")
    for field in (step.mine, step.new.first, step.new.again):
        type_into(field.line, PASSPHRASE)
    page.go.click()
    assert step.new.first.error_text()
    page.leave()
    assert not step.mine.line.text() + step.new.first.line.text()
    shell.close()


@pytest.mark.parametrize(
    ("kind", "role"), [(SettingKind.COLLEGE, "manager"), (SettingKind.EARLY_YEARS, "owner")]
)
def test_who_usually_holds_a_key_there_is_offered(
    tmp_path: Path, kind: SettingKind, role: str
) -> None:
    """A college and a nursery were offered a head teacher."""
    shell = begun(tmp_path)
    page = setting_up(shell)
    page.show_with({"resume": make_vault(shell.desk.door, make_setting(kind), PASSPHRASE)})
    read_back(page)
    page.go.click()
    assert page.keyholder.who.role.value() == role
    page.leave()
    shell.close()


def test_a_wrong_word_is_said_and_the_way_stays_shut(tmp_path: Path) -> None:
    shell = begun(tmp_path)
    page = setting_up(shell)
    clock_door = shell.desk.door
    made = make_vault(clock_door, make_setting(), PASSPHRASE)
    page.show_with({"resume": made})
    word = page.sheet_panel.words[1]
    type_into(word.field.line, "zzzz")
    word.field.left.emit()
    assert str(word.position) in word.told.text()
    assert not page.go.isEnabled()
    shell.close()


def test_an_authority_comes_in_at_its_desk(tmp_path: Path) -> None:
    shell = begun(tmp_path)
    page = setting_up(shell)
    up_to_passphrase(page, SettingKind.AUTHORITY.value)
    choose_passphrase(page)
    page.go.click()
    read_back(page)
    page.go.click()
    put_off(page)
    assert shell.place[0] == "desk"
    assert shell._bridge.vault.ask(SettingsPage()).membership.joined
    shell.close()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("size", "scale"), [((1366, 768), 1.0), ((910, 512), 2.0)])
def test_every_step_is_fit_to_be_used(
    tmp_path: Path, language: Language, size: tuple[int, int], scale: float
) -> None:
    shell = begun(tmp_path)
    current().choose(plain_look(scale))
    shell.resize(*size)
    page = setting_up(shell)
    shell.words.switch(language)
    wrong = {"language": audit(shell)}
    page.go.click()
    page.kind.pick.cards["school"].click()
    wrong["kind"] = audit(shell)
    page.go.click()
    page.go.click()
    wrong["names"] = audit(shell)
    for field in (page.names.cy, page.names.en, page.names.person):
        type_into(field.line, "Bro Ŵyn")
    page.go.click()
    page.authority.choice.set_value("661")
    wrong["authority"] = audit(shell)
    page.go.click()
    choose_passphrase(page)
    wrong["passphrase"] = audit(shell)
    page.go.click()
    wrong["sheet"] = audit(shell)
    read_back(page)
    page.go.click()
    wrong["keyholder"] = audit(shell)
    page.keyholder.later.click()
    wrong["nobody"] = audit(shell)
    assert {step: found for step, found in wrong.items() if found} == {}
    shell.close()
