"""A change of keys cut short anywhere: every other way in stays, and what is said is true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.key_labels import Holder, KeyRole, key_labels
from aln_review.casework.keyring import Keyring, Proof, SlotKind
from aln_review.casework.log_kinds import LogKind, kind_of
from aln_review.casework.queries.access_log import AccessLog, LogChain
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from aln_review.language.lemmas import lemmas
from tests.casework.vaults import CHEAP, PASSPHRASE, Made, make_tools
from tests.faults.failing_files import FAULTS, FailingFiles, Killed
from tests.faults.failing_writes import set_trap

HEAD = Holder("Mair Puw", KeyRole.HEAD)
HERS = "llwynog bwrdd castell"
OTHER = "afon dwfn mynydd"
MINE = Proof(SlotKind.PASSPHRASE, PASSPHRASE)


def ring(made: Made) -> Keyring:
    return Keyring(made.door, made.vault)


def words_of(made: Made) -> str:
    return " ".join(made.sheet.words)


@pytest.mark.parametrize("code", [*FAULTS, 0])
@pytest.mark.parametrize("name", ["passphrase", "sheet", "add", "change", "remove"])
def test_a_change_that_fails_or_is_killed_anywhere_leaves_every_other_way_open(
    made: Made, tmp_path: Path, name: str, code: int
) -> None:
    if name in ("change", "remove"):
        ring(made).add_keyholder(MINE, HEAD, HERS)
    made.shut()
    kept = {path.name: path.read_bytes() for path in (tmp_path / "vault").iterdir()}
    reached = 0
    for step in range(2, 60):  # The first call reads how many tries there were.
        for path in (tmp_path / "vault").iterdir():
            path.unlink()
        for file, data in kept.items():
            (tmp_path / "vault" / file).write_bytes(data)
        before = (tmp_path / "vault" / "vault.json").read_bytes()
        files = FailingFiles(step, code)
        told_failed = not _changed_over(tmp_path, made, name, files)
        done = not told_failed and not files.reached
        stands = (tmp_path / "vault" / "vault.json").read_bytes()
        assert code == 0 or told_failed == (stands == before)
        reached += 1
        _opens_still(tmp_path, made, name, done=done)
        if done:
            break
    assert reached > 5


def _door(tmp_path: Path, made: Made, files: FailingFiles | None = None) -> Door:
    tools = make_tools(tmp_path, made.clock, seed=11)
    if files is None:
        return Door(tmp_path / "vault", tools, lemmas, CHEAP)
    return Door(tmp_path / "vault", tools, lemmas, CHEAP, files=files)


def _changed_over(tmp_path: Path, made: Made, name: str, files: FailingFiles) -> bool:
    """Unlock on a good disk, then change over the failing one; whether it was said to be done."""
    good = _door(tmp_path, made)
    vault = good.unlock(PASSPHRASE)
    keys = Keyring(_door(tmp_path, made, files), vault)
    slot = next((w.slot_id for w in Keyring(good, vault).ways() if w.label.holder), "")
    try:
        _changes(good, keys, slot)[name]()
    except (WorldFault, Killed):
        return False
    finally:
        vault.close()
    return True


def _changes(door: Door, keys: Keyring, slot: str) -> dict[str, Callable[[], object]]:
    return {
        "passphrase": lambda: keys.change_passphrase(MINE, OTHER),
        "sheet": lambda: keys.replace_sheet(MINE, door.new_sheet(Language.CY)),
        "add": lambda: keys.add_keyholder(MINE, HEAD, HERS),
        "change": lambda: keys.change_keyholder(MINE, slot, HEAD, OTHER),
        "remove": lambda: keys.remove_keyholder(MINE, slot),
    }


@pytest.mark.parametrize("name", ["passphrase", "sheet", "add", "change", "remove"])
def test_what_is_said_of_a_change_is_true_whichever_write_of_the_database_fails(
    made: Made, tmp_path: Path, name: str
) -> None:
    """A disk that is full between the header and the log does not make a key that holds fail."""
    if name in ("change", "remove"):
        ring(made).add_keyholder(MINE, HEAD, HERS)
    slot = next((way.slot_id for way in ring(made).ways() if way.label.holder), "")
    header = tmp_path / "vault" / "vault.json"
    before, told_done = header.read_bytes(), []
    for at in range(1, 40):
        trap = set_trap(made.vault.store)
        trap.set(at, "error.store.disk_full")
        try:
            _changes(made.door, ring(made), slot)[name]()
        except WorldFault:
            assert header.read_bytes() == before
        else:
            assert header.read_bytes() != before
            told_done.append(trap.sprung)
        trap.clear()
        made.vault.close()
        made = replace(made, vault=_reopened(made, told_done))
        with made.vault.store.view() as unit:
            labels = key_labels(unit)
        assert set(labels) == {one.id for one in made.door.read_header().slots}
        assert all(label.told for label in labels.values())
        if told_done:
            lines = {kind_of(one.action) for one in made.vault.ask(AccessLog()).lines[:4]}
            assert LogKind.KEYS in lines
            break
    # The first write that did not undo it was one that failed: the line in the log.
    assert told_done == [True]
    assert at > 1 or name == "remove"
    made.vault.close()


def _reopened(made: Made, told_done: list[bool]) -> Casework:
    """By the old passphrase, or by the new one once that was said to be the passphrase."""
    secret = PASSPHRASE
    if told_done and not _opens(made.door, SlotKind.PASSPHRASE, PASSPHRASE):
        secret = OTHER
    return made.door.unlock(secret)


def _opens_still(tmp_path: Path, made: Made, name: str, *, done: bool) -> None:
    """What was not changed opens; of what was changed the old or the new; labels agree."""
    door = _door(tmp_path, made)
    header = door.read_header()
    assert header.whole
    passphrases = [PASSPHRASE, OTHER] if name == "passphrase" else [PASSPHRASE]
    opened = [secret for secret in passphrases if _opens(door, SlotKind.PASSPHRASE, secret)]
    assert len(opened) == 1
    assert _opens(door, SlotKind.RECOVERY, words_of(made)) or name == "sheet"
    assert len(header.of(SlotKind.RECOVERY)) == 1
    if name == "change":
        hers = [secret for secret in (HERS, OTHER) if _opens(door, SlotKind.KEYHOLDER, secret)]
        assert len(hers) == 1
    vault = door.unlock(opened[0])
    with vault.store.view() as unit:
        labels = key_labels(unit)
    assert set(labels) == {slot.id for slot in header.slots}
    assert all(label.told for label in labels.values())
    if done:
        assert opened == passphrases[-1:]
    log = vault.ask(LogChain())
    assert log is not None
    assert log.whole
    assert not {"key.unknown"} & {line.action for line in vault.ask(AccessLog()).lines}
    vault.close()


def _opens(door: Door, kind: SlotKind, secret: str) -> bool:
    try:
        door.prove(kind, secret).key.wipe()
    except WorldFault:
        return False
    return True
