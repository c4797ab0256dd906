"""Copies beside the vault: made when due, opened by their day’s passphrase."""

from __future__ import annotations

from pathlib import Path

from aln_review.casework.copies import (
    MOST,
    copies,
    folder_of,
    keep_copy,
    keep_if_due,
)
from aln_review.casework.door import Door
from aln_review.language.lemmas import lemmas
from tests.casework.vaults import CHEAP, PASSPHRASE, Made, add_learner, make_tools


def test_a_copy_is_made_beside_the_vault_and_opens(made: Made, tmp_path: Path) -> None:
    kept = add_learner(made.vault)
    view = keep_copy(made.door, made.vault)
    assert view.copies[0].at == made.clock.at
    assert view.copies[0].size > 0
    assert Path(view.folder) == tmp_path / "backups"
    other = tmp_path / "restored" / "vault"
    other.mkdir(parents=True)
    newest = folder_of(made.door)
    (name,) = {path.stem for path in newest.iterdir()}
    (newest / f"{name}.alnvault").rename(other / "vault.db")
    (newest / f"{name}.json").rename(other / "vault.json")
    door = Door(other, make_tools(tmp_path / "restored", made.clock), lemmas, CHEAP)
    vault = door.unlock(PASSPHRASE)
    with vault.store.view() as unit:
        assert unit.learners.get(kept.id).name == kept.name
    vault.close()


def test_within_the_hour_no_second_copy_is_made(made: Made) -> None:
    assert keep_if_due(made.door, made.vault)
    made.clock.forward(minutes=59)
    assert not keep_if_due(made.door, made.vault)
    made.clock.forward(minutes=2)
    assert keep_if_due(made.door, made.vault)
    assert len(copies(made.door).copies) == 2


def test_only_so_many_are_kept_newest_first(made: Made) -> None:
    for _ in range(MOST + 2):
        made.clock.forward(hours=2)
        keep_copy(made.door, made.vault)
    found = copies(made.door).copies
    assert len(found) == MOST
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)


def test_a_strangers_file_is_no_copy(made: Made) -> None:
    folder = folder_of(made.door)
    folder.mkdir(parents=True)
    (folder / "mine.alnvault").write_bytes(b"x")
    assert copies(made.door).copies == ()
