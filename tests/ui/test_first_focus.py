"""Pages that are opened before they are read: the keyboard begins on their first part all the same.

It waited on the page, where Tab reached that part only after everything in the bar above.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from aln_review.casework.commands.retention import ChooseSchedule
from aln_review.casework.entry import finish, make_vault
from aln_review.domain.keeping import CUSTOM
from tests.casework.vaults import PASSPHRASE, Clock, begin_review, make_setting
from tests.ui.doors import cheap_door, pages, window
from tests.ui.rooms import settle
from tests.ui.test_keeping import Inside
from ui.learner.choice import Answer
from ui.post import casework_of
from ui.reviews.prepare import Prepare
from ui.settings.keys import KeysPage
from ui.shell import Shell
from ui.widgets import Button


@pytest.fixture(name="slow")
def _slow(tmp_path: Path) -> Iterator[tuple[Shell, str]]:
    """A window that reads on a thread of its own, as the real one does; and a review."""
    made = Inside(tmp_path / "data")
    review = begin_review(made.vault, made.learner)
    made.shell.lock()
    shell = window(
        made.door, made.clock, pages("keys", "prepare", "today", "keeping"), threads=True
    )
    shell.enter(made.door.unlock(PASSPHRASE))
    shell.activateWindow()
    come(shell)
    yield shell, review.id
    shell.close()
    made.shell.close()
    made.door.release()


def come(shell: Shell) -> None:
    for _ in range(3):
        shell._bridge.flush()
        settle()


def test_the_keys_begin_on_the_first_key(slow: tuple[Shell, str]) -> None:
    shell, _ = slow
    shell.open("keys", {})
    come(shell)
    page = shell.screen_shown
    assert isinstance(page, KeysPage)
    assert shell.focusWidget() is next(iter(page.ways.buttons.values()))


def test_preparing_begins_on_the_way_in_or_on_the_day(slow: tuple[Shell, str]) -> None:
    shell, review = slow
    shell.open("prepare", {"review": review})
    come(shell)
    page = shell.screen_shown
    assert isinstance(page, Prepare)
    first = page.enter if page.enter.isEnabled() else page.on.line
    assert shell.focusWidget() is first
    assert page.on.day() is not None


def test_planning_begins_on_what_kind_it_is(slow: tuple[Shell, str]) -> None:
    shell, _ = slow
    page = shell.screen_shown
    shell.open("prepare", {"learner": "nobody"})
    page = shell.screen_shown
    assert isinstance(page, Prepare)
    here = shell.focusWidget()
    assert here is not None
    assert page.kind.isAncestorOf(here)


def test_the_period_begins_on_the_answer_that_was_chosen(slow: tuple[Shell, str]) -> None:
    """It stood on the first one, which was not."""
    shell, _ = slow
    casework_of(shell._bridge).do(ChooseSchedule(CUSTOM, 9, from_leaving=False))
    shell.open("keeping", {})
    come(shell)
    here = shell.focusWidget()
    assert isinstance(here, Answer)
    assert here.value == CUSTOM


def test_an_empty_vault_begins_on_adding_somebody(tmp_path: Path) -> None:
    """The button it begins on elsewhere is hidden there, and nothing had the keyboard."""
    clock = Clock()
    door = cheap_door(tmp_path / "data", clock)
    made = make_vault(door, make_setting(), PASSPHRASE)
    words = made.sheet.words
    vault = finish(door, made, {place: words[place - 1] for place in made.sheet.asked})
    shell = window(door, clock, pages("today"), threads=True)
    shell.enter(vault)
    shell.activateWindow()
    come(shell)
    here = shell.focusWidget()
    assert isinstance(here, Button)
    assert here.text() == shell.words.t("learners.add")
    shell.close()
    door.release()
