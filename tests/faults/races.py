"""Many processes reach for one vault at the same moment: one opens it, each time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
RACERS = 4

_RACER = """
import sys
from pathlib import Path
from aln_review.domain.errors import WorldFault
from aln_review.vault.lock import VaultLock
for line in sys.stdin:
    word, _, folder = line.strip().partition(" ")
    if word == "take":
        lock = VaultLock(Path(folder))
        try:
            lock.take()
            print("got", flush=True)
        except WorldFault as fault:
            print(fault.key, flush=True)
    else:
        lock.release()
        print("let go", flush=True)
"""


@dataclass(slots=True)
class Tally:
    """What the races came to: how many there were, and how many two won or nobody won."""

    races: int = 0
    double: int = 0
    nobody: int = 0


class Racer:
    """One process that takes and releases when told."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _RACER],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def tell(self, word: str, folder: Path) -> None:
        """Have it begin; it answers when it is done."""
        pipe = self._pipe(self._process.stdin)
        pipe.write(f"{word} {folder}\n")
        pipe.flush()

    def answer(self) -> str:
        """What became of it."""
        return self._pipe(self._process.stdout).readline().strip()

    def end(self) -> None:
        """Let the process go."""
        self._process.communicate(timeout=30)

    def _pipe(self, pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


def run(folder: Path, races: int) -> Tally:
    """So many races, each in a folder of its own and every fourth in one with a stale file."""
    tally = Tally()
    racers = [Racer() for _ in range(RACERS)]
    try:
        for number in range(races):
            place = folder / str(number)
            place.mkdir()
            if number % 4 == 3:
                (place / "vault.lock").write_bytes(b"")
            for racer in racers[number % RACERS :] + racers[: number % RACERS]:
                racer.tell("take", place)
            won = [racer.answer() for racer in racers].count("got")
            for racer in racers:
                racer.tell("release", place)
            assert [racer.answer() for racer in racers] == ["let go"] * RACERS
            tally.races += 1
            tally.double += won > 1
            tally.nobody += won == 0
    finally:
        for racer in racers:
            racer.end()
    return tally
