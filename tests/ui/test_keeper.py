"""What is half-typed on the page that shows: when it is kept, of what, and when it is forgotten."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication

from aln_review.casework.commands.keeping import UseLanguage
from aln_review.casework.core import Command, Outcome
from aln_review.casework.half_typed import HalfTyped, KeepHalfTyped, LeftHalfTyped, TakeUp
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal, WorldFault
from tests.ui.desk import NOON, FakeVault, desk
from tests.ui.gallery import ROOMS
from tests.ui.rooms import settle, write
from ui.autosave import Autosave
from ui.bridge import Bridge
from ui.chrome.giving_back import MOST_TRIES
from ui.desk import Crumb, Screen
from ui.keeper import MOST, REST
from ui.rooms import Chrome, Room
from ui.shell import Shell
from ui.widgets import LineField, MessageBox, PassField, TextField, column

T = TypeVar("T")
CAT = UseLanguage(Language.CY)
"""A command like any other."""


class Form(Screen):
    """A name from the record, a note, a field that saves itself, and a passphrase."""

    def build(self) -> None:
        self.name = self.put(LineField("name"), "shell.help")
        self.note = self.put(TextField("note"), "shell.help")
        self.own = self.put(LineField("own"), "shell.help")
        self.secret = self.put(PassField("secret"), "shell.help")
        self.autosave = Autosave(self)
        self.autosave.watch(self.own)
        self.setLayout(column(self.name, self.note, self.own, self.secret))

    def show_for(self, **args: object) -> None:
        self.name.set_value("Elin")

    def crumbs(self) -> tuple[Crumb, ...]:
        return (Crumb("shell.learners", "learners"), Crumb("shell.help"))

    def keep(self) -> None:
        self.hand_over(CAT, self.kept)

    def kept(self, _value: object) -> None:
        self.desk.back()


class Staying(Form):
    """Says that it was kept, and stays; the note begins anew."""

    def kept(self, _value: object) -> None:
        self.note.set_value("")


PAGES = (
    *(one for one in ROOMS if one.page not in ("unlock", "today")),
    Room("today", "tests.ui.test_keeper:Staying", "today", "shell.today"),
    Room("form", "tests.ui.test_keeper:Form", "today", "shell.today"),
    Room("secrets", "tests.ui.test_keeper:Form", "today", "shell.today", private=True),
    Room("alone", "tests.ui.test_keeper:Form", "", "shell.today", Chrome.ALONE),
    Room("unlock", "tests.ui.test_keeper:Form", "", "shell.unlock", Chrome.PLAIN),
)


def shell_on(vault: FakeVault) -> Shell:
    made = desk(vault)
    shell = Shell(Bridge(immediate=True), made.words, made.theme, lambda: NOON, made.door, PAGES)
    shell.show()
    shell.activateWindow()
    shell.enter(vault)
    settle()
    return shell


def page(shell: Shell) -> Form:
    shown = shell.screen_shown
    assert isinstance(shown, Form)
    return shown


def opened(vault: FakeVault, where: str = "form", **args: object) -> tuple[Shell, Form]:
    shell = shell_on(vault)
    shell.open(where, args)
    settle()
    return shell, page(shell)


def typed(field: LineField | TextField, text: str) -> None:
    """Somebody goes to the field and writes."""
    field.inner.setFocus()
    settle()
    write(field.inner, text)


def rested(shell: Shell) -> None:
    """The keys rest: what a timer would do a second later."""
    shell.desk.keeper.rest()


def kept(vault: FakeVault) -> list[KeepHalfTyped]:
    return [one for one in vault.done if isinstance(one, KeepHalfTyped)]


def form_with(*texts: tuple[str, str], **more: bool) -> KeepHalfTyped:
    return replace(KeepHalfTyped("form", (), texts), **more)  # type: ignore[arg-type]


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


# In and out


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
