"""A vault passes to somebody else: what the leaver knew opens nothing, nothing else is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from aln_review.casework.copies import folder_of, keep_copy
from aln_review.casework.door import Door
from aln_review.casework.entry import Opened, come_in, come_in_as_keyholder, come_in_with_sheet
from aln_review.casework.handover import (
    Successor,
    Tried,
    begin_handover,
    finish_rotation,
    hand_over,
    put_off,
    rotate,
)
from aln_review.casework.key_labels import Holder, KeyRole
from aln_review.casework.keyring import Keyring, Proof
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.casework.rekeying import is_under_way
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import AlnError, Refusal, WorldFault
from aln_review.store import rotation
from aln_review.store.backup import kept, verify
from aln_review.store.engine import Mode, connect
from aln_review.store.health import examine
from aln_review.vault.header import DATABASE_NAME, HEADER_NAME
from aln_review.vault.keyslots import DataKey, SlotKind, VaultHeader, open_slot
from tests.casework.handing import (
    BRANWEN,
    HEAD,
    NEW,
    another,
    handed_over,
    learners_of,
    log_of,
    names,
    quietly,
    tried,
    typed,
    with_keyholder,
)
from tests.casework.vaults import PASSPHRASE, Made, add_learner


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    found = with_keyholder(tmp_path)
    yield found
    found.shut()


def leaver(made: Made) -> tuple[Path, VaultHeader, DataKey]:
    """What somebody who leaves may have kept: the header, the key, and the database as it was."""
    kept_at = made.door.folder.parent / "kept by the leaver"
    kept_at.mkdir()
    shutil.copy(made.door.folder / HEADER_NAME, kept_at)
    header = VaultHeader.read(kept_at / HEADER_NAME)
    return kept_at, header, open_slot(header, SlotKind.PASSPHRASE, PASSPHRASE)


def opens(door: Door, kind: SlotKind, secret: str) -> bool:
    """Whether a secret opens the vault, with no wait for the tries before."""
    try:
        key = open_slot(door.read_header(), kind, secret)
    except WorldFault:
        return False
    connect(door.folder / door.read_header().database, key, Mode.READ).close()
    return True


def test_the_vault_is_the_new_persons_and_everything_is_there(made: Made) -> None:
    before = log_of(made.vault)
    made.vault.close()
    door = another(made)
    done, sheet = handed_over(door)
    assert done.fault is None
    vault = done.casework
    setting = vault.ask(SettingsPage()).setting
    assert (setting.person, setting.role) == (BRANWEN.person, BRANWEN.role)
    assert [learner.forename for learner in learners_of(vault)] == ["Elin"]
    lines = log_of(vault)
    assert lines[: len(before)] == before
    told = {line.action: line for line in lines[len(before) :]}
    assert told["vault.handed_over"].actor == BRANWEN.person
    assert told["vault.handed_over"].detail == "Nia Rowlands"
    assert told["vault.key_rotated"].actor == BRANWEN.person
    assert all(check.good for check in examine(vault.store))
    assert not is_under_way(vault)
    assert names(made.door.folder) == {DATABASE_NAME, HEADER_NAME}
    vault.close()
    for kind, secret in (
        (SlotKind.PASSPHRASE, NEW),
        (SlotKind.KEYHOLDER, HEAD),
        (SlotKind.RECOVERY, typed(sheet)),
    ):
        assert opens(door, kind, secret)
    entry = come_in(door, NEW, Language.CY)
    assert isinstance(entry, Opened)
    entry.casework.close()
    again = come_in_as_keyholder(door, HEAD, Language.CY)
    assert isinstance(again, Opened)
    again.casework.close()
    door.release()


def test_what_the_leaver_knew_and_kept_opens_nothing(made: Made, tmp_path: Path) -> None:
    kept_at, _, old_key = leaver(made)
    made.vault.close()
    door = another(made)
    done, _ = handed_over(door)
    done.casework.close()
    old_sheet = " ".join(made.sheet.words)
    assert not opens(door, SlotKind.PASSPHRASE, PASSPHRASE)
    assert not opens(door, SlotKind.RECOVERY, old_sheet)
    # Their old header beside the new database, and their data key itself.
    with pytest.raises(WorldFault):
        connect(door.folder / DATABASE_NAME, old_key, Mode.READ)
    shutil.copy(kept_at / HEADER_NAME, door.folder / HEADER_NAME)
    with pytest.raises(WorldFault):
        door.unlock(PASSPHRASE)
    # The copies lying beside the vault.
    for copy in kept(folder_of(door)):
        header = VaultHeader.read(copy.with_suffix(".json"))
        for kind, secret in ((SlotKind.PASSPHRASE, PASSPHRASE), (SlotKind.RECOVERY, old_sheet)):
            with pytest.raises(WorldFault):
                open_slot(header, kind, secret)
        for kind, secret in ((SlotKind.PASSPHRASE, NEW), (SlotKind.KEYHOLDER, HEAD)):
            verify(copy, open_slot(header, kind, secret))
    door.release()


def test_copies_of_every_earlier_key_are_closed_too(made: Made) -> None:
    door, vault = made.door, made.vault
    secrets = [PASSPHRASE, "corryn lamp menyn", "eryr potel hosan"]
    for old, new in pairwise(secrets):
        vault = rotate(door, vault, old, tried(door), quietly).casework
        Keyring(door, vault).change_passphrase(Proof(SlotKind.PASSPHRASE, old), new)
        made.clock.forward(seconds=5)
        keep_copy(door, vault)
    vault = rotate(door, vault, secrets[-1], tried(door), quietly).casework
    there = kept(folder_of(door))
    assert len(there) == 3
    for copy in there:
        header = VaultHeader.read(copy.with_suffix(".json"))
        verify(copy, open_slot(header, SlotKind.PASSPHRASE, secrets[-1]))
        for old in secrets[:-1]:
            with pytest.raises(WorldFault):
                open_slot(header, SlotKind.PASSPHRASE, old)
    vault.close()


def test_a_key_that_may_be_known_is_changed_by_the_same_person(made: Made) -> None:
    _, _, old_key = leaver(made)
    sheet = tried(made.door)
    told: list[float] = []
    done = rotate(made.door, made.vault, PASSPHRASE, sheet, told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert done.casework.ask(SettingsPage()).setting.person == "Nia Rowlands"
    with pytest.raises(WorldFault):
        connect(made.door.folder / DATABASE_NAME, old_key, Mode.READ)
    done.casework.close()
    assert opens(made.door, SlotKind.PASSPHRASE, PASSPHRASE)
    assert opens(made.door, SlotKind.RECOVERY, typed(sheet))
    assert not opens(made.door, SlotKind.KEYHOLDER, HEAD)


def test_a_keyholder_who_is_there_keeps_their_key(made: Made) -> None:
    with pytest.raises(WorldFault):
        rotate(made.door, made.vault, PASSPHRASE, tried(made.door), quietly, ["nobody at all"])
    vault = rotate(made.door, made.vault, PASSPHRASE, tried(made.door), quietly, [HEAD]).casework
    holders = [way.label.holder for way in Keyring(made.door, vault).ways()]
    assert Holder("Mair Ellis", KeyRole.HEAD) in holders
    assert "key.unknown" not in {line.action for line in log_of(vault)}
    vault.close()
    assert opens(made.door, SlotKind.KEYHOLDER, HEAD)


def test_with_the_recovery_sheet_the_keyholders_keys_go_and_it_is_said_before(made: Made) -> None:
    made.vault.close()
    door = another(made)
    waiting = begin_handover(door, SlotKind.RECOVERY, " ".join(made.sheet.words))
    assert waiting.keyholders_lost == 1
    assert waiting.setting.person == "Nia Rowlands"
    done = hand_over(door, waiting, BRANWEN, NEW, tried(door), quietly)
    assert done.fault is None
    done.casework.close()
    assert not opens(door, SlotKind.KEYHOLDER, HEAD)
    assert opens(door, SlotKind.PASSPHRASE, NEW)
    door.release()


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"person": "  "}, "error.handover.no_name"),
        ({"passphrase": "ysgol"}, "vault.strength.too_short"),
        ({"passphrase": f" {HEAD} "}, "error.vault.same_secret"),
        ({"untried": True}, "error.vault.sheet_word"),
        ({"room": 0}, "error.rotation.no_room"),
    ],
)
def test_what_is_not_right_changes_nothing(made: Made, change: dict[str, object], key: str) -> None:
    made.vault.close()
    door = another(made)
    header = door.header()
    waiting = begin_handover(door, SlotKind.KEYHOLDER, HEAD)
    sheet = tried(door)
    if change.get("untried"):
        sheet = Tried(sheet.sheet, {})
    person = Successor(str(change.get("person", "Branwen")), Text())
    passphrase = str(change.get("passphrase", NEW))
    room = rotation.free_room if "room" not in change else (lambda _folder: 0)
    with pytest.raises(AlnError) as refused:
        hand_over(door, waiting, person, passphrase, sheet, quietly, room)
    assert refused.value.key == key
    assert door.header() == header
    waiting.casework.close()
    assert opens(door, SlotKind.PASSPHRASE, PASSPHRASE)
    door.release()


def test_no_second_change_begins_while_one_is_under_way(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    _without_room(monkeypatch)
    done = rotate(made.door, made.vault, PASSPHRASE, tried(made.door), quietly)
    assert done.fault is not None
    with pytest.raises(Refusal) as refused:
        rotate(made.door, made.vault, PASSPHRASE, tried(made.door), quietly)
    assert refused.value.key == "error.rotation.under_way"


def _without_room(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise WorldFault("error.store.disk_full")

    monkeypatch.setattr("aln_review.casework.rekeying.rewrite", full)


def test_a_disk_full_in_the_middle_leaves_the_new_person_in_and_is_carried_on_later(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.vault.close()
    door = another(made)
    with monkeypatch.context() as full:
        _without_room(full)
        done, sheet = handed_over(door)
    assert done.fault is not None
    assert done.fault.key == "error.store.disk_full"
    vault = put_off(door, done.casework)
    assert vault.ask(SettingsPage()).setting.person == BRANWEN.person
    add_learner(vault, "Guto")
    vault.close()
    assert not opens(door, SlotKind.PASSPHRASE, PASSPHRASE)
    entry = come_in(door, NEW, Language.CY)
    assert isinstance(entry, Opened)
    assert entry.casework.found.unfinished is not None
    done = finish_rotation(door, entry.casework, quietly)
    assert done.fault is None
    assert sorted(one.forename for one in learners_of(done.casework)) == ["Elin", "Guto"]
    assert not is_under_way(done.casework)
    done.casework.close()
    assert opens(door, SlotKind.RECOVERY, typed(sheet))
    door.release()


def test_a_forgotten_passphrase_in_the_middle_is_no_dead_end(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.vault.close()
    door = another(made)
    with monkeypatch.context() as full:
        _without_room(full)
        done, sheet = handed_over(door)
    done.casework.close()
    third = "mellten cwpwrdd bricsen"
    back = come_in_with_sheet(door, typed(sheet), third, Language.CY)
    assert not is_under_way(back.casework)
    back.casework.close()
    assert opens(door, SlotKind.PASSPHRASE, third)
    assert not opens(door, SlotKind.PASSPHRASE, NEW)
    door.release()


def test_keys_changed_meanwhile_put_the_change_off_for_good_and_lose_nothing(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        _without_room(full)
        done = rotate(made.door, made.vault, PASSPHRASE, tried(made.door), quietly)
    vault = put_off(made.door, done.casework)
    Keyring(made.door, vault).change_passphrase(Proof(SlotKind.PASSPHRASE, PASSPHRASE), NEW)
    vault.close()
    entry = come_in(made.door, NEW, Language.CY)
    assert entry.casework.found.unfinished is None
    assert not is_under_way(entry.casework)
    entry.casework.close()
