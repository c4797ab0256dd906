"""Copies beside the vault: made when due, thinned by the ladder, halted when much is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aln_review.casework.copies import (
    CopiesView,
    accept_shrink,
    copies,
    folder_of,
    keep_copy,
    keep_if_due,
    shrunk_words,
)
from aln_review.casework.copies_state import (
    Alarm,
    expect_shrink,
    keep_state,
    read_state,
    state_of,
)
from aln_review.casework.door import Door
from aln_review.domain.errors import WorldFault
from aln_review.language.lemmas import lemmas
from aln_review.store import backup
from aln_review.store.ladder import STANDARD
from aln_review.store.measure import WRITTEN
from tests.casework.vaults import CHEAP, PASSPHRASE, Made, add_learner, make_tools


def test_a_copy_is_made_beside_the_vault_and_opens(made: Made, tmp_path: Path) -> None:
    kept = add_learner(made.vault)
    view = keep_copy(made.door, made.vault)
    assert view.copies[0].at == made.clock.at
    assert view.copies[0].size > 0
    assert Path(view.folder) == tmp_path / "backups"
    other = tmp_path / "restored" / "vault"
    other.mkdir(parents=True)
    newest = folder_of(made.door)
    (name,) = {path.stem for path in newest.iterdir()}
    (newest / f"{name}.alnvault").rename(other / "vault.db")
    (newest / f"{name}.json").rename(other / "vault.json")
    door = Door(other, make_tools(tmp_path / "restored", made.clock), lemmas, CHEAP)
    vault = door.unlock(PASSPHRASE)
    with vault.store.view() as unit:
        assert unit.learners.get(kept.id).name == kept.name
    vault.close()


def test_unchanged_no_second_copy_is_made_within_the_hour(made: Made) -> None:
    assert keep_if_due(made.door, made.vault)
    made.clock.forward(minutes=59)
    assert not keep_if_due(made.door, made.vault)
    assert keep_if_due(made.door, made.vault, changed=True)
    made.clock.forward(minutes=61)
    assert keep_if_due(made.door, made.vault)
    assert len(copies(made.door).copies) == 3


def test_the_ladder_thins_what_lies_there_newest_first(made: Made) -> None:
    for _ in range(40):
        made.clock.forward(hours=12)
        keep_copy(made.door, made.vault)
    view = copies(made.door)
    found = view.copies
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)
    # Two of today and yesterday each, one of each day before, and a Sunday or two.
    assert STANDARD.daily <= view.reach.days < 20
    assert len(found) < 25
    assert view.reach.oldest == found[-1].at.date()
    names = {path.stem for path in folder_of(made.door).iterdir()}
    assert len(names) == len(found)


def test_a_clock_set_back_costs_no_copy(made: Made) -> None:
    for _ in range(16):
        made.clock.forward(days=1)
        keep_copy(made.door, made.vault)
    made.clock.forward(days=-400)
    view = keep_copy(made.door, made.vault)
    assert made.clock.at in [one.at for one in view.copies]


def test_a_strangers_file_is_no_copy_and_stays(made: Made) -> None:
    folder = folder_of(made.door)
    folder.mkdir(parents=True)
    (folder / "mine.alnvault").write_bytes(b"x")
    assert copies(made.door).copies == ()
    keep_copy(made.door, made.vault)
    assert (folder / "mine.alnvault").exists()


def _fill(made: Made) -> None:
    for number in range(15):
        add_learner(made.vault, f"Elin{number}")


def _empty(made: Made, most: int) -> None:
    with made.vault.store.unit() as unit:
        for learner in unit.learners.all()[:most]:
            for person in unit.people.where(learner_id=learner.id):
                unit.people.delete(person.id)
            unit.learners.delete(learner.id)


def _days(made: Made, days: int) -> CopiesView:
    for _ in range(days):
        made.clock.forward(days=1)
        view = keep_copy(made.door, made.vault)
    return view


def test_a_copy_that_lost_a_fifth_stops_the_rotation_until_somebody_answers(made: Made) -> None:
    _fill(made)
    good = _days(made, 30)
    assert good.state.alarm is None
    _empty(made, 5)
    made.clock.forward(days=1)
    view = keep_copy(made.door, made.vault)
    alarm = view.state.alarm
    assert alarm is not None
    assert (alarm.what, alarm.before, alarm.after) == ("learners", 15, 10)
    assert alarm.good_at == good.copies[0].at
    later = _days(made, 20)
    assert {one.at for one in good.copies} <= {one.at for one in later.copies}
    assert later.state.alarm is not None
    made.clock.forward(minutes=1)
    answered = accept_shrink(made.door, made.vault)
    assert answered.state.alarm is None
    assert len(answered.copies) < len(later.copies)
    assert _days(made, 1).state.alarm is None


def test_an_alarm_goes_by_itself_when_what_was_lost_is_back(made: Made) -> None:
    _fill(made)
    _days(made, 1)
    _empty(made, 4)
    assert _days(made, 1).state.alarm is not None
    for number in range(4):
        add_learner(made.vault, f"Ifan{number}")
    assert _days(made, 1).state.alarm is None


def test_a_shrink_that_was_announced_is_no_alarm_and_only_once(made: Made) -> None:
    _fill(made)
    _days(made, 1)
    with made.vault.store.unit() as unit:
        expect_shrink(unit)
    _empty(made, 5)
    assert _days(made, 1).state.alarm is None
    _empty(made, 5)
    assert _days(made, 1).state.alarm is not None


def test_every_kind_that_can_shrink_has_its_words(made: Made) -> None:
    at = made.clock.at
    for catalogue in made.vault.tools.catalogues.values():
        for what in (*WRITTEN, "written", "contents", "something new"):
            said = shrunk_words(Alarm(what, 4_096_000, 2_048, at, at))
            assert catalogue.has(said.key), what
            assert catalogue.t(said.key, **said.facts)
    assert shrunk_words(Alarm("contents", 4_096_000, 2_048, at, at)).facts["before"] == 4_000


def test_a_copy_made_before_a_restoring_is_not_thinned_away(made: Made) -> None:
    pinned = _days(made, 1).copies[0].at
    with made.vault.store.unit() as unit:
        keep_state(unit, replace(read_state(unit), before_restoring=(pinned,)))
    view = _days(made, 60)
    assert [one.at for one in view.copies if one.before_restoring] == [pinned]


def test_nothing_older_goes_when_the_new_copy_fails(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    _days(made, 40)
    there = set(folder_of(made.door).glob("*.alnvault"))

    def other(*_: object) -> dict[str, int]:
        return {}

    monkeypatch.setattr(backup, "verify", other)
    made.clock.forward(days=300)
    with pytest.raises(WorldFault):
        keep_copy(made.door, made.vault)
    assert set(folder_of(made.door).glob("*.alnvault")) == there


def test_what_is_remembered_survives_as_it_was(made: Made) -> None:
    _fill(made)
    view = _days(made, 2)
    assert view.state == state_of(made.vault)
    assert view.state.good is not None
    assert view.state.good.at == made.clock.at
    assert isinstance(view.state.good.at, datetime)
    assert view.state.good.at.tzinfo == UTC
