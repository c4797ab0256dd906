from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.errors import NotFound, OwnFault, WorldFault
from aln_review.domain.plan import PlanHead
from aln_review.store.contents import PART_BYTES
from aln_review.store.database import Store
from aln_review.store.engine import Mode, connect
from aln_review.store.unit_of_work import UnitOfWork
from aln_review.vault.access_log import Access, Link, digest, verify
from tests.store.conftest import KEY
from tests.store.makers import learner, plan, words


def test_where_asks_by_indexed_fields_only(store: Store) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
        unit.learners.put(learner("l2"))
        unit.words.put(words("w2", "Dau"))
        unit.words.put(words("w1", "Un"))
        unit.words.put(words("w3", "Tri", "l2"))
        assert [found.id for found in unit.words.where(learner_id="l1")] == ["w1", "w2"]
        assert [found.id for found in unit.words.where(review_id="")] == ["w1", "w2", "w3"]
        assert unit.words.count(learner_id="l2", sheet="none") == 1
        assert unit.learners.count(born=learner().born) == 2
        with pytest.raises(OwnFault) as fault:
            unit.words.where(said_by="Elin")
        assert fault.value.key == "error.store.not_indexed"


def test_the_highest_of_a_field_counts_removed_and_moved_cards_too(store: Store) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
        assert unit.words.highest("position", learner_id="l1") is None
        for number, position in enumerate((2, 11, 9)):
            unit.words.put(replace(words(f"w{number}", "Un"), position=position, removed=True))
        assert unit.words.highest("position", learner_id="l1") == 11
        assert unit.words.highest("position", learner_id="l1", sheet="who") is None
        connection = unit.words._connection
        plan = connection.rows(
            "EXPLAIN QUERY PLAN SELECT position FROM words WHERE learner_id IS 'l1' "
            "AND review_id IS 'r' AND sheet IS 'now' ORDER BY position DESC LIMIT 1"
        )
        # One look into the index: neither the wall is read nor anything put in order.
        assert [row[3] for row in plan] == [
            "SEARCH words USING COVERING INDEX idx_words_place "
            "(learner_id=? AND review_id=? AND sheet=?)"
        ]
        for name in ("no_field", "position') --"):
            with pytest.raises(OwnFault) as fault:
                unit.words.highest(name)
            assert fault.value.key == "error.store.not_indexed"


def test_putting_again_replaces(store: Store) -> None:
    with store.unit() as unit:
        unit.learners.put(learner(surname="Puw"))
        unit.learners.put(learner(surname="Prys"))
        assert [found.surname for found in unit.learners.all()] == ["Prys"]
        assert unit.learners.where(surname="Puw") == []


def test_half_a_surrogate_is_refused_before_anything_is_kept(store: Store) -> None:
    with store.unit() as unit:
        with pytest.raises(OwnFault) as fault:
            unit.learners.put(learner(surname="\ud800"))
        assert fault.value.key == "error.store.not_text"
        assert unit.learners.count() == 0


def test_changed_names_what_was_touched(store: Store) -> None:
    with store.unit() as unit:
        unit.contents.put("d1", b"x")
        unit.meta.put("name", {"a": [1, "ŵ", None]})
        unit.drafts.put("s", "k", "t")
        unit.log("opened")
        assert unit.changed == {"contents", "meta", "drafts", "access_log"}
    with store.unit() as unit:
        assert unit.meta.get("name", {}) == {"a": [1, "ŵ", None]}
        assert unit.meta.get("other", 5) == 5
        assert unit.changed == set()


def test_drafts_come_back_by_screen_until_cleared(store: Store) -> None:
    with store.unit() as unit:
        unit.drafts.put("plan", "2B.outcome", "Hanner brawddeg")
        unit.drafts.put("plan", "2B.what", "Dwy")
        unit.drafts.put("plan", "2B.what", "Dwy waith")
        unit.drafts.put("review", "now", "Heddiw")
        assert unit.drafts.all("plan") == {"2B.outcome": "Hanner brawddeg", "2B.what": "Dwy waith"}
        unit.drafts.clear("plan", "2B.what")
        assert unit.drafts.all("plan") == {"2B.outcome": "Hanner brawddeg"}
        unit.drafts.clear("plan")
        assert unit.drafts.all("plan") == {}
        assert unit.drafts.all("review") == {"now": "Heddiw"}


