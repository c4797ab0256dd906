"""The settings: kept at once, names in both languages, both keys changed, copies and the log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLayout, QWidget

from aln_review.casework.copies import copies
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.entry import finish, make_vault
from aln_review.casework.health import CHECKS
from aln_review.casework.queries.access_log import AccessLog
from aln_review.casework.queries.keeping import SettingsPage as Ask
from aln_review.casework.queries.keeping import SettingsView
from tests.casework.vaults import PASSPHRASE, Clock, add_learner, make_setting
from tests.ui.doors import audit, cheap_door, pages, window
from ui.post import casework_of
from ui.settings.copies import CopiesPage
from ui.settings.health import HealthPage
from ui.settings.law import LawPage
from ui.settings.log import AccessLogPage
from ui.settings.settings import WAYS, SettingsPage
from ui.shell import Shell
from ui.widgets import Label
from ui.widgets.message import MessageBox

NAMES = ("settings", "keys", "copies", "restore", "health", "law", "access-log", "term-dates")


class Inside:
    """A window on an open vault, and the vault's door."""

    def __init__(self, data: Path) -> None:
        clock = self.clock = Clock()
        self.door: Door = cheap_door(data, clock)
        made = make_vault(self.door, make_setting(), PASSPHRASE)
        self.sheet = made.sheet
        typed = {place: made.sheet.words[place - 1] for place in made.sheet.asked}
        self.vault: Casework = finish(self.door, made, typed)
        self.shell: Shell = window(self.door, clock, pages(*NAMES))
        self.shell.enter(self.vault)

    def page(self, name: str) -> QWidget:
        self.shell.open(name, {})
        shown = self.shell.screen_shown
        assert shown is not None
        return shown

    def kept(self) -> SettingsView:
        return self.vault.ask(Ask())


@pytest.fixture(name="inside")
def _inside(tmp_path: Path) -> Iterator[Inside]:
    made = Inside(tmp_path)
    yield made
    made.shell.close()
    made.door.release()


def test_a_choice_is_kept_at_once_and_holds(inside: Inside) -> None:
    page = inside.page("settings")
    assert isinstance(page, SettingsPage)
    page.look.text_size.set_value("150")
    page.look.text_size.chosen.emit("150")
    page.look.idle.set_value("10")
    page.look.idle.chosen.emit("10")
    page.look.theme.set_value("dark")
    page.look.theme.chosen.emit("dark")
    page.look.motion.setChecked(not page.look.motion.isChecked())
    kept = inside.kept().preferences
    assert (kept.text_percent, kept.idle_minutes, kept.theme) == (150, 10, "dark")
    assert kept.motion is page.look.motion.isChecked()
    page.look.text_size.set_value("100")
    page.look.text_size.chosen.emit("100")
    page.look.theme.set_value("light")
    page.look.theme.chosen.emit("light")


def test_showing_what_is_kept_keeps_nothing(inside: Inside) -> None:
    before = inside.kept().preferences
    inside.page("settings")
    assert inside.kept().preferences == before


def test_names_are_saved_together_and_one_missing_is_said_at_its_field(inside: Inside) -> None:
    page = inside.page("settings")
    assert isinstance(page, SettingsPage)
    page.names.en.set_value("")
    page.names.save.click()
    assert not page.names.errors.isHidden()
    assert inside.kept().setting.name.en
    page.names.en.set_value("Bro Eithin School")
    page.names.person.set_value("Siân ap Huw")
    page.names.save.click()
    assert page.names.errors.isHidden()
    kept = inside.kept().setting
    assert (kept.name.en, kept.person) == ("Bro Eithin School", "Siân ap Huw")


def test_every_way_leads_to_its_page(inside: Inside) -> None:
    for name, *_ in WAYS:
        page = inside.page("settings")
        assert isinstance(page, SettingsPage)
        page.rows[name].click()
        assert inside.shell.place[0] == name


def test_a_copy_is_made(inside: Inside) -> None:
    page = inside.page("copies")
    assert isinstance(page, CopiesPage)
    assert copies(inside.door).copies == ()
    page.here.now.click()
    assert len(copies(inside.door).copies) == 1


def test_the_vault_is_examined(inside: Inside) -> None:
    page = inside.page("health")
    assert isinstance(page, HealthPage)
    page.look.click()
    assert page.far.text() == inside.shell.words.t("health.well")
    assert all(row.mend.isHidden() for row in page.rows.values())


def at(layout: QLayout, place: int) -> QWidget | None:
    item = layout.itemAt(place)
    return item.widget() if item is not None else None


def test_what_needs_somebody_is_read_first(inside: Inside) -> None:
    page = inside.page("health")
    assert isinstance(page, HealthPage)
    assert not any(row.told.isVisibleTo(page) for row in page.rows.values())
    store = casework_of(inside.shell._bridge).store
    with store.unit() as unit:
        unit.contents.put("nobody-s", bytes(9))
    page.look.click()
    assert at(page.list, 0) is page.rows["loose"]
    assert page.rows["loose"].told.isVisibleTo(page)
    page.rows["loose"].mend.click()
    (asked,) = page.window().findChildren(MessageBox)
    asked.buttons["loose"].click()
    page.look.click()
    assert [at(page.list, place) for place in range(len(CHECKS))] == [
        page.rows[name] for name in CHECKS
    ]


def test_the_fingerprint_of_the_log_breaks_into_groups(inside: Inside) -> None:
    page = inside.page("access-log")
    assert isinstance(page, AccessLogPage)
    assert max(map(len, page.head.text().rsplit(": ", 1)[-1].split())) == 8


def test_the_log_names_the_learner(inside: Inside) -> None:
    learner = add_learner(inside.vault)
    assert learner.name in inside.vault.ask(AccessLog()).names.values()
    page = inside.page("access-log")
    assert isinstance(page, AccessLogPage)
    assert learner.name in [one.text() for one in page.findChildren(Label)]


def test_the_law_says_what_is_not_verified(inside: Inside) -> None:
    page = inside.page("law")
    assert isinstance(page, LawPage)
    said = " ".join(one.text() for one in page.findChildren(Label))
    rules = inside.door.tools.law.rules
    unverified = sum(one.verified == "unverified" for one in rules.clocks)
    assert f"{unverified} heb eu cadarnhau" in said


@pytest.mark.parametrize("name", NAMES)
def test_each_page_is_fit_to_be_used(inside: Inside, name: str) -> None:
    inside.page(name)
    assert casework_of(inside.shell._bridge) is inside.vault
    assert audit(inside.shell) == []
