"""Finds other people's tools; says loudly when one is absent, and fails where none may be."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

CACHE = Path(__file__).parents[2] / ".cache" / "interop"
JOSE = "jose@6.2.17"
REQUIRED = "ALN_REQUIRE_INTEROP"


def absent(what: str) -> None:
    """Skip, or fail where interop is required."""
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"INTEROP NOT TESTED: {what} is absent, and {REQUIRED}=1")
    pytest.skip(f"INTEROP NOT TESTED: {what} is absent")


def program(name: str) -> str:
    """The path of a program."""
    found = shutil.which(name)
    if found is None:
        absent(name)
    return str(found)


def jose() -> Path:
    """The folder from which node finds the jose package, installed there once."""
    node_modules = CACHE / "node_modules"
    if not (node_modules / "jose" / "package.json").exists():
        npm = program("npm")
        CACHE.mkdir(parents=True, exist_ok=True)
        made = subprocess.run(
            [npm, "install", "--prefix", str(CACHE), "--no-audit", "--no-fund", JOSE],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if made.returncode != 0:
            absent(f"npm's {JOSE}")
    return CACHE


def run(
    *command: str, given: str = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end."""
    return subprocess.run(
        command, input=given, capture_output=True, text=True, timeout=120, check=False, cwd=cwd
    )
