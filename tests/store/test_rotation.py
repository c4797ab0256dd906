"""The database written anew under another key: the same to the last row, or not there at all."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aln_review.domain.errors import WorldFault
from aln_review.store import rotation
from aln_review.store.database import Store
from aln_review.store.engine import Mode, connect
from aln_review.store.health import examine
from aln_review.store.rotation import Keyed, family, part_of, rewrite
from aln_review.store.sameness import digest, tables_of
from aln_review.vault.keys import DataKey
from tests.faults.failing_files import FAULTS, FailingFiles, Killed
from tests.store.conftest import KEY, Waiting, lower
from tests.store.makers import learner, plan, words

OTHER = DataKey(bytes(range(50, 82)))
MARK = "rotation"
NAME = "vault-0123456789abcdef.db"
STATEMENTS = 40
WORD = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


def quietly(_part: float) -> None:
    """Nobody looks."""


class Stops:
    """Ends the process, as a kill does, the ``at``-th time it is told how far the work is."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.told: list[float] = []

    def __call__(self, part: float) -> None:
        self.told.append(part)
        if len(self.told) == self.at:
            raise Killed


def fill(store: Store) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
        unit.meta.put(MARK, {"of": "x"})
        for number in range(STATEMENTS):
            unit.words.put(words(f"w{number:03}", f"gair{number} ystafell dawel"))
        unit.plans.put(plan("p1", "cymorth darllen"))
        unit.contents.put("d1", random.Random(2).randbytes(900_000))
        unit.contents.put("d2", b"")
        unit.drafts.put("meeting", "card", "hanner brawddeg ’")
        unit.log("learner.opened", "l1")
    store.tidy()
    with store.unit() as unit:
        # Some of it still in the journal, and waiting to be indexed.
        unit.words.put(words("w-last", "olaf oll"))


@pytest.fixture
def old(path: Path, store: Store) -> Keyed:
    fill(store)
    return Keyed(path, KEY)


@pytest.fixture
def new(path: Path) -> Keyed:
    return Keyed(path.with_name(NAME), OTHER)


def everything(keyed: Keyed) -> dict[str, str]:
    """A digest of every table there is, the search index's own among them."""
    connection = connect(keyed.path, keyed.key, Mode.READ)
    try:
        return {
            table.name: digest(connection, "main", table) for table in tables_of(connection, "main")
        }
    finally:
        connection.close()


def files(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir() if not one.name.endswith(("-wal", "-shm"))}


def test_everything_is_there_under_the_new_key_and_in_use_at_once(
    old: Keyed, new: Keyed, store: Store
) -> None:
    told: list[float] = []
    rewrite(old, new, MARK, told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert everything(new) == everything(old)
    assert files(old.path.parent) == {"vault.db", NAME}
    again = Store.open(new.path, OTHER, lower, later=Waiting())
    assert examine(again) == examine(store)
    with again.unit() as unit:
        unit.words.put(words("w-more", "newydd sbon"))
        unit.log("changed", "l1")
    again.tidy()
    with again.view() as view:
        assert [hit.id for hit in view.search("sbon", prefix=False)] == ["w-more"]
        assert [hit.id for hit in view.search("gair7", prefix=False)] == ["w007"]
        assert view.chain().whole
        assert view.contents.size("d1") == 900_000
    assert [check.count for check in examine(again)] == [check.count for check in examine(store)]
    again.close()


def test_neither_key_opens_the_other_file(old: Keyed, new: Keyed) -> None:
    rewrite(old, new, MARK, quietly)
    for path, key in ((new.path, KEY), (old.path, OTHER)):
        with pytest.raises(WorldFault) as fault:
            connect(path, key, Mode.READ)
        assert fault.value.key == "error.store.wrong_key"


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from("wldbxm"), st.integers(0, 5), WORD), max_size=25),
    st.integers(1, 30),
)
def test_whatever_was_done_and_wherever_it_stopped_the_content_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, did: list[tuple[str, int, str]], stop: int
) -> None:
    folder = tmp_path_factory.mktemp("rotated")
    store = Store.create(folder / "vault.db", KEY, lower, later=Waiting())
    with store.unit() as unit:
        unit.learners.put(learner())
    for what, number, text in did:
        with store.unit() as unit:
            if what == "w":
                unit.words.put(words(f"w{number}", text))
            elif what == "l":
                unit.learners.put(learner(f"m{number}", text[:20].strip() or "Elin"))
            elif what == "d" and unit.words.find(f"w{number}"):
                unit.words.delete(f"w{number}")
            elif what == "b":
                unit.contents.put(f"d{number}", text.encode("utf-8", "replace") * 5_000)
            elif what == "x":
                unit.log(text, f"m{number}")
            else:
                unit.meta.put(text, number)
    old, new = Keyed(store.path, KEY), Keyed(folder / NAME, OTHER)
    try:
        rewrite(old, new, MARK, Stops(stop))
    except Killed:
        rewrite(old, new, MARK, quietly)
    assert everything(new) == everything(old)
    store.close()
    shutil.rmtree(folder)


