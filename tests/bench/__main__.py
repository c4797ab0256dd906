"""Each speed figure against its limit, from one run: ``python -m tests.bench [--json FILE]``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import (
    copies_figures,
    paper_figures,
    roll_figures,
    store_figures,
    window_figures,
)
from tests.bench.figures import Figure

FULL = (50_000, 500_000)
SHORT = (2_000, 20_000)


def measure(folder: Path, learners: int, words: int) -> Iterator[Figure]:
    """Every figure, in order."""
    yield from window_figures.figures(folder)
    yield from store_figures.figures(folder, learners, words)
    yield from copies_figures.figures(folder, short=learners < FULL[0])
    yield from paper_figures.figures(folder)
    yield from roll_figures.figures(folder, short=learners < FULL[0])


def main() -> int:
    """Print the table; the exit status says nothing of speed, which a busy machine would spoil."""
    parser = argparse.ArgumentParser(prog="tests.bench")
    parser.add_argument("--json", type=Path, default=None)
    parser.add_argument("--short", action="store_true", help="a smaller vault for searching")
    asked = parser.parse_args()
    found = []
    with TemporaryDirectory(prefix="bench-") as name:
        for figure in measure(Path(name), *(SHORT if asked.short else FULL)):
            print(figure.line(), flush=True)
            found.append(figure)
    if asked.json is not None:
        rows = [
            {
                "name": f.name,
                "value": round(f.value, 3),
                "against": round(f.against, 3),
                "unit": f.unit,
                "ratio": round(f.ratio, 3),
                "limit": f.limit,
                "at_least": f.floor,
                "good": f.good,
                "note": f.note,
            }
            for f in found
        ]
        asked.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
