"""Killed in the middle of a meeting: everything that showed as saved is there, once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from aln_review.casework.places import find_places
from aln_review.casework.queries.keeping import Drafts
from aln_review.casework.queries.meeting import Meeting
from aln_review.casework.wiring import DEMO_COST, DEMO_PASSPHRASE, open_door
from aln_review.domain.words import Sheet
from tests.ui.desk import desk, now
from tests.ui.killed_room import sentence
from ui.meeting_room.doing import LINE, draft_place
from ui.meeting_room.room import MeetingRoom

ENOUGH = 6


def type_until_killed(folder: Path, after: int) -> tuple[str, int, str]:
    """Kill it ``after`` lines past the sixth sentence; gives review, newest kept, newest half."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.ui.killed_room", str(folder)]
    review, newest, half = "", 0, ""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            word, _, rest = line.rstrip("\n").partition(" ")
            if word == "room":
                review = rest
            elif word == "kept":
                newest = max(newest, int(rest))
            else:
                half = rest
            if newest >= ENOUGH and half:
                after -= 1
            if after <= 0:
                child.send_signal(signal.SIGKILL)
                break
    return review, newest, half


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_showed_as_saved_is_lost(tmp_path: Path, seed: int) -> None:
    review, newest, half = type_until_killed(tmp_path, random.Random(seed).randint(1, 60))
    assert newest >= ENOUGH
    door = open_door(find_places(tmp_path), now, DEMO_COST)
    door.take()
    vault = door.unlock(DEMO_PASSPHRASE)
    said = [one.text.said for one in vault.ask(Meeting(review)).sheet(Sheet.NOW).learner]
    kept = [one for one in said if one.startswith("Brawddeg")]
    line = vault.ask(Drafts(draft_place(review))).get(LINE, "")
    assert kept == [sentence(number) for number in range(1, len(kept) + 1)]
    assert len(kept) >= newest
    assert line not in kept
    begun = next(n for n in range(1, len(kept) + 3) if sentence(n).startswith(half))
    assert begun <= len(kept) or line.startswith(half)
    room = MeetingRoom(desk(vault))
    room.show_with({"review": review})
    assert room.capture.line.text() == line
    vault.close()
    door.release()
