"""A whole vault put back to an earlier day is noticed; one put back on purpose is not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from aln_review.casework.admission import note_restored
from aln_review.casework.door import Door
from aln_review.casework.entry import Opened, come_in
from aln_review.casework.handover import accept_older, rotate
from aln_review.casework.last_seen import SEEN_NAME, Older
from aln_review.domain.bilingual import Language
from tests.casework.handing import another, log_of, quietly, tried, with_keyholder
from tests.casework.vaults import PASSPHRASE, Made, add_learner


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    found = with_keyholder(tmp_path)
    yield found
    found.shut()


def used(made: Made, forename: str) -> None:
    """One more session, with a learner added."""
    vault = opened(made.door).casework
    assert vault.found.older is None
    made.clock.forward(hours=1)
    add_learner(vault, forename)
    vault.close()


def opened(door: Door) -> Opened:
    entry = come_in(door, PASSPHRASE, Language.CY)
    assert isinstance(entry, Opened)
    return entry


def put_aside(made: Made, tmp_path: Path) -> Path:
    """The vault's folder as it is today, kept somewhere."""
    made.vault.close()
    kept = tmp_path / "kept"
    shutil.copytree(made.door.folder, kept)
    return kept


def put_back(made: Made, kept: Path) -> Door:
    door = another(made)
    for old in door.folder.glob("vault.db*"):
        old.unlink()
    for one in ("vault.db", "vault.json"):
        shutil.copy(kept / one, door.folder / one)
    return door


def test_the_same_vault_is_never_called_older(made: Made) -> None:
    made.vault.close()
    for name in ("Guto", "Mali", "Nel"):
        used(made, name)
    assert opened(made.door).casework.found.older is None


def test_a_folder_put_back_is_noticed_until_somebody_goes_on_knowingly(
    made: Made, tmp_path: Path
) -> None:
    kept = put_aside(made, tmp_path)
    used(made, "Guto")
    seen_at = made.clock.at
    door = put_back(made, kept)
    made.clock.forward(hours=3)
    vault = opened(door).casework
    older = vault.found.older
    assert isinstance(older, Older)
    assert older.missing > 0
    assert older.ends_at < older.seen_at <= seen_at
    vault.close()
    # Whoever closed it again is told again.
    vault = opened(door).casework
    assert vault.found.older is not None
    accept_older(door, vault)
    assert vault.found.older is None
    assert "vault.older_accepted" in {line.action for line in log_of(vault)}
    vault.close()
    assert opened(door).casework.found.older is None
    door.release()


def test_as_many_lines_again_do_not_hide_it(made: Made, tmp_path: Path) -> None:
    kept = put_aside(made, tmp_path)
    used(made, "Guto")
    door = put_back(made, kept)
    for _ in range(8):
        vault = opened(door).casework
        assert vault.found.older is not None
        vault.close()
    door.release()


def test_what_was_put_back_on_purpose_is_not_complained_of(made: Made, tmp_path: Path) -> None:
    kept = put_aside(made, tmp_path)
    used(made, "Guto")
    door = put_back(made, kept)
    note_restored(door, door.read_header().vault_id)
    vault = opened(door).casework
    assert vault.found.older is None
    vault.close()
    assert opened(door).casework.found.older is None
    door.release()


def test_a_kill_is_not_taken_for_an_older_vault(made: Made) -> None:
    made.vault.close()
    used(made, "Guto")
    vault = opened(made.door).casework
    add_learner(vault, "Mali")
    vault.store.close()  # What a kill leaves: nobody noted the end.
    assert opened(made.door).casework.found.older is None


def test_another_data_key_does_not_make_a_vault_older(made: Made) -> None:
    done = rotate(made.door, made.vault, PASSPHRASE, tried(made.door), quietly)
    done.casework.close()
    assert opened(made.door).casework.found.older is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"vault": 3}', b"\xff" * 5000])
def test_a_note_that_cannot_be_read_keeps_nobody_out(made: Made, content: bytes) -> None:
    made.vault.close()
    path = made.door.folder.parent / SEEN_NAME
    assert path.exists()
    path.write_bytes(content)
    vault = opened(made.door).casework
    assert vault.found.older is None
    vault.close()


def test_the_note_names_nobody(made: Made) -> None:
    made.vault.close()
    text = (made.door.folder.parent / SEEN_NAME).read_text()
    assert "Elin" not in text
    assert "Nia" not in text
