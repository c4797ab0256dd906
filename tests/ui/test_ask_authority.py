"""From a locked vault to the authority's desk and back in, through the windows' own pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.casework.escrowed import given
from tests.casework.handing import NEW, another, learners_of
from tests.casework.town import open_desk
from tests.casework.vaults import PASSPHRASE, add_learner, make
from tests.ui.doors import pages, type_into, window
from ui.authority.answer_help import AnswerHelpPage
from ui.handover.ask import AskAuthorityPage
from ui.post import casework_of
from ui.unlock.unlock import Unlock


def test_a_locked_setting_comes_in_again_with_two_files_and_a_telephone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, school = open_desk(tmp_path / "desk"), make(tmp_path / "school")
    add_learner(school.vault)
    given(school, desk)
    learners = learners_of(school.vault)
    school.vault.close()
    asked, answered = str(tmp_path / "a.alnhelp"), str(tmp_path / "a.alnanswer")
    door = another(school)
    shell = window(door, school.clock, pages("unlock", "ask-authority"))
    shell.open("unlock", {})
    unlock = shell.screen_shown
    assert isinstance(unlock, Unlock)
    assert unlock.ask_authority.isVisibleTo(unlock)
    unlock.ask_authority.click()
    page = shell.screen_shown
    assert isinstance(page, AskAuthorityPage)
    assert not page.go.isEnabled()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (asked, ""))
    page.request.save.click()
    page.go.click()
    assert page.step is page.answer
    # The authority's side: another window, the same program.
    theirs = window(desk.door, desk.clock, pages("answer-help"))
    theirs.enter(desk.vault, "answer-help")
    helper = theirs.screen_shown
    assert isinstance(helper, AnswerHelpPage)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (asked, ""))
    helper.open.click()
    assert helper.request.isVisibleTo(helper)
    assert not helper.go.isEnabled()
    helper.rang.setChecked(True)
    type_into(helper.passphrase.line, PASSPHRASE)
    helper.go.click()
    (answer,) = helper._answer
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (answered, ""))
    helper.save.click()
    assert helper.saved.isVisibleTo(helper)
    helper.leave()
    assert not helper._answer
    assert not helper.passphrase.value()
    # And back: the file, the words, a new passphrase and a new sheet.
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (answered, ""))
    page.answer.open.click()
    _come_in(page, answer.words, tmp_path)
    assert learners_of(casework_of(shell.desk.bridge)) == learners
    shell.close()
    theirs.close()
    door.unlock(NEW).close()
    door.release()


def _come_in(page: AskAuthorityPage, words: tuple[str, ...], folder: Path) -> None:
    page.answer.sheet.words[0].line.setText(" ".join(words))
    page.go.click()
    assert page.step.name == "who"
    assert page.who.person.value() == "Nia Rowlands"
    page.go.click()
    page.passphrase.fields.first.line.setText(NEW)
    page.passphrase.fields.again.line.setText(NEW)
    page.passphrase.fields.first.edited.emit()
    page.go.click()
    assert page.step.name == "sheet"
    page.sheet.panel.save_as(folder / "sheet.pdf")
    for word in page.sheet.panel.words:
        word.field.line.setText(page.sheet._sheet.words[word.position - 1])
        word.field.edited.emit()
    page.go.click()
