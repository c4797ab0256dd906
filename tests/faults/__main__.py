"""The long form of the fault tests, with their figures: one command each, one line of JSON each.

``python -m tests.faults --help`` names them; each ends with nought when nothing was lost.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults import flips, kill, layer, power, races, steps

Asked = argparse.Namespace


def _kill(asked: Asked, folder: Path) -> int:
    names = asked.only or list(kill.ACTIVITIES)
    tally = kill.run(folder, asked.runs, asked.seed, names, asked.minutes)
    _say(dataclasses.asdict(tally))
    if tally.refusal():
        print(tally.refusal(), file=sys.stderr)
    return 1 if tally.lost or tally.refusal() else 0


def _steps(asked: Asked, folder: Path) -> int:
    """Each part's figures as soon as it has ended, so that what is stopped was not in vain."""
    for part in asked.only or STEPS:
        (folder / part).mkdir()
        if part == "statements":
            found = dataclasses.asdict(steps.run(folder / part, asked.every))
        elif layer.why_not():
            print(layer.why_not(), file=sys.stderr)
            return 0 if not asked.only else 2
        else:
            found = layer.run(STEPS[part], str(folder / part), str(asked.every))
        _say({"part": part, **found})
    return 0


def _power(asked: Asked, folder: Path) -> int:
    if layer.why_not():
        print(layer.why_not(), file=sys.stderr)
        return 2
    tally = power.run(folder, asked.runs, asked.seed)
    _say(dataclasses.asdict(tally))
    return 1 if tally.lost else 0


def _races(asked: Asked, folder: Path) -> int:
    tally = races.run(folder, asked.runs)
    _say(dataclasses.asdict(tally))
    return 1 if tally.double or tally.nobody else 0


def _flips(asked: Asked, folder: Path) -> int:
    tally = flips.run(folder, asked.per_page)
    _say(dataclasses.asdict(tally))
    return 1 if tally.missed else 0


@dataclass(frozen=True)
class Fault:
    """One command: what it does, and the options it takes with their defaults."""

    run: Callable[[Asked, Path], int]
    about: str
    options: dict[str, tuple[int, str]]


STEPS = {"statements": "", "beneath": "beneath", "doors": "beneath_doors"}
"""The parts of :func:`_steps`, and which module the file layer runs for them."""
_RUNS = "how many"
_SEED = ("seed", (1, "where chance begins"))
FAULTS = {
    "kill": Fault(
        _kill, "kill -9 while typing, saving, copying, changing keys, migrating, changing the data "
        "key, handing over and restoring, and look at what is left",
        {"runs": (500, _RUNS), _SEED[0]: _SEED[1], "minutes": (0, "stop after so many")},
    ),
    "power": Fault(
        _power, "let the power go: what was not synchronised is dropped, torn or scrambled (Linux)",
        {"runs": (500, _RUNS), _SEED[0]: _SEED[1]},
    ),
    "steps": Fault(
        _steps, "fail each command at its n-th write, sync, rename, open and lock, for every n",
        {"every": (1, "only each so-many-th")},
    ),
    "flips": Fault(
        _flips, "change every byte of a megabyte in turn, and really open samples of every page",
        {"per-page": (16, "how many bytes of each page are changed and really opened")},
    ),
    "races": Fault(_races, "many reach for one vault at the same moment", {"runs": (1_000, _RUNS)}),
}  # fmt: skip
PARTS: dict[str, Iterable[str]] = {"kill": kill.ACTIVITIES, "steps": STEPS}


def main() -> int:
    """Run the faults asked for; nought when nothing was lost."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults", description="Faults of others, on purpose; figures as JSON."
    )
    commands = parser.add_subparsers(required=True, metavar="FAULT", title="faults")
    for name, fault in FAULTS.items():
        command = commands.add_parser(name, help=fault.about, description=fault.about)
        for option, (default, about) in fault.options.items():
            told = f"{about} (otherwise {default})"
            command.add_argument(f"--{option}", type=int, default=default, help=told)
        if name in PARTS:
            told = "only this part; may be given again"
            command.add_argument("--only", action="append", choices=PARTS[name], help=told)
        command.set_defaults(run=fault.run)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return int(asked.run(asked, Path(folder)))


def _say(figures: dict[str, Any]) -> None:
    print(json.dumps(figures))


if __name__ == "__main__":
    raise SystemExit(main())
