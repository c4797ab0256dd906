"""A large class list brought in through the real window, and how long the window ever stood still.

Run as ``python -m tests.bench.roll_pause FOLDER ROWS``; prints the longest pause of each step in
milliseconds as JSON, and of the three seconds after it. A heartbeat of five milliseconds beats in
the window's own thread: what lies between two beats, beyond those five, is how long a key pressed
then would have waited.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

from aln_review.casework.wiring import demo, utc_now
from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from tests.hostile.flood import roll

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ui.bridge import Bridge
from ui.caseload.roll import ImportRoll
from ui.loading import Loader
from ui.retranslate import Words
from ui.shell import Shell
from ui.theme import Look, current, dress

BEAT = 5
AFTERWARDS = 3.0
"""Seconds that are still watched once a step is done: rows are freed, other rooms look anew."""


class Heart(QObject):
    """Beats in the window's thread; knows the longest pause since it was last asked."""

    def __init__(self) -> None:
        super().__init__()
        self._last = perf_counter()
        self._longest = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)

    def longest(self) -> float:
        """Milliseconds; begins anew."""
        found, self._longest, self._last = self._longest, 0.0, perf_counter()
        return round(found, 1)

    def _beat(self) -> None:
        now = perf_counter()
        self._longest = max(self._longest, (now - self._last) * 1000 - BEAT)
        self._last = now


class Walk:
    """From the file to the learners, one step after the other, and away from the page."""

    def __init__(self, folder: Path, rows: int) -> None:
        self._app = QApplication([sys.argv[0]])
        dress(self._app, Look())
        self._door, vault = demo(SettingKind.SCHOOL, folder / "demo")
        self._bridge = Bridge()
        words = Words(vault.tools.catalogues, Language.CY)
        self._shell = Shell(self._bridge, words, current(), utc_now, self._door)
        self._shell.show()
        self._shell.enter(vault, "import", {})
        # As the program does.
        self._loader = Loader(self._bridge)
        self._loader.start()
        self._file = folder / "roll.csv"
        self._file.write_bytes(roll(rows))
        self._heart = Heart()
        self._found: dict[str, float] = {}

    def __call__(self) -> dict[str, float]:
        """The longest pause in each step."""
        self._wait(0.5)
        page = self._shell.findChild(ImportRoll)
        if page is None:
            raise LookupError("import")

        def compared() -> bool:
            return page.report.isVisible() and page.go.isEnabled()

        self._step("read", partial(page.read, self._file), page.go.isVisible)
        self._step("compare", page.go.click, compared)
        self._step("back", page.back.click)
        self._step("compare_again", page.go.click, compared)
        self._step("keep", page.go.click, page.result.first.isVisible)
        self._step("another", page.result.other.click)
        self._step("leave", partial(self._shell.open, "settings", {}))
        self._loader.stop()
        self._bridge.close()
        self._door.release()
        return self._found

    def _step(
        self, name: str, begin: Callable[[], object], done: Callable[[], bool] = lambda: True
    ) -> None:
        self._heart.longest()
        begun = perf_counter()
        QTimer.singleShot(0, self._heart, begin)
        self._wait(0.05)
        while not done():
            self._wait(0.05)
        self._found[f"{name}_seconds"] = round(perf_counter() - begun, 1)
        self._wait(AFTERWARDS)
        self._found[f"{name}_pause"] = self._heart.longest()

    def _wait(self, seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop, loop.quit)
        loop.exec()


def main() -> None:
    """One walk and its figures."""
    folder, rows = sys.argv[1:]
    sys.stdout.write(json.dumps(Walk(Path(folder), int(rows))()) + "\n")


if __name__ == "__main__":
    main()
