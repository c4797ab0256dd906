from __future__ import annotations

from pathlib import Path

import pytest

from aln_review.domain.bilingual import Text
from aln_review.domain.document import Document
from aln_review.domain.errors import WorldFault
from aln_review.store.database import Store
from aln_review.store.engine import Mode, connect
from aln_review.store.health import CheckName, examine, repair_search
from tests.store.conftest import KEY, Waiting, lower
from tests.store.makers import learner, plan, words


@pytest.fixture
def lived_in(store: Store) -> Store:
    with store.unit() as unit:
        unit.learners.put(learner())
        for number in range(40):
            unit.words.put(words(f"w{number:02}", f"Dw i’n hoffi rhif {number}"))
        unit.plans.put(plan("p1", "Cymorth"))
        unit.documents.put(Document("d1", "l1", "image/png", 200_000, "0" * 64, Text()))
        unit.contents.put("d1", bytes(200_000))
        unit.log("opened", "l1")
        unit.log("printed", "l1")
    store.tidy()
    return store


def bad(store: Store) -> dict[str, int]:
    return {check.name.value: check.count for check in examine(store) if not check.good}


def test_a_well_vault_has_nothing_to_say(lived_in: Store) -> None:
    checks = examine(lived_in)
    assert [check.name for check in checks] == list(CheckName)
    assert all(check.good for check in checks)
    assert {check.key for check in checks} == {f"vault.health.{name}.good" for name in CheckName}
    assert not any(check.repairable for check in checks)


@pytest.mark.parametrize(
    ("statement", "check", "count"),
    [
        ("UPDATE access_log SET action = 'read' WHERE seq = 2", "chain", 2),
        ("DELETE FROM access_log WHERE seq = 1", "chain", 1),
        ("UPDATE words SET body = '{}' WHERE id IN ('w01', 'w02')", "items", 2),
        ("UPDATE words SET body = 'x' WHERE id = 'w01'", "items", 1),
        ("DELETE FROM content_parts WHERE part = 1", "contents", 1),
        ("INSERT INTO documents(id, body) SELECT 'd2', body FROM documents", "contents", 1),
        ("UPDATE words SET learner_id = 'gone' WHERE id = 'w01'", "links", 1),
        ("DELETE FROM names", "search", 1),
        ("DELETE FROM texts_index_docsize WHERE id = 1", "search", 1),
    ],
)
def test_each_fault_is_found_by_its_check(
    lived_in: Store, path: Path, statement: str, check: str, count: int
) -> None:
    hand = connect(path, KEY, Mode.WRITE)
    hand.run("PRAGMA foreign_keys=OFF")
    hand.run(statement)
    hand.close()
    found = bad(lived_in)
    assert found.pop(check) == count
    assert set(found) <= {"structure"}


def test_the_search_index_is_mended_and_nothing_else_changes(lived_in: Store, path: Path) -> None:
    hand = connect(path, KEY, Mode.WRITE)
    hand.run("DELETE FROM names")
    hand.run("DELETE FROM texts WHERE id = 'p1'")
    hand.run("DELETE FROM texts_index_docsize")
    hand.close()
    (search,) = (check for check in examine(lived_in) if check.repairable)
    assert search.name is CheckName.SEARCH
    repair_search(lived_in)
    assert bad(lived_in) == {}
    with lived_in.view() as view:
        assert [hit.id for hit in view.search("cymorth")] == ["p1"]
        assert view.words.count() == 40


def test_a_flipped_byte_in_any_page_is_found(lived_in: Store, path: Path) -> None:
    lived_in.close()
    content = path.read_bytes()
    found: list[str] = []
    for page in range(len(content) // 4096):
        changed = bytearray(content)
        changed[page * 4096 + 1234] ^= 0x20
        path.write_bytes(changed)
        try:
            store = Store.open(path, KEY, lower, later=Waiting())
        except WorldFault as fault:
            assert path.read_bytes() == bytes(changed)
            found.append(fault.key)
            continue
        found.append("pages" if bad(store).get("pages") == 1 else "missed")
        store.close()
    assert set(found) == {"error.store.damaged", "pages"}
    assert found.count("pages") > len(found) // 2
