"""Proposing, holding and erasing: a person decides, and nothing goes that is held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.commands.retention import (
    ChooseSchedule,
    EraseLearner,
    LiftHold,
    NoteCopiesRemoved,
    PlaceHold,
)
from aln_review.casework.old_copies import last_copy_gone_by
from aln_review.casework.queries.learners import Caseload
from aln_review.casework.queries.retention import (
    ErasePage,
    HoldsPage,
    KeepingPage,
    WasErased,
)
from aln_review.casework.queries.search import Search
from aln_review.casework.say import Say
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import NotFound, Refusal
from aln_review.domain.keeping import CUSTOM, Basis, HoldKind
from aln_review.domain.learner import Learner
from aln_review.vault.access_log import Access
from tests.casework.vaults import TODAY, Made, add_learner, begin_review, make

OLD = date(1995, 3, 14)
SINCE = date(2013, 7, 19)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    found = make(tmp_path)
    yield found
    found.shut()


def grown_up(made: Made) -> Learner:
    return add_learner(made.vault, "Rhodri", born=OLD, left_on=SINCE)


def erase(learner: Learner, basis: Basis = Basis.SCHEDULE) -> EraseLearner:
    return EraseLearner(learner.id, learner.name, basis, "Huw Rees")


def test_nothing_is_proposed_until_the_setting_has_chosen(made: Made) -> None:
    grown_up(made)
    before = made.vault.ask(KeepingPage())
    assert (before.due, before.choice.schedule) == ((), "")
    assert before.schedules.suggested.id == "born-31"
    made.vault.do(ChooseSchedule("born-31"))
    after = made.vault.ask(KeepingPage())
    assert [(row.name, row.on) for row in after.due] == [("Rhodri Prydderch", date(2026, 3, 14))]
    assert (after.choice.chosen_by, after.choice.chosen_on) == ("Nia Rowlands", TODAY)
    assert after.due[0].why.key == "keeping.why.born"
    assert not after.due[0].here


def test_a_period_shorter_than_the_time_here_is_not_given_as_the_reason(made: Made) -> None:
    add_learner(made.vault, "Anest", born=date(1990, 1, 1))
    add_learner(made.vault, "Nesta", born=date(1996, 1, 1), left_on=date(2014, 7, 18))
    grown_up(made)
    made.vault.do(ChooseSchedule(CUSTOM, 20))
    whys = {row.name.split()[0]: row.why for row in made.vault.ask(KeepingPage()).due}
    assert whys["Anest"] == Say.of("keeping.why.here", born=date(1990, 1, 1), on=date(2015, 1, 1))
    assert whys["Nesta"].key == "keeping.why.born"
    made.vault.do(ChooseSchedule(CUSTOM, 10))
    whys = {row.name.split()[0]: row.why for row in made.vault.ask(KeepingPage()).due}
    assert whys["Nesta"] == Say.of("keeping.why.late", on=date(2014, 7, 18))


def test_the_longest_due_stands_first_and_what_comes_is_counted(made: Made) -> None:
    grown_up(made)
    add_learner(made.vault, "Anest", born=date(1990, 1, 1), left_on=SINCE)
    add_learner(made.vault, "Nesta", born=date(1996, 1, 1))
    made.vault.do(ChooseSchedule("born-31"))
    view = made.vault.ask(KeepingPage())
    assert [row.name.split()[0] for row in view.due] == ["Anest", "Rhodri"]
    assert view.coming == 1


@pytest.mark.parametrize(
    ("choice", "key"),
    [
        (ChooseSchedule("never"), "error.keeping.no_schedule"),
        (ChooseSchedule(CUSTOM, 0), "error.keeping.years"),
        (ChooseSchedule(CUSTOM, 101), "error.keeping.years"),
        (ChooseSchedule("born-31", looked_after="never"), "error.keeping.no_schedule"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(
    made: Made, choice: ChooseSchedule, key: str
) -> None:
    with pytest.raises(Refusal) as refused:
        made.vault.do(choice)
    assert refused.value.key == key


def test_a_held_record_is_neither_proposed_nor_erased_until_it_is_lifted(made: Made) -> None:
    learner = grown_up(made)
    made.vault.do(ChooseSchedule("born-31"))
    place = PlaceHold(learner.id, HoldKind.LEGAL, "Achos llys", Language.CY)
    hold = made.vault.do(place).value
    view = made.vault.ask(KeepingPage())
    assert (view.due, [row.hold for row in view.held]) == ((), [hold])
    assert made.vault.ask(ErasePage(learner.id)).holds == (hold,)
    for basis in Basis:
        with pytest.raises(Refusal) as refused:
            made.vault.do(erase(learner, basis))
        assert refused.value.key == "error.erase.held.legal"
        assert refused.value.facts["who"] == "Nia Rowlands"
    made.vault.do(LiftHold(hold.id))
    lifted = made.vault.do(LiftHold(hold.id)).value
    assert lifted.lifted_by == "Nia Rowlands"
    assert made.vault.ask(HoldsPage(learner.id)).past == (lifted,)
    assert made.vault.do(erase(learner)).value.erasure.witness == "Huw Rees"


def test_kept_longer_it_is_proposed_again_after_the_day(made: Made) -> None:
    learner = grown_up(made)
    made.vault.do(ChooseSchedule("born-31"))
    until = date(2026, 11, 30)
    longer = PlaceHold(learner.id, HoldKind.LONGER, "Mae ei chwaer yma", Language.CY, until)
    made.vault.do(longer)
    assert made.vault.ask(KeepingPage()).due == ()
    made.clock.forward(days=7)
    assert made.vault.ask(KeepingPage()).due == ()
    made.clock.forward(days=1)
    assert len(made.vault.ask(KeepingPage()).due) == 1


@pytest.mark.parametrize(
    ("hold", "key"),
    [
        (PlaceHold("", HoldKind.LEGAL, " ", Language.CY), "error.hold.no_reason"),
        (PlaceHold("", HoldKind.LONGER, "x", Language.CY), "error.hold.until"),
        (PlaceHold("", HoldKind.LONGER, "x", Language.CY, TODAY), "error.hold.until"),
    ],
)
def test_a_hold_says_why_and_until_when(made: Made, hold: PlaceHold, key: str) -> None:
    learner = grown_up(made)
    with pytest.raises(Refusal) as refused:
        made.vault.do(replace(hold, learner_id=learner.id))
    assert refused.value.key == key


def test_the_name_must_be_typed_and_the_ground_must_hold(made: Made) -> None:
    learner = grown_up(made)
    with pytest.raises(Refusal) as refused:
        made.vault.do(replace(erase(learner), name="Rhodri"))
    assert refused.value.key == "error.erase.name"
    with pytest.raises(Refusal) as refused:
        made.vault.do(erase(learner))
    assert refused.value.key == "error.erase.not_due"
    assert made.vault.do(replace(erase(learner, Basis.MISTAKE), name=" rhodri  PRYDDERCH "))


def test_an_erased_record_is_gone_and_another_is_not(made: Made) -> None:
    learner = grown_up(made)
    other = add_learner(made.vault, "Elin")
    begin_review(made.vault, learner)
    farewell = made.vault.do(erase(learner, Basis.REQUEST)).value
    assert (farewell.name, farewell.born) == ("Rhodri Prydderch", OLD)
    counts = {one.kind: one.count for one in farewell.erasure.counts}
    assert counts == {"reviews": 1, "people": 2}
    assert [row.id for row in made.vault.ask(Caseload()).rows] == [other.id]
    assert made.vault.ask(Search("rhod")) == made.vault.ask(Search("qqqq"))
    with pytest.raises(NotFound):
        made.vault.ask(ErasePage(learner.id))
    (line,) = [one for one in _log(made) if one.action == "record.erased"]
    assert (line.learner_id, line.subject) == (learner.id, farewell.erasure.id)
    (kept,) = made.vault.ask(KeepingPage()).erasures
    assert kept == farewell.erasure
    for word in ("Rhodri", "Prydderch", OLD.isoformat()):
        assert word not in repr(kept)


def test_who_knows_the_name_and_the_birthday_can_ask_and_nobody_else(made: Made) -> None:
    learner = grown_up(made)
    assert made.vault.ask(WasErased(learner.name, OLD)) == ()
    erasure = made.vault.do(erase(learner, Basis.REQUEST)).value.erasure
    assert made.vault.ask(WasErased("rhodri  prydderch", OLD)) == (erasure,)
    assert made.vault.ask(WasErased(learner.name, date(1995, 3, 15))) == ()
    assert made.vault.ask(WasErased("Rhodri Pryddercch", OLD)) == ()


def test_two_vaults_give_the_same_person_two_digests(made: Made, tmp_path: Path) -> None:
    other = make(tmp_path / "other", seed=11)
    proofs = {
        one.vault.do(erase(grown_up(one), Basis.REQUEST)).value.erasure.proof
        for one in (made, other)
    }
    other.shut()
    assert len(proofs) == 2


def test_a_name_never_comes_back_by_the_class_list_it_came_from(made: Made) -> None:
    """The same learner added again is a new record with a new number."""
    learner = grown_up(made)
    made.vault.do(erase(learner, Basis.REQUEST))
    again = made.vault.do(SaveLearner(replace(learner, id=""))).value
    assert again.id != learner.id
    assert made.vault.ask(ErasePage(again.id)).counts == ()


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 11, 23), date(2027, 8, 31)),
        (date(2026, 3, 31), date(2026, 12, 31)),
        (date(2027, 5, 1), date(2028, 2, 29)),
    ],
)
def test_the_last_copy_is_gone_nine_months_on(on: date, expected: date) -> None:
    assert last_copy_gone_by(on) == expected


def test_that_copies_were_removed_is_registered(made: Made) -> None:
    erasure = made.vault.do(erase(grown_up(made), Basis.REQUEST)).value.erasure
    assert made.vault.do(NoteCopiesRemoved(erasure.id)).value.copies_removed_on == TODAY


def _log(made: Made) -> list[Access]:
    with made.vault.store.view() as unit:
        return unit.access_log()
