"""Keeping and erasing in the window: choosing, holding, erasing with the certificate saved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from aln_review.casework.copies import copies, keep_copy
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.entry import finish, make_vault
from aln_review.casework.queries.learners import Caseload
from aln_review.casework.queries.retention import HoldsPage, KeepingPage
from aln_review.casework.second_place import choose_place
from aln_review.domain.bilingual import Language
from aln_review.domain.keeping import CUSTOM, Basis, HoldKind
from aln_review.domain.learner import Learner
from tests.casework.vaults import PASSPHRASE, TODAY, Clock, add_learner, make_setting
from tests.reports.reading import text
from tests.ui.doors import cheap_door, pages, window
from tests.ui.rooms import settle
from ui.keeping.erase import ErasePage
from ui.keeping.hold import HoldScreen
from ui.keeping.keeping import KeepingPage as KeepingScreen
from ui.settings.copies import CopiesPage
from ui.shell import Shell
from ui.step_up import StepUp
from ui.today.today import Today
from ui.widgets import Label

NAMES = (
    "settings", "keeping", "hold", "erase", "disclosure", "learner", "learners", "copies", "today",
    "search",
)  # fmt: skip


class Inside:
    """A window on an open vault with one learner whose time is up."""

    def __init__(self, data: Path) -> None:
        self.clock = Clock()
        self.door: Door = cheap_door(data, self.clock)
        made = make_vault(self.door, make_setting(), PASSPHRASE)
        typed = {place: made.sheet.words[place - 1] for place in made.sheet.asked}
        self.vault: Casework = finish(self.door, made, typed)
        born, left = date(1995, 3, 14), date(2013, 7, 19)
        self.learner: Learner = add_learner(self.vault, "Rhodri", born=born, left_on=left)
        self.shell: Shell = window(self.door, self.clock, pages(*NAMES))
        self.shell.enter(self.vault)

    def page(self, name: str) -> QWidget:
        args = {} if name == "keeping" else {"learner": self.learner.id}
        self.shell.open(name, args)
        shown = self.shell.screen_shown
        assert shown is not None
        return shown


@pytest.fixture(name="inside")
def _inside(tmp_path: Path) -> Iterator[Inside]:
    made = Inside(tmp_path / "data")
    yield made
    made.shell.close()
    made.door.release()


def choose(inside: Inside, schedule: str, years: str = "") -> KeepingScreen:
    page = inside.page("keeping")
    assert isinstance(page, KeepingScreen)
    page.choose.schedule.set_value(schedule)
    page.choose.schedule.chosen.emit(schedule)
    page.choose.years.set_value(years)
    page.choose.use.click()
    return page


def test_nothing_is_chosen_for_the_setting(inside: Inside) -> None:
    page = inside.page("keeping")
    assert isinstance(page, KeepingScreen)
    assert page.choose.schedule.value() == ""
    assert page.choose.none.isVisibleTo(page)
    page.choose.use.click()
    assert inside.vault.ask(KeepingPage()).choice.schedule == ""
    assert page.choose.errors.isVisibleTo(page)


def test_a_chosen_period_proposes_at_once(inside: Inside) -> None:
    page = choose(inside, "born-31")
    view = inside.vault.ask(KeepingPage())
    assert [row.learner_id for row in view.due] == [inside.learner.id]
    assert not page.choose.none.isVisibleTo(page)
    choose(inside, CUSTOM, "40")
    assert inside.vault.ask(KeepingPage()).due == ()
    choose(inside, CUSTOM, "many")
    assert inside.vault.ask(KeepingPage()).choice.years == 40


def test_a_hold_is_placed_and_lifted_in_the_window(inside: Inside) -> None:
    page = inside.page("hold")
    assert isinstance(page, HoldScreen)
    page.kind.set_value(HoldKind.LEGAL.value)
    page.kind.chosen.emit(HoldKind.LEGAL.value)
    assert not page.until.isVisibleTo(page)
    page.keep_button.click()
    assert inside.vault.ask(HoldsPage(inside.learner.id)).active == ()
    page.reason.set_value("Apêl i’r Tribiwnlys")
    page.keep_button.click()
    (hold,) = inside.vault.ask(HoldsPage(inside.learner.id)).active
    assert hold.reason.said == "Apêl i’r Tribiwnlys"
    erase = inside.page("erase")
    assert isinstance(erase, ErasePage)
    assert not erase.decide.isVisibleTo(erase)
    assert inside.shell.focusWidget() is erase.to_hold
    again = inside.page("hold")
    assert isinstance(again, HoldScreen)
    settle()
    above, form = again.now.geometry().y(), again.card.geometry().y()
    assert above < form
    again.lift(hold.id)
    assert inside.vault.ask(HoldsPage(inside.learner.id)).active == ()


def test_the_passphrase_is_asked_for_before_anything_goes(inside: Inside) -> None:
    page = inside.page("erase")
    assert isinstance(page, ErasePage)
    page.basis.set_value(Basis.REQUEST.value)
    page.name.set_value(inside.learner.name)
    page.go.click()
    (asked,) = page.findChildren(StepUp)
    assert [row.id for row in inside.vault.ask(Caseload()).rows] == [inside.learner.id]
    asked.field.set_value("anghywir anghywir anghywir")
    asked.go.click()
    assert asked.isVisible()
    asked.close()
    assert [row.id for row in inside.vault.ask(Caseload()).rows] == [inside.learner.id]


def test_erased_with_its_copies_the_certificate_is_all_that_names_it(
    inside: Inside, tmp_path: Path
) -> None:
    keep_copy(inside.door, inside.vault)
    (old,) = copies(inside.door).copies
    inside.clock.forward(minutes=3)
    choose(inside, "born-31")
    page = inside.page("erase")
    assert isinstance(page, ErasePage)
    page.name.set_value(inside.learner.name)
    page.witness.set_value("Huw Rees")
    page.copies.set_value("now")
    paper = tmp_path / "paper.pdf"
    page.erase_to(str(paper))
    assert page.done.isVisibleTo(page)
    said = text(paper.read_bytes())
    assert "Rhodri Prydderch" in said
    assert "Huw Rees" in said
    assert inside.vault.ask(Caseload()).rows == ()
    assert [one.at for one in copies(inside.door).copies] != [old.at]
    assert len(copies(inside.door).copies) == 1
    (kept,) = inside.vault.ask(KeepingPage()).erasures
    assert kept.copies_removed_on is not None
    page.done.close_page.click()
    assert isinstance(inside.shell.screen_shown, KeepingScreen)
    assert page.done.finished == []


def labels(page: QWidget) -> set[str]:
    return {label.text() for label in page.findChildren(Label)}


def test_a_second_place_is_said_to_be_due_on_every_page_until_it_is_clean(
    inside: Inside, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    keep_copy(inside.door, inside.vault)
    choose_place(inside.door, inside.vault, stick)
    inside.clock.forward(minutes=3)
    page = inside.page("erase")
    assert isinstance(page, ErasePage)
    page.name.set_value(inside.learner.name)
    page.basis.set_value("request")
    page.erase_to(str(tmp_path / "paper.pdf"))
    told = inside.door.tools.catalogues[Language.CY].t
    assert page.done.elsewhere.text() == told("erased.elsewhere_due")
    paper = " ".join(text((tmp_path / "paper.pdf").read_bytes()).split())
    assert "The older copies at the second place go once a new one lies there." in paper
    assert told("erased.second.due") in labels(inside.page("keeping"))
    copies_page = inside.page("copies")
    assert isinstance(copies_page, CopiesPage)
    assert copies_page.second.erased.isVisibleTo(copies_page)
    today = inside.page("today")
    assert isinstance(today, Today)
    assert today.copies.isVisibleTo(today)
    today.copies.open.click()
    after = inside.shell.screen_shown
    assert isinstance(after, CopiesPage)
    after.second.go.click()
    assert not after.second.erased.isVisibleTo(after)
    assert told("erased.second.removed", on=TODAY) in labels(inside.page("keeping"))
    today = inside.page("today")
    assert isinstance(today, Today)
    assert not today.copies.isVisibleTo(today)


def test_a_place_that_refuses_the_certificate_is_told_and_another_is_asked(
    inside: Inside, tmp_path: Path
) -> None:
    page = inside.page("erase")
    assert isinstance(page, ErasePage)
    page.basis.set_value(Basis.MISTAKE.value)
    page.name.set_value(inside.learner.name)
    page.erase_to(str(tmp_path / "nowhere" / "paper.pdf"))
    assert page.done.paper.isVisibleTo(page)
    paper = tmp_path / "paper.pdf"
    page.save_certificate(str(paper))
    assert paper.stat().st_size > 1000


def test_a_wrong_name_erases_nothing(inside: Inside, tmp_path: Path) -> None:
    page = inside.page("erase")
    assert isinstance(page, ErasePage)
    page.basis.set_value(Basis.REQUEST.value)
    page.name.set_value("Rhodri Prydderck")
    page.erase_to(str(tmp_path / "paper.pdf"))
    assert inside.vault.ask(Caseload()).rows
    assert page.errors.isVisibleTo(page)
    assert not (tmp_path / "paper.pdf").exists()
    assert page.go.isEnabled()


def test_a_wrong_name_is_told_before_a_passphrase_is_typed(inside: Inside) -> None:
    """It was told after the passphrase, and after a place was chosen for the certificate."""
    page = inside.page("erase")
    assert isinstance(page, ErasePage)
    page.basis.set_value(Basis.REQUEST.value)
    page.name.set_value("Rhodri Prydderck")
    page.go.click()
    assert not page.findChildren(StepUp)
    assert page.name.error_text()
    page.name.set_value(f"  {inside.learner.name.upper()} ")
    page.go.click()
    assert page.findChildren(StepUp)


@pytest.mark.parametrize(("count", "said"), [(1, "blwyddyn o"), (2, "2 flynedd"), (25, "25 o")])
def test_years_are_counted_as_they_are_said(inside: Inside, count: int, said: str) -> None:
    """One of them was "1 o flynyddoedd" and "1 years"."""
    born, on = date(1995, 3, 14), date(2020, 3, 14)
    words = inside.shell.words
    assert said in words.n("keeping.why.born", count, born=born, on=on)
    words.switch(Language.EN)
    assert "1 years" not in words.n("keeping.why.left", count, left=born, on=on)


def test_asking_whether_somebody_was_erased_keeps_no_name(inside: Inside, tmp_path: Path) -> None:
    erase = inside.page("erase")
    assert isinstance(erase, ErasePage)
    erase.basis.set_value(Basis.REQUEST.value)
    erase.name.set_value(inside.learner.name)
    erase.erase_to(str(tmp_path / "paper.pdf"))
    page = inside.page("keeping")
    assert isinstance(page, KeepingScreen)
    page.was.name.set_value("rhodri prydderch")
    page.was.born.set_day(date(1995, 3, 14))
    page.was.go.click()
    assert page.was.answer.isVisibleTo(page)
    assert page.drafts() == {}
    page.leave()
    assert page.was.name.value() == ""


def test_no_dialog_is_left_open(inside: Inside) -> None:
    page = inside.page("erase")
    assert isinstance(page, ErasePage)
    page.choose_certificate()
    for dialog in page.findChildren(QDialog):
        dialog.close()
    assert inside.vault.ask(Caseload()).rows
