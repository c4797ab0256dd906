"""Coming in: the passphrase, the wait, the sheet, and the page for when nothing opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from aln_review.casework.door import Door
from aln_review.casework.entry import finish, make_vault
from aln_review.casework.key_labels import Holder, KeyRole
from aln_review.casework.keyring import Keyring, Proof, SlotKind
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, WorldFault
from aln_review.language.lemmas import lemmas
from tests.casework.vaults import CHEAP, PASSPHRASE, Clock, make_setting, make_tools
from tests.ui.desk import plain_look
from tests.ui.doors import audit, cheap_door, pages, press, type_into, window
from ui.shell import Shell
from ui.theme import current
from ui.unlock.first_run import FirstRun
from ui.unlock.unlock import Unlock

ROOMS = pages("first-run", "unlock")
NEW = "llwynog bwrdd castell"


@dataclass
class Standing:
    """A locked vault and a window before it."""

    shell: Shell
    clock: Clock
    words: tuple[str, ...]

    @property
    def page(self) -> Unlock:
        page = self.shell.screen_shown
        assert isinstance(page, Unlock)
        return page

    def give(self, text: str) -> None:
        self.page.passphrase.line.clear()
        type_into(self.page.passphrase.line, text)
        press(self.page.passphrase.line, Qt.Key.Key_Return)


@pytest.fixture
def standing(tmp_path: Path) -> Standing:
    clock = Clock()
    door = cheap_door(tmp_path, clock)
    made = make_vault(door, make_setting(), PASSPHRASE)
    typed = {place: made.sheet.words[place - 1] for place in made.sheet.asked}
    finish(door, made, typed).close()
    shell = window(door, clock, ROOMS)
    shell.open("unlock", {})
    return Standing(shell, clock, made.sheet.words)


def test_the_passphrase_opens_and_a_lock_says_when(standing: Standing) -> None:
    assert standing.page.whose.text() == "Vault: Ysgol y Prawf"
    standing.give(PASSPHRASE)
    assert standing.shell.place[0] == "today"
    standing.shell.lock()
    assert standing.page.saved.text() == (
        "Clowyd am 10:42. Mae popeth a ysgrifennwyd cyn hynny wedi’i gadw."
    )
    standing.shell.close()


def test_a_wrong_passphrase_is_said_at_the_field_and_later_ones_wait(standing: Standing) -> None:
    page = standing.page
    for _ in range(4):
        standing.give("wrong words here")
    assert page.passphrase.error_text().startswith("This passphrase does not open")
    assert page.told.text() == "You can try again in 2 seconds. The vault is safe."
    assert not page.go.isEnabled()
    page._tick.timeout.emit()
    assert page.told.text() == "You can try again in 1 second. The vault is safe."
    standing.shell.words.switch(Language.CY)
    assert "ymhen 1 eiliad" in page.told.text()
    page._tick.timeout.emit()
    assert page.go.isEnabled()
    assert page.told.isHidden()
    standing.clock.forward(seconds=3)
    standing.shell.close()


def test_nothing_typed_is_no_try(standing: Standing) -> None:
    for _ in range(6):
        standing.give("")
    assert standing.page.passphrase.error_text() == "Type your passphrase first."
    assert standing.shell.desk.door.look().wait_seconds == 0
    standing.shell.close()


def test_show_and_hide_say_what_they_do(standing: Standing) -> None:
    field = standing.page.passphrase
    assert field.eye.text() == "Show"
    field.eye.click()
    assert field.eye.text() == "Hide"
    assert field.line.echoMode() is field.line.EchoMode.Normal
    standing.shell.close()


def test_the_sheet_opens_sets_a_new_passphrase_and_asks_for_a_new_sheet(
    standing: Standing,
) -> None:
    page = standing.page
    page.use_sheet.click()
    forgotten = page.forgotten
    numbered = "\n".join(f"{n}. {word}" for n, word in enumerate(standing.words, start=1))
    forgotten.words[0].line.setText(numbered.replace("\n", " "))
    assert [word.value() for word in forgotten.words] == list(standing.words)
    new = forgotten.new[0]
    type_into(new.first.line, NEW)
    type_into(new.again.line, NEW)
    forgotten.go.click()
    assert isinstance(standing.shell.screen_shown, FirstRun)
    assert not forgotten.words[0].line.text()
    standing.shell.screen_shown.lock.click()
    standing.give(PASSPHRASE)
    assert standing.page.passphrase.error_text()
    standing.shell.close()


def test_a_wrong_word_of_the_sheet_is_named_at_its_field(standing: Standing) -> None:
    page = standing.page
    page.use_sheet.click()
    forgotten = page.forgotten
    for field, word in zip(forgotten.words, standing.words, strict=True):
        type_into(field.line, word)
    forgotten.words[6].line.setText("zzzz")
    type_into(forgotten.new[0].first.line, NEW)
    type_into(forgotten.new[0].again.line, NEW)
    forgotten.go.click()
    assert "7" in forgotten.words[6].error_text()
    assert not forgotten.errors.isHidden()
    forgotten.back.click()
    assert not page.card.isHidden()
    standing.give(PASSPHRASE)
    assert standing.shell.place[0] == "today"
    standing.shell.close()


def test_a_second_keyholder_comes_in_by_their_own_key_with_the_same_waits(
    standing: Standing,
) -> None:
    assert standing.page.use_keyholder.isHidden()
    door = standing.shell.desk.door
    vault = door.unlock(PASSPHRASE)
    proof = Proof(SlotKind.PASSPHRASE, PASSPHRASE)
    Keyring(door, vault).add_keyholder(proof, Holder("Mair Puw", KeyRole.HEAD), NEW)
    vault.close()
    standing.shell.open("unlock", {})
    page = standing.page
    page.use_keyholder.click()
    assert page.heading.text() == "Open as second keyholder"
    assert page.others.isHidden()
    standing.give(NEW)
    assert standing.shell.place[0] == "keys"
    assert not page.passphrase.line.text()
    standing.shell.lock()
    standing.shell.words.switch(Language.EN)
    page = standing.page
    page.use_keyholder.click()
    for _ in range(4):
        standing.give(PASSPHRASE)
    assert page.passphrase.error_text().startswith("This is not the second keyholder")
    assert not page.go.isEnabled()
    page.back.click()
    assert page.heading.text() == "Unlock"
    assert not page.passphrase.error_text()
    assert not page.go.isEnabled()
    standing.shell.close()


def test_space_goes_on_to_the_next_word_and_what_is_missing_is_said(standing: Standing) -> None:
    page = standing.page
    page.use_sheet.click()
    type_into(page.forgotten.words[0].line, "ŵy ")
    assert page.forgotten.words[0].value() == "ŵy"
    page.forgotten.go.click()
    assert page.forgotten.words[1].error_text() == "Word 2 is missing."
    assert page.forgotten.new[0].first.error_text() == "Type a passphrase."
    standing.shell.close()


def test_a_damaged_vault_gets_a_plain_page_and_is_left_as_it_is(
    standing: Standing, tmp_path: Path
) -> None:
    path = tmp_path / "vault" / "vault.db"
    data = bytearray(path.read_bytes())
    data[5000:5060] = bytes(60)
    path.write_bytes(data)
    standing.give(PASSPHRASE)
    trouble = standing.page.trouble
    assert not trouble.isHidden()
    assert trouble.heading.text() == "The vault cannot be opened"
    assert "exactly as it is" in trouble.safe.text()
    assert trouble.retry.isHidden()
    assert path.read_bytes() == bytes(data)
    standing.shell.close()


def test_a_damaged_header_is_said_before_anything_is_typed(
    standing: Standing, tmp_path: Path
) -> None:
    (tmp_path / "vault" / "vault.json").write_text("{", encoding="utf-8")
    standing.shell.open("unlock", {})
    assert standing.page.trouble.heading.text() == "The vault cannot be opened"
    standing.shell.close()


def test_another_window_has_it_until_it_is_closed(standing: Standing, tmp_path: Path) -> None:
    door = Door(tmp_path / "vault", make_tools(tmp_path, standing.clock), lemmas, CHEAP)
    with pytest.raises(WorldFault) as found:
        door.take()
    second = window(door, standing.clock, ROOMS)
    second.open("unlock", {"refused": found.value})
    page = second.screen_shown
    assert isinstance(page, Unlock)
    assert page.trouble.heading.text() == "The vault is open in another window"
    page.trouble.retry.click()
    assert not page.trouble.isHidden()
    standing.shell.desk.door.release()
    page.trouble.retry.click()
    assert not page.card.isHidden()
    second.close()
    standing.shell.close()


@pytest.mark.parametrize(
    ("error", "heading"),
    [
        (
            WorldFault("vault.place.service", service="OneDrive", better="C:/Users/nia"),
            "The vault cannot be kept here",
        ),
        (WorldFault("error.vault.newer"), "The vault needs a newer program"),
        (WorldFault("error.vault.disk_fault"), "The vault could not be reached"),
    ],
)
def test_every_kind_of_trouble_says_what_is_safe_and_what_to_do(
    standing: Standing, error: AlnError, heading: str
) -> None:
    standing.shell.open("unlock", {"refused": error})
    trouble = standing.page.trouble
    assert trouble.heading.text() == heading
    assert trouble.safe.text()
    assert trouble.first.text()
    standing.shell.words.switch(Language.CY)
    assert trouble.heading.text() != heading
    standing.shell.close()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("size", "scale"), [((1366, 768), 1.0), ((910, 512), 2.0)])
def test_each_of_its_pages_is_fit_to_be_used(
    standing: Standing, language: Language, size: tuple[int, int], scale: float
) -> None:
    current().choose(plain_look(scale))
    standing.shell.resize(*size)
    standing.shell.words.switch(language)
    locked = datetime(2026, 11, 23, 10, 58, tzinfo=standing.clock.at.tzinfo)
    standing.shell.open("unlock", {"locked_at": locked})
    wrong = {"card": audit(standing.shell)}
    standing.page.use_sheet.click()
    wrong["sheet"] = audit(standing.shell)
    standing.shell.open("unlock", {"refused": WorldFault("error.vault.already_open")})
    wrong["trouble"] = audit(standing.shell)
    assert {page: found for page, found in wrong.items() if found} == {}
    standing.shell.close()
