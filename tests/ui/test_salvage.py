"""A damaged vault in the window: from the unlock screen to work with what was saved."""

from __future__ import annotations

from pathlib import Path

from aln_review.casework.entry import finish, make_vault
from aln_review.store.pages import PAGE_BYTES
from aln_review.store.raw_pages import RawPages
from aln_review.store.raw_records import TABLE_LEAF, kind_of
from aln_review.vault.keyslots import SlotKind, VaultHeader, open_slot
from tests.casework.vaults import PASSPHRASE, Clock, add_learner, make_setting
from tests.ui.doors import audit, cheap_door, pages, window
from ui.shell import Shell
from ui.unlock.salvage import SalvagePage
from ui.unlock.unlock import Unlock


def damaged_window(data: Path) -> Shell:
    """A window on a vault one page of which, somewhere in the middle, is spoilt."""
    clock = Clock()
    door = cheap_door(data, clock)
    made = make_vault(door, make_setting(), PASSPHRASE)
    typed = {place: made.sheet.words[place - 1] for place in made.sheet.asked}
    vault = finish(door, made, typed)
    for number in range(30):
        add_learner(vault, f"Elin{number}")
    vault.close()
    path = data / "vault" / "vault.db"
    key = open_slot(VaultHeader.read(path.with_name("vault.json")), SlotKind.PASSPHRASE, PASSPHRASE)
    raw = RawPages(path, key)
    leaves = [number for number, page in raw.every() if kind_of(number, page) == TABLE_LEAF]
    raw.close()
    content = bytearray(path.read_bytes())
    content[(leaves[-1] - 1) * PAGE_BYTES + 900] ^= 1
    path.write_bytes(content)
    shell = window(door, clock, pages("unlock", "salvage"))
    shell.open("unlock", {})
    return shell


def page(shell: Shell) -> SalvagePage:
    shown = shell.screen_shown
    assert isinstance(shown, SalvagePage)
    return shown


def open_salvage(shell: Shell) -> SalvagePage:
    unlock = shell.screen_shown
    assert isinstance(unlock, Unlock)
    unlock.trouble.salvage.click()
    return page(shell)


def trouble_shown(shell: Shell) -> Unlock:
    shell.open("unlock", {"refused": _fault(shell)})
    unlock = shell.screen_shown
    assert isinstance(unlock, Unlock)
    return unlock


def _fault(shell: Shell) -> Exception:
    try:
        shell.desk.door.unlock(PASSPHRASE)
    except Exception as error:  # noqa: BLE001 - handed to the screen as the door raised it
        return error
    raise AssertionError


def test_what_was_saved_takes_the_place_of_what_is_damaged(tmp_path: Path) -> None:
    shell = damaged_window(tmp_path)
    before = (tmp_path / "vault" / "vault.db").read_bytes()
    unlock = trouble_shown(shell)
    assert not unlock.trouble.salvage.isHidden()
    salvage = open_salvage(shell)
    salvage.secret.line.setText("not this one")
    salvage.go.click()
    assert salvage.secret.error_text()
    assert not salvage.ask_card.isHidden()
    salvage.secret.line.setText(PASSPHRASE)
    salvage.go.click()
    assert salvage.secret.value() == ""
    assert not salvage.found.isHidden()
    assert audit(shell) == []
    salvage.use.click()
    assert shell._bridge.is_open
    (aside,) = tmp_path.glob("set-aside-*")
    assert (aside / "vault.db").read_bytes() == before
    shell.close()


def test_leaving_takes_away_what_was_laid_ready(tmp_path: Path) -> None:
    shell = damaged_window(tmp_path)
    before = (tmp_path / "vault" / "vault.db").read_bytes()
    trouble_shown(shell)
    salvage = open_salvage(shell)
    salvage.secret.line.setText(PASSPHRASE)
    salvage.go.click()
    assert list((tmp_path / "vault").glob("*ready*"))
    salvage.leave_it.click()
    assert not list((tmp_path / "vault").glob("*ready*"))
    assert (tmp_path / "vault" / "vault.db").read_bytes() == before
    shell.close()
