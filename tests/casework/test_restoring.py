"""Putting a copy back: looked at first, nothing lost by it, whole wherever it is cut short."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.commands.words import RecordWords
from aln_review.casework.copies import copies, folder_of, keep_copy
from aln_review.casework.copies_state import state_of
from aln_review.casework.core import Casework
from aln_review.casework.door import Door, DoorState
from aln_review.casework.keyring import Keyring, Proof
from aln_review.casework.queries.access_log import AccessLog
from aln_review.casework.restore_preview import preview
from aln_review.casework.restoring import (
    Chosen,
    OpenCopy,
    choose,
    laid_aside,
    open_with_secret,
    open_with_vault,
    restore,
    restore_into_place,
)
from aln_review.casework.rotating import earlier_in, keep_earlier
from aln_review.casework.second_place import put_into
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, Refusal, WorldFault
from aln_review.domain.people import Perspective
from aln_review.domain.words import Sheet
from aln_review.language.lemmas import lemmas
from aln_review.store import backup
from aln_review.store.health import CheckName, examine
from aln_review.store.swap import INTENT_NAME
from aln_review.vault.keyslots import SlotKind
from tests.casework.vaults import (
    CHEAP,
    PASSPHRASE,
    Made,
    add_learner,
    begin_review,
    make,
    make_tools,
)
from tests.golden.make_vault import PASSPHRASE as GOLDEN

OTHER = "llwynog bwrdd castell"


def names(vault: Casework) -> list[str]:
    with vault.store.view() as unit:
        return sorted(learner.forename for learner in unit.learners.all())


def newest(made: Made) -> Path:
    return copies(made.door).copies[0].path


def whole(vault: Casework) -> bool:
    return all(check.good for check in examine(vault.store))


@pytest.fixture(name="stick")
def _stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture(name="before")
def _before(made: Made, stick: Path) -> tuple[Path, Path]:
    """A copy beside the vault and one on a stick, both with Elin alone; then more is written."""
    elin = add_learner(made.vault)
    begin_review(made.vault, elin)
    keep_copy(made.door, made.vault)
    local, there = newest(made), put_into(made.door, made.vault, stick)
    made.clock.forward(days=3)
    add_learner(made.vault, "Guto")
    return local, there


@pytest.fixture(name="either", params=[0, 1], ids=["beside", "one-file"])
def _either(before: tuple[Path, Path], request: pytest.FixtureRequest) -> Path:
    return before[int(request.param)]


def test_a_copy_is_put_back_and_the_vault_of_before_is_kept(made: Made, either: Path) -> None:
    chosen = choose(made.door, either)
    copy = open_with_vault(made.door, made.vault, chosen)
    restored = restore(made.door, made.vault, copy)
    copy.close()
    assert restored.fault is None
    assert names(restored.casework) == ["Elin"]
    assert whole(restored.casework)
    line = restored.casework.ask(AccessLog()).lines[0]
    assert (line.action, line.detail) == ("vault.restored", chosen.at.isoformat())
    assert line.actor == "Nia Rowlands"
    assert list(made.door.tools.area.iterdir()) == []
    kept = copies(made.door, restored.casework).copies
    assert kept[0].before_restoring
    again = open_with_vault(made.door, restored.casework, choose(made.door, kept[0].path))
    back = restore(made.door, restored.casework, again).casework
    assert names(back) == ["Elin", "Guto"]
    back.close()
    made.door.unlock(PASSPHRASE).close()


def test_what_is_remembered_of_the_copies_outlives_a_restoring(
    made: Made, before: tuple[Path, Path]
) -> None:
    copy = open_with_vault(made.door, made.vault, choose(made.door, before[0]))
    restored = restore(made.door, made.vault, copy).casework
    view = keep_copy(made.door, restored)
    assert view.state.alarm is None
    assert len(view.state.before_restoring) == 1
    restored.close()


def test_the_preview_names_and_counts_and_touches_nothing(
    made: Made, before: tuple[Path, Path]
) -> None:
    with made.vault.store.view() as unit:
        elin = unit.learners.all()[0]
        review = unit.reviews.all()[0]
    for number in range(12):
        made.vault.do(
            RecordWords(
                review.id, Sheet.NOW, f"gair {number}", Language.CY, "Elin", Perspective.LEARNER
            )
        )
    copy = open_with_vault(made.door, made.vault, choose(made.door, before[1]))
    seen = preview(made.vault, copy)
    copy.close()
    assert seen.copy_at + timedelta(days=3) <= (seen.present_at or seen.copy_at)
    assert seen.learners_there == 1
    assert not seen.same
    one, other = seen.changes
    assert (one.name, one.whole) == (elin.name, "")
    assert ("restore.count.words", 12) in [(say.key, say.count) for say in one.gone]
    assert (other.whole, [say.key for say in other.gone]) == (
        "gone", ["restore.count.details", "restore.count.people"]
    )  # fmt: skip
    assert seen.others[-1].key == "restore.log_lines"
    assert names(made.vault) == ["Elin", "Guto"]


def test_a_preview_of_the_same_says_so_and_one_of_more_says_what_comes_back(
    made: Made, stick: Path
) -> None:
    elin = add_learner(made.vault)
    keep_copy(made.door, made.vault)
    copy = open_with_vault(made.door, made.vault, choose(made.door, newest(made)))
    assert preview(made.vault, copy).changes == ()
    with made.vault.store.unit() as unit:
        for person in unit.people.where(learner_id=elin.id):
            unit.people.delete(person.id)
        unit.learners.delete(elin.id)
    (change,) = preview(made.vault, copy).changes
    assert (change.whole, len(change.back)) == ("back", 2)
    made.vault.do(SaveLearner(elin))
    (change,) = preview(made.vault, copy).changes
    assert (change.whole, [say.count for say in change.back]) == ("", [2])
    assert preview(None, copy).learners_there == 1


def test_an_older_copy_asks_for_the_passphrase_of_its_day(
    made: Made, before: tuple[Path, Path]
) -> None:
    proof = Proof(SlotKind.PASSPHRASE, PASSPHRASE)
    Keyring(made.door, made.vault).change_passphrase(proof, OTHER)
    for path in before:
        chosen = choose(made.door, path)
        with pytest.raises(WorldFault) as fault:
            open_with_secret(made.door, chosen, OTHER)
        assert fault.value.key == "error.copy.wrong_passphrase"
        open_with_secret(made.door, chosen, PASSPHRASE).close()
        # The sheet of its day opens it as well.
        open_with_secret(made.door, chosen, " ".join(made.sheet.words)).close()
    assert list(made.door.tools.area.iterdir()) == []


def test_a_copy_of_another_vault_is_refused(
    made: Made, before: tuple[Path, Path], tmp_path: Path
) -> None:
    other = make(tmp_path / "other", seed=11)
    with pytest.raises(Refusal) as refused:
        choose(other.door, before[1])
    assert refused.value.key == "error.copy.other_vault"
    other.shut()


def test_a_strangers_file_is_no_copy(made: Made, tmp_path: Path) -> None:
    for name, key in (
        ("mine.alnvault", "error.copy.not_a_copy"),
        ("20261102T160000000000Z.alnvault", "error.copy.header_missing"),
        ("mine.alncopy", "error.copy.not_a_copy"),
    ):
        (tmp_path / name).write_bytes(b"x" * 5_000)
        with pytest.raises(WorldFault) as fault:
            choose(made.door, tmp_path / name)
        assert fault.value.key == key


def _damage(door: Door) -> bytes:
    path = door.folder / "vault.db"
    content = bytearray(path.read_bytes())
    content[5_000] ^= 1
    path.write_bytes(content)
    return bytes(content)


def test_a_damaged_vault_gives_way_and_is_laid_aside(made: Made, either: Path) -> None:
    made.vault.close()
    damaged = _damage(made.door)
    with pytest.raises(WorldFault):
        made.door.unlock(PASSPHRASE)
    copy = open_with_secret(made.door, choose(made.door, either), PASSPHRASE)
    opened = restore_into_place(made.door, copy)
    copy.close()
    assert names(opened) == ["Elin"]
    assert whole(opened)
    (aside,) = laid_aside(made.door)
    assert (aside / "vault.db").read_bytes() == damaged
    assert (aside / "vault.json").exists()
    opened.close()
    made.door.unlock(PASSPHRASE).close()


@pytest.mark.parametrize("gone", [("vault.json",), ("vault.db",), ("vault.json", "vault.db")])
def test_where_a_file_is_missing_a_copy_makes_the_vault_whole(
    made: Made, before: tuple[Path, Path], gone: tuple[str, ...]
) -> None:
    made.vault.close()
    for name in gone:
        (made.door.folder / name).unlink()
    copy = open_with_secret(made.door, choose(made.door, before[1]), PASSPHRASE)
    opened = restore_into_place(made.door, copy)
    assert names(opened) == ["Elin"]
    assert len(laid_aside(made.door)) == (len(gone) < 2)
    opened.close()


def test_a_new_computer_takes_a_copy_from_a_stick(
    made: Made, before: tuple[Path, Path], tmp_path: Path
) -> None:
    data = tmp_path / "new"
    door = Door(data / "vault", make_tools(data, made.clock), lemmas, CHEAP)
    door.take()
    assert door.look().state is DoorState.NO_VAULT
    copy = open_with_secret(door, choose(door, before[1]), PASSPHRASE)
    opened = restore_into_place(door, copy)
    copy.close()
    assert names(opened) == ["Elin"]
    opened.close()
    assert laid_aside(door) == ()
    door.unlock(PASSPHRASE).close()
    door.release()


def test_a_vault_found_damaged_only_now_is_laid_aside_too(made: Made, either: Path) -> None:
    copy = open_with_vault(made.door, made.vault, choose(made.door, either))
    made.vault.store.tidy()
    damaged = _damage(made.door)
    restored = restore(made.door, made.vault, copy)
    assert restored.fault is None
    assert names(restored.casework) == ["Elin"]
    (aside,) = laid_aside(made.door)
    assert (aside / "vault.db").read_bytes() == damaged
    restored.casework.close()


@pytest.fixture(name="opened_copy")
def _opened_copy(made: Made, before: tuple[Path, Path]) -> Iterator[OpenCopy]:
    copy = open_with_vault(made.door, made.vault, choose(made.door, before[1]))
    yield copy
    copy.close()


def test_a_disk_that_refuses_before_the_end_leaves_the_old_vault_open(
    made: Made, opened_copy: OpenCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise WorldFault("error.vault.disk_full")

    monkeypatch.setattr(backup, "keep_closed", full)
    restored = restore(made.door, made.vault, opened_copy)
    assert isinstance(restored.fault, AlnError)
    assert restored.fault.key == "error.vault.disk_full"
    assert names(restored.casework) == ["Elin", "Guto"]
    assert not (made.door.folder / INTENT_NAME).exists()
    restored.casework.close()


def _put_back(made: Made, copy: OpenCopy, *, in_place: bool) -> None:
    if in_place:
        restore_into_place(made.door, copy)
    else:
        restore(made.door, made.vault, copy)


@pytest.mark.parametrize("in_place", [False, True])
def test_a_restoring_that_dies_before_the_new_vault_is_opened_is_known_all_the_same(
    made: Made, opened_copy: OpenCopy, monkeypatch: pytest.MonkeyPatch, *, in_place: bool
) -> None:
    """It stands in the log, is not taken for an old vault, and knows its keys and its copies."""
    keep_copy(made.door, made.vault)
    with made.vault.store.unit() as unit:
        keep_earlier(unit, ["ab" * 32])

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Door, "reopen", dies)
    if in_place:
        made.vault.close()
    with pytest.raises(KeyboardInterrupt):
        _put_back(made, opened_copy, in_place=in_place)
    made.door.release()
    made.door.take()
    opened = made.door.unlock(PASSPHRASE)
    assert opened.found.older is None
    assert names(opened) == ["Elin"]
    assert "vault.restored" in [line.action for line in opened.ask(AccessLog()).lines]
    if not in_place:
        assert state_of(opened).before_restoring
        with opened.store.view() as view:
            assert "ab" * 32 in earlier_in(view)
    opened.close()


def test_a_journal_that_a_kill_left_beside_what_lay_ready_goes_with_it(
    made: Made, opened_copy: OpenCopy
) -> None:
    for end in ("", "-wal", "-shm"):
        (made.door.folder / f"vault.db.ready{end}").write_bytes(b"left over")
    restored = restore(made.door, made.vault, opened_copy)
    assert names(restored.casework) == ["Elin"]
    assert not list(made.door.folder.glob("vault.db.ready*"))
    restored.casework.close()


def test_a_kept_sample_of_the_present_form_can_be_put_back(made: Made, tmp_path: Path) -> None:
    """The form of copies beside the vault: a stamp, its database and its header."""
    golden = Path(__file__).parents[1] / "golden" / "vaults" / "1.0"
    data = tmp_path / "old"
    door = Door(data / "vault", make_tools(data, made.clock), lemmas, CHEAP)
    door.take()
    folder = folder_of(door)
    folder.mkdir(parents=True)
    name = "20261102T160000000000Z"
    (folder / f"{name}{backup.DATABASE_SUFFIX}").write_bytes((golden / "vault.db").read_bytes())
    (folder / f"{name}{backup.HEADER_SUFFIX}").write_bytes((golden / "vault.json").read_bytes())
    chosen: Chosen = choose(door, copies(door).copies[0].path)
    copy = open_with_secret(door, chosen, GOLDEN)
    opened = restore_into_place(door, copy)
    assert names(opened)
    # Its packages were put in without their bytes.
    assert {one.name for one in examine(opened.store) if not one.good} <= {CheckName.OUTBOX}
    opened.close()
    door.release()
