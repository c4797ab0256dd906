"""Pages of a real vault damaged at random: whatever is whole comes out, and nothing wrong ever."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aln_review.domain.bilingual import Text
from aln_review.domain.document import Document
from aln_review.domain.errors import OwnFault, WorldFault
from aln_review.store.database import Store
from aln_review.store.engine import Mode, connect
from aln_review.store.health import CheckName, examine
from aln_review.store.kinds import KINDS
from aln_review.store.migrations import Version
from aln_review.store.pages import PAGE_BYTES
from aln_review.store.raw_pages import RawPages
from aln_review.store.raw_records import TABLE_LEAF, records
from aln_review.store.raw_vault import gather
from aln_review.store.salvage import Salvaged, salvage
from aln_review.vault.keys import DataKey
from tests.golden.make_vault import NOON, items
from tests.store.conftest import KEY, Clock, Waiting, lower
from tests.store.makers import learner, plan, words

LINES = 700
FILES = {"d1": 1, "d2": 3_000, "d3": 128 * 1024, "d4": 400_000}


@dataclass(frozen=True, repr=False)
class Whole:
    """A vault, what it holds, and on which pages each record lies."""

    path: Path
    items: dict[tuple[str, str], object]
    files: dict[str, bytes]
    log: list[tuple[Any, ...]]
    meta: dict[str, object]
    pages_of: dict[tuple[str, str], frozenset[int]]
    log_pages: list[frozenset[int]]
    count: int


def fill(store: Store) -> None:
    chance = random.Random(5)
    with store.unit() as unit:
        for name, kept in items("1.1").items():
            for item in kept:
                getattr(unit, name).put(item)
        for number in range(40):
            unit.learners.put(learner(f"x{number:02}"))
            for place in range(6):
                said = "Dw i’n hoffi " + "nofio " * chance.randrange(1, 60)
                unit.words.put(words(f"w{number:02}{place}", said, f"x{number:02}"))
        for number in range(8):
            unit.plans.put(plan(f"q{number}", "cymorth ŷ " * chance.randrange(1, 3_000)))
        for name, size in FILES.items():
            unit.documents.put(Document(name, "l1", "image/png", size, "0" * 64, Text()))
            unit.contents.put(name, chance.randbytes(size))
        unit.meta.put("setting", {"name": "Ysgol Brawf", "more": "ŵ" * 900})
        unit.meta.put("number", 7)
        unit.drafts.put("plan", "2B", "Hanner brawddeg")
    for number in range(LINES):
        with store.unit() as unit:
            unit.log("opened" if number % 3 else "printed", f"x{number % 40:02}", f"s{number}")
    store.tidy()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    path = tmp_path_factory.mktemp("whole") / "vault.db"
    store = Store.create(path, KEY, lower, later=Waiting(), now=Clock())
    fill(store)
    with store.view() as view:
        held = {(table, item.id): item for table in KINDS for item in getattr(view, table).all()}
        files = {name: view.contents.get(name) for name in view.contents.ids()}
        log = view._connection.rows("SELECT seq, digest FROM access_log ORDER BY seq")
        meta: dict[str, object] = {name: view.meta.get(name) for name in ("setting", "number")}
    store.close()
    pages_of, log_pages = located(path)
    return Whole(
        path, held, files, log, meta, pages_of, log_pages, path.stat().st_size // PAGE_BYTES
    )


def located(path: Path) -> tuple[dict[tuple[str, str], frozenset[int]], list[frozenset[int]]]:
    """On which pages each item, each part of a file and each line lies, in the sound vault."""
    pages = RawPages(path, KEY)
    found: dict[tuple[str, str], frozenset[int]] = {}
    lines: dict[int, frozenset[int]] = {}
    tables = gather(pages).items
    for number, page in pages.every():
        asked: set[int] = set()

        def fetch(further: int, asked: set[int] = asked) -> bytes | None:
            asked.add(further)
            return pages.page(further)

        for record in records(number, page, fetch):
            on = frozenset({number, *asked})
            asked.clear()
            if record is None or record.kind != TABLE_LEAF:
                continue
            cells = record.cells
            if len(cells) == 8:
                lines[record.key] = on
            elif cells[0] is None and len(cells) == 5:
                key = ("contents", str(cells[1]))
                found[key] = found.get(key, frozenset()) | on
            for table, kept in tables.items():
                if cells[0] in kept and any(str(cell).startswith("{") for cell in cells):
                    found[table, str(cells[0])] = on
    pages.close()
    return found, [lines[seq] for seq in sorted(lines)]


def spoil(whole: Whole, folder: Path, damaged: set[int], seed: int) -> Path:
    path = folder / "damaged.db"
    data = bytearray(whole.path.read_bytes())
    chance = random.Random(seed)
    for number in damaged:
        at = (number - 1) * PAGE_BYTES
        # Without the file's salt no page can be told from rubbish: that is another test's.
        least = 16 if number == 1 else 0
        if chance.random() < 0.3:
            data[at + least : at + PAGE_BYTES] = bytes(PAGE_BYTES - least)
        else:
            data[at + chance.randrange(least, PAGE_BYTES)] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    return path


def saved(damaged: Path, folder: Path) -> tuple[Salvaged, Store]:
    target = folder / "saved.db"
    target.unlink(missing_ok=True)
    before = damaged.read_bytes()
    told = salvage(damaged, KEY, target, lower, now=Clock(), actor=lambda: "Gwen Pari")
    assert damaged.read_bytes() == before
    assert not damaged.with_name(damaged.name + "-wal").exists()
    return told, Store.open(target, KEY, lower, later=Waiting())


def test_of_a_sound_vault_everything_comes_out(whole: Whole, tmp_path: Path) -> None:
    told, store = saved(whole.path, tmp_path)
    with store.view() as view:
        for (table, item_id), item in whole.items.items():
            assert getattr(view, table).get(item_id) == item
        assert {name: view.contents.get(name) for name in view.contents.ids()} == whole.files
        assert view.meta.get("setting") == whole.meta["setting"]
        assert view.drafts.all("plan") == {"2B": "Hanner brawddeg"}
        assert view.chain().whole
        assert view.access_log()[-1].action == "vault.salvaged"
        assert {hit.id for hit in view.search("grandad")} == {"v1", "w1"}
    assert (told.lost, told.counted, told.stand_ins, told.damaged_pages) == ({}, True, (), 0)
    assert (told.log_lines, told.log_lost, told.unclear) == (len(whole.log), 0, 0)
    assert sum(told.saved.values()) == len(whole.items) + len(whole.files)
    names = [name for name in CheckName if name is not CheckName.OUTBOX]
    assert all(check.good for check in examine(store, names))
    store.close()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), seed=st.integers(0, 2**32))
def test_what_lies_on_sound_pages_comes_out_and_nothing_wrong(
    whole: Whole, tmp_path: Path, data: st.DataObject, seed: int
) -> None:
    numbers = st.integers(1, whole.count)
    damaged = data.draw(st.sets(numbers, min_size=1, max_size=whole.count // 2))
    path = spoil(whole, tmp_path, damaged, seed)
    told, store = saved(path, tmp_path)
    with store.view() as view:
        for table in KINDS:
            for item in getattr(view, table).all():
                if table == "learners" and item.id in told.stand_ins:
                    assert (item.forename, item.born.year) == ("?", 1900)
                    continue
                assert item == whole.items[table, item.id]
                assert not whole.pages_of[table, item.id] & damaged
        for table, item_id in whole.items:
            if not whole.pages_of[table, item_id] & damaged:
                assert getattr(view, table).get(item_id) == whole.items[table, item_id]
        for name in view.contents.ids():
            assert view.contents.get(name) == whole.files[name]
        for name, content in whole.files.items():
            owned = not whole.pages_of["documents", name] & damaged
            if owned and content and not whole.pages_of["contents", name] & damaged:
                assert view.contents.get(name) == content
        report = view.chain()
        assert report.whole
        first = next(
            (n for n, on in enumerate(whole.log_pages) if on & damaged), len(whole.log_pages)
        )
        assert told.log_lines == first == report.count - 1
        for name in ("setting", "number"):
            assert view.meta.get(name, None) in (None, whole.meta[name])
    gone = {key for key in whole.items if whole.pages_of[key] & damaged}
    named = {(table, one) for table, ids in told.lost.items() if table != "contents" for one in ids}
    assert named <= gone
    if told.counted:
        assert named == gone
    assert told.damaged_pages <= len(damaged)
    store.close()


def test_words_of_a_learner_whose_own_record_is_lost_are_kept(whole: Whole, tmp_path: Path) -> None:
    damaged = set(whole.pages_of["learners", "x07"])
    told, store = saved(spoil(whole, tmp_path, damaged, 1), tmp_path)
    assert "x07" in told.stand_ins
    assert "x07" in told.lost["learners"]
    with store.view() as view:
        assert len(view.words.where(learner_id="x07")) == 6
        assert view.learners.get("x07").forename == "?"
    store.close()


def test_the_journal_a_kill_left_is_part_of_the_vault(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "vault.db", KEY, lower, later=Waiting())
    with store.unit() as unit:
        unit.learners.put(learner("l1"))
    store.tidy()
    with store.unit() as unit:
        unit.learners.put(learner("l2"))
        unit.log("opened", "l2")
    left = tmp_path / "left"
    left.mkdir()
    for name in ("vault.db", "vault.db-wal"):
        shutil.copy(tmp_path / name, left / name)
    store.close()
    told = salvage(
        left / "vault.db", KEY, tmp_path / "new.db", lower, now=Clock(), actor=lambda: ""
    )
    assert (told.saved["learners"], told.log_lines) == (2, 1)
    assert sorted(one.name for one in left.iterdir()) == ["vault.db", "vault.db-wal"]


def test_a_deleted_record_does_not_come_back(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "vault.db", KEY, lower, later=Waiting())
    with store.unit() as unit:
        unit.learners.put(learner("l1"))
        for number in range(300):
            unit.words.put(words(f"w{number:03}", "Cyfrinach " * 30, "l1"))
    with store.unit() as unit:
        for number in range(1, 300):
            unit.words.delete(f"w{number:03}")
    store.close()
    told, again = saved(tmp_path / "vault.db", tmp_path)
    assert told.saved["words"] == 1
    again.close()


def test_nothing_to_read_makes_nothing(whole: Whole, tmp_path: Path) -> None:
    path = spoil(whole, tmp_path, set(range(1, whole.count + 1)), 3)
    for key, said in (
        (KEY, "error.salvage.nothing"),
        (DataKey(bytes(32)), "error.salvage.nothing"),
    ):
        with pytest.raises(WorldFault) as fault:
            salvage(path, key, tmp_path / "new.db", lower, now=Clock(), actor=lambda: "")
        assert fault.value.key == said
    with pytest.raises(WorldFault) as fault:
        salvage(tmp_path / "no.db", KEY, tmp_path / "new.db", lower, now=Clock(), actor=lambda: "")
    assert fault.value.key == "error.store.missing"
    assert [one.name for one in tmp_path.iterdir()] == ["damaged.db"]


def test_a_newer_programs_vault_is_left_to_it(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "vault.db", KEY, lower, later=Waiting())
    store.close()
    hand = connect(tmp_path / "vault.db", KEY, Mode.WRITE)
    hand.run(f"PRAGMA user_version={Version(2, 0).stamp}")
    hand.close()
    with pytest.raises(WorldFault) as fault:
        salvage(
            tmp_path / "vault.db", KEY, tmp_path / "new.db", lower, now=Clock(), actor=lambda: ""
        )
    assert fault.value.key == "error.store.newer"


def test_a_log_is_carried_into_an_empty_one_only(store: Store) -> None:
    with store.unit() as unit:
        unit.log("opened")
    with pytest.raises(OwnFault), store.unit() as unit:
        unit.carry_log([])


def test_every_kind_is_told_from_every_other(tmp_path: Path) -> None:
    """One item of each kind, each as it is first made: the hardest to tell apart."""
    assert set(items("1.1")) == set(KINDS)
    assert NOON
    path = tmp_path / "vault.db"
    store = Store.create(path, KEY, lower, later=Waiting())
    with store.unit() as unit:
        for name, kept in items("1.1").items():
            for item in kept:
                getattr(unit, name).put(item)
    store.close()
    pages = RawPages(path, KEY)
    found: dict[str, dict[str, Any]] = gather(pages).items
    pages.close()
    assert {name: sorted(held) for name, held in found.items()} == {
        name: sorted(item.id for item in kept) for name, kept in items("1.1").items()
    }
