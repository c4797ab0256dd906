"""The process that is killed: the real window on a vault filled before, half a sentence in a form.

Run as ``python -m tests.ui.killed_form FOLDER PAGE``. It types letter by letter into the last
field of the page that takes a line or a text, never rests, and says ``kept TEXT`` each time what
is on the disk has grown.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from aln_review.casework.half_typed import LeftHalfTyped
from aln_review.casework.places import find_places
from aln_review.casework.queries.learners import Caseload
from aln_review.casework.wiring import DEMO_COST, DEMO_PASSPHRASE, open_door
from tests.ui.desk import app, now, words
from tests.ui.rooms import settle, write
from ui.bridge import Bridge
from ui.desk import Screen
from ui.shell import Shell
from ui.theme import current
from ui.widgets import Field

EVERY = 60
"""Milliseconds between two letters: a quick typist."""
LONGEST = 60_000
"""Milliseconds after which it ends by itself: nothing was kept, and nobody killed it."""
TEXT = "Mae Nain yn byw drws nesaf ac yn nôl Cadi o’r ysgol bob dydd Mawrth a dydd Iau. " * 9


def say(line: str) -> None:
    """Tell whoever kills us, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def field_of(screen: Screen, name: str) -> Field:
    """The field of this name."""
    return next(one for one in screen.findChildren(Field) if one.name == name)


class Typist:
    """Types without end, and looks at what the disk has of it."""

    def __init__(self, shell: Shell, bridge: Bridge, field: Field) -> None:
        self._bridge = bridge
        self._field = field
        self._letters = iter(TEXT)
        self._told = ""
        field.inner.setFocus()

    def step(self) -> None:
        """One letter."""
        write(self._field.inner, next(self._letters))

    def look(self) -> None:
        """Read what was kept, as the next start will."""
        found = dict(self._bridge.vault.ask(LeftHalfTyped()).texts)
        text = found.get(self._field.name, "")
        if text != self._told:
            self._told = text
            say(f"kept {text}")


def main() -> None:
    """Open, and type until killed."""
    qt = app()
    door = open_door(find_places(Path(sys.argv[1])), now, DEMO_COST)
    door.take()
    vault = door.unlock(DEMO_PASSPHRASE)
    bridge = Bridge()
    shell = Shell(bridge, words(), current(), now, door)
    shell.enter(vault)
    bridge.flush()
    learner = vault.ask(Caseload()).rows[0].id
    shell.open(sys.argv[2], {"learner": learner})
    bridge.flush()
    shell.show()
    shell.activateWindow()
    settle()
    screen = shell.screen_shown
    assert screen is not None
    typist = Typist(shell, bridge, field_of(screen, sys.argv[3]))
    timers = []
    for every, what in ((EVERY, typist.step), (EVERY * 5, typist.look)):
        timer = QTimer()
        timer.timeout.connect(what)
        timer.start(every)
        timers.append(timer)
    QTimer.singleShot(LONGEST, qt.quit)
    say(f"learner {learner}")
    qt.exec()


if __name__ == "__main__":
    main()
