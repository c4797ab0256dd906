"""A record is erased while the stick is in a drawer: it stays due until the stick is clean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aln_review.casework.commands.retention import EraseLearner
from aln_review.casework.copies import copies, keep_copy
from aln_review.casework.copies_state import state_of
from aln_review.casework.copying import Keeper
from aln_review.casework.farewell import finish_erasing
from aln_review.casework.queries.retention import DueElsewhere, KeepingPage
from aln_review.casework.second_place import (
    choose_place,
    copy_out,
    files_there,
    forget_place,
    mark_of,
    second_place,
)
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from aln_review.domain.keeping import Basis, Erasure, SecondCopies
from aln_review.store import one_file
from tests.casework.vaults import TODAY, Made, add_learner, make
from tests.hostile.disks import read_only, small_disk


@pytest.fixture(name="made")
def _made(tmp_path: Path) -> Iterator[Made]:
    found = make(tmp_path)
    yield found
    found.shut()


@pytest.fixture(name="stick")
def _stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


def copied_to(made: Made, stick: Path, days: int = 2) -> None:
    """A learner, and copies of some days at the second place that hold them."""
    add_learner(made.vault, "Rhodri")
    keep_copy(made.door, made.vault)
    choose_place(made.door, made.vault, stick)
    for _ in range(days - 1):
        made.clock.forward(days=1)
        keep_copy(made.door, made.vault)
        copy_out(made.door, made.vault)


def erase(made: Made) -> Erasure:
    made.clock.forward(minutes=5)
    with made.vault.store.view() as unit:
        (learner,) = unit.learners.all()
    return made.vault.do(EraseLearner(learner.id, learner.name, Basis.REQUEST)).value.erasure


def now(made: Made) -> Erasure:
    (found,) = made.vault.ask(KeepingPage()).erasures
    return found


def taken_away(stick: Path) -> Path:
    return stick.rename(stick.with_name("drawer"))


def test_older_files_go_only_after_one_without_the_record_was_proved(
    made: Made, stick: Path
) -> None:
    copied_to(made, stick)
    before = files_there(stick, mark_of(made.door))
    assert len(before) == 2
    assert erase(made).second_place is SecondCopies.DUE
    view = second_place(made.door, made.vault)
    assert view.holds_erased
    assert made.vault.ask(DueElsewhere())
    copy_out(made.door, made.vault)
    (one,) = files_there(stick, mark_of(made.door))
    assert one.path not in {old.path for old in before}
    assert one_file.read_head(one.path).size
    assert (now(made).second_place, now(made).second_place_on) == (
        SecondCopies.REMOVED,
        made.clock.now().date(),
    )
    assert not made.vault.ask(DueElsewhere())
    with made.vault.store.view() as unit:
        assert [line.action for line in unit.access_log()].count("copies.removed_there") == 1


def test_a_stick_in_a_drawer_stays_due_until_it_is_back(made: Made, stick: Path) -> None:
    copied_to(made, stick)
    keeper = Keeper(made.door, made.vault)
    erase(made)
    drawer = taken_away(stick)
    made.clock.forward(minutes=40)
    keeper.keep()
    assert now(made).second_place is SecondCopies.DUE
    assert state_of(made.vault).second.trouble == "error.copy.place_missing"
    assert len(files_there(drawer, mark_of(made.door))) == 2
    drawer.rename(stick)
    keeper.catch_up()
    assert now(made).second_place is SecondCopies.REMOVED
    assert len(files_there(stick, mark_of(made.door))) == 1


def test_the_days_copy_having_gone_there_already_does_not_put_it_off(
    made: Made, stick: Path
) -> None:
    copied_to(made, stick)
    keeper = Keeper(made.door, made.vault)
    erase(made)
    made.clock.forward(minutes=40)
    keeper.keep()
    assert now(made).second_place is SecondCopies.REMOVED


def test_a_copy_that_bears_a_later_day_but_holds_the_record_does_not_count(
    made: Made, stick: Path
) -> None:
    """The clock was a year ahead when it was made, and has been put right since."""
    copied_to(made, stick, days=1)
    right = made.clock.at
    made.clock.at = datetime(2027, 11, 23, 9, tzinfo=UTC)
    keep_copy(made.door, made.vault)
    copy_out(made.door, made.vault)
    made.clock.at = right
    erase(made)
    copy_out(made.door, made.vault)
    (one,) = files_there(stick, mark_of(made.door))
    assert one.at.year == 2026
    assert now(made).second_place is SecondCopies.REMOVED


def test_on_this_computer_too_a_copy_from_a_later_day_goes(made: Made) -> None:
    add_learner(made.vault, "Rhodri")
    right = made.clock.at
    made.clock.at = datetime(2027, 11, 23, 9, tzinfo=UTC)
    keep_copy(made.door, made.vault)
    made.clock.at = right
    made.clock.forward(minutes=5)
    with made.vault.store.view() as unit:
        (learner,) = unit.learners.all()
    farewell = made.vault.do(EraseLearner(learner.id, learner.name, Basis.REQUEST)).value
    done = finish_erasing(made.door, made.vault, farewell, Language.CY, copies_now=True)
    assert done.farewell.erasure.copies_removed_on == TODAY
    assert [copy.at.year for copy in copies(made.door).copies] == [2026]


@pytest.mark.parametrize("copies_now", [True, False])
def test_removing_copies_at_once_reaches_a_second_place_that_is_there(
    made: Made, stick: Path, copies_now: bool
) -> None:
    copied_to(made, stick)
    with made.vault.store.view() as unit:
        (learner,) = unit.learners.all()
    made.clock.forward(minutes=5)
    farewell = made.vault.do(EraseLearner(learner.id, learner.name, Basis.REQUEST)).value
    done = finish_erasing(made.door, made.vault, farewell, Language.CY, copies_now=copies_now)
    assert done.problem == ""
    found = done.farewell.erasure.second_place
    assert found is (SecondCopies.REMOVED if copies_now else SecondCopies.DUE)
    assert len(files_there(stick, mark_of(made.door))) == (1 if copies_now else 2)


def test_a_stick_that_takes_nothing_keeps_what_it_has_and_stays_due(
    made: Made, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "stick", 16 << 20) as stick:
        copied_to(made, stick)
        erase(made)
        read_only(stick, yes=True)
        with pytest.raises(WorldFault):
            copy_out(made.door, made.vault)
        assert len(files_there(stick, mark_of(made.door))) == 2
        assert now(made).second_place is SecondCopies.DUE
        read_only(stick, yes=False)
        copy_out(made.door, made.vault)
        assert len(files_there(stick, mark_of(made.door))) == 1
        assert now(made).second_place is SecondCopies.REMOVED


def test_a_place_given_up_before_that_is_said_to_be_left(
    made: Made, stick: Path, tmp_path: Path
) -> None:
    copied_to(made, stick)
    erase(made)
    choose_place(made.door, made.vault, stick)
    assert now(made).second_place is SecondCopies.REMOVED
    add_learner(made.vault, "Nesta")
    keep_copy(made.door, made.vault)
    copy_out(made.door, made.vault)
    erase(made)
    other = tmp_path / "share"
    other.mkdir()
    choose_place(made.door, made.vault, other)
    assert now_of(made) == [SecondCopies.LEFT, SecondCopies.REMOVED]
    assert len(files_there(stick, mark_of(made.door))) == 2
    add_learner(made.vault, "Macsen")
    erase(made)
    forget_place(made.door, made.vault)
    assert now_of(made)[0] is SecondCopies.LEFT
    assert not made.vault.ask(DueElsewhere())


def now_of(made: Made) -> list[SecondCopies]:
    """Newest first."""
    with made.vault.store.view() as unit:
        found = sorted(unit.erasures.all(), key=lambda one: one.at, reverse=True)
    return [one.second_place for one in found]


def test_without_a_second_place_nothing_is_due(made: Made) -> None:
    add_learner(made.vault, "Rhodri")
    assert erase(made).second_place is SecondCopies.NONE
    assert not made.vault.ask(DueElsewhere())
