"""The copies' page and putting one back: choosing, the passphrase, reading, and the vault after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from aln_review.casework.copies import copies, folder_of, keep_copy
from aln_review.casework.copies_state import Alarm, keep_state, read_state, state_of
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.entry import finish, make_vault
from aln_review.casework.restoring import laid_aside
from aln_review.casework.second_place import put_into
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from tests.casework.vaults import PASSPHRASE, Clock, add_learner, make_setting
from tests.ui.doors import audit, cheap_door, pages, type_into, window
from ui.bridge import Bridge
from ui.copying import Copier
from ui.desk import Screen
from ui.post import casework_of
from ui.settings.copies import CopiesPage
from ui.settings.restore import RestorePage
from ui.settings.restoring import Looked, shown_or_put_away
from ui.shell import Shell
from ui.step_up import StepUp
from ui.theme import current
from ui.unlock.unlock import Unlock
from ui.widgets import Label, Pill, PrimaryButton, Row

REAL = ("copies", "restore", "restore-first", "unlock", "health")
NEW = PASSPHRASE


class Town:
    """A window on an open vault with one learner, and a copy of it; then another learner."""

    def __init__(self, data: Path) -> None:
        self.clock = Clock()
        self.data = data
        self.door: Door = cheap_door(data, self.clock)
        made = make_vault(self.door, make_setting(), NEW)
        typed = {place: made.sheet.words[place - 1] for place in made.sheet.asked}
        self.vault: Casework = finish(self.door, made, typed)
        self.shell: Shell = window(self.door, self.clock, pages(*REAL))
        self.shell.enter(self.vault)
        self.shell.words.switch(Language.EN)
        add_learner(self.vault)
        keep_copy(self.door, self.vault)
        self.copy = copies(self.door).copies[0].path
        self.clock.forward(days=2)
        add_learner(self.vault, "Guto")

    def page(self, name: str) -> Screen:
        self.shell.open(name, {})
        return self.shown()

    def shown(self) -> Screen:
        shown = self.shell.screen_shown
        assert shown is not None
        return shown

    def open_now(self) -> Casework:
        return casework_of(self.shell._bridge)

    def names(self) -> list[str]:
        with self.open_now().store.view() as unit:
            return sorted(one.forename for one in unit.learners.all())


@pytest.fixture(name="town")
def _town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.shell.close()
    made.door.release()


def restore_page(town: Town, page: str = "restore") -> RestorePage:
    shown = town.page(page)
    assert isinstance(shown, RestorePage)
    return shown


def copies_page(town: Town) -> CopiesPage:
    shown = town.page("copies")
    assert isinstance(shown, CopiesPage)
    return shown


def prove(page: Screen) -> None:
    dialog = page.findChildren(StepUp)[-1]
    type_into(dialog.field.line, NEW)
    dialog.go.click()


def test_a_copy_is_put_back_after_reading_what_would_change(town: Town) -> None:
    page = restore_page(town)
    row = page.rows.itemAt(0).widget()  # type: ignore[union-attr]
    assert isinstance(row, Row)
    row.click()
    assert not page.preview.isHidden()
    said = [one.text() for one in page.preview.findChildren(Label)]
    assert "Guto Prydderch" in said
    assert "3 people" not in said
    assert {"Name and details", "2 people"} <= {
        one.text() for one in page.preview.findChildren(Pill)
    }
    page.go.click()
    assert town.names() == ["Elin", "Guto"]
    prove(page)
    assert town.names() == ["Elin"]
    assert town.shell.isEnabled()
    done = town.shown()
    assert isinstance(done, RestorePage)
    assert not done.done.isHidden()
    assert done.lies.isHidden()
    assert done.now_is.label.text().startswith("The vault is as it was on")
    done.on.click()
    assert town.shell.place[0] == "today"
    before = [one for one in copies(town.door, town.open_now()).copies if one.before_restoring]
    assert len(before) == 1


def test_going_back_changes_nothing_and_leaves_no_opened_file(town: Town, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    path = put_into(town.door, town.vault, stick)
    page = restore_page(town)
    page.use(path)
    assert not page.preview.isHidden()
    assert len(list(town.vault.tools.area.iterdir())) == 1
    page.other.click()
    assert not page.list_card.isHidden()
    assert list(town.vault.tools.area.iterdir()) == []
    page.use(path)
    town.page("copies")
    assert list(town.vault.tools.area.iterdir()) == []
    assert town.names() == ["Elin", "Guto"]


def test_an_answer_for_a_page_that_is_gone_leaves_nothing_either(town: Town) -> None:
    closed: list[bool] = []

    class Copy:
        def close(self) -> None:
            closed.append(True)

    class Gone:
        alive = False

    looked = Looked(Copy(), None, standing=True)  # type: ignore[arg-type]
    shown_or_put_away(Gone(), looked)  # type: ignore[arg-type]
    assert closed == [True]


def test_what_is_not_a_copy_is_said_and_another_can_be_chosen(town: Town, tmp_path: Path) -> None:
    stranger = tmp_path / "photo.jpg"
    stranger.write_bytes(b"x" * 100)
    page = restore_page(town)
    page.use(stranger)
    assert not page.list_card.isHidden()
    assert [one for one in town.shell.findChildren(Label) if "not a copy of a vault" in one.text()]


def test_a_copy_under_another_key_asks_for_its_passphrase(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(*_: object) -> None:
        raise WorldFault("error.copy.wrong_key")

    monkeypatch.setattr("ui.settings.restoring.open_with_vault", other)
    page = restore_page(town)
    page.use(town.copy)
    assert not page.pass_card.isHidden()
    page.open_it.click()
    assert not page.pass_card.isHidden()
    page.passphrase.line.setText("not this one at all")
    page.open_it.click()
    assert not page.pass_card.isHidden()
    assert "does not open the copy" in page.passphrase.error.label.text()
    page.passphrase.line.setText(NEW)
    page.open_it.click()
    assert not page.preview.isHidden()
    assert page.passphrase.value() == ""
    assert page.drafts() == {}


def test_a_damaged_vault_is_put_back_from_the_page_that_says_so(town: Town) -> None:
    town.shell.lock()
    path = town.door.folder / "vault.db"
    content = bytearray(path.read_bytes())
    content[5_000] ^= 1
    path.write_bytes(content)
    unlock = town.shown()
    assert isinstance(unlock, Unlock)
    unlock.passphrase.line.setText(NEW)
    unlock.go.click()
    assert not unlock.trouble.restore.isHidden()
    unlock.trouble.restore.click()
    page = town.shown()
    assert isinstance(page, RestorePage)
    page.use(town.copy)
    assert not page.pass_card.isHidden()
    page.passphrase.line.setText(NEW)
    page.open_it.click()
    assert not page.preview.isHidden()
    assert page.kept.isHidden()
    page.carry_out()
    assert town.names() == ["Elin"]
    done = town.shown()
    assert isinstance(done, RestorePage)
    assert not done.lies.isHidden()
    assert len(laid_aside(town.door)) == 1


def test_a_disk_that_refuses_leaves_the_vault_of_before_open(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise WorldFault("error.vault.disk_full")

    page = restore_page(town)
    page.use(town.copy)
    monkeypatch.setattr("aln_review.store.backup.keep_closed", full)
    page.carry_out()
    assert town.names() == ["Elin", "Guto"]
    assert town.shell.isEnabled()
    page = town.shown()  # type: ignore[assignment]
    assert isinstance(page, RestorePage)
    assert not page.list_card.isHidden()


def test_the_second_place_is_chosen_used_and_given_up(town: Town, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page = copies_page(town)
    assert page.second.go.isHidden()
    page.use_folder(stick)
    assert len(list(stick.iterdir())) == 1
    assert not page.second.go.isHidden()
    assert "One copy is there" in page.second.state.label.text()
    page.here.now.click()
    page.second.go.click()
    assert len(list(stick.iterdir())) == 2
    stick.rename(tmp_path / "pulled")
    page = copies_page(town)
    assert "not there now" in page.second.state.label.text()
    page.second.go.click()
    assert not page.second.trouble.isHidden()
    page.second.none.click()
    assert state_of(town.vault).second.folder == ""


def filled(page: CopiesPage) -> list[PrimaryButton]:
    """The filled buttons that show: what the page says it is for."""
    shown = [one for one in page.findChildren(PrimaryButton) if one.isVisibleTo(page)]
    accent = current().tokens.accent
    return [one for one in shown if one.colours()[0].name() == accent.lower()]


def test_a_copy_is_not_counted_again_as_a_week_and_a_month(town: Town) -> None:
    def told() -> list[str]:
        page = town.page("copies")
        town.shell._bridge.flush()
        pills = (one for one in page.findChildren(Pill) if one.isVisible())
        return [one.text() for one in pills if one.text().startswith("From ")]

    assert told() == ["From one day"]
    town.clock.forward(days=7)
    keep_copy(town.door, town.vault)
    assert told() == ["From 2 days"]
    town.clock.forward(days=1)
    keep_copy(town.door, town.vault)
    assert told() == ["From 3 days", "From 2 weeks"]


def test_a_rehearsal_on_one_click(town: Town) -> None:
    page = copies_page(town)
    assert "No copy has been put back" in page.rehearsal.state.label.text()
    page.rehearsal.now.click()
    assert "was put back for practice" in page.rehearsal.state.label.text()
    assert state_of(town.vault).rehearsal.at == town.clock.at


def test_an_alarm_is_shown_and_answered(town: Town) -> None:
    assert copies_page(town).alarm.isHidden()
    with town.vault.store.unit() as unit:
        at = town.clock.at
        alarm = Alarm("words", 100, 12, at, at)
        keep_state(unit, replace(read_state(unit), alarm=alarm))
    page = copies_page(town)
    assert not page.alarm.isHidden()
    assert page.alarm.what.text().startswith("Things said: 100")
    assert filled(page) == [page.alarm.look]
    page.alarm.look.click()
    assert town.shell.place[0] == "health"
    page = copies_page(town)
    page.alarm.right.click()
    assert page.alarm.isHidden()
    assert filled(page) == [page.here.now]
    assert state_of(town.vault).alarm is None


@pytest.mark.parametrize("name", ["copies", "restore", "restore-first"])
def test_each_page_is_fit_to_be_used(town: Town, name: str) -> None:
    town.page(name)
    assert audit(town.shell) == []


class Watched:
    """A copier on a bridge that answers at once."""

    def __init__(self, town: Town) -> None:
        self.bridge = Bridge(immediate=True)
        self.bridge.open(town.vault)
        self.copier = Copier(self.bridge, town.door)
        self.shrank: list[object] = []
        self.failed: list[object] = []
        self.copier.shrank.connect(self.shrank.append)
        self.copier.failed.connect(self.failed.append)
        self.copier.start(town.vault)


def count(town: Town) -> int:
    return len(list(folder_of(town.door).glob("*.alnvault")))


def test_half_hours_of_change_and_the_end_are_copied(town: Town) -> None:
    watched = Watched(town)
    before = count(town)
    watched.copier.look()
    add_learner(town.vault, "Ifan")
    town.clock.at += timedelta(minutes=29)
    watched.copier.look()
    assert count(town) == before
    town.clock.at += timedelta(minutes=2)
    watched.copier.look()
    watched.copier.look()
    assert count(town) == before + 1
    add_learner(town.vault, "Cari")
    watched.copier.stop()
    watched.copier.at_end()
    watched.copier.at_end()
    assert count(town) == before + 2
    assert watched.failed == watched.shrank == []


def test_the_month_is_caught_up_with_and_an_alarm_is_said_once(town: Town) -> None:
    with town.vault.store.unit() as unit:
        at = town.clock.at
        keep_state(unit, replace(read_state(unit), alarm=Alarm("words", 100, 12, at, at)))
    watched = Watched(town)
    watched.copier.catch_up()
    assert state_of(town.vault).rehearsal.at == town.clock.at
    assert len(watched.shrank) == 1


def test_a_vault_that_was_shut_meanwhile_is_no_failure(town: Town) -> None:
    watched = Watched(town)
    add_learner(town.vault, "Ifan")
    town.clock.at += timedelta(minutes=31)
    town.vault.close()
    watched.copier.look()
    watched.copier.at_end()
    assert watched.failed == []


def test_the_copier_goes_with_its_window(town: Town) -> None:
    watched = Watched(town)
    watched.copier.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    assert count(town) == 1
