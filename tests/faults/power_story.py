"""A vault that is made, worked in, copied, put back, given new keys and locked, and every call.

Run as ``python -m tests.faults.power_story FOLDER SEED STEPS`` with the file layer in place. After
each step the log is told all that the program has shown as done by then.
"""

from __future__ import annotations

import json
import random
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from aln_review.casework.copies import copies, keep_copy, keep_if_due
from aln_review.casework.core import Casework
from aln_review.casework.door import Door, NewSheet
from aln_review.casework.handover import Tried, rotate
from aln_review.casework.keyring import Keyring, Proof
from aln_review.casework.restoring import (
    OpenCopy,
    choose,
    open_with_secret,
    open_with_vault,
    restore,
)
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from aln_review.store import backup
from aln_review.vault.keyslots import SlotKind
from tests.casework.vaults import CHEAP, Clock, make_setting, make_tools
from tests.faults.child import itself, write_step
from tests.faults.layer import Layer
from tests.faults.real_door import nobody


def passphrase(number: int) -> str:
    """The passphrase after so many changes."""
    return f"crochan gwennol telyn {number}"


@dataclass(slots=True)
class Shown:
    """What the program has said is done: each number is how often."""

    made: bool = False
    saved: int = 0
    passphrase: int = 0
    sheets: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    doing: str = ""
    """What was done last."""


class Story:
    """One run of the program after another on the same vault, in one process."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._layer = Layer()
        self._chance = random.Random(seed)
        self._clock = Clock()
        self._tools = make_tools(folder, self._clock, seed)
        self._folder = folder
        self._shown = Shown()
        self._saved_in: dict[str, int] = {}
        self.door = self._new_door()
        self.vault = self._create()

    def _new_door(self) -> Door:
        door = Door(self._folder / "vault", self._tools, itself, CHEAP)
        door.take()
        return door

    def _create(self) -> Casework:
        sheet = self._new_sheet()
        vault = self.door.create(make_setting(), "Ysgol y Prawf", passphrase(0), sheet)
        self._shown.made = True
        self._tell()
        return vault

    def _new_sheet(self) -> NewSheet:
        sheet = self.door.new_sheet(Language.CY)
        self._shown.sheets.append(" ".join(sheet.words))
        return sheet

    def _tell(self) -> None:
        self._layer.acknowledge(json.dumps(asdict(self._shown)))

    def step(self) -> None:
        """Do one thing, mostly save."""
        things = (self.copy, self.change, self.renew, self.tidy, self.restart)
        thing = self._chance.choice((*(self.save,) * 12, *things, self.rotate, self.restore))
        self._shown.doing = thing.__name__
        thing()
        self._tell()

    def save(self) -> None:
        with self.vault.store.unit() as unit:
            write_step(unit, unit.meta.get("step", 0) + 1)
        self._shown.saved += 1

    def copy(self) -> None:
        self._clock.forward(hours=1)
        keep_copy(self.door, self.vault)
        self._copied()

    def _copied(self) -> None:
        """A copy of all saves was made."""
        found = [str(path) for path in backup.kept(Path(copies(self.door).folder))]
        self._saved_in[found[-1]] = self._shown.saved
        self._shown.copies = found

    def rotate(self) -> None:
        """Another data key."""
        sheet = self._new_sheet()
        typed = {place: sheet.words[place - 1] for place in sheet.asked}
        done = rotate(
            self.door, self.vault, passphrase(self._shown.passphrase), Tried(sheet, typed), nobody
        )
        if done.fault is not None:
            raise done.fault
        self.vault = done.casework

    def restore(self) -> None:
        """Put one of the copies back, made with this data key or an earlier one."""
        if not self._shown.copies:
            return
        self._clock.forward(hours=1)
        path = self._chance.choice(self._shown.copies)
        copy = self._opened(path)
        restored = restore(self.door, self.vault, copy)
        copy.close()
        if restored.fault is not None:
            raise restored.fault
        self.vault = restored.casework
        self._copied()
        self._shown.saved = self._saved_in[path]

    def _opened(self, path: str) -> OpenCopy:
        chosen = choose(self.door, Path(path))
        try:
            return open_with_vault(self.door, self.vault, chosen)
        except WorldFault:
            for number in range(self._shown.passphrase, -1, -1):
                with suppress(WorldFault):
                    return open_with_secret(self.door, chosen, passphrase(number))
            raise

    def change(self) -> None:
        number = self._shown.passphrase
        Keyring(self.door, self.vault).change_passphrase(self._proof(), passphrase(number + 1))
        self._shown.passphrase += 1

    def _proof(self) -> Proof:
        return Proof(SlotKind.PASSPHRASE, passphrase(self._shown.passphrase))

    def renew(self) -> None:
        Keyring(self.door, self.vault).replace_sheet(self._proof(), self._new_sheet())

    def tidy(self) -> None:
        self.vault.store.tidy()

    def restart(self) -> None:
        """Close as the windows do: with a copy, if one is due."""
        self._clock.forward(hours=1)
        if keep_if_due(self.door, self.vault):
            self._copied()
        self.vault.close()
        self.door.release()
        self.door = self._new_door()
        self.vault = self.door.unlock(passphrase(self._shown.passphrase))


def main() -> None:
    """Tell the story and end in the middle of it: what counts is what was written down."""
    story = Story(Path(sys.argv[1]), int(sys.argv[2]))
    for _ in range(int(sys.argv[3])):
        story.step()


if __name__ == "__main__":
    main()
