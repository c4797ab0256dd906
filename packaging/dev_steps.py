"""The three commands of ``dev.py``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

import dev_checks
import dev_install
import dev_machine
from dev_install import ROOT


def main(arguments: Sequence[str]) -> int:
    """Run one command; nought when all of it went well."""
    parser = argparse.ArgumentParser(prog="dev.py")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("setup", "run", "test"):
        commands.add_parser(name).add_argument("--offline", action="store_true")
    known = parser.parse_args(arguments)
    try:
        setup(offline=known.offline, tools=known.command != "run")
        if known.command == "run":
            return run()
        return dev_checks.run() if known.command == "test" else 0
    except dev_install.CannotGoOn as stop:
        sys.stdout.flush()
        sys.stderr.write(f"{stop}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def setup(*, offline: bool, tools: bool) -> None:
    """Install what is missing; ``tools`` are what only the checks need.

    Raises:
        CannotGoOn: something needed is missing and cannot be installed here.

    """
    dev_machine.install_libraries(offline=offline, tools=tools)
    dev_install.install_python(offline=offline)
    dev_install.install_npm(offline=offline)


def run() -> int:
    """Open the demo, or run the tour where there is no display."""
    program = [str(dev_install.python()), "-m", "aln_review.cli"]
    if dev_machine.has_display():
        return subprocess.run([*program, "--demo"], cwd=ROOT, check=False).returncode
    out = ROOT / "out"
    sys.stdout.write(f"There is no display here, so the tour runs into {out.name}/ instead.\n")
    sys.stdout.flush()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    tour = [*program, "tour", str(out)]
    code = subprocess.run(tour, cwd=ROOT, env=environment, check=False).returncode
    made = sorted(path.relative_to(ROOT) for path in out.rglob("*") if path.is_file())
    sys.stdout.writelines(f"  {path.as_posix()}\n" for path in made)
    sys.stdout.write(f"Files in {out.name}/: {len(made)}. Exit status of the tour: {code}.\n")
    return code
