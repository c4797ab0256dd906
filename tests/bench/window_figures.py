"""The window: first paint beside a bare PySide6 window, and memory with the caseload open."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure, median
from tests.bench.first_paint import CURTAIN, UNLOCK
from tests.casework.vaults import make

ROUNDS = 5
MEMORY_MB = 250
BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from PySide6.QtCore import QTimer
app = QApplication(sys.argv)
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))
window = Window(); QLabel("ALN", window); window.resize(1366, 768); window.show(); app.exec()
"""


def figures(folder: Path) -> Iterator[Figure]:
    """Every figure about the window."""
    data = folder / "window"
    data.mkdir()
    made = make(data)
    made.shut()
    found: dict[str, list[float]] = {"": [], CURTAIN: [], UNLOCK: []}
    # In turns, so that a busy moment of the machine falls on all of them.
    for _ in range(ROUNDS):
        found[""].append(_seconds([sys.executable, "-c", BARE]))
        for name in (CURTAIN, UNLOCK):
            command = [sys.executable, "-m", "tests.bench.first_paint", str(data), name]
            found[name].append(_seconds(command))
    bare = median(found[""]) * 1000
    first, ready = median(found[CURTAIN]) * 1000, median(found[UNLOCK]) * 1000
    yield Figure("first painted window", first, bare, "ms", 2.5, "bare window")
    yield Figure("ready for the passphrase", ready, bare, "ms", 8, "bare window; our own limit")
    command = [sys.executable, "-m", "tests.bench.first_paint", str(data), "--caseload"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=_env())
    memory = float(done.stdout.split()[-1])
    yield Figure("peak memory, caseload open", memory, MEMORY_MB, "MB", 1)


def _env() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def _seconds(command: list[str]) -> float:
    from time import perf_counter

    begun = perf_counter()
    subprocess.run(command, check=True, env=_env(), capture_output=True, timeout=60)
    return perf_counter() - begun
