"""A vault behind the product's own door, for processes that are killed: made, opened, looked at."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from aln_review.casework.core import Casework, Tools
from aln_review.casework.door import Door
from aln_review.casework.handover import Tried
from aln_review.casework.key_labels import Holder, KeyRole
from aln_review.casework.keyring import Keyring, Proof
from aln_review.casework.places import find_places
from aln_review.casework.wiring import build_tools
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import WorldFault
from aln_review.domain.setting import Setting, SettingKind
from aln_review.store.health import CheckName, examine
from aln_review.vault.keyslots import KdfCost, SlotKind, VaultHeader, open_slot
from tests.faults.child import itself
from tests.faults.torn import Torn

CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
KEYHOLDER = "pennaeth coridor lliain ffenestr"
PHOTO = 300_000

Said = tuple[str, int]
"""A word and a number that a process said before it was killed."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What whoever looked afterwards found."""

    acknowledged: int
    """Commits that were acknowledged, and are there."""
    step: int = 0
    """The last step that is kept."""
    finished: bool = False
    """What the kill had cut short was carried on to its end."""
    lost: int = 0
    """Commits that were acknowledged, and are not there."""


def passphrase(number: int) -> str:
    """The passphrase of the person who has the vault after so many handovers."""
    return f"gwennol telyn crochan rhif {number}"


@cache
def _tools() -> Tools:
    """Law, words and sentences, read once."""
    return build_tools(find_places(Path("nowhere")))


def door_of(folder: Path) -> Door:
    """The vault's door."""
    tools = replace(_tools(), area=find_places(folder).work)
    return Door(folder / "vault", tools, itself, CHEAP)


def nobody(_part: float) -> None:
    """Nobody looks."""


def new_sheet(door: Door) -> Tried:
    """A sheet that was printed and tried."""
    sheet = door.new_sheet(Language.CY)
    return Tried(sheet, {place: sheet.words[place - 1] for place in sheet.asked})


def make(folder: Path, photo: int = PHOTO) -> None:
    """A vault of person 0 with a keyholder and a photograph."""
    door = door_of(folder)
    door.take()
    setting = Setting(
        "s-1", SettingKind.SCHOOL, Text.both("Ysgol", "School"), "699",
        Text.both("Cyngor", "Council"), "person 0", Text.both("CADY", "ALNCo"),
    )  # fmt: skip
    sheet = new_sheet(door)
    vault = door.create(setting, "Ysgol", passphrase(0), sheet.sheet)
    door.sheet_tried(vault, sheet.sheet, sheet.typed)
    proof = Proof(SlotKind.PASSPHRASE, passphrase(0))
    Keyring(door, vault).add_keyholder(proof, Holder("Mair Ellis", KeyRole.HEAD), KEYHOLDER)
    with vault.store.unit() as unit:
        unit.contents.put("photo", random.Random(1).randbytes(photo))
        unit.log("photo", "l1")
    vault.close()
    door.release()


def opens(header: VaultHeader, kind: SlotKind, secret: str) -> bool:
    """Whether a secret opens a header."""
    try:
        open_slot(header, kind, secret).wipe()
    except WorldFault:
        return False
    return True


def look_at_health(vault: Casework) -> None:
    """Every check of the vault; the photograph belongs to no document.

    Raises:
        Torn: a check found something.

    """
    for check in examine(vault.store, [one for one in CheckName if one is not CheckName.LOOSE]):
        same(check.key, check.count, 0)


def same(what: str, found: object, expected: object) -> None:
    """See that two are the same.

    Raises:
        Torn: they are not.

    """
    if found != expected:
        raise Torn(f"{what}: {found!r} is not {expected!r}")
