"""A vault whose making is killed at any step is finished later, or never was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aln_review.casework.door import DoorState
from aln_review.casework.entry import make_vault
from aln_review.vault.files import Disk
from tests.casework.vaults import PASSPHRASE, Clock, make_setting
from tests.faults.failing_files import Killed
from tests.hostile.doors import new_door, vault_is_whole

STEPS = ("write", "sync", "replace", "sync_folder")


class KilledAt:
    """Ends everything before, or just after, the n-th thing asked of the disk."""

    def __init__(self, at: int, *, after: bool) -> None:
        self.calls = 0
        self._at = at
        self._after = after

    def wrap(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(disk: Disk, *arguments: object) -> object:
            self.calls += 1
            mine = self.calls == self._at
            if mine and not self._after:
                raise Killed
            found = step(disk, *arguments)
            if mine:
                raise Killed
            return found

        return run


@pytest.mark.parametrize("after", [False, True])
def test_a_vault_killed_while_it_is_made_is_whole_or_was_never_there(
    tmp_path: Path, *, after: bool
) -> None:
    states = []
    for at in range(1, 100):
        folder, clock = tmp_path / str(at), Clock()
        door = new_door(folder, clock)
        door.take()
        killed = KilledAt(at, after=after)
        with pytest.MonkeyPatch.context() as patch:
            for name in STEPS:
                patch.setattr(Disk, name, killed.wrap(getattr(Disk, name)))
            try:
                make_vault(door, make_setting(), PASSPHRASE).casework.close()
                made = True
            except Killed:
                made = False
        door.release()
        again = new_door(folder, clock)
        again.take()
        states.append(again.look().state)
        assert states[-1] is not DoorState.DAMAGED, at
        if states[-1] is DoorState.NO_VAULT:
            assert not made
            make_vault(again, make_setting(), PASSPHRASE).casework.close()
        vault_is_whole(again)
        again.release()
        if made:
            break
    assert len(states) > 8
    assert {DoorState.NO_VAULT, DoorState.LOCKED} == set(states)
