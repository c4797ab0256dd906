"""Pages that are opened before they are read: the keyboard begins on their first part all the same.

It waited on the page, where Tab reached that part only after everything in the bar above.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from aln_review.casework.commands.retention import ChooseSchedule
from aln_review.domain.keeping import CUSTOM
from tests.casework.vaults import PASSPHRASE, begin_review
from tests.ui.doors import pages, window
from tests.ui.rooms import settle
from tests.ui.test_keeping import Inside
from ui.learner.choice import Answer
from ui.post import casework_of
from ui.reviews.prepare import Prepare
from ui.settings.keys import KeysPage
from ui.shell import Shell


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
