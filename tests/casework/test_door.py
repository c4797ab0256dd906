"""The door: two keys from the start, waits that last, nothing made that was not asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from aln_review.casework.door import Door, DoorState
from aln_review.casework.keyring import Keyring, Proof, SlotKind
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.domain.errors import AlnError, Refusal, WorldFault
from aln_review.domain.setting import SettingKind
from aln_review.language.lemmas import lemmas
from tests.casework.vaults import CHEAP, PASSPHRASE, Made, add_learner, make_setting, make_tools


def refused(made: Made, passphrase: str) -> AlnError:
    with pytest.raises(WorldFault) as found:
        made.door.unlock(passphrase)
    return found.value


def test_a_vault_opens_with_its_passphrase_however_it_is_spaced(made: Made) -> None:
    kept = add_learner(made.vault)
    made.vault.close()
    vault = made.door.unlock(f"  {PASSPHRASE.replace(' ', '   ')} ")
    with vault.store.view() as unit:
        assert unit.learners.get(kept.id).name == "Elin Prydderch"
    vault.close()


def test_wrong_passphrases_wait_and_the_wait_outlives_the_program(
    made: Made, tmp_path: Path
) -> None:
    made.vault.close()
    for _ in range(4):
        assert refused(made, "wrong wrong wrong").key == "error.vault.wrong_passphrase"
    assert made.door.look().wait_seconds == 2
    again = Door(tmp_path / "vault", make_tools(tmp_path, made.clock), lemmas, CHEAP)
    assert again.look().wait_seconds == 2
    assert refused(made, PASSPHRASE).key == "error.vault.wait"
    made.clock.forward(seconds=2)
    Door(tmp_path / "vault", make_tools(tmp_path, made.clock), lemmas, CHEAP).unlock(
        PASSPHRASE
    ).close()


def test_the_recovery_sheet_opens_the_vault_and_sets_a_new_passphrase(made: Made) -> None:
    made.vault.close()
    typed = " ".join(f"{n}. {word.upper()}" for n, word in enumerate(made.sheet.words, 1))
    made.door.unlock_with_sheet(typed, "llwynog bwrdd castell").close()
    assert refused(made, PASSPHRASE).key == "error.vault.wrong_passphrase"
    made.door.unlock("llwynog bwrdd castell").close()


def test_a_wrong_word_is_named_by_its_place_and_costs_nothing(made: Made) -> None:
    made.vault.close()
    words = list(made.sheet.words)
    words[4] = "zzzz"
    with pytest.raises(WorldFault) as found:
        made.door.unlock_with_sheet(" ".join(words), "llwynog bwrdd castell")
    assert (found.value.key, found.value.facts["position"]) == ("error.vault.recovery_word", 5)
    assert made.door.look().wait_seconds == 0


def test_changing_the_passphrase_needs_the_old_one(made: Made) -> None:
    keys = Keyring(made.door, made.vault)
    with pytest.raises(WorldFault):
        keys.change_passphrase(Proof(SlotKind.PASSPHRASE, "not this one"), "llwynog bwrdd castell")
    with pytest.raises(Refusal):
        keys.change_passphrase(Proof(SlotKind.PASSPHRASE, PASSPHRASE), "ysgol")
    keys.change_passphrase(Proof(SlotKind.PASSPHRASE, PASSPHRASE), "llwynog bwrdd castell")
    made.vault.close()
    made.door.unlock("llwynog bwrdd castell").close()


def test_a_new_sheet_replaces_the_old_one(made: Made) -> None:
    sheet = made.door.new_sheet(made.sheet.language)
    proof = Proof(SlotKind.PASSPHRASE, PASSPHRASE)
    Keyring(made.door, made.vault).replace_sheet(proof, sheet)
    assert not made.door.is_sheet_tried(made.vault)
    made.vault.close()
    with pytest.raises(WorldFault):
        made.door.unlock_with_sheet(" ".join(made.sheet.words), "llwynog bwrdd castell")
    made.door.unlock_with_sheet(" ".join(sheet.words), "llwynog bwrdd castell").close()


def test_the_sheet_counts_as_tried_only_when_every_word_asked_for_fits(made: Made) -> None:
    typed = {position: made.sheet.words[position - 1] for position in made.sheet.asked}
    wrong = {**typed, made.sheet.asked[1]: "zzzz"}
    with pytest.raises(Refusal) as found:
        made.door.sheet_tried(made.vault, made.sheet, wrong)
    assert found.value.facts["position"] == made.sheet.asked[1]
    assert not made.door.is_sheet_tried(made.vault)
    made.door.sheet_tried(made.vault, made.sheet, typed)
    assert made.door.is_sheet_tried(made.vault)


@pytest.mark.parametrize("name", ["vault.db", "vault.json"])
def test_what_does_not_open_is_left_as_it_is(made: Made, tmp_path: Path, name: str) -> None:
    made.vault.close()
    path = tmp_path / "vault" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 60] = bytes(60)
    path.write_bytes(data)
    with pytest.raises(AlnError):
        made.door.unlock(PASSPHRASE)
    assert path.read_bytes() == bytes(data)


def test_a_lost_database_is_never_replaced_by_an_empty_one(made: Made, tmp_path: Path) -> None:
    made.vault.close()
    (tmp_path / "vault" / "vault.db").unlink()
    with pytest.raises(WorldFault) as found:
        made.door.unlock(PASSPHRASE)
    assert found.value.key == "error.store.missing"
    assert not (tmp_path / "vault" / "vault.db").exists()
    with pytest.raises(Refusal):
        made.door.create(make_setting(), "x", PASSPHRASE, made.sheet)


def test_one_owner_at_a_time(made: Made, tmp_path: Path) -> None:
    other = Door(tmp_path / "vault", make_tools(tmp_path, made.clock), lemmas, CHEAP)
    with pytest.raises(WorldFault) as found:
        other.take()
    assert found.value.key == "error.vault.already_open"


def test_a_weak_passphrase_makes_no_vault(tmp_path: Path, made: Made) -> None:
    door = Door(tmp_path / "another", make_tools(tmp_path, made.clock), lemmas, CHEAP)
    with pytest.raises(Refusal):
        door.create(make_setting(), "x", "ysgol gymraeg", made.sheet)
    assert door.look().state is DoorState.NO_VAULT


def test_the_setting_is_remembered(made: Made) -> None:
    assert made.vault.ask(SettingsPage()).setting.kind is SettingKind.SCHOOL


def test_a_vault_is_not_kept_in_a_synchronised_folder(made: Made, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - School" / "vault"
    door = Door(folder, make_tools(tmp_path, made.clock), lemmas, CHEAP)
    with pytest.raises(WorldFault) as found:
        door.take()
    assert found.value.key == "vault.place.service"
    assert not folder.exists()


@pytest.mark.parametrize("after", ["header", "database"])
def test_a_making_cut_short_is_finished_or_cleared_away(
    made: Made, tmp_path: Path, after: str
) -> None:
    made.shut()
    header = tmp_path / "vault" / "vault.json"
    header.rename(header.with_name("vault.json.begun"))
    if after == "header":
        (tmp_path / "vault" / "vault.db").unlink()
    door = Door(tmp_path / "vault", make_tools(tmp_path, made.clock), lemmas, CHEAP)
    door.take()
    if after == "header":
        assert door.look().state is DoorState.NO_VAULT
    else:
        door.unlock(PASSPHRASE).close()
    door.release()


def test_a_journal_left_half_written_is_undone_before_anything_is_read(
    made: Made, tmp_path: Path
) -> None:
    """A file from a copy is no longer in WAL mode: a kill while it first goes back leaves one."""
    made.vault.close()
    script = (
        "import sys, os, sqlcipher3\n"
        "from pathlib import Path\n"
        "from aln_review.vault.keyslots import SlotKind, VaultHeader, open_slot\n"
        "folder = Path(sys.argv[1])\n"
        "header = VaultHeader.read(folder / 'vault.json')\n"
        "key = open_slot(header, SlotKind.PASSPHRASE, sys.argv[2])\n"
        "raw = sqlcipher3.connect(folder / 'vault.db', isolation_level=None)\n"
        'raw.execute(f"PRAGMA key=\\"x\'{key.raw().hex()}\'\\"")\n'
        "raw.execute('PRAGMA journal_mode=DELETE')\n"
        "raw.execute('PRAGMA cache_size=1')\n"
        "raw.execute('BEGIN IMMEDIATE')\n"
        "raw.execute(\"INSERT INTO meta VALUES('x', '\" + 'y' * 900_000 + \"')\")\n"
        "os._exit(9)\n"
    )
    folder = tmp_path / "vault"
    subprocess.run([sys.executable, "-c", script, str(folder), PASSPHRASE], check=False)
    assert (folder / "vault.db-journal").exists()
    vault = made.door.unlock(PASSPHRASE)
    with vault.store.view() as unit:
        assert unit.meta.get("x") is None
    vault.close()
