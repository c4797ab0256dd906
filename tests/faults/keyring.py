"""A second keyholder's key given, changed and taken back without end, at a real door."""

from __future__ import annotations

import secrets
from pathlib import Path

from aln_review.casework.door import Door, DoorState
from aln_review.casework.key_labels import Holder, KeyRole, key_labels
from aln_review.casework.keyring import Keyring, Proof, SlotKind
from aln_review.casework.queries.access_log import LogChain
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from aln_review.language.lemmas import lemmas
from tests.casework.vaults import CHEAP, PASSPHRASE, Clock, make_setting, make_tools
from tests.faults.child import BEGUN, DONE, Say

HEAD = Holder("Mair Puw", KeyRole.HEAD)
PROOF = Proof(SlotKind.PASSPHRASE, PASSPHRASE)
NONE, ADDED, CHANGED = range(3)
"""How things stand after so many steps, by the remainder of three."""


def secret_after(step: int) -> str:
    """The keyholder's passphrase once a step is done."""
    return f"llwynog bwrdd castell {step}"


def change_keyholders(folder: Path, say: Say) -> None:
    """Give, change and take back, without end."""
    door = _door(folder)
    if door.look().state is DoorState.NO_VAULT:
        sheet = door.new_sheet(Language.CY)
        door.create(make_setting(), "Ysgol y Prawf", PASSPHRASE, sheet).close()
    step = int((folder / "step").read_text()) if (folder / "step").exists() else 0
    keys = Keyring(door, door.unlock(PASSPHRASE))
    while True:
        step += 1
        say(BEGUN, step)
        held = [way.slot_id for way in keys.ways() if way.label.holder]
        if step % 3 == ADDED:
            keys.add_keyholder(PROOF, HEAD, secret_after(step))
        elif step % 3 == CHANGED:
            keys.change_keyholder(PROOF, held[0], HEAD, secret_after(step))
        else:
            keys.remove_keyholder(PROOF, held[0])
        say(DONE, step)


def found_keyholders(folder: Path, acknowledged: int) -> int:
    """The step a killed process got to; below nought when neither old nor new opens."""
    door = _door(folder)
    if door.look().state is DoorState.NO_VAULT:
        return acknowledged
    vault = door.unlock(PASSPHRASE)
    try:
        header = door.read_header()
        with vault.store.view() as unit:
            labelled = set(key_labels(unit)) == {slot.id for slot in header.slots}
        log = vault.ask(LogChain())
        assert log is not None
        whole = header.whole and labelled and log.whole
    finally:
        vault.close()
    for step in (acknowledged, acknowledged + 1):
        if whole and _stands(door, step):
            return step
    return -1


def _stands(door: Door, step: int) -> bool:
    held = door.read_header().of(SlotKind.KEYHOLDER)
    if step % 3 == NONE:
        return not held
    try:
        return bool(held) and bool(door.prove(SlotKind.KEYHOLDER, secret_after(step)))
    except WorldFault:
        return False


def _door(folder: Path) -> Door:
    tools = make_tools(folder, Clock(), seed=secrets.randbits(60))
    return Door(folder / "vault", tools, lemmas, CHEAP)
