"""When copies are made by themselves: half-hours of change, the end, the stick, the month."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aln_review.casework import copying
from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.copies import copies, keep_copy
from aln_review.casework.copies_state import SecondPlace, keep_state, read_state, state_of
from aln_review.casework.copying import Keeper
from aln_review.casework.second_place import choose_place, files_there, mark_of
from aln_review.domain.errors import WorldFault
from tests.casework.vaults import Made, add_learner


@pytest.fixture(name="stick")
def _stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


def many(made: Made) -> int:
    return len(copies(made.door).copies)


def test_half_an_hour_of_change_makes_a_copy_and_one_of_rest_makes_none(made: Made) -> None:
    keeper = Keeper(made.door, made.vault)
    made.clock.forward(hours=3)
    assert not keeper.due()
    learner = add_learner(made.vault)
    assert keeper.due()
    keeper.keep()
    assert not keeper.changed
    made.clock.forward(hours=3)
    assert not keeper.due()
    made.vault.do(SaveLearner(learner))
    assert keeper.due()
    keeper.keep()
    made.vault.do(SaveLearner(learner))
    made.clock.forward(minutes=29)
    assert not keeper.due()
    made.clock.forward(minutes=1)
    assert keeper.due()
    assert many(made) == 2


def test_what_was_kept_while_the_copy_was_made_is_still_to_be_copied(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper(made.door, made.vault)
    real = keep_copy

    def and_somebody_types(*args: object) -> object:
        done = real(*args)  # type: ignore[arg-type]
        add_learner(made.vault)
        return done

    monkeypatch.setattr(copying, "keep_copy", and_somebody_types)
    keeper.keep()
    assert keeper.changed


def test_a_clock_set_back_begins_the_half_hour_anew(made: Made) -> None:
    keeper = Keeper(made.door, made.vault)
    add_learner(made.vault)
    made.clock.forward(days=-400)
    assert not keeper.due()
    made.clock.forward(minutes=30)
    assert keeper.due()


def test_a_copy_that_fails_is_tried_again_after_half_an_hour(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper(made.door, made.vault)
    add_learner(made.vault)
    made.clock.forward(minutes=31)

    def full(*_: object) -> None:
        raise WorldFault("error.vault.disk_full")

    monkeypatch.setattr(copying, "keep_copy", full)
    with pytest.raises(WorldFault):
        keeper.keep()
    assert not keeper.due()
    made.clock.forward(minutes=31)
    assert keeper.due()


def test_at_the_end_a_change_is_copied_and_nothing_new_is_not(made: Made) -> None:
    keeper = Keeper(made.door, made.vault)
    assert keeper.keep_at_end()
    assert not keeper.keep_at_end()
    add_learner(made.vault)
    assert keeper.keep_at_end()
    assert not keeper.keep_at_end()
    assert many(made) == 2


def test_the_second_place_gets_the_first_copy_of_a_day_and_never_at_the_end(
    made: Made, stick: Path
) -> None:
    Keeper(made.door, made.vault).keep()
    choose_place(made.door, made.vault, stick)
    keeper = Keeper(made.door, made.vault)
    for _ in range(3):
        made.clock.forward(hours=1)
        add_learner(made.vault)
        keeper.keep()
    assert len(files_there(stick, mark_of(made.door))) == 1
    made.clock.forward(days=1)
    add_learner(made.vault)
    assert keeper.keep_at_end()
    assert len(files_there(stick, mark_of(made.door))) == 1
    again = Keeper(made.door, made.vault)
    again.catch_up()
    found = files_there(stick, mark_of(made.door))
    assert len(found) == 2
    assert found[0].at == copies(made.door).copies[0].at
    assert not again.changed


def test_a_stick_that_was_pulled_stops_nobody_and_is_remembered(made: Made, stick: Path) -> None:
    Keeper(made.door, made.vault).keep()
    choose_place(made.door, made.vault, stick)
    reached = state_of(made.vault).second.reached
    for path in stick.iterdir():
        path.unlink()
    stick.rmdir()
    made.clock.forward(days=2)
    keeper = Keeper(made.door, made.vault)
    keeper.keep()
    place = state_of(made.vault).second
    assert place == SecondPlace(str(stick), reached, "error.copy.place_missing")
    stick.mkdir()
    keeper.catch_up()
    place = state_of(made.vault).second
    assert (place.reached, place.trouble) == (made.clock.at, "")
    assert len(files_there(stick, mark_of(made.door))) == 1


def test_a_month_later_a_copy_is_put_back_for_practice(made: Made, stick: Path) -> None:
    keeper = Keeper(made.door, made.vault)
    keeper.catch_up()
    assert state_of(made.vault).rehearsal.at is None
    keeper.keep()
    choose_place(made.door, made.vault, stick)
    keeper.catch_up()
    first = state_of(made.vault).rehearsal
    assert (first.at, first.second_place, first.trouble) == (made.clock.at, True, "")
    made.clock.forward(days=29)
    keeper.catch_up()
    assert state_of(made.vault).rehearsal == first
    made.clock.forward(days=1)
    keeper.catch_up()
    assert state_of(made.vault).rehearsal.at == made.clock.at


def test_a_rehearsal_that_fails_stops_nobody_and_is_remembered(made: Made) -> None:
    keeper = Keeper(made.door, made.vault)
    keeper.keep()
    path = copies(made.door).copies[0].path
    content = bytearray(path.read_bytes())
    content[-9_000] ^= 1
    path.write_bytes(content)
    keeper.catch_up()
    found = state_of(made.vault).rehearsal
    assert found.trouble == "error.store.damaged"
    assert found.at is None
    area = made.vault.tools.area
    assert list(area.iterdir()) == []


def test_a_place_is_remembered_as_it_was_kept(made: Made) -> None:
    with made.vault.store.unit() as unit:
        place = SecondPlace("E:\\", made.clock.at, "error.copy.place_full")
        keep_state(unit, replace(read_state(unit), second=place))
    assert state_of(made.vault).second == place
