"""Answering a request in the window: passage by passage, then one file, locked unless told not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aln_review.casework.commands.marks import NoteSafeguarding
from aln_review.casework.commands.sound import KeepSound
from aln_review.casework.queries.disclosure import DisclosurePage as Ask
from aln_review.domain.bilingual import Language
from aln_review.domain.keeping import Ruling
from aln_review.exchange.disclosure import Flag
from aln_review.packages.locked import unlock
from tests.casework.vaults import PASSPHRASE, add_learner
from tests.exchange.sounds import kept
from tests.ui.doors import pages, window
from tests.ui.rooms import settle
from tests.ui.sound_devices import FakeDevices
from tests.ui.test_keeping import Inside
from ui.disclosure.disclosure import DisclosurePage
from ui.learner.choice import Answer
from ui.step_up import StepUp
from ui.widgets import TextButton

PASS = "llwynog bwrdd castell"


@pytest.fixture(name="page")
def _page(tmp_path: Path) -> Iterator[tuple[Inside, DisclosurePage]]:
    made = Inside(tmp_path / "data")
    add_learner(made.vault, "Mared", address="3 Heol y Bont")
    shown = made.page("disclosure")
    assert isinstance(shown, DisclosurePage)
    yield made, shown
    made.shell.close()
    made.door.release()


def begun(page: DisclosurePage) -> int:
    """Begin, and give how many passages are marked."""
    page.start.click()
    assert page.both.isVisibleTo(page)
    view = page._view
    assert view is not None
    return len(view.marked)


def decide_all(page: DisclosurePage, count: int) -> None:
    for _ in range(count):
        page.passage.include.click()


def test_each_passage_is_decided_and_only_then_can_the_file_be_saved(
    page: tuple[Inside, DisclosurePage],
) -> None:
    inside, screen = page
    made = Ask(inside.learner.id)
    with inside.vault.store.unit() as unit:
        person = unit.people.where(learner_id=inside.learner.id)[0]
        unit.people.put(replace(person, telephone="01970 123456"))
    count = begun(screen)
    assert count >= 1
    assert not screen.saving.go.isEnabled()
    screen.passage.blank.click()
    assert screen.passage.errors.isVisibleTo(screen)
    answer = next(one for one in screen.findChildren(Answer) if one.value == "others")
    answer.click()
    assert not screen.passage.errors.isVisibleTo(screen)
    assert not screen.passage.reason.error_text()
    screen.passage.blank.click()
    first = inside.vault.ask(made).marked[0]
    assert first.ruling is not None
    assert first.ruling.ruling is Ruling.BLANK
    decide_all(screen, count - 1)
    assert inside.vault.ask(made).left == 0
    assert screen.saving.go.isEnabled()


def test_the_file_is_locked_by_default_and_asks_for_the_passphrase(
    page: tuple[Inside, DisclosurePage], tmp_path: Path
) -> None:
    inside, screen = page
    decide_all(screen, begun(screen))
    screen.saving.go.click()
    assert screen.saving.errors.isVisibleTo(screen)
    screen.saving.passphrase.first.set_value(PASS)
    screen.saving.passphrase.again.set_value(PASS)
    screen.saving.passphrase.again.line.returnPressed.emit()
    (asked,) = screen.findChildren(StepUp)
    asked.close()
    file = tmp_path / "record.zip.age"
    screen.save_to(str(file))
    data = unlock(file.read_bytes(), PASS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "record.json" in archive.namelist()
    view = inside.vault.ask(Ask(inside.learner.id))
    assert (view.disclosure, len(view.answered)) == (None, 1)
    assert screen.saving.passphrase.value() == ""
    with inside.vault.store.view() as unit:
        actions = [line.action for line in unit.access_log(inside.learner.id)]
    assert actions.index("disclosure.leaving") < actions.index("disclosure.saved")


def test_a_place_that_refuses_leaves_the_request_open(
    page: tuple[Inside, DisclosurePage], tmp_path: Path
) -> None:
    inside, screen = page
    decide_all(screen, begun(screen))
    screen.saving.how.set_value("plain")
    screen.saving.how.chosen.emit("plain")
    assert screen.saving.in_clear.isVisibleTo(screen)
    screen.save_to(str(tmp_path / "nowhere" / "record.zip"))
    assert screen.saving.errors.isVisibleTo(screen)
    assert inside.vault.ask(Ask(inside.learner.id)).disclosure is not None
    file = tmp_path / "record.zip"
    screen.save_to(str(file))
    assert zipfile.is_zipfile(file)


def test_a_recording_is_heard_before_it_is_decided(page: tuple[Inside, DisclosurePage]) -> None:
    inside, screen = page
    devices = FakeDevices()
    screen.desk.audio = devices
    with inside.vault.store.unit() as unit:
        person = unit.people.where(learner_id=inside.learner.id)[0]
        unit.people.put(replace(person, telephone="01970 123456"))
    data, length = kept(2.0)
    inside.vault.do(KeepSound(inside.learner.id, data, length, "Elin", "Yr ardd", Language.CY))
    screen.show_for(**screen.args)
    count = begun(screen)
    heard = 0
    for place in range(count):
        if not screen.passage.bar.isHidden():
            heard += 1
            screen.passage.bar.press.click()
            assert not devices.speakers[-1].stopped
        if place < count - 1:
            screen.passage.after.click()
    assert heard == len(devices.speakers) == 1
    # Another passage is shown in silence.
    assert count > 1
    screen.passage.before.click()
    assert devices.speakers[-1].stopped


def test_a_passphrase_is_no_draft(page: tuple[Inside, DisclosurePage]) -> None:
    _, screen = page
    begun(screen)
    screen.saving.passphrase.first.set_value(PASS)
    assert PASS not in "".join(screen.drafts().values())
    screen.leave()
    assert screen.saving.passphrase.value() == ""


def test_the_keyboard_begins_on_what_shows_once_that_is_known(tmp_path: Path) -> None:
    made = Inside(tmp_path / "data")
    made.shell.lock()
    shell = window(made.door, made.clock, pages("disclosure"), threads=True)
    vault = made.door.unlock(PASSPHRASE)
    shell.enter(vault, "disclosure", {"learner": made.learner.id})
    shell.activateWindow()
    for _ in range(2):
        shell._bridge.flush()
        settle()
    page = shell.screen_shown
    assert isinstance(page, DisclosurePage)
    assert shell.focusWidget() is page.asked.line
    page.start.click()
    for _ in range(2):
        shell._bridge.flush()
        settle()
    assert shell.focusWidget() is page.passage.include
    shell.close()
    made.shell.close()
    made.door.release()


@pytest.mark.parametrize("written", ["", "ddoe", "31/12/2099"])
def test_a_day_that_cannot_be_is_told_at_its_field(
    page: tuple[Inside, DisclosurePage], written: str
) -> None:
    """A day that nobody can read was met with silence."""
    _, screen = page
    screen.asked.line.setText(written)
    screen.asked.line.returnPressed.emit()
    assert not screen.both.isVisibleTo(screen)
    assert screen.errors.isVisibleTo(screen)
    assert screen.asked.error_text()
    screen.asked.line.setText("2/10/2026")
    screen.asked.line.returnPressed.emit()
    assert screen.both.isVisibleTo(screen)


def test_deciding_goes_on_to_what_waits_and_says_so(
    page: tuple[Inside, DisclosurePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After "Include the rest" stood a passage that was decided, and nobody heard of it."""
    inside, screen = page
    for text in ("Pryder", "Pryder arall"):
        inside.vault.do(NoteSafeguarding(inside.learner.id, text, Language.CY))
    with inside.vault.store.unit() as unit:
        person = unit.people.where(learner_id=inside.learner.id)[0]
        unit.people.put(replace(person, telephone="01970 123456", email="mam@example.org"))
    begun(screen)
    heard: list[str] = []
    monkeypatch.setattr(inside.shell, "announce", heard.append)
    view = screen._view
    assert view is not None
    kinds = [one.passage.flags[0] for one in view.marked]
    screen._at = kinds.index(Flag.CONTACT) - 1
    screen.passage.after.click()
    assert "01970 123456" in heard[-1]
    rest = [one for one in screen.findChildren(TextButton) if one.text() == "Cynnwys y gweddill"]
    rest[0].click()
    view = screen._view
    assert view is not None
    shown = view.marked[screen._at]
    assert shown.ruling is None
    assert shown.passage.text.said in heard[-1]
    decide_all(screen, view.left)
    assert "Mae pob darn wedi’i benderfynu." in heard[-1]


