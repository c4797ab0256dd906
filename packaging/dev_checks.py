"""Every check, one after another, and a short summary at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from dev_install import ROOT, python

CHECKED = ("aln_review", "ui", "tests")
LINTED = (*CHECKED, "packaging")
LIMIT = 30 * 60
"""Seconds any one check may take before it counts as hung."""
_X11 = ("env", "QT_QPA_PLATFORM=xcb")
_CATALOGUES = """
from aln_review.domain.bilingual import Language
from aln_review.language.catalogue import Catalogue
keys = [Catalogue.load(language).keys for language in Language]
assert keys[0] == keys[1], sorted(keys[0] ^ keys[1])
print(len(keys[0]), "keys in both languages")
"""


@dataclass(frozen=True)
class Check:
    """One check: what to call it and what to run."""

    name: str
    command: tuple[str, ...]


def run() -> int:
    """Run every check, whatever the earlier ones found; nought when all passed."""
    environment = _environment()
    results: list[tuple[Check, int, float]] = []
    for check in _checks():
        sys.stdout.write(f"\n== {check.name}\n")
        sys.stdout.flush()
        start = time.monotonic()
        # The exit status counts, never the words: Qt can abort after "passed" was printed.
        code = _status(check, environment)
        results.append((check, code, time.monotonic() - start))
    sys.stdout.write("\n== Summary\n")
    for check, code, seconds in results:
        verdict = "passed" if code == 0 else f"FAILED (exit status {code})"
        sys.stdout.write(f"{check.name:<24} {seconds:7.1f} s  {verdict}\n")
    return 0 if all(code == 0 for _, code, _ in results) else 1


def _status(check: Check, environment: dict[str, str]) -> int:
    """The exit status, or 124 for a check that did not end in time."""
    command = check.command
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return 124
    return done.returncode


def _checks() -> Sequence[Check]:
    here = str(python())
    module = (here, "-m")
    tests = (*module, "pytest", "-m", "not xvfb", *_workers())
    checks = [
        Check("ruff", (*module, "ruff", "check", *LINTED)),
        Check("ruff format", (*module, "ruff", "format", "--check", *LINTED)),
        Check("mypy", (*module, "mypy", "--strict", *CHECKED)),
        Check("catalogues", (here, "-c", _CATALOGUES)),
        Check("pytest", tests),
    ]
    screen, seen = shutil.which("xvfb-run"), _on_a_screen()
    if screen and seen:
        on_it = (screen, "-a", *_X11, *module, "pytest", "-m", "xvfb", *seen)
        checks.append(Check("pytest on a screen", on_it))
    if (ROOT / "tests" / "bench" / "__main__.py").exists():
        checks.append(Check("bench", (*module, "tests.bench", "--short")))
    return checks


def _workers() -> tuple[str, ...]:
    """A process more than the two processors of a small machine, for the tests that wait.

    A file's tests stay together. A process that dies ends the run: started again, the rest of
    its tests would be waited for without end.
    """
    if (os.cpu_count() or 1) < 2:
        return ()
    return ("-n", "3", "--dist", "loadfile", "--max-worker-restart", "0")


def _on_a_screen() -> list[str]:
    """The files with tests that need one: collecting all others takes longer than they do."""
    return [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if "mark.xvfb" in path.read_text("utf-8")
    ]


def _environment() -> dict[str, str]:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    # The tests start hundreds of processes: each would compile every module anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if os.environ.get("CI"):
        environment |= {"ALN_REQUIRE_INTEROP": "1", "ALN_REQUIRE_VERAPDF": "1"}
    return environment
