"""The window: first paint beside a bare PySide6 window, and memory with the caseload open."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure, median

ROUNDS = 5
MEMORY_MB = 250
BARE = """
import sys, time, os
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from PySide6.QtCore import QTimer
app = QApplication(sys.argv)
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, app.quit)
window = Window(); QLabel("ALN", window); window.resize(1366, 768); window.show(); app.exec()
"""


def figures(folder: Path) -> Iterator[Figure]:
    """Every figure about the window."""
    data = folder / "window"
    data.mkdir()
    bare = [_seconds([sys.executable, "-c", BARE]) for _ in range(ROUNDS)]
    ours = [
        _seconds([sys.executable, "-m", "tests.bench.first_paint", str(data)])
        for _ in range(ROUNDS)
    ]
    yield Figure(
        "first painted window", median(ours) * 1000, median(bare) * 1000, "ms", 2.5, "bare window"
    )
    command = [sys.executable, "-m", "tests.bench.first_paint", str(data), "--caseload"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=_env())
    memory = float(done.stdout.split()[-1])
    yield Figure("peak memory, caseload open", memory, MEMORY_MB, "MB", 1)


def _env() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def _seconds(command: list[str]) -> float:
    from time import perf_counter

    begun = perf_counter()
    subprocess.run(command, check=True, env=_env(), capture_output=True)
    return perf_counter() - begun
