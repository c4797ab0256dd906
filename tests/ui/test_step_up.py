"""The passphrase asked for again: right, wrong, waiting, given up, and gone with a lock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from aln_review.casework.commands.keeping import SavePreferences
from aln_review.casework.memory import Preferences
from aln_review.casework.proving import FRESH
from aln_review.domain.bilingual import Language
from tests.accessibility import faults
from tests.casework.vaults import PASSPHRASE
from tests.ui.doors import press, type_into
from tests.ui.test_settings import Inside
from ui.desk import Screen
from ui.step_up import StepUp, step_up


class Asking:
    """A page in a real window that asks; counts how often it may go on."""

    def __init__(self, inside: Inside) -> None:
        self.inside = inside
        inside.shell.words.switch(Language.EN)
        page = inside.page("settings")
        assert isinstance(page, Screen)
        self.page = page
        self.went = 0

    def go(self) -> None:
        self.went += 1

    def dialog(self) -> StepUp:
        step_up(self.page, "step_up.why.send", self.go)
        return self.page.findChildren(StepUp)[-1]

    def give(self, dialog: StepUp, text: str) -> None:
        type_into(dialog.field.line, text)
        press(dialog.field.line, Qt.Key.Key_Return)


@pytest.fixture(name="asking")
def _asking(tmp_path: Path) -> Iterator[Asking]:
    inside = Inside(tmp_path)
    yield Asking(inside)
    inside.shell.close()
    inside.door.release()


def test_the_right_one_goes_on_once_and_leaves_nothing_typed(asking: Asking) -> None:
    dialog = asking.dialog()
    line = dialog.field.line
    assert line.hasFocus() or dialog.focusWidget() is line
    asking.give(dialog, PASSPHRASE)
    assert asking.went == 1
    assert not dialog.isVisible()
    assert line.text() == ""
    line.undo()
    assert line.text() == ""


def test_a_wrong_one_is_said_at_the_field_and_later_ones_wait(asking: Asking) -> None:
    dialog = asking.dialog()
    for _ in range(4):
        asking.give(dialog, "wrong words here")
    assert dialog.field.error_text().startswith("This is not the vault’s passphrase")
    assert dialog.told.text() == "You can try again in 2 seconds. The vault is safe."
    assert not dialog.go.isEnabled()
    asking.give(dialog, PASSPHRASE)
    assert asking.went == 0
    dialog._tick.timeout.emit()
    dialog._tick.timeout.emit()
    assert dialog.go.isEnabled()
    assert not faults(dialog)


def test_nothing_typed_is_no_try(asking: Asking) -> None:
    dialog = asking.dialog()
    press(dialog.field.line, Qt.Key.Key_Return)
    assert dialog.field.error_text() == "Type your passphrase first."
    assert asking.inside.door.look().wait_seconds == 0
    asking.inside.shell.words.switch(Language.CY)
    assert dialog.field.error_text() == "Teipiwch eich cyfrinymadrodd yn gyntaf."


def test_escape_changes_nothing(asking: Asking) -> None:
    dialog = asking.dialog()
    type_into(dialog.field.line, PASSPHRASE)
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert asking.went == 0
    assert dialog.field.line.text() == ""


def test_a_lock_takes_the_question_away(asking: Asking) -> None:
    dialog = asking.dialog()
    type_into(dialog.field.line, "half a pass")
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    asking.inside.shell.lock()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert gone
    assert asking.went == 0


def test_it_is_not_asked_when_it_was_typed_just_now(asking: Asking) -> None:
    step_up(asking.page, "step_up.why.send", asking.go, unless_within=FRESH)
    assert asking.went == 1
    assert not asking.page.findChildren(StepUp)


def test_the_wish_not_to_be_asked_is_kept(asking: Asking) -> None:
    kept = asking.inside.kept().preferences
    assert kept.ask_before_sending
    asking.inside.vault.do(SavePreferences(replace(kept, ask_before_sending=False)))
    assert not asking.inside.kept().preferences.ask_before_sending
    assert Preferences().ask_before_sending
