"""The process that is killed: the real meeting room on a vault, somebody typing without end.

Run as ``python -m tests.ui.killed_room FOLDER``. It says ``room REVIEW`` when it is open,
``kept N`` when sentence N showed as saved, ``half TEXT`` when that much of a line was saved.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from aln_review.casework.wiring import demo
from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from tests.ui.desk import FakeHost, app, now, words
from tests.ui.scenes_meeting import begun, type_in
from ui.bridge import Bridge
from ui.desk import Desk
from ui.meeting_room.room import MeetingRoom
from ui.theme import current

EVERY = 1
"""Milliseconds between two letters: faster than anybody types."""


def sentence(number: int) -> str:
    """What is typed: each can be told from every other."""
    return f"Brawddeg rhif {number}. Tŷ, dŵr a gŵydd."


def say(line: str) -> None:
    """Tell whoever kills us, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Typist:
    """Types letter by letter; every third sentence rests half-way, as people do."""

    def __init__(self, room: MeetingRoom, bridge: Bridge) -> None:
        self.room = room
        self.bridge = bridge
        self.number = 1
        self.place = 0
        self.told = ""
        bridge.saved.connect(self.saved)

    def step(self) -> None:
        """One letter, or Enter at the end."""
        text = sentence(self.number)
        safe = self.room.doing.safe
        if safe not in ("", self.told):
            self.told = safe
            say(f"half {safe}")
        if self.number % 3 == 0 and self.place == len(text) // 2:
            self.room.doing.keep_line()
        if self.place < len(text):
            type_in(self.room.capture.line, text[self.place])
            self.place += 1
            return
        self.room.add()
        self.number += 1
        self.place = 0

    def saved(self, _at: object) -> None:
        """Something showed as saved: say what the screen itself shows as kept."""
        for board in self.room.boards:
            for card in board.cards():
                if card.isEnabled() and card.said.text.said.startswith("Brawddeg"):
                    say(f"kept {card.said.text.said.split()[2].rstrip('.')}")


def main() -> None:
    """Open and type until killed."""
    qt = app()
    _, vault = demo(SettingKind.SCHOOL, Path(sys.argv[1]), now)
    review = str(begun(vault)["review"])
    bridge = Bridge()
    bridge.open(vault)
    given = Desk(bridge, words(Language.CY), current(), FakeHost(), None)  # type: ignore[arg-type]
    room = MeetingRoom(given)
    bridge.changed.connect(room.refresh)
    room.resize(1366, 768)
    room.show()
    room.show_with({"review": review})
    bridge.flush()
    room.go(2)
    bridge.flush()
    typist = Typist(room, bridge)
    timer = QTimer()
    timer.timeout.connect(typist.step)
    timer.start(EVERY)
    say(f"room {review}")
    qt.exec()


if __name__ == "__main__":
    main()
