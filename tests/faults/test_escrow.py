"""The authority's key while the disk fails, or the process ends, at each thing asked of it.

After each there is the old key or the new one, every other way in opens, and the vault knows what
stands in its header. An answer is used the same way: the vault is the old one or the new one.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from aln_review.casework.asking import ask, begin_answered, take_answer
from aln_review.casework.door import Door
from aln_review.casework.escrow import EscrowKeys, EscrowState
from aln_review.casework.handover import finish_rotation, hand_over
from aln_review.domain.errors import AlnError, WorldFault
from aln_review.packages.escrow import open_deposit
from tests.casework.escrowed import PROOF, actions, answered, given, identity_of
from tests.casework.handing import BRANWEN, NEW, another, learners_of, quietly, tried
from tests.casework.town import open_desk
from tests.casework.vaults import PASSPHRASE, Made, add_learner, make
from tests.faults.failing_files import FAULTS, FailingFiles, Killed

Change = Callable[[EscrowKeys], None]
GIVE_CALLS = 20
"""Giving or taking back asks less of the disk than this."""
ANSWER_CALLS = 42


def _school(tmp_path: Path) -> tuple[Made, Made]:
    desk, school = open_desk(tmp_path / "desk"), make(tmp_path / "school")
    add_learner(school.vault)
    given(school, desk)
    school.vault.close()
    return school, desk


def _give(keys: EscrowKeys) -> None:
    keys.give(PROOF)


def _take_back(keys: EscrowKeys) -> None:
    keys.take_back(PROOF)


@pytest.mark.parametrize("code", [0, *FAULTS])
@pytest.mark.parametrize("change", [_give, _take_back])
def test_the_old_key_or_the_new_one_whatever_the_disk_does(
    tmp_path: Path, change: Change, code: int
) -> None:
    school, desk = _school(tmp_path)
    identity, reached = identity_of(desk), 0
    for at in range(1, GIVE_CALLS):
        failing = FailingFiles(10_000)
        door = another(school, failing)
        vault = door.unlock(PASSPHRASE)
        if change is _take_back and door.read_header().escrow is None:
            EscrowKeys(door, vault).give(PROOF)
        failing.calls, failing._at, failing._code = 0, at, code
        with suppress(Killed, WorldFault):
            change(EscrowKeys(door, vault))
        reached += failing.reached
        vault.store.close()
        door.release()
        _agrees(replace(school, door=another(school)), identity)
    assert 10 <= reached < GIVE_CALLS - 1
    desk.shut()


def _agrees(school: Made, identity: object) -> None:
    vault = school.door.unlock(PASSPHRASE)
    keys, header = EscrowKeys(school.door, vault), school.door.read_header()
    if header.escrow is None:
        assert keys.escrow().state is EscrowState.OFFERED
    else:
        assert keys.escrow().state is EscrowState.HELD
        key = open_deposit(header.escrow.sealed, identity).key  # type: ignore[arg-type]
        assert key == vault.store.key()
    assert header.whole
    assert "key.unknown" not in actions(replace(school, vault=vault))
    vault.close()
    school.door.release()


@pytest.mark.slow
@pytest.mark.parametrize("at", range(1, ANSWER_CALLS))
def test_an_answer_used_while_the_disk_fails_leaves_one_vault(tmp_path: Path, at: int) -> None:
    school, desk = _school(tmp_path)
    code = (0, *FAULTS)[at % 4]
    failing = FailingFiles(10_000)
    door = another(school, failing)
    answer = answered(desk, ask(door))
    waiting = begin_answered(door, take_answer(door, answer.text), " ".join(answer.words))
    sheet = tried(door)
    failing.calls, failing._at, failing._code = 0, at, code
    try:
        done = hand_over(door, waiting, BRANWEN, NEW, sheet, quietly)
        done.casework.store.close()
    except (Killed, AlnError):
        waiting.casework.store.close()
    door.release()
    door = another(school)
    ours = [secret for secret in (PASSPHRASE, NEW) if _opens(door, secret)]
    assert len(ours) == 1
    vault = door.unlock(ours[0])
    if vault.found.unfinished is not None:
        finished = finish_rotation(door, vault, quietly)
        assert finished.fault is None
        vault = finished.casework
    assert len(learners_of(vault)) == 1
    slot = door.read_header().escrow
    assert slot is not None
    assert open_deposit(slot.sealed, identity_of(desk)).key == vault.store.key()
    assert EscrowKeys(door, vault).escrow().state is EscrowState.HELD
    vault.close()
    door.release()
    desk.shut()


def _opens(door: Door, secret: str) -> bool:
    try:
        door.unlock(secret).store.close()
    except WorldFault:
        return False
    return True
