from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aln_review.domain.errors import WorldFault
from aln_review.vault.keyslots import SlotKind
from aln_review.vault.tries import Tries, unlock, wait_after
from tests.faults.failing_files import FailingFiles
from tests.vault.makers import KEY, PASSPHRASE, header


class Clocks:
    """The computer's clock, which can be set, and one that only rises."""

    def __init__(self) -> None:
        self.wall_at = 1_700_000_000.0
        self.steady_at = 5.0

    def wall(self) -> float:
        return self.wall_at

    def steady(self) -> float:
        return self.steady_at

    def pass_(self, seconds: float) -> None:
        self.wall_at += seconds
        self.steady_at += seconds


def tries_at(path: Path, clocks: Clocks) -> Tries:
    return Tries(path, clocks.wall, clocks.steady)


def wrong(path: Path, clocks: Clocks, count: int) -> Tries:
    """So many wrong tries, each after its wait, each in a new process."""
    tries = tries_at(path, clocks)
    for _ in range(count):
        tries = tries_at(path, clocks)
        clocks.pass_(tries.wait())
        with pytest.raises(WorldFault) as fault:
            unlock(header(), SlotKind.PASSPHRASE, "na", tries)
        assert fault.value.key == "error.vault.wrong_passphrase"
    return tries


def test_the_waits() -> None:
    waits = [wait_after(count) for count in range(1, 15)]
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    assert wait_after(10**30) == 300


@given(st.integers(0, 10**6))
def test_a_wait_never_shrinks_with_more_wrong_tries(count: int) -> None:
    assert 0 <= wait_after(count) <= wait_after(count + 1) <= 300


def test_a_right_passphrase_clears_the_count(tmp_path: Path) -> None:
    clocks = Clocks()
    path = tmp_path / "tries.json"
    tries = wrong(path, clocks, 5)
    assert tries.wait() == 4
    with pytest.raises(WorldFault) as fault:
        unlock(header(), SlotKind.PASSPHRASE, PASSPHRASE, tries)
    assert (fault.value.key, fault.value.facts) == ("error.vault.wait", {"seconds": 4})
    clocks.pass_(4)
    assert unlock(header(), SlotKind.PASSPHRASE, PASSPHRASE, tries) == KEY
    assert tries_at(path, clocks).wrong == 0


def test_a_restart_changes_nothing(tmp_path: Path) -> None:
    clocks = Clocks()
    wrong(tmp_path / "t", clocks, 7)
    clocks.pass_(6.5)
    clocks.steady_at = 0
    again = tries_at(tmp_path / "t", clocks)
    assert again.wrong == 7
    assert again.wait() == 10


def test_a_kill_while_trying_counts_as_wrong(tmp_path: Path) -> None:
    clocks = Clocks()
    wrong(tmp_path / "t", clocks, 3)
    tries_at(tmp_path / "t", clocks).begin()
    assert tries_at(tmp_path / "t", clocks).wait() == 2


def test_a_clock_set_back_does_not_shorten_a_wait(tmp_path: Path) -> None:
    clocks = Clocks()
    wrong(tmp_path / "t", clocks, 12)
    clocks.wall_at -= 86_400 * 365
    again = tries_at(tmp_path / "t", clocks)
    assert again.wait() == 300
    clocks.pass_(100)
    assert again.wait() == 200
    assert tries_at(tmp_path / "t", clocks).wait() == 200


def test_a_clock_put_right_does_not_lock_anyone_out_for_years(tmp_path: Path) -> None:
    clocks = Clocks()
    clocks.wall_at += 86_400 * 730
    wrong(tmp_path / "t", clocks, 6)
    clocks.wall_at -= 86_400 * 730
    again = tries_at(tmp_path / "t", clocks)
    assert again.wait() == 8
    clocks.pass_(8)
    assert again.wait() == 0


def test_a_clock_set_forward_does_not_help_the_running_program(tmp_path: Path) -> None:
    clocks = Clocks()
    tries = wrong(tmp_path / "t", clocks, 8)
    clocks.wall_at += 86_400
    assert tries.wait() == 32


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-(10**6), 10**6), st.booleans()), max_size=8),
    st.integers(4, 15),
)
def test_whatever_the_clock_does_a_wait_is_never_over_its_length(
    moves: list[tuple[int, bool]], count: int
) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        clocks = Clocks()
        path = Path(folder) / "t"
        tries = tries_at(path, clocks)
        tries.begin()
        path.write_text(f'{{"wrong": {count}, "at": {clocks.wall_at}}}')
        tries = tries_at(path, clocks)
        for move, restart in moves:
            before = tries.wait()
            clocks.wall_at += move
            if restart:
                tries = tries_at(path, clocks)
            assert 0 <= tries.wait() <= wait_after(count)
            if move < 0:
                assert tries.wait() >= before


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"wrong": -1, "at": 0}', '{"wrong": 1, "at": NaN}']
)
def test_a_scratched_out_file_counts_as_several(text: str, tmp_path: Path) -> None:
    (tmp_path / "t").write_text(text)
    assert tries_at(tmp_path / "t", Clocks()).wait() == 8


def test_a_full_disk_keeps_nobody_out(tmp_path: Path) -> None:
    clocks = Clocks()
    full = Tries(tmp_path / "t", clocks.wall, clocks.steady, FailingFiles(2, errno.ENOSPC))
    assert unlock(header(), SlotKind.PASSPHRASE, PASSPHRASE, full) == KEY
