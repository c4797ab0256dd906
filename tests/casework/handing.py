"""A vault that is handed over: with a keyholder, a tried sheet, a learner and a copy of it."""

from __future__ import annotations

from pathlib import Path

from aln_review.casework.copies import keep_copy
from aln_review.casework.core import Casework
from aln_review.casework.door import DISK, Door
from aln_review.casework.handover import Done, Successor, Tried, begin_handover, hand_over
from aln_review.casework.key_labels import Holder, KeyRole
from aln_review.casework.keyring import Keyring, Proof
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.learner import Learner
from aln_review.language.lemmas import lemmas
from aln_review.store import rotation
from aln_review.vault.access_log import Access
from aln_review.vault.files import Files
from aln_review.vault.keyslots import SlotKind
from tests.casework.vaults import CHEAP, PASSPHRASE, Made, add_learner, make, make_tools

HEAD = "pennaeth coridor lliain"
NEW = "llwynog bwrdd castell"
BRANWEN = Successor("Branwen Hughes", Text.both("CADY newydd", "New ALNCo"))


def quietly(_part: float) -> None:
    """Nobody looks."""


def tried(door: Door) -> Tried:
    sheet = door.new_sheet(Language.CY)
    return Tried(sheet, {place: sheet.words[place - 1] for place in sheet.asked})


def typed(sheet: Tried) -> str:
    return " ".join(sheet.sheet.words)


def with_keyholder(data: Path) -> Made:
    """A vault with a learner, a keyholder, a tried sheet, and a copy of it."""
    found = make(data)
    add_learner(found.vault)
    proof = Proof(SlotKind.PASSPHRASE, PASSPHRASE)
    holder = Holder("Mair Ellis", KeyRole.HEAD)
    Keyring(found.door, found.vault).add_keyholder(proof, holder, HEAD)
    words = {place: found.sheet.words[place - 1] for place in found.sheet.asked}
    found.door.sheet_tried(found.vault, found.sheet, words)
    keep_copy(found.door, found.vault)
    return found


def another(made: Made, files: Files = DISK) -> Door:
    """The door as the program finds it when it starts again."""
    made.door.release()
    tools = make_tools(made.door.folder.parent, made.clock, seed=11)
    door = Door(made.door.folder, tools, lemmas, CHEAP, files=files)
    door.take()
    return door


def handed_over(door: Door, room: rotation.Room = rotation.free_room) -> tuple[Done, Tried]:
    sheet = tried(door)
    waiting = begin_handover(door, SlotKind.KEYHOLDER, HEAD)
    return hand_over(door, waiting, BRANWEN, NEW, sheet, quietly, room), sheet


def names(folder: Path) -> set[str]:
    beside = ("-wal", "-shm", ".lock", "tries.json")
    return {one.name for one in folder.iterdir() if not one.name.endswith(beside)}


def learners_of(vault: Casework) -> list[Learner]:
    """Every learner there is."""
    with vault.store.view() as unit:
        return unit.learners.all()


def log_of(vault: Casework) -> list[Access]:
    """Every line of the access log, oldest first."""
    with vault.store.view() as unit:
        return unit.access_log()
