"""A loss of power takes nothing that was shown as done, and the simulated disk is a cruel one."""

from __future__ import annotations

import dataclasses
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.faults import power
from tests.faults.disk import Disk, Mode
from tests.faults.layer import ROOT, Call, environment, read, why_not
from tests.faults.power_story import Shown
from tests.faults.torn import Torn

RUNS = 40
TRIES = 200


@pytest.fixture(scope="module", autouse=True)
def _layer() -> None:
    if why_not():
        pytest.skip(why_not())


@pytest.mark.slow
def test_nothing_shown_as_saved_is_lost_when_the_power_goes(tmp_path: Path) -> None:
    """The short form; ``python -m tests.faults power --runs N`` is the long one."""
    tally = power.run(tmp_path, RUNS, seed=1)
    assert tally.faults == []
    assert (tally.runs, tally.lost) == (RUNS, 0)
    assert tally.modes == {mode.value: RUNS // 2 for mode in Mode}
    assert tally.saves > RUNS
    assert tally.unsure > RUNS
    assert tally.calls > 1_000


def test_the_layer_writes_down_every_call_that_changes_a_file(tmp_path: Path) -> None:
    """SQLCipher's own calls among them: what it says is on the disk is what the log says."""
    place = tmp_path / "place"
    place.mkdir()
    story = (sys.executable, "-m", "tests.faults.power_story", str(place), "3", "12")
    told = environment(place, tmp_path / "log")
    subprocess.run(story, cwd=ROOT, env=told, check=True)
    calls = list(read(tmp_path / "log"))
    kinds = Counter(call.what for call in calls)
    assert all(kinds[what] for what in "OCWTSRUMA")
    for mode in Mode:
        disk = Disk(str(place), mode)
        disk.follow(calls)
        for node in disk._names.values():
            disk._open[0] = node
            disk.follow([Call("S", 0, 0, "", b"")])
        disk.lose_power(tmp_path / mode, random.Random(1))
        kept = {path for path in place.rglob("*") if not path.name.endswith("-shm")}
        assert len(kept) > 4
        for path in kept:
            found = tmp_path / mode / path.relative_to(place)
            assert found.is_dir() if path.is_dir() else found.read_bytes() == path.read_bytes()
    assert (place / "vault" / "vault.db").stat().st_size > 0


def _calls(*given: tuple[str, int, str, bytes]) -> list[Call]:
    return [Call(what, number, 3, name, data) for what, number, name, data in given]


def _left(calls: list[Call], mode: Mode, tmp_path: Path) -> set[bytes | None]:
    disk, found = Disk("/v", mode), set[bytes | None]()
    disk.follow(calls)
    for number in range(TRIES):
        target = tmp_path / f"{mode}-{number}"
        disk.lose_power(target, random.Random(number))
        path = target / "a"
        found.add(path.read_bytes() if path.exists() else None)
    return found


@pytest.mark.parametrize("mode", list(Mode))
def test_what_is_not_synchronised_may_be_lost_and_what_is_stays(mode: Mode, tmp_path: Path) -> None:
    wrote = _calls(("O", 0, "/v/a", b""), ("W", 0, "", b"x" * 5_000))
    left = _left(wrote, mode, tmp_path / "1")
    assert {None, b"", b"x" * 5_000, bytes(5_000)} <= left
    assert len(left) > 8
    synced = [*wrote, *_calls(("S", 0, "", b""))]
    expected = {b"x" * 5_000} if mode is Mode.ORDERED else {b"x" * 5_000, None}
    assert _left(synced, mode, tmp_path / "2") == expected
    named = [*synced, *_calls(("C", 0, "", b""), ("O", 0, "/v", b""), ("S", 0, "", b""))]
    assert _left(named, mode, tmp_path / "3") == {b"x" * 5_000}


@pytest.mark.parametrize("mode", list(Mode))
def test_a_name_changed_without_its_folder_may_be_the_old_one(mode: Mode, tmp_path: Path) -> None:
    calls = _calls(
        ("O", 0, "/v/a", b""), ("W", 0, "", b"old"), ("S", 0, "", b""),
        ("O", 0, "/v", b""), ("S", 0, "", b""),
        ("O", 0, "/v/b", b""), ("W", 0, "", b"new"), ("S", 0, "", b""),
        ("R", 0, "/v/b", b"/v/a"),
    )  # fmt: skip
    assert _left(calls, mode, tmp_path / "1") == {b"old", b"new"}
    calls += _calls(("O", 0, "/v", b""), ("S", 0, "", b""))
    assert _left(calls, mode, tmp_path / "2") == {b"new"}


def test_a_save_that_was_shown_and_is_gone_would_be_found_out(tmp_path: Path) -> None:
    recorded = power.record(tmp_path, 2, 20)
    disk = Disk(recorded.root, Mode.ORDERED)
    disk.follow(recorded.calls)
    before, after = recorded.around(len(recorded.calls))
    more: Shown = dataclasses.replace(before, saved=before.saved + 1)
    disk.lose_power(tmp_path / "disk", random.Random(1))
    with pytest.raises(Torn, match="were shown"):
        power.look(tmp_path / "disk", more, dataclasses.replace(after, saved=more.saved))
