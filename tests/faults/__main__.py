"""The long form of the fault tests, with their figures.

``python -m tests.faults kill --runs N`` kills a process that saves, copies and changes keys;
``python -m tests.faults steps`` makes every command fail at each of its writes in turn;
``python -m tests.faults races --runs N`` starts several at once on one vault;
``python -m tests.faults rotation --runs N`` kills one that hands a vault over and changes its key;
``python -m tests.faults flips --every N`` changes every byte of a vault and opens it for each N-th.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import tempfile
from pathlib import Path

from tests.faults import flips, kill, races, rotation, steps


def main() -> int:
    """Run the faults asked for; nought when nothing was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    commands = parser.add_subparsers(required=True)
    killing = commands.add_parser("kill", help="kill a process that saves, copies, changes keys")
    killing.add_argument("--runs", type=int, default=500)
    killing.add_argument("--seed", type=int, default=1)
    killing.set_defaults(run=_kill)
    stepping = commands.add_parser("steps", help="fail the n-th write of every command")
    stepping.add_argument("--every", type=int, default=1, help="only each so-many-th write")
    stepping.set_defaults(run=_steps)
    racing = commands.add_parser("races", help="many reach for one vault at the same moment")
    racing.add_argument("--runs", type=int, default=1_000)
    racing.set_defaults(run=_races)
    rotating = commands.add_parser("rotation", help="kill a handover and a change of the data key")
    rotating.add_argument("--runs", type=int, default=500)
    rotating.add_argument("--seed", type=int, default=1)
    rotating.set_defaults(run=_rotation)
    flipping = commands.add_parser("flips", help="change every byte of a vault in turn")
    flipping.add_argument("--every", type=int, default=16, help="really open for each so-many-th")
    flipping.set_defaults(run=_flips)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return int(asked.run(asked, Path(folder)))


def _kill(asked: argparse.Namespace, folder: Path) -> int:
    tally = kill.run(folder, asked.runs, asked.seed)
    print(json.dumps(dataclasses.asdict(tally)))
    return 1 if tally.lost else 0


def _steps(asked: argparse.Namespace, folder: Path) -> int:
    print(json.dumps(dataclasses.asdict(steps.run(folder, asked.every))))
    return 0


def _races(asked: argparse.Namespace, folder: Path) -> int:
    tally = races.run(folder, asked.runs)
    print(json.dumps(dataclasses.asdict(tally)))
    return 1 if tally.double or tally.nobody else 0


def _rotation(asked: argparse.Namespace, folder: Path) -> int:
    print(json.dumps(dataclasses.asdict(rotation.run(folder, asked.runs, asked.seed))))
    return 0


def _flips(asked: argparse.Namespace, folder: Path) -> int:
    vault = flips.make(folder)
    size, passed = flips.codes(vault)
    opened = flips.open_all(vault, range(0, size, asked.every))
    print(json.dumps({"bytes": size, "passed": passed, "opened": opened}))
    return 1 if passed or set(opened) - flips.NOTICED else 0


if __name__ == "__main__":
    raise SystemExit(main())
