"""The search index reaches up to a mark and what waits is noted: nothing is ever left out of it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from aln_review.domain.errors import NotFound
from aln_review.store.database import Store
from aln_review.store.engine import Mode, connect
from tests.store.conftest import KEY, Waiting, lower
from tests.store.makers import learner, words

IDS = st.sampled_from([f"w{number:02}" for number in range(12)])
"""In any order: a computer's clock is put back now and then."""
TERMS = ("nofio", "canu", "darllen")


class SearchedMachine(RuleBasedStateMachine):
    """Statements come, change and go, are indexed or not yet, and the vault is opened again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="reach-"))
        self.waiting = Waiting()
        self.texts: dict[str, str] = {}
        self.store = Store.create(self.folder / "vault.db", KEY, lower, later=self.waiting)
        with self.store.unit() as unit:
            unit.learners.put(learner())

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(item_id=IDS, term=st.sampled_from(TERMS))
    def put(self, item_id: str, term: str) -> None:
        with self.store.unit() as unit:
            unit.words.put(words(item_id, term))
        self.texts[item_id] = term

    @rule(item_id=IDS)
    def take_away(self, item_id: str) -> None:
        if self.texts.pop(item_id, ""):
            with self.store.unit() as unit:
                unit.words.delete(item_id)

    @rule()
    def rest(self) -> None:
        self.waiting.run()

    @rule(item_id=IDS)
    def built_again_and_undone(self, item_id: str) -> None:
        with pytest.raises(NotFound):
            self._undone(item_id)

    def _undone(self, item_id: str) -> None:
        with self.store.unit() as unit:
            unit.words.put(words(item_id, "nofio"))
            unit.reindex()
            unit.words.get("nothing")

    @rule()
    def built_again(self) -> None:
        with self.store.unit() as unit:
            unit.reindex()

    @rule(rested=st.booleans())
    def open_again(self, rested: bool) -> None:
        """After a close, or as a kill leaves it: what waits was not indexed."""
        path = self.folder / "vault.db"
        if rested:
            self.store.close()
        else:
            # Its connection goes without indexing anything.
            self.store._shut()
        self.waiting.actions.clear()
        self.store = Store.open(path, KEY, lower, later=self.waiting)

    @invariant()
    def everything_is_found(self) -> None:
        with self.store.view() as view:
            for term in TERMS:
                held = {item_id for item_id, text in self.texts.items() if text == term}
                assert {hit.id for hit in view.search(term, 50)} == held


SearchedMachine.TestCase.settings = settings(deadline=None, max_examples=40, stateful_step_count=25)
TestSearched = SearchedMachine.TestCase


def test_a_new_statement_is_not_noted_and_a_corrected_one_is(tmp_path: Path) -> None:
    waiting = Waiting()
    store = Store.create(tmp_path / "vault.db", KEY, lower, later=waiting)
    look = connect(tmp_path / "vault.db", KEY, Mode.READ)
    with store.unit() as unit:
        unit.learners.put(learner())
        unit.words.put(words("w1", "Nofio"))
    assert look.number("SELECT count(*) FROM unindexed") == 0
    assert look.number("SELECT count(*) FROM texts") == 0
    waiting.run()
    assert look.number("SELECT count(*) FROM texts") == 1
    with store.unit() as unit:
        unit.words.put(words("w1", "Canu"))
    assert look.rows("SELECT kind, id FROM unindexed") == [("words", "w1")]
    look.close()
    store.close()
