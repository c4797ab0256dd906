"""What is half-typed on the page that shows: when it is kept, of what, and when it is forgotten."""

from __future__ import annotations

from typing import TypeVar

import pytest

from aln_review.casework.core import Command, Outcome
from aln_review.casework.half_typed import HalfTyped, KeepHalfTyped, LeftHalfTyped, TakeUp
from aln_review.domain.errors import Refusal, WorldFault
from tests.ui.desk import FakeVault
from tests.ui.kept_pages import (
    CAT,
    form_with,
    kept,
    opened,
    page,
    rested,
    typed,
)
from tests.ui.rooms import settle, write
from ui.keeper import MOST, REST
from ui.widgets import MessageBox

T = TypeVar("T")


def test_nothing_is_kept_until_somebody_writes() -> None:
    vault = FakeVault()
    shell, form = opened(vault)
    form.note.inner.setFocus()
    rested(shell)
    assert vault.done == []


def test_only_what_was_written_is_kept_and_that_once() -> None:
    vault = FakeVault()
    shell, form = opened(vault)
    typed(form.note, "Mae hi’n ho")
    rested(shell)
    rested(shell)
    assert vault.done == [form_with(("note", "Mae hi’n ho"))]


def test_keys_start_the_timers() -> None:
    shell, form = opened(FakeVault())
    assert not shell.desk.keeper.waiting
    typed(form.note, "M")
    assert shell.desk.keeper.waiting
    assert REST <= 1_000
    assert MOST <= 5_000


def test_the_page_is_kept_with_what_it_was_opened_for() -> None:
    vault = FakeVault()
    shell, form = opened(vault, learner="l-1", tab="marks")
    typed(form.note, "Mae")
    rested(shell)
    where = (("learner", "l-1"), ("tab", "marks"))
    assert vault.done == [KeepHalfTyped("form", where, (("note", "Mae"),))]


def test_what_the_page_shows_of_the_record_is_not_kept_but_what_was_emptied_is() -> None:
    vault = FakeVault()
    shell, form = opened(vault)
    form.name.inner.setFocus()
    settle()
    form.name.line.selectAll()
    form.name.line.del_()
    rested(shell)
    assert vault.done == [form_with(("name", ""))]


def test_back_to_what_stood_there_nothing_is_kept() -> None:
    vault = FakeVault()
    shell, form = opened(vault)
    typed(form.name, "x")
    rested(shell)
    form.name.line.backspace()
    rested(shell)
    assert vault.done == [form_with(("name", "Elinx")), KeepHalfTyped()]


def test_a_model_that_comes_late_is_no_writing() -> None:
    vault = FakeVault()
    shell, form = opened(vault)
    form.note.inner.setFocus()
    settle()
    form.name.set_value("Elin Mair")
    write(form.note.inner, "M")
    rested(shell)
    assert vault.done == [form_with(("note", "M"))]


def test_what_saves_itself_and_what_is_secret_is_never_kept() -> None:
    vault = FakeVault()
    shell, form = opened(vault)
    typed(form.own, "hunan")
    typed(form.secret, "crochan gwennol")
    rested(shell)
    assert kept(vault) == []
    shell.lock()
    assert "gwennol" not in repr(vault.done)
    assert "hunan" in repr(vault.done), "a lock keeps what autosave has not yet handed over"


@pytest.mark.parametrize("where", ["secrets", "alone"])
def test_pages_with_secrets_in_hand_are_not_looked_at(where: str) -> None:
    vault = FakeVault()
    shell, form = opened(vault, where)
    typed(form.note, "Mae")
    rested(shell)
    shell.lock()
    assert kept(vault) == []


def test_a_copy_that_can_only_be_read_is_not_written_to() -> None:
    vault = FakeVault({LeftHalfTyped: HalfTyped("form", (), (("note", "Mae"),))})
    vault.read_only = True
    shell, form = opened(vault)
    typed(form.note, "Mae")
    rested(shell)
    shell.back()
    shell.lock()
    assert vault.done == []


