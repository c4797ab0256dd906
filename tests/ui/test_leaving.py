"""A form that was written in is not left by the rail, the way, the search or a key unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut

from tests.casework.vaults import add_learner
from tests.ui.rooms import press, settle, write
from tests.ui.test_keeping import Inside
from ui.caseload.learners import Learners
from ui.desk import Crumb
from ui.keeping.hold import HoldScreen
from ui.shell import Shell
from ui.widgets.message import MessageBox


def by_rail(shell: Shell) -> None:
    shell.rail.wanted.emit("learners")


def by_way(shell: Shell) -> None:
    shell.bar.way.wanted.emit(Crumb("shell.learners", "learners"))


def by_search(shell: Shell) -> None:
    shell.bar.searched.emit("Rhodri")


def by_key(shell: Shell) -> None:
    (key,) = (one for one in shell.findChildren(QShortcut) if one.key().toString() == "Alt+Left")
    key.activated.emit()


WAYS = (by_rail, by_way, by_search, by_key)


@pytest.fixture(name="form")
def _form(tmp_path: Path) -> Iterator[tuple[Shell, HoldScreen]]:
    made = Inside(tmp_path / "data")
    add_learner(made.vault, "Mared")
    made.shell.open("learners", {})
    page = made.page("hold")
    assert isinstance(page, HoldScreen)
    yield made.shell, page
    made.shell.close()
    made.door.release()


def boxes(shell: Shell) -> list[MessageBox]:
    return [one for one in shell.findChildren(MessageBox) if one.isVisible()]


@pytest.mark.parametrize("go", WAYS)
def test_what_was_written_is_asked_about(
    form: tuple[Shell, HoldScreen], go: Callable[[Shell], None]
) -> None:
    """It was lost without a word."""
    shell, page = form
    write(page.reason.box, "Apêl")
    go(shell)
    (asked,) = boxes(shell)
    assert asked.focusWidget() is asked.buttons["stay"]
    press(asked, Qt.Key.Key_Escape)
    settle()
    assert shell.screen_shown is page
    assert page.reason.value() == "Apêl"
    go(shell)
    (asked,) = boxes(shell)
    asked.buttons["leave"].click()
    settle()
    assert shell.screen_shown is not page


@pytest.mark.parametrize("go", WAYS)
def test_nothing_written_is_left_at_once(
    form: tuple[Shell, HoldScreen], go: Callable[[Shell], None]
) -> None:
    shell, page = form
    go(shell)
    assert not boxes(shell)
    assert shell.screen_shown is not page


def test_its_own_button_leaves_it_unasked(form: tuple[Shell, HoldScreen]) -> None:
    shell, page = form
    write(page.reason.box, "Apêl")
    page.cancel.click()
    assert not boxes(shell)
    assert isinstance(shell.screen_shown, Learners)