def test_a_kill_between_any_two_batches_is_carried_on_from_there(
    old: Keyed, new: Keyed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 7)
    monkeypatch.setattr(rotation, "BATCH_OF_BYTES", 2)
    counted: list[float] = []
    rewrite(old, new, MARK, counted.append)
    rotation.remove_family(new.path)
    before = everything(old)
    for at in range(1, len(counted) + 1):
        with pytest.raises(Killed):
            rewrite(old, new, MARK, Stops(at))
        assert everything(old) == before
        rewrite(old, new, MARK, quietly)
        assert everything(new) == before
        assert files(old.path.parent) == {"vault.db", NAME}
        rotation.remove_family(new.path)
    assert len(counted) > 40


def test_what_was_copied_before_a_kill_is_not_copied_again(
    old: Keyed, new: Keyed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 7)
    whole, first, rest = Stops(0), Stops(12), Stops(0)
    rewrite(old, new, MARK, whole)
    rotation.remove_family(new.path)
    with pytest.raises(Killed):
        rewrite(old, new, MARK, first)
    assert part_of(new.path).exists()
    rewrite(old, new, MARK, rest)
    assert len(rest.told) < len(whole.told)


def test_what_changed_since_the_kill_is_found_and_copied_again(
    old: Keyed, new: Keyed, store: Store
) -> None:
    with pytest.raises(Killed):
        rewrite(old, new, MARK, Stops(25))
    with store.unit() as unit:
        unit.words.put(words("w000", "wedi newid yn y cyfamser"))
    rewrite(old, new, MARK, quietly)
    assert everything(new) == everything(old)


def faults() -> Iterator[tuple[int, int]]:
    for code in (0, *FAULTS):
        for at in range(1, 6):
            yield at, code


@pytest.mark.parametrize(("at", "code"), list(faults()))
def test_wherever_the_disk_refuses_the_old_file_stands_and_the_next_try_succeeds(
    old: Keyed, new: Keyed, at: int, code: int
) -> None:
    before = everything(old)
    failing = FailingFiles(at, code)
    try:
        rewrite(old, new, MARK, quietly, failing)
    except (WorldFault, Killed):
        assert failing.reached
    assert everything(old) == before
    rewrite(old, new, MARK, quietly)
    assert everything(new) == before
    assert files(old.path.parent) == {"vault.db", NAME}


def test_a_damaged_vault_is_not_written_anew(old: Keyed, new: Keyed, store: Store) -> None:
    store.close()
    data = bytearray(old.path.read_bytes())
    data[len(data) // 2] ^= 1
    old.path.write_bytes(data)
    with pytest.raises(WorldFault) as fault:
        rewrite(old, new, MARK, quietly)
    assert fault.value.key == "error.store.damaged"
    assert files(old.path.parent) == {"vault.db"}


def test_a_half_written_file_gone_wrong_is_begun_again(old: Keyed, new: Keyed) -> None:
    with pytest.raises(Killed):
        rewrite(old, new, MARK, Stops(25))
    part_of(new.path).write_bytes(os.urandom(40_000))
    rewrite(old, new, MARK, quietly)
    assert everything(new) == everything(old)


def test_a_file_that_has_been_a_vault_since_is_never_written_over(old: Keyed, new: Keyed) -> None:
    rewrite(old, new, MARK, quietly)
    used = Store.open(new.path, OTHER, lower, later=Waiting())
    with used.unit() as unit:
        unit.words.put(words("w-newer", "diweddarach"))
    with used.unit() as unit:
        unit._connection.run("DELETE FROM meta WHERE name = ?", MARK)
    used.close()
    held = everything(new)
    with pytest.raises(WorldFault) as fault:
        rewrite(old, new, MARK, quietly)
    assert fault.value.key == "error.rotation.taken"
    assert everything(new) == held


def test_a_finished_file_that_nobody_used_is_taken_or_made_again(
    old: Keyed, new: Keyed, store: Store
) -> None:
    rewrite(old, new, MARK, quietly)
    made = new.path.stat().st_ino
    rewrite(old, new, MARK, quietly)
    assert new.path.stat().st_ino == made
    with store.unit() as unit:
        unit.log("changed", "l1")
    rewrite(old, new, MARK, quietly)
    assert everything(new) == everything(old)


def test_too_little_room_is_said_before_anything_is_written(old: Keyed) -> None:
    least = rotation.LEAST_ROOM
    rotation.refuse_no_room(old.path, lambda _folder: least)
    with pytest.raises(WorldFault) as fault:
        rotation.refuse_no_room(old.path, lambda _folder: least - 1)
    assert fault.value.key == "error.rotation.no_room"
    assert fault.value.facts == {"needed": 32, "free": 31}


def test_a_family_is_removed_whole_and_only_it(old: Keyed, new: Keyed) -> None:
    for one in family(new.path):
        one.write_bytes(b"x")
    rotation.remove_family(new.path)
    assert files(old.path.parent) == {"vault.db"}
    rotation.remove_family(new.path)
