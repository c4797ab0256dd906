"""The page of keys: every way in said in words, and each changed, tried, given and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from aln_review.casework.key_labels import Holder, KeyRole
from aln_review.casework.keyring import Keyring, Proof, SlotKind
from aln_review.casework.queries.access_log import AccessLog
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from tests.casework.vaults import PASSPHRASE
from tests.ui.doors import audit
from tests.ui.rooms import settle
from tests.ui.test_settings import Inside
from ui.authority.desk import AuthorityDesk
from ui.settings.holder_panels import AddHolderCard, ChangeHolderCard, TakeBackCard, TryHolderCard
from ui.settings.key_panel import KeyPanel
from ui.settings.key_panels import PassphraseCard, SheetCard, TrySheetCard
from ui.settings.keys import KeysPage
from ui.widgets import Label
from ui.widgets.fields import LineField

NEW = "llwynog bwrdd castell"
HERS = "afon dwfn mynydd"
HEAD = Holder("Mair Puw", KeyRole.HEAD)
MINE = Proof(SlotKind.PASSPHRASE, PASSPHRASE)


@pytest.fixture(name="inside")
def _inside(tmp_path: Path) -> Iterator[Inside]:
    made = Inside(tmp_path)
    made.shell.words.switch(Language.EN)
    yield made
    made.shell.close()
    made.door.release()


def keys_page(inside: Inside) -> KeysPage:
    page = inside.page("keys")
    assert isinstance(page, KeysPage)
    return page


def begin(page: KeysPage, task: str) -> KeyPanel:
    page.ways.buttons[task].click()
    panel = page.task
    assert panel is not None
    assert page.list.isHidden()
    return panel


def give_her_a_key(inside: Inside) -> None:
    Keyring(inside.door, inside.vault).add_keyholder(MINE, HEAD, HERS)


def said(page: KeysPage) -> str:
    """What stands in the list, once new rows show; those that were let go are hidden."""
    settle()
    labels = [one for one in page.ways.findChildren(Label) if one.isVisibleTo(page)]
    return " ".join(one.text() for one in labels)


def actions(inside: Inside) -> list[str]:
    return [line.action for line in inside.vault.ask(AccessLog()).lines]


def test_every_way_is_said_in_words_and_what_is_missing_too(inside: Inside) -> None:
    page = keys_page(inside)
    assert "The passphrase of Nia Rowlands" in said(page)
    assert "Made on 23\u00a0November 2026." in said(page)
    assert "Nobody else holds a key" in said(page)
    give_her_a_key(inside)
    page = keys_page(inside)
    assert "Mair Puw, head teacher" in said(page)
    assert "Nobody else holds a key" not in said(page)
    inside.shell.words.switch(Language.CY)
    assert "Mair Puw, pennaeth" in said(page)


def test_a_sheet_not_tried_for_a_term_is_asked_for(inside: Inside) -> None:
    inside.clock.forward(days=119)
    assert "Time to try" not in said(keys_page(inside))
    inside.clock.forward(days=2)
    assert "Time to try" in said(keys_page(inside))


def test_the_passphrase_changes_only_with_the_old_one(inside: Inside) -> None:
    page = keys_page(inside)
    for old, opens in (("not this one at all", False), (PASSPHRASE, True)):
        card = begin(page, "passphrase")
        assert isinstance(card, PassphraseCard)
        card.old.line.setText(old)
        card.new.first.line.setText(NEW)
        card.new.again.line.setText(NEW)
        card.go.click()
        assert card.errors.isHidden() is opens
        if not opens:
            card.back.click()
    assert not page.told.isHidden()
    assert page.task is None
    inside.shell.lock()
    with pytest.raises(WorldFault, match="passphrase"):
        inside.door.unlock(PASSPHRASE)
    inside.door.unlock(NEW).close()


def test_a_new_sheet_counts_only_once_tried(inside: Inside) -> None:
    card = begin(keys_page(inside), "new_sheet")
    assert isinstance(card, SheetCard)
    card.passphrase.line.setText(PASSPHRASE)
    card.go.click()
    assert not card.errors.isHidden()
    ((waiting, panel),) = card.waiting
    assert card.first_focus() is panel
    panel.setFocus()
    assert inside.shell.focusWidget() in (panel.paper, panel.save)
    for word in panel.words:
        word.field.line.setText(waiting.sheet.words[word.position - 1])
    card.go.click()
    assert inside.door.is_sheet_tried(inside.vault)
    inside.shell.lock()
    with pytest.raises(WorldFault):
        inside.door.unlock_with_sheet(" ".join(inside.sheet.words), NEW)
    inside.door.unlock_with_sheet(" ".join(waiting.sheet.words), NEW).close()


def test_the_sheet_is_rehearsed_with_all_its_words(inside: Inside) -> None:
    page = keys_page(inside)
    card = begin(page, "try_sheet")
    assert isinstance(card, TrySheetCard)
    card.go.click()
    assert card.sheet.words[0].error_text()
    card.sheet.words[0].line.setText(" ".join((*inside.sheet.words[:15], "zzzz")))
    card.go.click()
    assert "16" in card.sheet.words[15].error_text()
    assert "vault.sheet_rehearsed" not in actions(inside)
    card.sheet.words[15].line.setText(inside.sheet.words[15])
    card.go.click()
    assert page.task is None
    assert actions(inside)[0] == "vault.sheet_rehearsed"
    assert "opens this vault" in page.told.text()


def test_a_second_key_is_given_tried_changed_and_taken_back(inside: Inside) -> None:
    page = keys_page(inside)
    card = begin(page, "add_holder")
    assert isinstance(card, AddHolderCard)
    card.go.click()
    assert card.who.name.error_text()
    card.who.name.set_value("Mair Puw")
    card.passphrase.line.setText(PASSPHRASE)
    for field in (card.new.first, card.new.again):
        field.line.setText(PASSPHRASE)
    card.go.click()
    assert card.new.first.error_text()
    for field in (card.new.first, card.new.again):
        field.line.setText(HERS)
    card.go.click()
    assert "Mair Puw" in page.told.text()

    trying = begin(page, "try_holder")
    assert isinstance(trying, TryHolderCard)
    for secret in (NEW, HERS):
        trying.passphrase.line.setText(secret)
        trying.go.click()
    assert actions(inside)[0] == "vault.keyholder_rehearsed"

    change = begin(page, "change_holder")
    assert isinstance(change, ChangeHolderCard)
    assert change.who.holder() == HEAD
    change.who.name.set_value("Ifan Rees")
    change.passphrase.line.setText(PASSPHRASE)
    for field in (change.new.first, change.new.again):
        field.line.setText(NEW)
    change.go.click()
    assert "Ifan Rees" in said(page)
    assert "Mair" not in said(page)

    back = begin(page, "take_back")
    assert isinstance(back, TakeBackCard)
    assert "Ifan Rees" in back.heading.text()
    back.passphrase.line.setText(PASSPHRASE)
    back.go.click()
    assert "Nobody else holds a key" in said(page)
    assert not inside.door.look().has_keyholder


def test_a_keyholder_is_told_so_and_does_not_change_the_passphrase(inside: Inside) -> None:
    give_her_a_key(inside)
    inside.shell.lock()
    inside.shell.enter(inside.door.unlock_as_keyholder(HERS), "keys")
    page = keys_page(inside)
    assert not page.guest.isHidden()
    assert "passphrase" not in page.ways.buttons


@pytest.mark.parametrize("task", ["passphrase", "try_sheet", "new_sheet", "add_holder"])
def test_leaving_the_keys_leaves_nothing_typed(inside: Inside, task: str) -> None:
    page = keys_page(inside)
    card = begin(page, task)
    fields = card.findChildren(LineField)
    for field in fields:
        field.line.setText("cyfrinach")
    assert page.drafts() == {}
    page.leave()
    assert {field.line.text() for field in fields if field.parent() is not None} <= {""}
    assert page.task is None


def test_the_keys_ask_on_the_first_page_of_a_desk_too(inside: Inside) -> None:
    desk = AuthorityDesk(inside.shell.desk)
    desk.keys.look()
    assert not desk.keys.isHidden()
    assert "Nobody but you" in desk.keys.note.text()
    desk.keys.open.click()
    assert inside.shell.place[0] == "keys"


@pytest.mark.parametrize(
    "task",
    ["passphrase", "try_sheet", "new_sheet", "add_holder", "try_holder", "change_holder",
     "take_back"],
)  # fmt: skip
def test_each_task_is_fit_to_be_used(inside: Inside, task: str) -> None:
    page = keys_page(inside)
    if (task.endswith("holder") and task != "add_holder") or task == "take_back":
        give_her_a_key(inside)
        page = keys_page(inside)
    begin(page, task)
    assert audit(inside.shell) == []


def test_a_keyholder_who_is_inside_locks_and_passes_the_vault_on(inside: Inside) -> None:
    page = keys_page(inside)
    assert page.handing.isHidden()
    give_her_a_key(inside)
    inside.shell.lock()
    inside.shell.enter(inside.door.unlock_as_keyholder(HERS), "keys")
    shown = inside.shell.screen_shown
    assert isinstance(shown, KeysPage)
    assert not shown.handing.isHidden()
    assert not shown.change_data.isEnabled()
    shown.hand_on.click()
    assert not inside.shell._bridge.is_open
    assert inside.shell.place[0] == "handover"