def test_a_name_alone_is_told_what_it_is(page: tuple[Inside, DisclosurePage]) -> None:
    """After a confidence came "Elin", marked confidential, and then a name more."""
    inside, screen = page
    inside.vault.do(NoteSafeguarding(inside.learner.id, "Pryder", Language.CY))
    begun(screen)
    view = screen._view
    assert view is not None
    seen = {}
    for at, one in enumerate(view.marked):
        screen._at = at - 1
        screen._move(1)
        seen[one.passage.field] = screen.passage.what.text()
    assert seen["said_by"] == "Pwy a’i dywedodd"
    assert seen["recorded_by"] == "Pwy a’i hysgrifennodd"
    assert seen["text"] == ""


def test_a_passage_passed_over_is_come_back_to(page: tuple[Inside, DisclosurePage]) -> None:
    inside, screen = page
    for text in ("Pryder", "Pryder arall", "Un arall eto"):
        inside.vault.do(NoteSafeguarding(inside.learner.id, text, Language.CY))
    count = begun(screen)
    assert count > 2
    decide_all(screen, 1)
    again = inside.page("disclosure")
    assert isinstance(again, DisclosurePage)
    assert again._at == 1
    screen = again
    screen.passage.after.click()
    decide_all(screen, count)
    assert screen.saving.go.isEnabled()
