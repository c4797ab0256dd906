"""Real pages on a real vault, cut off in mid-sentence: what is back, where, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt

from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.half_typed import HalfTyped, KeepHalfTyped, LeftHalfTyped
from aln_review.casework.queries.learners import Caseload
from aln_review.casework.queries.profiles import ProfilePage
from aln_review.domain.profile import Heading
from aln_review.domain.setting import SettingKind
from tests.shots import Lent, strike
from tests.ui.demo_copies import copied_demo
from tests.ui.desk import now, words
from tests.ui.rooms import press, settle, write
from tests.ui.scenes_papers import Find
from ui.bridge import Bridge
from ui.desk import Screen
from ui.learner.consent import ConsentCard
from ui.learner.learner import LearnerPage
from ui.learner.marks import NOTE, SafeguardingCard
from ui.plan.plan import PlanPage
from ui.profile.editor import ProfileEditor
from ui.shell import Shell
from ui.theme import current
from ui.widgets import TextField

S = TypeVar("S", bound=Screen)


class Laptop:
    """One vault; a window on it can be cut off, and another started."""

    def __init__(self, door: Door, vault: Casework) -> None:
        self.door, self.vault = door, vault
        self.shell = self.start()

    def start(self) -> Shell:
        shell = Shell(Bridge(immediate=True), words(), current(), now, self.door)
        shell.enter(Lent(self.vault))
        settle()
        shell.show()
        shell.activateWindow()
        settle()
        return shell

    def cut_off(self) -> None:
        """The window that was is never heard of again: its vault is another's now."""
        kept = self.left()
        old, old_vault = self.shell, Nothing(self.vault)
        old._bridge.open(old_vault)
        strike(old)
        assert self.left() == kept
        self.shell = self.start()

    def left(self) -> HalfTyped:
        return self.vault.ask(LeftHalfTyped())

    def show(self, kind: type[S], page: str, **args: str) -> S:
        self.shell.open(page, args)
        settle()
        return self.shown(kind)

    def shown(self, kind: type[S]) -> S:
        screen = self.shell.screen_shown
        assert isinstance(screen, kind)
        return screen

    def rest(self) -> None:
        self.shell.desk.keeper.rest()


class Nothing(Lent):
    """A vault that cannot be written to any more."""

    @property
    def read_only(self) -> bool:
        return True


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    door, vault = copied_demo(SettingKind.SCHOOL, tmp_path)
    made = Laptop(door, vault)
    yield made
    strike(made.shell)
    vault.close()
    door.release()


def learner_of(laptop: Laptop, name: str) -> str:
    rows = laptop.vault.ask(Caseload()).rows
    return next(row.id for row in rows if row.name.startswith(name))


def typed(field: TextField, text: str) -> None:
    field.inner.setFocus()
    settle()
    write(field.inner, text)


def said(laptop: Laptop, learner: str, heading: Heading) -> list[str]:
    columns = dict(laptop.vault.ask(ProfilePage(learner)).columns)
    return [one.text.said for one in columns[heading]]


def test_a_statement_under_way_is_back_under_its_heading_and_added_once(laptop: Laptop) -> None:
    learner = learner_of(laptop, "Cadi")
    page = laptop.show(ProfileEditor, "profile", learner=learner)
    page.start_adding(Heading.SUPPORT)
    assert page._editor is not None
    typed(page._editor.text, "Dangoswch y llun yn gynt")
    laptop.rest()
    laptop.cut_off()
    page = laptop.shown(ProfileEditor)
    assert page._editor is not None
    assert page._heading is Heading.SUPPORT
    assert page._editor.text.value() == "Dangoswch y llun yn gynt"
    assert laptop.shell.given_back.isVisible()
    page._editor.finish.click()
    assert laptop.left() == HalfTyped()
    assert said(laptop, learner, Heading.SUPPORT).count("Dangoswch y llun yn gynt") == 1


def test_a_statement_that_is_added_by_leaving_is_not_half_typed_as_well(laptop: Laptop) -> None:
    learner = learner_of(laptop, "Cadi")
    page = laptop.show(ProfileEditor, "profile", learner=learner)
    page.start_adding(Heading.SUPPORT)
    assert page._editor is not None
    typed(page._editor.text, "Dangoswch y llun")
    laptop.rest()
    assert laptop.left().page == "profile"
    laptop.shell.open("today", {})
    assert laptop.left() == HalfTyped()
    assert said(laptop, learner, Heading.SUPPORT).count("Dangoswch y llun") == 1


def test_cancelled_on_the_page_it_is_forgotten_though_the_page_stays(laptop: Laptop) -> None:
    page = laptop.show(ProfileEditor, "profile", learner=learner_of(laptop, "Cadi"))
    page.start_adding(Heading.SUPPORT)
    editor = page._editor
    assert editor is not None
    typed(editor.text, "Dang")
    laptop.rest()
    assert laptop.left().page == "profile"
    editor.cancel.setFocus()
    settle()
    press(editor.cancel, Qt.Key.Key_Space)
    laptop.rest()
    assert laptop.left() == HalfTyped()


def test_a_safeguarding_note_waits_behind_its_door(laptop: Laptop) -> None:
    learner = learner_of(laptop, "Cadi")
    page = laptop.show(LearnerPage, "learner", learner=learner, tab="marks")
    card = page.findChildren(SafeguardingCard)[0]
    card.reveal()
    settle()
    typed(card.note, "Dywedodd hi")
    laptop.rest()
    assert laptop.left().texts == ((NOTE, "Dywedodd hi"),)
    laptop.cut_off()
    page = laptop.shown(LearnerPage)
    card = page.findChildren(SafeguardingCard)[0]
    assert not card.inside.isVisible()
    assert laptop.shell.focusWidget() is not card.note.inner
    card.reveal()
    settle()
    assert card.note.value() == "Dywedodd hi"
    card.keep.click()
    laptop.rest()
    assert laptop.left() == HalfTyped()


def test_what_saves_itself_is_not_kept_beside_the_record(laptop: Laptop) -> None:
    page = laptop.show(LearnerPage, "learner", learner=learner_of(laptop, "Cadi"), tab="people")
    assert page._view is not None
    card = ConsentCard(page, page._view.learner)
    page.page.add(card)
    settle()
    typed(card.note, " Gofynnwyd")
    assert laptop.shell.desk.keeper.waiting, "it was looked at, and left to save itself"
    laptop.rest()
    assert laptop.left() == HalfTyped()


def test_the_plan_saves_itself(laptop: Laptop) -> None:
    plan = str(laptop.vault.ask(Find("Ianto"))["plan"])
    page = laptop.show(PlanPage, "plan", plan=plan, section="2A")
    box = next(one.box for one in page.sheet.fields if one.box is not None)
    typed(box, " Eto")
    assert laptop.shell.desk.keeper.waiting, "it was looked at, and left to save itself"
    laptop.rest()
    assert laptop.left() == HalfTyped()


def test_newer_text_is_never_written_over_by_what_was_left(laptop: Laptop) -> None:
    """Left on one page, given back, left alone; then nothing of it is anywhere."""
    learner = learner_of(laptop, "Cadi")
    texts = (("person", "Mair"),)
    laptop.vault.do(KeepHalfTyped("person-edit", (("learner", learner),), texts))
    strike(laptop.shell)
    laptop.shell = laptop.start()
    assert laptop.shell.place[0] == "person-edit"
    laptop.shell.open("learner", {"learner": learner})
    laptop.cut_off()
    assert laptop.shell.place[0] == "today"
