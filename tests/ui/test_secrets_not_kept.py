"""On no screen is a secret kept as half-typed: not while it is written, and not by a lock."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from aln_review.domain.bilingual import Language
from tests.shots import Scene, stage, strike
from tests.ui.desk import app, words
from tests.ui.every_screen import HALF_TYPED, SCENES, WIDE, Demos, type_into
from tests.ui.rooms import settle
from ui.desk import Screen
from ui.rooms import ROOMS
from ui.translator import speak
from ui.widgets.fields import Field
from ui.widgets.secret import SecretLine

KEEPS = {one.page for one in ROOMS if one.keeps}
MUST_NOT = {
    "first-run",
    "unlock",
    "handover",
    "ask-authority",
    "rotation",
    "answer-help",
    "keys",
    "salvage",
    "restore-first",
}
"""Pages where a passphrase, the words of a sheet or another's secret is in hand."""


@pytest.fixture(name="demos", scope="module")
def _demos() -> Iterator[Demos]:
    demos = Demos()
    gc.collect()
    gc.freeze()
    yield demos
    gc.unfreeze()
    demos.close()
    speak(app(), words().catalogue)


def hidden(line: QWidget) -> bool:
    """Whether a line holds a key to the vault, by what it is and by how it looks."""
    dots = isinstance(line, QLineEdit) and line.echoMode() is not QLineEdit.EchoMode.Normal
    return dots or isinstance(line, SecretLine)


def test_no_page_with_secrets_in_hand_keeps_anything() -> None:
    assert not MUST_NOT & KEEPS
    assert {"person-edit", "profile", "learner"} <= KEEPS


def fill(page: Screen) -> tuple[list[str], list[str]]:
    """Type into every field with the keyboard in it; the names of secret ones, and faults."""
    secret, wrong = [], []
    for field in page.findChildren(Field):
        writes = isinstance(field.inner, QLineEdit | QPlainTextEdit)
        if not (writes and field.isVisible() and field.inner.isEnabled()):
            continue
        field.inner.setFocus()
        type_into(field.inner)
        if hidden(field.inner) and not field.secret:
            wrong.append(
                f"{type(field).__name__} {field.name!r} looks secret and is not said to be"
            )
        if field.secret and field.name:
            secret.append(field.name)
    return secret, wrong


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_what_is_typed_where_a_secret_belongs_is_never_kept(demos: Demos, scene: Scene) -> None:
    made = demos.vault_for(scene)
    shell = stage(made, scene, Language.CY, WIDE)
    shell.activateWindow()
    settle()
    page = shell.screen_shown
    assert page is not None
    lines = page.findChildren(QLineEdit)
    outside = [line for line in lines if hidden(line) and not _field_of(line)]
    secret, wrong = fill(page)
    names = {*page.drafts(), *page.half_typed()}
    shell.desk.keeper.rest()
    shell.desk.keeper.keep()
    with made.vault.store.view() as unit:
        kept = {name for key in unit.drafts.screens() for name in unit.drafts.all(key)}
        texts = [text for key in unit.drafts.screens() for text in unit.drafts.all(key).values()]
    page_name = shell.place[0]
    strike(shell)
    assert outside == []
    assert wrong == []
    assert not names & set(secret)
    assert not kept & set(secret)
    if page_name not in KEEPS:
        assert not [text for text in texts if HALF_TYPED.strip() in text]


def _field_of(widget: QWidget) -> bool:
    around: QWidget | None = widget
    while around is not None and not isinstance(around, Field):
        around = around.parentWidget()
    return around is not None
