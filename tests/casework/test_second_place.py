"""A stick or a share: small, full, read-only, pulled, shared by two vaults."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from aln_review.casework.copies import keep_copy
from aln_review.casework.copies_state import Alarm, keep_state, read_state, state_of
from aln_review.casework.rehearsing import rehearse
from aln_review.casework.second_place import (
    MOST_THERE,
    choose_place,
    copy_out,
    files_there,
    forget_place,
    mark_of,
    second_place,
)
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.store import one_file
from tests.casework.vaults import Made, add_learner, make
from tests.hostile.disks import fill, read_only, small_disk


@pytest.fixture(name="stick")
def _stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


def _copy_of_a_day(made: Made) -> None:
    made.clock.forward(days=1)
    keep_copy(made.door, made.vault)


def test_the_newest_few_of_this_vault_are_kept_and_nobody_elses_touched(
    made: Made, stick: Path, tmp_path: Path
) -> None:
    other = make(tmp_path / "other", seed=11)
    keep_copy(other.door, other.vault)
    choose_place(other.door, other.vault, stick)
    (stick / "photo.jpg").write_bytes(b"x")
    _copy_of_a_day(made)
    choose_place(made.door, made.vault, stick)
    for _ in range(MOST_THERE + 2):
        _copy_of_a_day(made)
        copy_out(made.door, made.vault)
    view = second_place(made.door, made.vault)
    assert len(view.files) == MOST_THERE
    assert view.reachable
    assert view.place.reached == view.files[0].at == made.clock.at
    assert len(files_there(stick, mark_of(other.door))) == 1
    assert len(list(stick.iterdir())) == MOST_THERE + 2
    other.shut()


def test_the_same_copy_is_not_written_twice_but_a_spoilt_one_is(made: Made, stick: Path) -> None:
    _copy_of_a_day(made)
    choose_place(made.door, made.vault, stick)
    (path,) = stick.iterdir()
    before = path.read_bytes()
    copy_out(made.door, made.vault)
    assert path.read_bytes() == before
    path.write_bytes(before[:-100])
    copy_out(made.door, made.vault)
    assert one_file.read_head(path).size
    forget_place(made.door, made.vault)
    assert path.exists()
    with pytest.raises(Refusal):
        copy_out(made.door, made.vault)


def test_while_a_shrink_is_unexplained_nothing_goes_at_the_second_place(
    made: Made, stick: Path
) -> None:
    _copy_of_a_day(made)
    choose_place(made.door, made.vault, stick)
    for _ in range(MOST_THERE):
        _copy_of_a_day(made)
        with made.vault.store.unit() as unit:
            at = made.clock.at
            alarm = Alarm("words", 100, 2, at, at)
            keep_state(unit, replace(read_state(unit), alarm=alarm))
        copy_out(made.door, made.vault)
    assert len(list(stick.iterdir())) == MOST_THERE + 1


def test_the_vaults_own_folder_is_no_second_place(made: Made, tmp_path: Path) -> None:
    keep_copy(made.door, made.vault)
    for folder in (tmp_path, tmp_path / "backups"):
        with pytest.raises(Refusal):
            choose_place(made.door, made.vault, folder)
    with pytest.raises(WorldFault):
        choose_place(made.door, made.vault, tmp_path.parent / "not there")
    assert state_of(made.vault).second.folder == ""


def test_before_there_is_a_copy_there_is_none_to_take(made: Made, stick: Path) -> None:
    with pytest.raises(Refusal) as refused:
        choose_place(made.door, made.vault, stick)
    assert refused.value.key == "error.copy.none_yet"
    with pytest.raises(Refusal):
        rehearse(made.door, made.vault)


def test_a_stick_with_too_little_room_or_that_takes_nothing_says_which(
    made: Made, tmp_path: Path
) -> None:
    add_learner(made.vault)
    _copy_of_a_day(made)
    with small_disk(tmp_path / "stick", 4 << 20) as stick:
        choose_place(made.door, made.vault, stick)
        _copy_of_a_day(made)
        fill(stick)
        with pytest.raises(WorldFault) as full:
            copy_out(made.door, made.vault)
        assert full.value.key == "error.copy.place_full"
        assert len(files_there(stick, mark_of(made.door))) == 1
        read_only(stick, yes=True)
        with pytest.raises(WorldFault) as refused:
            copy_out(made.door, made.vault)
        # Too little room is found before anything is tried.
        assert refused.value.key == "error.copy.place_full"
        read_only(stick, yes=False)
        (stick / "filler").unlink()
        read_only(stick, yes=True)
        with pytest.raises(WorldFault) as refused:
            copy_out(made.door, made.vault)
        assert refused.value.key == "error.copy.place_read_only"
        assert state_of(made.vault).second.trouble == "error.copy.place_read_only"
        read_only(stick, yes=False)
        copy_out(made.door, made.vault)
        assert state_of(made.vault).second.trouble == ""
        assert os.listdir(made.vault.tools.area) == []


def test_room_that_runs_out_in_the_middle_leaves_only_whole_copies(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look at the room beforehand is no promise: somebody else may write meanwhile."""
    _copy_of_a_day(made)

    def enough(*_: object) -> None:
        return None

    monkeypatch.setattr(one_file, "_refuse_little_room", enough)
    with small_disk(tmp_path / "stick", 4 << 20) as stick:
        choose_place(made.door, made.vault, stick)
        for leave in range(0, 200_000, 40_000):
            _copy_of_a_day(made)
            fill(stick, leave=leave)
            with pytest.raises(WorldFault) as fault:
                copy_out(made.door, made.vault)
            assert fault.value.key == "error.copy.place_full"
            assert len(list(stick.glob("*.part"))) == 0
            for there in files_there(stick, mark_of(made.door)):
                one_file.read_head(there.path)
            (stick / "filler").unlink()
