"""Every room: half-typed text in each field, the lock, nothing left in any widget, all back.

``ALN_EVERY_SCENE=1`` does so in every scene of every room.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from aln_review.casework.core import Casework
from aln_review.domain.bilingual import Language
from tests.shots import Lent, Scene, stage, strike
from tests.ui.desk import app, words
from tests.ui.every_screen import HALF_TYPED, SCENES, WIDE, Demos, type_into
from ui.desk import Screen
from ui.rooms import ROOMS, Chrome
from ui.shell import Shell
from ui.translator import speak
from ui.widgets import ErrorSummary, PassField
from ui.widgets.fields import Field

OUTSIDE = {one.page for one in ROOMS if one.chrome in (Chrome.PLAIN, Chrome.ALONE)}
SECRET = {"keys-new-sheet"}
"""What is typed there is never kept: words of a recovery sheet."""
FORGOTTEN = {"erase", "keeping", "keys"}
"""Pages where a name is typed to ask about a record, to erase it, or beside somebody's new secret:
that goes with the lock."""
EVERY = tuple(s for s in SCENES if s.page not in OUTSIDE and s.name not in SECRET)
FIRST = {scene.page: scene for scene in reversed(EVERY)}
INSIDE = EVERY if os.environ.get("ALN_EVERY_SCENE") else tuple(FIRST.values())


@pytest.fixture(name="demos", scope="module")
def _demos() -> Iterator[Demos]:
    demos = Demos()
    # What earlier tests left is not searched again after each lock: that took most of the time.
    gc.collect()
    gc.freeze()
    yield demos
    gc.unfreeze()
    demos.close()
    speak(app(), words().catalogue)


def fill(page: Screen) -> list[str]:
    """Half a sentence into every field that takes text; what stands in those that may come back."""
    typed = []
    for one in page.findChildren(Field):
        writes = isinstance(one.inner, QLineEdit | QPlainTextEdit)
        if one.isVisible() and one.inner.isEnabled() and writes:
            before = one.draft()
            type_into(one.inner)
            if one.draft() != before and not isinstance(one, PassField):
                typed.append(one.draft().strip())
    return typed


def texts() -> list[str]:
    """What every widget there is holds, shown or not."""
    found = []
    for widget in QApplication.allWidgets():
        for name in ("text", "toPlainText"):
            call = getattr(widget, name, None)
            if callable(call) and not isinstance(widget, ErrorSummary):
                found.append(str(call()))
    return found


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def standing(shell: Shell) -> list[str]:
    """What stands in the fields of the page that shows."""
    return [
        one.draft().strip()
        for one in shell.findChildren(Field)
        if shiboken6.isValid(one) and isinstance(one.inner, QLineEdit | QPlainTextEdit)
    ]


def record(vault: Casework) -> str:
    """Everything that is kept, but for drafts: those must come back by themselves."""
    reader = vault.store.reader()
    tables = reader.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
    names = [str(name) for (name,) in tables if name not in ("drafts", "contents")]
    found = [reader.rows(f'SELECT * FROM "{name}"') for name in names]
    reader.close()
    return "\n".join(str(part) for rows in found for row in rows for part in row)


@pytest.mark.parametrize("scene", INSIDE, ids=[scene.name for scene in INSIDE])
def test_a_lock_leaves_nothing_and_loses_nothing(demos: Demos, scene: Scene) -> None:
    made = demos.vault_for(scene)
    shell = stage(made, scene, Language.CY, WIDE)
    page = shell.screen_shown
    assert page is not None
    where = shell.place
    typed = fill(page)
    shell.lock()
    settle()
    left = [text for text in texts() if HALF_TYPED.strip() in text]
    shell.enter(Lent(made.vault))
    settle()
    back = shell.place
    stands, kept = standing(shell), record(made.vault)
    strike(shell)
    assert left == []
    assert back == where
    lost = [text for text in typed if text not in stands and text not in kept]
    assert scene.page in FORGOTTEN or not lost, lost
