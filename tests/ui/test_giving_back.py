"""Out and in with something half-typed: by a lock, a close, a crash."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from aln_review.casework.half_typed import HalfTyped, KeepHalfTyped, LeftHalfTyped
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from tests.ui.desk import NOON, FakeVault, desk
from tests.ui.kept_pages import (
    PAGES,
    form_with,
    kept,
    opened,
    page,
    rested,
    shell_on,
    typed,
)
from tests.ui.rooms import write
from ui.bridge import Bridge
from ui.chrome.giving_back import MOST_TRIES
from ui.shell import Shell
from ui.widgets import MessageBox


def test_a_lock_keeps_everything_and_the_page_comes_back_without_a_word() -> None:
    vault = FakeVault()
    shell, form = opened(vault)
    typed(form.note, "Mae")
    shell.lock()
    assert vault.done[-1] == form_with(("name", "Elin"), ("note", "Mae"))
    assert not {"Elin", "Mae"} & set(_held(shell)), "a lock leaves no word in memory of ours"
    again = FakeVault({LeftHalfTyped: HalfTyped("form", (), (("note", "Mae"),))})
    shell.enter(again)
    assert shell.place[0] == "form"
    assert page(shell).note.value() == "Mae"
    assert not shell.given_back.isVisible()
    assert again.done[-1] == form_with(("note", "Mae")), "a kill right now loses nothing either"


def _held(shell: Shell) -> list[str]:
    """Every text the keeper itself has hold of."""
    held = [one for one in vars(shell.desk.keeper).values() if isinstance(one, dict)]
    return [text for one in held for text in one.values()]


def test_closing_the_window_keeps_it_too() -> None:
    vault = FakeVault()
    shell, form = opened(vault)
    typed(form.note, "Mae")
    shell.close()
    assert vault.done[-1] == form_with(("name", "Elin"), ("note", "Mae"))


def left(**more: object) -> FakeVault:
    half = HalfTyped("form", (("learner", "l-1"),), (("note", "Mae hi"), ("name", "")))
    return FakeVault({LeftHalfTyped: replace(half, **more)})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "word"), [(Language.EN, "not on the record"), (Language.CY, "Nid yw ar y cofnod")]
)
def test_after_a_crash_the_page_is_back_with_the_text_and_says_so(
    language: Language, word: str
) -> None:
    vault = left()
    shell = shell_on(vault)
    shell.words.switch(language)
    assert shell.place == ("form", {"learner": "l-1"})
    assert page(shell).note.value() == "Mae hi"
    assert page(shell).name.value() == ""
    assert shell.given_back.isVisible()
    assert word in shell.given_back.told.text()
    assert shell.focusWidget() is page(shell).note.inner
    write(page(shell).note.inner, "’n")
    assert page(shell).note.value() == "Mae hi’n"
    first, second = kept(vault)[:2]
    assert first.tries == 1
    assert (second.texts, second.tries) == ((("name", ""), ("note", "Mae hi")), 0)
    shell.given_back.away.setFocus()
    shell.given_back.away.click()
    assert not shell.given_back.isVisible()
    assert shell.focusWidget() is page(shell).note.inner


def test_the_sentence_goes_with_the_page_and_so_does_the_text() -> None:
    vault = left()
    shell = shell_on(vault)
    shell.open("today", {})
    assert not shell.given_back.isVisible()
    assert kept(vault)[-1] == KeepHalfTyped()


def test_from_a_page_given_back_there_is_a_way_back() -> None:
    shell = shell_on(left())
    shell.back()
    assert shell.place[0] == "learners"


@pytest.mark.parametrize(
    "more",
    [
        {"page": "no-such-page"},
        {"page": "secrets"},
        {"page": "alone"},
        {"by_hand": False},
        {"tries": MOST_TRIES},
    ],
)
def test_what_cannot_or_must_not_come_back_is_consumed_all_the_same(
    more: dict[str, object],
) -> None:
    vault = left(**more)
    shell = shell_on(vault)
    assert shell.place[0] == "today"
    assert page(shell).note.value() == ""
    assert not shell.given_back.isVisible()
    assert kept(vault)[-1] == KeepHalfTyped()


def test_another_page_asked_for_at_the_door_comes_first() -> None:
    vault = left()
    made = desk(vault)
    shell = Shell(Bridge(immediate=True), made.words, made.theme, lambda: NOON, made.door, PAGES)
    shell.enter(vault, "today")
    assert shell.place[0] == "today"
    assert kept(vault)[-1] == KeepHalfTyped()


def test_what_cannot_be_read_shuts_nobody_out() -> None:
    fault = WorldFault("error.store.row_unreadable", table="drafts")
    shell = shell_on(FakeVault({LeftHalfTyped: fault}))
    assert shell.place[0] == "today"
    assert [one for one in shell.findChildren(MessageBox) if one.isVisible()]


def test_a_page_opened_for_more_than_ids_is_not_opened_again() -> None:
    vault = FakeVault()
    shell, form = opened(vault, learner=object())
    typed(form.note, "Mae")
    rested(shell)
    assert [one.by_hand for one in kept(vault)] == [False]


def test_writing_leaves_nothing_watched_behind() -> None:
    shell, form = opened(FakeVault())
    typed(form.note, "Mae")
    shell.close()
    QApplication.processEvents()
    assert not shell.desk.keeper.waiting
