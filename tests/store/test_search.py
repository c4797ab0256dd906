from __future__ import annotations

from pathlib import Path

import pytest

from aln_review.domain.plan import PlanState
from aln_review.store.database import Store
from aln_review.store.engine import Mode, connect
from tests.store.conftest import KEY, Waiting
from tests.store.makers import learner, plan, words


def found(store: Store, query: str, limit: int = 20, *, prefix: bool = True) -> list[str]:
    with store.view() as view:
        return [hit.id for hit in view.search(query, limit, prefix)]


@pytest.fixture(params=["indexed", "waiting"])
def full(store: Store, request: pytest.FixtureRequest) -> Store:
    with store.unit() as unit:
        unit.learners.put(learner("l1", "Elin", "Môn-Parri"))
        unit.learners.put(learner("l2", "Siân", "Llŷr"))
        unit.learners.put(learner("l3", "Mair", "O’Neill"))
        unit.words.put(words("w1", "Mae’r plant yn hoffi’r ysgol"))
        unit.words.put(words("w2", "Elin ydw i, a dw i’n dŵad o’r môr"))
        unit.plans.put(plan("p1", "Cymorth gyda darllen"))
    if request.param == "indexed":
        store.tidy()
    return store


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("elin", ["l1", "w2"]),
        ("ELIN", ["l1", "w2"]),
        ("sian", ["l2"]),
        ("Siân Llŷr", ["l2"]),
        ("llyr", ["l2"]),
        ("mon parri", ["l1"]),
        ("Môn-Parri", ["l1"]),
        ("o'ne", ["l3"]),
        ("o’neill", ["l3"]),
        ("dwad", ["w2"]),
        ("plentyn", ["w1"]),
        ("plant", ["w1"]),
        ("ys", ["w1"]),
        ("hoffi ysg", ["w1"]),
        ("ysg hoffi", []),
        ("darll", ["p1"]),
        ("dim", []),
        ("", []),
        ('  ’ " * ( ) - : ^', []),
        ('elin" OR "sian', []),
        ("NEAR(elin mor)", []),
        ("mor elin", ["w2"]),
    ],
)
def test_a_word_finds_what_holds_it(full: Store, query: str, ids: list[str]) -> None:
    assert found(full, query) == ids


def test_whole_words_only_without_prefix(full: Store) -> None:
    assert found(full, "ysgol", prefix=False) == ["w1"]
    assert found(full, "ysgo", prefix=False) == []


def test_the_newest_words_come_first_and_the_list_is_no_longer_than_asked(full: Store) -> None:
    with full.unit() as unit:
        for number in range(10):
            unit.words.put(words(f"x{number}", "Nofio yn y pwll"))
    assert found(full, "nofio", 3) == ["x9", "x8", "x7"]
    assert found(full, "nofio", 0) == []


def test_a_hit_says_what_it_is(full: Store) -> None:
    with full.view() as view:
        (hit,) = view.search("darllen")
        assert (hit.kind, hit.id, hit.learner_id) == ("plans", "p1", "l1")
        assert "Cymorth gyda darllen" in hit.snippet


def test_what_is_changed_removed_or_deleted_is_found_no_more(full: Store) -> None:
    with full.unit() as unit:
        unit.words.put(words("w1", "Dim byd tebyg"))
        unit.words.put(words("w2", "Elin ydw i", removed=True))
        unit.plans.put(plan("p1", "Cymorth gyda darllen", PlanState.SUPERSEDED))
        unit.learners.put(learner("l2", "Siôn", "Llŷr"))
    assert found(full, "ysgol") == []
    assert found(full, "plentyn") == []
    assert found(full, "tebyg") == ["w1"]
    assert found(full, "elin") == ["l1"]
    assert found(full, "darllen") == []
    assert found(full, "sian") == []
    with full.unit() as unit:
        unit.words.put(words("w2", "Elin ydw i"))
        unit.words.delete("w1")
        unit.learners.delete("l3")
    assert found(full, "elin") == ["l1", "w2"]
    assert found(full, "tebyg") == []
    assert found(full, "neill") == []


def test_many_of_a_name_leave_room_for_what_was_said(store: Store) -> None:
    with store.unit() as unit:
        for number in range(10):
            unit.learners.put(learner(f"l{number}", "Mair"))
        unit.words.put(words("w1", "Mair ydw i"))
    assert found(store, "mair", 5) == ["l0", "l1", "l2", "l3", "w1"]
    with store.unit() as unit:
        for number in range(2, 7):
            unit.words.put(words(f"w{number}", "Mair eto"))
    assert found(store, "mair", 5) == ["l0", "l1", "l2", "w6", "w5"]
    assert found(store, "mair", 1) == ["l0"]


def test_the_index_can_be_built_again(full: Store) -> None:
    before = {query: found(full, query) for query in ("elin", "plentyn", "darllen", "ys")}
    with full.unit() as unit:
        unit.reindex()
    assert {query: found(full, query) for query in before} == before


def test_indexing_what_waits_changes_no_answer(store: Store) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
        for number in range(250):
            unit.words.put(words(f"w{number:03}", f"Rhif {number}"))
    assert found(store, "rhif 7", prefix=False) == []
    assert found(store, "rhif 249") == ["w249"]
    store.tidy()
    assert found(store, "rhif 7", prefix=False) == ["w007"]
    with store.unit() as unit:
        unit.words.put(words("w007", "Dim byd"))
        unit.words.delete("w249")
        unit.words.put(words("w008", "Rhif 8 o hyd"))
    for _ in range(2):
        assert found(store, "rhif 7", prefix=False) == []
        assert found(store, "rhif 249") == []
        assert found(store, "rhif 8", prefix=False) == ["w008"]
        assert found(store, "byd") == ["w007"]
        store.tidy()


def test_terms_of_what_was_deleted_leave_the_index_soon(
    store: Store, path: Path, waiting: Waiting
) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
        unit.words.put(words("w1", "Cyfrinachol"))
        unit.words.put(words("w2", "Arall"))
    waiting.run()
    with store.unit() as unit:
        unit.words.delete("w1")
    waiting.run()
    look = connect(path, KEY, Mode.WRITE)
    look.run("CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, texts_index, row)")
    assert [row[0] for row in look.rows("SELECT term FROM temp.held")] == ["arall"]
    assert look.rows("SELECT text FROM texts") == [("Arall",)]
    look.close()


def test_closing_indexes_what_waits(store: Store, path: Path) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
        for number in range(150):
            unit.words.put(words(f"w{number}", "Nofio"))
    store.close()
    look = connect(path, KEY, Mode.READ)
    assert look.number("SELECT count(*) FROM texts") == 150
    assert look.number("SELECT count(*) FROM unindexed") == 0
    look.close()


def test_an_item_that_cannot_be_read_keeps_nothing_else_out(store: Store, path: Path) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
        unit.words.put(words("w1", "Un"))
        unit.words.put(words("w2", "Dau"))
    hand = connect(path, KEY, Mode.WRITE)
    hand.run("UPDATE words SET body = '{' WHERE id = 'w1'")
    hand.close()
    for _ in range(2):
        assert found(store, "dau") == ["w2"]
        assert found(store, "un") == []
        store.tidy()
