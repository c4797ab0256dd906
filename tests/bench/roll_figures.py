"""A class list of a whole country through the window: the longest it ever stood still."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure

ROWS, SHORT = 200_000, 20_000
PAUSE_MS = 50
"""No work in the window's thread may take longer."""


def figures(folder: Path, *, short: bool = False) -> Iterator[Figure]:
    """The longest pause of all steps, and how long comparing and keeping took meanwhile."""
    rows = SHORT if short else ROWS
    data = folder / "roll"
    data.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.roll_pause", str(data), str(rows)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    found: dict[str, float] = json.loads(done.stdout)
    pauses = {name: took for name, took in found.items() if name.endswith("_pause")}
    worst = max(pauses, key=lambda name: pauses[name])
    took = ", ".join(f"{step} {found[f'{step}_seconds']:g} s" for step in ("compare", "keep"))
    note = f"{rows:,} rows; longest at {worst.removesuffix('_pause')}; {took}"
    yield Figure("class list in the window, longest pause", pauses[worst], PAUSE_MS, "ms", 1, note)
