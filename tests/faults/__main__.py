"""``python -m tests.faults kill --runs N``: the long form of the kill test, with its figures."""

from __future__ import annotations

import argparse
import dataclasses
import json
import tempfile
from pathlib import Path

from tests.faults import kill


def main() -> int:
    """Run the faults asked for; nought when nothing was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    commands = parser.add_subparsers(required=True)
    killing = commands.add_parser("kill", help="kill a process that saves, copies, changes keys")
    killing.add_argument("--runs", type=int, default=500)
    killing.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = kill.run(Path(folder), asked.runs, asked.seed)
    print(json.dumps(dataclasses.asdict(tally)))
    return 1 if tally.lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
