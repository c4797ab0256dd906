"""What every screen is asked, for the test files that share it among them.

Several files, because the files are what is shared out among the processors.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from aln_review.language.catalogue import MISSES
from tests.accessibility import faults
from tests.shots import SIZES, Demo, Scene, opened, over, scenes, stage, strike
from tests.ui.desk import app, words
from tests.ui.visible import alien
from ui.shell import Shell
from ui.translator import PoTranslator, speak
from ui.widgets.fields import Field

SCENES = scenes()
WIDE, SMALL = SIZES[0], SIZES[2]
HALF_TYPED = " a’r ŵyn"
KEYS = "QShortcut"
"""Qt asks for the name of every key there is; those we use have a test of their own."""

each_scene = pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])


class Demos:
    """A demo vault for one page at a time, so that what is written on one is not met on another."""

    def __init__(self) -> None:
        self._for = (SettingKind.SCHOOL, "")
        self._stack = ExitStack()
        self._made: list[Demo] = []

    def vault_for(self, scene: Scene) -> Demo:
        wanted = (scene.setting, scene.page)
        if wanted != self._for or not self._made:
            self.close()
            self._for = wanted
            self._made = [self._stack.enter_context(opened(scene.setting))]
        return self._made[0]

    def close(self) -> None:
        self._made.clear()
        self._stack.close()


def demos() -> Iterator[Demos]:
    """The demo vaults of one file, and Qt's own words as they were."""
    made = Demos()
    yield made
    made.close()
    speak(app(), words().catalogue)


def no_words_missing() -> list[str]:
    """Keys of ours, and in Welsh Qt's own sentences, that had no words."""
    translator = app().findChild(PoTranslator)
    native = translator.misses if isinstance(translator, PoTranslator) else set()
    missing = [f"no words: {language.value} {key}" for language, key in MISSES]
    return missing + [
        f"not in Welsh: {source!r} of {context}" for context, source in native if context != KEYS
    ]


def audit(shell: Shell, *, colours: bool = True) -> list[str]:
    """The auditor's findings on the window, or on what stands over it."""
    dialogs = [one for one in over(shell) if not isinstance(one, QFileDialog)]
    found = [] if dialogs or over(shell) else faults(shell, colours=colours)
    for dialog in dialogs:
        found += faults(dialog, colours=colours)
    return found


def switch(shell: Shell, language: Language) -> None:
    """The other language, as its button does it, with Qt's own words."""
    shell.words.switch(language)
    speak(app(), shell.words.catalogue)
    for _ in range(12):
        QApplication.processEvents()


def type_into(inner: QWidget) -> None:
    """Half a sentence at the end of what is there, as the keyboard gives it."""
    if isinstance(inner, QLineEdit):
        inner.end(False)
    elif isinstance(inner, QPlainTextEdit):
        inner.moveCursor(QTextCursor.MoveOperation.End)
    for letter in HALF_TYPED:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(inner, event)


def stands(shell: Shell, typed: Field, text: str) -> bool:
    """Whether the field, or the one that was made in its place, still holds what was typed."""
    if shiboken6.isValid(typed) and typed.isVisible():
        return typed.draft().strip() == text
    return any(one.draft().strip() == text for one in shell.findChildren(Field) if one.isVisible())


def fill(shell: Shell) -> list[tuple[Field, str]]:
    """Type into every field of the page that takes text; what stands in each then.

    Text of one language is away while the other shows.
    """
    typed = []
    page = shell.screen_shown
    assert page is not None
    for one in page.findChildren(Field):
        writes = isinstance(one.inner, (QLineEdit, QPlainTextEdit))
        if one.isVisible() and one.inner.isEnabled() and writes:
            before = one.draft()
            type_into(one.inner)
            if one.draft() != before:
                typed.append((one, one.draft().strip()))
    return typed


def opens_whole(
    demos: Demos,
    scene: Scene,
    language: Language,
    size: tuple[int, int, int],
    *,
    switching: bool = False,
) -> None:
    """Open it: every control named, nothing cut, every word in the language.

    With ``switching`` somebody types into all of it, and it goes to the other language and back.
    """
    MISSES.clear()
    shell = stage(demos.vault_for(scene), scene, language, size, strict=True)
    # A colour is the same in either language.
    found = audit(shell, colours=language is Language.CY) + alien(shell, language)
    if language is Language.CY:
        found += no_words_missing()
    if switching:
        found += _switched(shell, language)
    strike(shell)
    assert not found, "\n".join(found)
    assert set() == MISSES


def _switched(shell: Shell, language: Language) -> list[str]:
    """What the other language lacks, what the first left behind, and what was lost."""
    other = Language.EN if language is Language.CY else Language.CY
    typed = fill(shell)
    switch(shell, other)
    found = [f"switched: {one}" for one in alien(shell, other)]
    switch(shell, language)
    found += [f"switched back: {one}" for one in alien(shell, language)]
    return found + [f"lost: {text!r}" for one, text in typed if not stands(shell, one, text)]