def test_contents_are_read_in_parts(store: Store) -> None:
    data = bytes(range(256)) * (PART_BYTES // 100)
    with store.unit() as unit:
        unit.contents.put("d1", data)
        unit.contents.put("empty", b"")
    with store.view() as view:
        assert view.contents.get("d1") == data
        assert view.contents.get("empty") == b""
        assert view.contents.size("d1") == len(data)
        with view.contents.open("d1") as reader:
            reader.seek(PART_BYTES - 3)
            assert reader.read(7) == data[PART_BYTES - 3 : PART_BYTES + 4]
            reader.seek(-5, io.SEEK_END)
            assert reader.read() == data[-5:]
            assert reader.read(1) == b""
    with store.unit() as unit:
        unit.contents.put("d1", b"short")
        assert unit.contents.get("d1") == b"short"
        unit.contents.delete("d1")
        assert unit.contents.ids() == ["empty"]
        for action in (unit.contents.get, unit.contents.delete):
            with pytest.raises(NotFound):
                action("d1")


def test_the_log_is_chained_and_read_by_learner(store: Store) -> None:
    with store.unit() as unit:
        unit.log("opened", "l1", "plan", "")
        unit.log("printed", "l2", "profile", "cy")
    with store.view() as view:
        assert [line.action for line in view.access_log()] == ["opened", "printed"]
        (line,) = view.access_log("l2")
        assert (line.seq, line.actor, line.subject, line.detail) == (
            2,
            "Gwen Pari",
            "profile",
            "cy",
        )
        assert line.at.startswith("2026-11-02T09:00")
        assert view.chain().whole
        assert view.chain().count == 2


def chain(texts: list[str]) -> list[Link]:
    head, links = "0" * 64, []
    for number, text in enumerate(texts, 1):
        access = Access(number, "2026-11-02T09:00:00+00:00", "Gwen", text, text, text)
        head = digest(head, access)
        links.append(Link(access, head))
    return links


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1), st.data())
def test_any_line_removed_from_within_or_moved_breaks_the_chain(
    texts: list[str], data: st.DataObject
) -> None:
    links = chain(texts)
    assert verify(links).count == len(texts)
    assert verify(links).head == links[-1].digest
    at = data.draw(st.integers(0, len(links) - 1))
    without = links[:at] + links[at + 1 :]
    if at < len(links) - 1:
        assert verify(without).broken_at == at + 1
        assert verify(without).count == at
    changed = list(links)
    old = links[at].access
    changed[at] = Link(
        Access(old.seq, old.at, "Another", old.action, old.learner_id, old.subject),
        links[at].digest,
    )
    assert verify(changed).broken_at == at + 1


@pytest.mark.parametrize(
    ("statement", "read"),
    [
        ("UPDATE content_parts SET data = zeroblob(4)", lambda unit: unit.contents.get("d1")),
        ("DELETE FROM content_parts", lambda unit: unit.contents.get("d1")),
        ("UPDATE drafts SET text = substr(text, 1, 5)", lambda unit: unit.drafts.all("plan")),
        ("UPDATE meta SET value = substr(value, 1, 3)", lambda unit: unit.meta.get("name")),
    ],
)
def test_what_is_not_what_was_put_is_never_handed_out(
    store: Store, path: Path, statement: str, read: Callable[[UnitOfWork], object]
) -> None:
    with store.unit() as unit:
        unit.contents.put("d1", b"abcd")
        unit.drafts.put("plan", "field", "Hanner brawddeg")
        unit.meta.put("name", "Ysgol Brawf")
    hand = connect(path, KEY, Mode.WRITE)
    hand.run(statement)
    hand.close()
    with store.view() as view, pytest.raises(WorldFault) as fault:
        read(view)
    assert fault.value.key in {"error.store.damaged", "error.store.row_unreadable"}


def test_a_glance_reads_the_head_of_a_plan_and_nothing_else(store: Store) -> None:
    with store.unit() as unit:
        unit.learners.put(learner())
        kept = plan("v1", "Mae’n darllen")
        unit.plans.put(kept)
        (head,) = unit.plans.glance(PlanHead, learner_id="l1")
        assert {name: getattr(head, name) for name in PlanHead.__slots__} == {
            name: getattr(kept, name) for name in PlanHead.__slots__
        }
        unit.plans._connection.run("UPDATE plans SET body = '{'")
        with pytest.raises(WorldFault) as fault:
            unit.plans.glance(PlanHead)
        assert (fault.value.key, fault.value.facts) == (
            "error.store.row_unreadable",
            {"table": "plans"},
        )


def test_what_is_remembered_comes_back_as_its_type(store: Store) -> None:
    with store.unit() as unit:
        unit.meta.put("days", ["2026-11-30"])
        assert unit.meta.get_as("days", list[date]) == [date(2026, 11, 30)]
        assert unit.meta.get_as("nothing", int) is None
        with pytest.raises(WorldFault) as fault:
            unit.meta.get_as("days", int)
        assert (fault.value.key, fault.value.facts) == (
            "error.store.row_unreadable",
            {"table": "meta"},
        )
