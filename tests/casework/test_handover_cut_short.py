"""A handover that stops anywhere: one person has the vault, whole, and can go on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from aln_review.casework.copies import folder_of
from aln_review.casework.door import Door
from aln_review.casework.entry import Opened, come_in
from aln_review.casework.handover import (
    Tried,
    begin_handover,
    finish_rotation,
    hand_over,
)
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.casework.rekeying import is_under_way
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, WorldFault
from aln_review.store.backup import kept, verify
from aln_review.store.health import examine
from aln_review.vault.header import DATABASE_NAME, HEADER_NAME
from aln_review.vault.keyslots import SlotKind, VaultHeader, open_slot
from tests.casework.handing import (
    BRANWEN,
    HEAD,
    NEW,
    another,
    learners_of,
    log_of,
    names,
    quietly,
    tried,
    typed,
    with_keyholder,
)
from tests.casework.vaults import PASSPHRASE, Made
from tests.faults.failing_files import FAULTS, FailingFiles, Killed
from tests.faults.failing_writes import set_trap


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    found = with_keyholder(tmp_path)
    yield found
    found.shut()


EVERY_STEP = bool(os.environ.get("ALN_EVERY_STEP"))
CALLS = 39
"""A handover asks this much of the disk, and a few calls fewer."""


def places_to_stop() -> list[tuple[int, int]]:
    """Every call of the disk, ending the process or failing: in each way, or in one of them."""
    ways = (0, *FAULTS)
    every = [(at, code) for at in range(1, CALLS + 1) for code in ways]
    return every if EVERY_STEP else [(at, ways[at % len(ways)]) for at in range(1, CALLS + 1)]


@pytest.mark.slow
@pytest.mark.parametrize(("at", "code"), places_to_stop())
def test_wherever_it_stops_one_person_has_the_vault_and_nothing_is_lost(
    made: Made, at: int, code: int
) -> None:
    made.vault.close()
    failing = FailingFiles(10_000)
    door = another(made, failing)
    sheet = tried(door)
    waiting = begin_handover(door, SlotKind.KEYHOLDER, HEAD)
    failing.calls, failing._at, failing._code = 0, at, code
    fault: BaseException | None = None
    try:
        done = hand_over(door, waiting, BRANWEN, NEW, sheet, quietly)
        fault = done.fault
        done.casework.store.close()
    except (Killed, AlnError) as stopped:
        fault = stopped
        waiting.casework.store.close()
    if not failing.reached:
        assert fault is None
    door.release()
    _one_vault(made, sheet)


def test_a_handover_is_said_to_have_failed_only_where_the_old_keys_hold(made: Made) -> None:
    """Whichever write of the database the disk refuses."""
    made.vault.close()
    carried: list[bool] = []
    for at in range(1, 40):
        door = another(made)
        waiting = begin_handover(door, SlotKind.KEYHOLDER, HEAD)
        before = door.header()
        trap = set_trap(waiting.casework.store)
        trap.set(at, "error.store.disk_full")
        try:
            done = hand_over(door, waiting, BRANWEN, NEW, tried(door), quietly)
        except WorldFault:
            trap.clear()
            assert door.header() == before
            waiting.casework.close()
            door.release()
            continue
        trap.clear()
        carried.append(done.fault is not None)
        assert opens_after_all(door, NEW)
        assert not opens_after_all(door, PASSPHRASE)
        if done.fault is None:
            done.casework.close()
        else:
            assert trap.sprung
            finish_rotation(door, done.casework, quietly).casework.close()
        entry = come_in(door, NEW, Language.CY)
        assert isinstance(entry, Opened)
        assert entry.casework.ask(SettingsPage()).setting.person == BRANWEN.person
        assert [line.action for line in log_of(entry.casework)].count("vault.handed_over") == 1
        entry.casework.close()
        door.release()
        break
    # The first that was not said to have failed is one whose record the disk refused.
    assert carried == [True]


def _one_vault(made: Made, sheet: Tried) -> None:
    """Exactly one of the two can come in; whoever it is finds everything, and can finish."""
    door = another(made)
    ours = opens_after_all(door, NEW)
    theirs = opens_after_all(door, PASSPHRASE)
    assert ours != theirs
    assert opens_after_all(door, HEAD, SlotKind.KEYHOLDER)
    entry = come_in(door, NEW if ours else PASSPHRASE, Language.CY)
    assert isinstance(entry, Opened)
    vault = entry.casework
    if vault.found.unfinished is not None:
        assert ours
        done = finish_rotation(door, vault, quietly)
        assert done.fault is None
        vault = done.casework
    assert [one.forename for one in learners_of(vault)] == ["Elin"]
    person = vault.ask(SettingsPage()).setting.person
    assert person == (BRANWEN.person if ours else "Nia Rowlands")
    actions = [line.action for line in log_of(vault)]
    assert actions.count("vault.handed_over") == actions.count("vault.key_rotated") == int(ours)
    with vault.store.view() as unit:
        assert unit.chain().whole
    assert not is_under_way(vault)
    assert [check.key for check in examine(vault.store) if not check.good] == []
    vault.close()
    # A file that could not go, or take its usual name, does so when the vault is next opened.
    come_in(door, NEW if ours else PASSPHRASE, Language.CY).casework.close()
    assert names(door.folder) - {f"{HEADER_NAME}.new"} == {DATABASE_NAME, HEADER_NAME}
    for copy in kept(folder_of(door)):
        header = VaultHeader.read(copy.with_suffix(".json"))
        verify(copy, open_slot(header, SlotKind.PASSPHRASE, NEW if ours else PASSPHRASE))
        if ours:
            with pytest.raises(WorldFault):
                open_slot(header, SlotKind.PASSPHRASE, PASSPHRASE)
            assert open_slot(header, SlotKind.RECOVERY, typed(sheet))
    door.release()


def opens_after_all(door: Door, secret: str, kind: SlotKind = SlotKind.PASSPHRASE) -> bool:
    try:
        open_slot(door.read_header(), kind, secret)
    except WorldFault:
        return False
    return True
