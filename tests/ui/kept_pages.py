"""Pages with something half-typed on them, and the window and vault to try them on."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from aln_review.casework.commands.keeping import UseLanguage
from aln_review.casework.half_typed import KeepHalfTyped
from aln_review.domain.bilingual import Language
from tests.ui.desk import NOON, FakeVault, desk
from tests.ui.gallery import ROOMS
from tests.ui.rooms import settle, write
from ui.autosave import Autosave
from ui.bridge import Bridge
from ui.desk import Crumb, Screen
from ui.rooms import Chrome, Room
from ui.shell import Shell
from ui.widgets import LineField, PassField, TextField, column

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
    Room("today", "tests.ui.kept_pages:Staying", "today", "shell.today"),
    Room("form", "tests.ui.kept_pages:Form", "today", "shell.today"),
    Room("secrets", "tests.ui.kept_pages:Form", "today", "shell.today", private=True),
    Room("alone", "tests.ui.kept_pages:Form", "", "shell.today", Chrome.ALONE),
    Room("unlock", "tests.ui.kept_pages:Form", "", "shell.unlock", Chrome.PLAIN),
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
