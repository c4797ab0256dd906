"""A crash leaves no picture of memory behind, however generously the system is set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from aln_review.casework.surroundings import keep_temporary_in_memory

CRASH = """
import os, resource, sys
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
from aln_review.casework.surroundings import leave_no_core
leave_no_core()
print(resource.getrlimit(resource.RLIMIT_CORE)[0], flush=True)
os.abort()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such limit")
def test_a_crash_leaves_no_core(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", CRASH],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode < 0
    assert done.stdout.strip() == "0"
    assert list(tmp_path.iterdir()) == []


DUMPABLE = """
import ctypes
from aln_review.casework.surroundings import leave_no_core, surroundings
leave_no_core()
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
print(len(surroundings().mounts) > 0)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux'")
def test_no_other_program_may_look_into_memory() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", DUMPABLE],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["0", "True"]


@pytest.mark.skipif(sys.platform != "linux", reason="a folder in memory is Linux'")
def test_what_is_put_aside_lies_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "/var/tmp")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "none"))
    keep_temporary_in_memory()
    assert os.environ["TMPDIR"] == "/var/tmp"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    keep_temporary_in_memory()
    assert os.environ["TMPDIR"] == str(tmp_path)