def test_a_page_that_is_left_is_forgotten_at_once() -> None:
    vault = FakeVault()
    shell, form = opened(vault)
    typed(form.note, "Mae")
    rested(shell)
    shell.back()
    rested(shell)
    assert vault.done == [form_with(("note", "Mae")), KeepHalfTyped()]


def test_keys_after_the_page_was_left_bring_nothing_back() -> None:
    vault = FakeVault()
    shell, form = opened(vault)
    typed(form.note, "Mae")
    line = form.note.inner
    shell.back()
    write(line, "x")
    rested(shell)
    assert vault.done == []


def test_what_is_kept_shows_nothing_as_saved() -> None:
    shell, form = opened(FakeVault())
    typed(form.note, "Mae")
    rested(shell)
    assert not shell.status.saved.isVisible()


def test_the_pages_own_command_takes_up_what_was_kept() -> None:
    vault = FakeVault()
    shell, form = opened(vault)
    typed(form.note, "Mae")
    rested(shell)
    form.keep()
    assert shell.place[0] == "today"
    assert vault.done[:2] == [form_with(("note", "Mae")), TakeUp(CAT)]
    assert vault.done[2:] == [], "nothing is left to forget"


def test_a_quick_hand_needs_no_more_than_the_command() -> None:
    vault = FakeVault()
    shell, form = opened(vault)
    typed(form.note, "Mae")
    form.keep()
    rested(shell)
    assert vault.done == [CAT]


def test_a_page_that_stays_has_nothing_half_typed_after_it_was_kept() -> None:
    vault = FakeVault()
    shell, form = opened(vault, "today")
    typed(form.name, " Mair")
    typed(form.note, "Mae")
    rested(shell)
    form.keep()
    rested(shell)
    assert vault.done[1:] == [TakeUp(CAT)]
    typed(form.note, "Eto")
    rested(shell)
    assert vault.done[2:] == [KeepHalfTyped("today", (), (("note", "Eto"),))]


def test_a_command_that_is_refused_leaves_it_half_typed() -> None:
    vault = FakeVault({TakeUp: Refusal("error.person.no_name")})
    shell, form = opened(vault)
    typed(form.note, "Mae")
    rested(shell)
    form.keep()
    assert page(shell) is form
    write(form.note.inner, " h")
    rested(shell)
    assert vault.done[-1] == form_with(("note", "Mae h"))


def test_keys_while_the_pages_command_is_under_way_are_not_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Typed on in a page that stays, between the button and the answer."""
    vault = FakeVault()
    shell, form = opened(vault, "today")
    typed(form.name, " Mair")
    rested(shell)

    def meanwhile(command: Command[T]) -> Outcome[T]:
        write(form.name.inner, " Ann")
        rested(shell)
        return FakeVault.do(vault, command)

    monkeypatch.setattr(vault, "do", meanwhile)
    form.keep()
    monkeypatch.undo()
    assert vault.done[1:] == [TakeUp(CAT)], "nothing is kept behind a command under way"
    rested(shell)
    assert vault.done[2:] == [KeepHalfTyped("today", (), (("name", "Elin Mair Ann"),))]


def test_a_failing_disk_is_said_once_a_page_and_tried_again() -> None:
    vault = FakeVault({KeepHalfTyped: WorldFault("error.store.full")})
    shell, form = opened(vault)
    for letter in "Mae":
        typed(form.note, letter)
        rested(shell)
        said = [one for one in shell.findChildren(MessageBox) if one.isVisible()]
        assert len(said) == (letter == "M")
        for one in said:
            one.close()
            shell.activateWindow()
    assert len(kept(vault)) == 3
    vault.answers.clear()
    shell.back()
    assert vault.done[-1] == KeepHalfTyped(), "what an earlier write left there is not trusted"
