from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from aln_review.domain.errors import WorldFault
from aln_review.vault.lock import VaultLock

HOLD = """
import sys
from pathlib import Path
from aln_review.domain.errors import WorldFault
from aln_review.vault.lock import VaultLock
lock = VaultLock(Path(sys.argv[1]))
sys.stdin.readline()
try:
    lock.take()
    print("got", flush=True)
except WorldFault as fault:
    print(fault.key, flush=True)
sys.stdin.readline()
"""


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def say(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_second_taker_is_told(tmp_path: Path) -> None:
    with VaultLock(tmp_path) as first:
        assert first.held
        with pytest.raises(WorldFault) as fault:
            VaultLock(tmp_path).take()
        assert fault.value.key == "error.vault.already_open"
    assert not first.held
    with VaultLock(tmp_path) as second:
        assert second.held
        second.release()
        second.release()


def test_a_killed_owner_leaves_no_lock(tmp_path: Path) -> None:
    with start(tmp_path) as owner:
        say(owner)
        assert answer(owner) == "got"
        with pytest.raises(WorldFault):
            VaultLock(tmp_path).take()
        owner.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
        owner.wait(10)
        with VaultLock(tmp_path) as lock:
            assert lock.held


def test_of_many_starts_at_once_one_opens(tmp_path: Path) -> None:
    processes = [start(tmp_path) for _ in range(6)]
    for process in processes:
        say(process)
    answers = sorted(answer(process) for process in processes)
    assert answers == ["error.vault.already_open"] * 5 + ["got"]
    for process in processes:
        process.communicate("\n", timeout=30)


def test_a_folder_that_is_not_there_is_the_worlds_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorldFault):
        VaultLock(tmp_path / "file" / "vault").take()
