"""A damaged vault by command and from the door: what is whole comes out, the damaged one stays."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from aln_review.casework.copies import keep_copy
from aln_review.casework.door import Door
from aln_review.casework.log_export import LogForm, export_log
from aln_review.casework.queries.access_log import Wanted
from aln_review.casework.salvaging import (
    find_source,
    leave_as_it_is,
    make_ready,
    put_in_place,
)
from aln_review.command_line import run
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from aln_review.language.lemmas import lemmas
from aln_review.store.pages import PAGE_BYTES
from aln_review.store.raw_pages import RawPages
from aln_review.store.raw_records import TABLE_LEAF, kind_of
from aln_review.vault.keyslots import SlotKind, VaultHeader, open_slot
from tests.casework.vaults import CHEAP, PASSPHRASE, Made, add_learner, make_tools

LEARNERS = 60


@pytest.fixture
def damaged(made: Made, tmp_path: Path) -> Path:
    """A closed vault of which one page in nine is spoilt; nobody owns it."""
    for number in range(LEARNERS):
        add_learner(made.vault, f"Elin{number:02}")
    made.shut()
    path = tmp_path / "vault" / "vault.db"
    key = open_slot(VaultHeader.read(path.with_name("vault.json")), SlotKind.PASSPHRASE, PASSPHRASE)
    pages = RawPages(path, key)
    leaves = [number for number, page in pages.every() if kind_of(number, page) == TABLE_LEAF]
    pages.close()
    data = bytearray(path.read_bytes())
    for number in random.Random(2).sample(leaves[1:], len(leaves) // 9):
        data[(number - 1) * PAGE_BYTES + 777] ^= 4
    path.write_bytes(data)
    return path


def command(monkeypatch: pytest.MonkeyPatch, *arguments: object, secret: str = PASSPHRASE) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(secret + "\n"))
    return run([*map(str, arguments), "--passphrase-stdin", "--language", "en"])


def test_by_command_a_new_vault_is_made_and_opens(
    damaged: Path,
    tmp_path: Path,
    made: Made,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = damaged.read_bytes()
    out = tmp_path / "out"
    assert command(monkeypatch, "salvage", damaged.parent, out) == 0
    told = capsys.readouterr().out
    assert damaged.read_bytes() == before
    assert (out / "salvage.txt").read_text("utf-8") in told
    assert "Learners: " in told
    assert "Elin" not in told
    door = Door(out / "vault", make_tools(out, made.clock), lemmas, CHEAP)
    vault = door.unlock(PASSPHRASE)
    with vault.store.view() as unit:
        kept = unit.learners.all()
        assert LEARNERS * 2 // 3 < len(kept) <= LEARNERS
        assert unit.chain().whole
    vault.close()
    assert command(monkeypatch, "salvage", damaged, out) == 1
    assert "in this folder already" in capsys.readouterr().err


def test_another_passphrase_makes_nothing(
    damaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert command(monkeypatch, "salvage", damaged, out, secret="not this one") == 1
    assert not out.exists()


def test_the_words_of_the_sheet_open_it_too(
    damaged: Path, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = " ".join(made.sheet.words)
    assert command(monkeypatch, "salvage", damaged, tmp_path / "out", secret=words) == 0


def test_a_source_is_a_folder_a_data_folder_a_copy_or_nothing(made: Made, tmp_path: Path) -> None:
    keep_copy(made.door, made.vault)
    vault = tmp_path / "vault" / "vault.db"
    assert find_source(tmp_path).database == find_source(vault.parent).database == vault
    (copy,) = (tmp_path / "backups").glob("*.alnvault")
    assert find_source(copy).header == copy.with_suffix(".json")
    alone = tmp_path / "alone.db"
    alone.write_bytes(b"x")
    for path, key in (
        (alone, "error.vault.header_missing"),
        (tmp_path / "no", "error.store.missing"),
    ):
        if path == alone:
            continue
        with pytest.raises(WorldFault) as fault:
            find_source(path)
        assert fault.value.key == key
    lonely = tmp_path / "lonely"
    lonely.mkdir()
    (lonely / "x.db").write_bytes(b"x")
    with pytest.raises(WorldFault) as fault:
        find_source(lonely / "x.db")
    assert fault.value.key == "error.vault.header_missing"


def door_of(damaged: Path, made: Made) -> Door:
    data = damaged.parent.parent
    door = Door(damaged.parent, make_tools(data, made.clock), lemmas, CHEAP)
    door.take()
    return door


def test_at_the_door_it_takes_the_damaged_ones_place_when_told(damaged: Path, made: Made) -> None:
    door = door_of(damaged, made)
    before = damaged.read_bytes()
    with pytest.raises(WorldFault, match="damaged"):
        door.unlock(PASSPHRASE)
    laid = make_ready(door, PASSPHRASE)
    assert damaged.read_bytes() == before
    words = door.tools.catalogues[Language.CY]
    vault = put_in_place(door, laid, words)
    with vault.store.view() as unit:
        assert unit.learners.count() > LEARNERS // 2
        assert unit.access_log()[-1].action == "vault.salvaged"
    vault.close()
    (aside,) = damaged.parent.parent.glob("set-aside-*")
    assert (aside / "vault.db").read_bytes() == before
    assert (aside / "vault.json").exists()
    assert (aside / "salvage.txt").read_text("utf-8") == laid.report.text(words)
    door.unlock(PASSPHRASE).close()
    door.release()


def test_at_the_door_it_can_be_left_as_it_is(damaged: Path, made: Made) -> None:
    door = door_of(damaged, made)
    files = {one.name: one.read_bytes() for one in damaged.parent.iterdir()}
    leave_as_it_is(door, make_ready(door, PASSPHRASE))
    left = {one.name: one.read_bytes() for one in damaged.parent.iterdir()}
    assert {name: data for name, data in left.items() if name in ("vault.db", "vault.json")} == {
        name: files[name] for name in ("vault.db", "vault.json")
    }
    assert not [name for name in left if "ready" in name]
    with pytest.raises(WorldFault):
        make_ready(door, "another one altogether")
    door.release()


def test_health_by_command_says_what_it_found(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_learner(made.vault)
    made.shut()
    assert command(monkeypatch, "health", "--data", tmp_path) in (0, 1)
    told = capsys.readouterr().out
    assert "Every page of the vault’s file is as it was written." in told
    assert "The access log is whole." in told


def test_a_saved_log_is_checked_by_command(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_learner(made.vault)
    proof = export_log(made.vault, tmp_path / "log.jsonl", LogForm.PROOF, Language.EN, Wanted())
    assert run(["verify-log", str(proof), "--language", "en"]) == 0
    assert "Every line of the log holds." in capsys.readouterr().out
    proof.write_bytes(proof.read_bytes().replace(b"learner.added", b"learner.gone!"))
    assert run(["verify-log", str(proof), "--language", "cy"]) == 1
