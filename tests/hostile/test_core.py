"""A crash leaves no picture of memory behind, however generously the system is set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
