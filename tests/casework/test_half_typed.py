"""What is half-typed: one page's at a time, gone with what takes it up, gone with the learner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from aln_review.casework.commands.keeping import KeepDrafts
from aln_review.casework.commands.learners import SaveLearner, SavePerson
from aln_review.casework.commands.retention import EraseLearner
from aln_review.casework.half_typed import (
    LINE_OF,
    HalfTyped,
    KeepHalfTyped,
    LeftHalfTyped,
    TakeUp,
)
from aln_review.casework.queries.keeping import Drafts
from aln_review.domain.bilingual import Text
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.domain.keeping import Basis
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person, Perspective
from tests.casework.vaults import Made, add_learner, make

TEXTS = (("person", "Mair Ty"), ("relation-cy", ""))


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    found = make(tmp_path)
    yield found
    found.shut()


def drafts(made: Made) -> int:
    with made.vault.store.view() as unit:
        return len(unit.drafts.screens())


def test_a_new_vault_has_nothing_half_typed(made: Made) -> None:
    assert made.vault.ask(LeftHalfTyped()) == HalfTyped()


def test_a_page_comes_back_as_it_was_with_what_was_emptied(made: Made) -> None:
    made.vault.do(KeepHalfTyped("person-edit", (("learner", "l=1:2"),), TEXTS, tries=2))
    kept = HalfTyped("person-edit", (("learner", "l=1:2"),), TEXTS, tries=2)
    assert made.vault.ask(LeftHalfTyped()) == kept


def test_the_next_page_takes_the_place_of_the_one_before(made: Made) -> None:
    made.vault.do(KeepHalfTyped("person-edit", (("learner", "1"),), TEXTS))
    made.vault.do(KeepHalfTyped("hold", (("learner", "2"),), (("reason", "Cais"),), by_hand=False))
    kept = HalfTyped("hold", (("learner", "2"),), (("reason", "Cais"),), by_hand=False)
    assert made.vault.ask(LeftHalfTyped()) == kept
    assert drafts(made) == 1


def test_the_line_of_a_meeting_is_not_touched(made: Made) -> None:
    made.vault.do(KeepDrafts(f"{LINE_OF}r-1", (("line", "Mae hi’n"),)))
    made.vault.do(KeepHalfTyped("hold", (), (("reason", "Cais"),)))
    made.vault.do(TakeUp(SaveLearner(Learner("", "Elin", "Môn", date(2016, 1, 1)))))
    assert made.vault.ask(LeftHalfTyped()) == HalfTyped()
    assert made.vault.ask(Drafts(f"{LINE_OF}r-1")) == {"line": "Mae hi’n"}


def test_what_was_left_by_an_older_version_is_nothing_and_goes(made: Made) -> None:
    made.vault.do(KeepDrafts("hold:learner=1", (("reason", "Cais"),)))
    assert made.vault.ask(LeftHalfTyped()) == HalfTyped()
    made.vault.do(KeepHalfTyped())
    assert drafts(made) == 0


def test_what_goes_on_the_record_is_half_typed_no_longer(made: Made) -> None:
    made.vault.do(KeepHalfTyped("learner-edit", (), (("forename", "Elin"),)))
    made.vault.do(TakeUp(SaveLearner(Learner("", "Elin", "Môn", date(2016, 1, 1)))))
    assert made.vault.ask(LeftHalfTyped()) == HalfTyped()


def test_what_is_refused_is_still_half_typed(made: Made) -> None:
    learner = add_learner(made.vault)
    made.vault.do(KeepHalfTyped("person-edit", (("learner", learner.id),), TEXTS))
    nameless = Person("", learner.id, " ", Text(), Perspective.FAMILY)
    with pytest.raises(Refusal):
        made.vault.do(TakeUp(SavePerson(nameless)))
    assert made.vault.ask(LeftHalfTyped()).texts == TEXTS


def test_erasing_a_learner_forgets_what_was_half_typed_about_them(made: Made) -> None:
    learner, other = add_learner(made.vault), add_learner(made.vault, "Guto")
    made.vault.do(KeepHalfTyped("person-edit", (("learner", learner.id),), TEXTS))
    made.vault.do(EraseLearner(other.id, other.name, Basis.REQUEST))
    assert made.vault.ask(LeftHalfTyped()).texts == TEXTS
    made.vault.do(EraseLearner(learner.id, learner.name, Basis.REQUEST))
    assert made.vault.ask(LeftHalfTyped()) == HalfTyped()
    assert drafts(made) == 0


def test_it_leaves_no_line_in_the_access_log(made: Made) -> None:
    learner = add_learner(made.vault)

    def lines() -> int:
        with made.vault.store.view() as unit:
            return unit.chain().count

    before = lines()
    for text in ("M", "Ma", "Mair", ""):
        made.clock.forward(minutes=11)
        made.vault.do(KeepHalfTyped("person-edit", (("learner", learner.id),), (("person", text),)))
    made.vault.ask(LeftHalfTyped())
    made.vault.do(KeepHalfTyped())
    assert lines() == before


def test_a_place_that_cannot_be_read_is_said_to_be_so(made: Made) -> None:
    made.vault.do(KeepDrafts("hold:learner=1", (("", "dim byd"),)))
    with pytest.raises(WorldFault):
        made.vault.ask(LeftHalfTyped())
