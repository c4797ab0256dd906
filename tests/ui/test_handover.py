"""Taking a vault over, changing its data key, and a copy of it, in the window and by the keys."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.handover import rotate
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.domain.errors import WorldFault
from aln_review.vault.keyslots import SlotKind, open_slot
from tests.casework.handing import HEAD, NEW, another, log_of, quietly, tried, with_keyholder
from tests.casework.vaults import PASSPHRASE, Made, add_learner
from tests.ui.doors import pages, press, type_into, window
from ui.handover.handover import HandoverPage
from ui.handover.rotation import RotationPage
from ui.handover.steps import PaperStep
from ui.handover.take_over import TakeOverPage
from ui.post import casework_of
from ui.shell import Shell
from ui.unlock.steps import SetupStep
from ui.unlock.unlock import Unlock
from ui.widgets import Field

ROOMS = pages("unlock", "handover", "rotation", "take-over", "keys")


@dataclass
class Seen:
    """A window before a vault with a keyholder."""

    shell: Shell
    door: Door

    @property
    def handover(self) -> HandoverPage:
        page = self.shell.screen_shown
        assert isinstance(page, HandoverPage)
        return page

    @property
    def rotation(self) -> RotationPage:
        page = self.shell.screen_shown
        assert isinstance(page, RotationPage)
        return page

    @property
    def unlock(self) -> Unlock:
        page = self.shell.screen_shown
        assert isinstance(page, Unlock)
        return page

    @property
    def vault(self) -> Casework:
        return casework_of(self.shell.desk.bridge)

    def come_in(self, passphrase: str) -> None:
        self.shell.open("unlock", {})
        type_into(self.unlock.passphrase.line, passphrase)
        press(self.unlock.passphrase.line, Qt.Key.Key_Return)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    found = with_keyholder(tmp_path)
    found.vault.close()
    return found


@pytest.fixture
def seen(made: Made) -> Seen:
    door = another(made)
    return Seen(window(door, made.clock, ROOMS), door)


def read_back(step: PaperStep) -> None:
    for word in step.panel.words:
        type_into(word.field.line, step._sheet.words[word.position - 1])


def up_to_the_sheet(seen: Seen) -> HandoverPage:
    seen.shell.open("unlock", {})
    seen.unlock.take_over.click()
    page = seen.handover
    type_into(page.key.passphrase.line, HEAD)
    press(page.key.passphrase.line, Qt.Key.Key_Return)
    _shows(page, page.who)
    type_into(page.who.person.line, "Branwen Hughes")
    press(page.who.person.line, Qt.Key.Key_Return)
    _shows(page, page.passphrase)
    for field in (page.passphrase.fields.first, page.passphrase.fields.again):
        type_into(field.line, NEW)
    press(page.passphrase.fields.again.line, Qt.Key.Key_Return)
    _shows(page, page.sheet)
    return page


def _shows(page: HandoverPage, step: SetupStep) -> None:
    assert page.step is step


def typed_left(page: HandoverPage | RotationPage) -> str:
    return "".join(
        field.value() for field in page.findChildren(Field) if not getattr(field, "name", "")
    )


def test_a_vault_is_taken_over_by_the_keys_alone(seen: Seen) -> None:
    page = up_to_the_sheet(seen)
    assert not page.go.isEnabled()
    read_back(page.sheet)
    assert page.go.isEnabled()
    page.go.setFocus()
    press(page.go, Qt.Key.Key_Space)
    assert seen.shell.place[0] == "today"
    assert seen.vault.ask(SettingsPage()).setting.person == "Branwen Hughes"
    assert {"vault.handed_over", "vault.key_rotated"} <= {one.action for one in log_of(seen.vault)}
    seen.shell.lock()
    type_into(seen.unlock.passphrase.line, PASSPHRASE)
    press(seen.unlock.passphrase.line, Qt.Key.Key_Return)
    assert seen.shell.place[0] == "unlock"
    seen.come_in(NEW)
    assert seen.shell.place[0] == "today"
    seen.shell.close()


def test_a_name_seen_to_be_wrong_is_put_right_and_the_printed_sheet_still_counts(
    seen: Seen,
) -> None:
    """Only cancelling led back, and then everything was to be typed again."""
    page = up_to_the_sheet(seen)
    read_back(page.sheet)
    on_paper = page.sheet._sheet.words
    page.back.click()
    _shows(page, page.passphrase)
    page.back.click()
    _shows(page, page.who)
    assert not page.back.isVisible()
    page.who.person.line.setText("Branwen Puw")
    page.go.click()
    page.go.click()
    _shows(page, page.sheet)
    assert page.sheet._sheet.words == on_paper
    page.go.click()
    assert seen.vault.ask(SettingsPage()).setting.person == "Branwen Puw"
    seen.shell.close()


def test_whoever_stops_before_the_last_step_leaves_everything_as_it_was(seen: Seen) -> None:
    header = seen.door.header()
    page = up_to_the_sheet(seen)
    read_back(page.sheet)
    vault = page._waiting[0].casework
    page.quit.click()
    assert seen.shell.place[0] == "unlock"
    assert seen.door.header() == header
    assert vault.store._closed
    seen.come_in(PASSPHRASE)
    assert seen.shell.place[0] == "today"
    seen.shell.close()


def test_a_wrong_key_is_said_at_its_field_and_nothing_goes_on(seen: Seen) -> None:
    seen.shell.open("handover", {})
    page = seen.handover
    page.go.click()
    assert page.step is page.key
    type_into(page.key.passphrase.line, "not this one")
    page.go.click()
    assert page.step is page.key
    assert page.errors.isVisibleTo(page)
    page.key.pick.cards[SlotKind.RECOVERY.value].click()
    page.go.click()
    assert page.step is page.key
    assert page.key.sheet.isVisibleTo(page)
    seen.shell.close()


def test_the_sheet_takes_over_too_and_says_whose_key_goes(made: Made, seen: Seen) -> None:
    seen.shell.open("handover", {})
    page = seen.handover
    page.key.pick.cards[SlotKind.RECOVERY.value].click()
    for field, word in zip(page.key.sheet.words, made.sheet.words, strict=True):
        type_into(field.line, word)
    page.go.click()
    assert page.step is page.who
    assert page.who.lost.isVisibleTo(page)
    assert typed_left(page) == ""
    seen.shell.close()


def test_a_disk_that_is_full_offers_to_try_again_or_to_go_in(
    seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = up_to_the_sheet(seen)
    read_back(page.sheet)

    def full(*_: object) -> None:
        raise WorldFault("error.store.disk_full")

    with monkeypatch.context() as patched:
        patched.setattr("aln_review.casework.rekeying.rewrite", full)
        page.go.click()
        assert page.step is page.work
        assert page.work.stopped.isVisibleTo(page)
        page.work.again.click()
        assert page.work.stopped.isVisibleTo(page)
        page.work.later.click()
    assert seen.shell.place[0] == "today"
    seen.shell.lock()
    # The next opening carries on by itself, and is in.
    seen.come_in(NEW)
    assert seen.shell.place[0] == "today"
    assert "vault.key_rotated" in {one.action for one in log_of(seen.vault)}
    seen.shell.close()


def test_the_data_key_is_changed_from_the_keys_and_who_is_there_keeps_theirs(seen: Seen) -> None:
    seen.come_in(PASSPHRASE)
    seen.shell.open("keys", {})
    seen.shell.screen_shown.change_data.click()  # type: ignore[union-attr]
    page = seen.rotation
    fields = page.proof.fields
    assert [field.label.text() for field in fields[1:]] == ["Cyfrinymadrodd Mair Ellis"]
    type_into(fields[0].line, PASSPHRASE)
    type_into(fields[1].line, HEAD)
    page.go.click()
    assert page.step is page.sheet
    read_back(page.sheet)
    page.go.click()
    assert seen.shell.place[0] == "today"
    for kind, secret in ((SlotKind.PASSPHRASE, PASSPHRASE), (SlotKind.KEYHOLDER, HEAD)):
        open_slot(seen.door.read_header(), kind, secret)
    assert "vault.key_rotated" in {one.action for one in log_of(seen.vault)}
    seen.shell.close()


def test_a_wrong_passphrase_begins_nothing(seen: Seen) -> None:
    seen.come_in(PASSPHRASE)
    header = seen.door.header()
    seen.shell.open("rotation", {})
    page = seen.rotation
    page.go.click()
    assert page.step is page.proof
    type_into(page.proof.passphrase.line, "not this one")
    page.go.click()
    assert page.step is page.proof
    page.quit.click()
    assert seen.shell.place[0] == "keys"
    assert seen.door.header() == header
    seen.shell.close()


def test_no_lock_and_no_post_reaches_a_vault_that_is_written_anew(seen: Seen) -> None:
    seen.come_in(PASSPHRASE)
    vault = seen.vault
    bridge = seen.shell.desk.bridge
    bridge.hand_out()
    seen.shell.lock()
    assert not bridge.is_open
    assert not vault.store._closed
    vault.close()
    seen.shell.close()


def test_a_copy_says_so_changes_nothing_and_is_taken_over(made: Made, tmp_path: Path) -> None:
    made.door.release()
    shutil.copytree(made.door.folder, tmp_path / "elsewhere" / "vault")
    there = Made(
        Door(tmp_path / "elsewhere" / "vault", made.door.tools, str.casefold, made.door._cost),
        made.vault, made.clock, made.sheet,
    )  # fmt: skip
    there.door.take()
    seen = Seen(window(there.door, made.clock, ROOMS), there.door)
    seen.come_in(PASSPHRASE)
    assert seen.vault.read_only
    assert seen.shell.band.isVisible()
    seen.shell.words.switch(seen.shell.words.language.other)
    seen.shell.lock()
    seen.come_in(PASSPHRASE)
    seen.shell.band.take.click()
    page = seen.shell.screen_shown
    assert isinstance(page, TakeOverPage)
    page.go.click()
    assert seen.vault.read_only
    type_into(page.passphrase.line, PASSPHRASE)
    press(page.passphrase.line, Qt.Key.Key_Return)
    assert not seen.vault.read_only
    assert not seen.shell.band.isVisible()
    seen.shell.close()


def test_an_older_vault_is_gone_on_with_knowingly(made: Made, tmp_path: Path) -> None:
    made.door.release()
    shutil.copytree(made.door.folder, tmp_path / "kept")
    door = another(made)
    vault = door.unlock(PASSPHRASE)
    add_learner(vault, "Guto")
    vault.close()
    for name in ("vault.db", "vault.json"):
        shutil.copy(tmp_path / "kept" / name, door.folder / name)
    seen = Seen(window(door, made.clock, ROOMS), door)
    seen.come_in(PASSPHRASE)
    page = seen.unlock
    assert page.older.isVisibleTo(page)
    page.older.close_it.click()
    assert page.card.isVisibleTo(page)
    seen.come_in(PASSPHRASE)
    seen.unlock.older.go_on.click()
    assert seen.shell.place[0] == "today"
    seen.shell.lock()
    seen.come_in(PASSPHRASE)
    assert seen.shell.place[0] == "today"
    seen.shell.close()


def test_a_change_cut_short_is_carried_on_before_anything_else(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = another(made)
    vault = door.unlock(PASSPHRASE)

    def full(*_: object) -> None:
        raise WorldFault("error.store.disk_full")

    with monkeypatch.context() as patched:
        patched.setattr("aln_review.casework.rekeying.rewrite", full)
        rotate(door, vault, PASSPHRASE, tried(door), quietly).casework.close()
    seen = Seen(window(door, made.clock, ROOMS), door)
    shown: list[str] = []
    seen.shell.opened.connect(shown.append)
    seen.come_in(PASSPHRASE)
    assert "rotation" in shown
    assert "vault.key_rotated" in {one.action for one in log_of(seen.vault)}
    seen.shell.close()
