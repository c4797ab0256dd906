"""Killed in mid-sentence: the page is open again at the next unlock, and the sentence is in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from aln_review.casework.half_typed import LeftHalfTyped
from aln_review.casework.places import find_places
from aln_review.casework.wiring import DEMO_COST, DEMO_PASSPHRASE, open_door
from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from tests.ui.demo_copies import copied_demo
from tests.ui.desk import now, words
from tests.ui.killed_form import TEXT, field_of
from tests.ui.rooms import settle
from ui.bridge import Bridge
from ui.shell import Shell
from ui.theme import current

FORMS = (
    ("person-edit", "address", 1),
    ("person-edit", "address", 2),
    ("hold", "reason", 1),
    ("learner-edit", "address", 2),
)
"""The page, its field, and how often it is kept before the kill."""


def type_until_killed(folder: Path, page: str, field: str, times: int) -> tuple[str, str]:
    """Kill it the moment it has been kept so often; whose page it was, and what was kept."""
    command = [sys.executable, "-m", "tests.ui.killed_form", str(folder), page, field]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    learner, text = "", ""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            word, _, rest = line.rstrip("\n").partition(" ")
            if word == "learner":
                learner = rest
                continue
            text = rest
            times -= 1
            if not times:
                child.send_signal(signal.SIGKILL)
                break
    assert child.returncode == -signal.SIGKILL
    return learner, text


@pytest.mark.slow
@pytest.mark.parametrize(("page", "field", "times"), FORMS)
def test_half_a_sentence_in_a_form_survives_a_kill(
    tmp_path: Path, page: str, field: str, times: int
) -> None:
    filled, vault = copied_demo(SettingKind.SCHOOL, tmp_path)
    vault.close()
    filled.release()
    learner, text = type_until_killed(tmp_path, page, field, times)
    assert text.startswith(TEXT[:20])
    door = open_door(find_places(tmp_path), now, DEMO_COST)
    door.take()
    vault = door.unlock(DEMO_PASSPHRASE)
    bridge = Bridge()
    shell = Shell(bridge, words(Language.CY), current(), now, door)
    shell.show()
    shell.enter(vault)
    bridge.flush()
    settle()
    assert shell.place == (page, {"learner": learner})
    screen = shell.screen_shown
    assert screen is not None
    assert field_of(screen, field).draft() == text
    assert shell.given_back.isVisible()
    assert dict(vault.ask(LeftHalfTyped()).texts)[field] == text
    shell.open("today", {})
    bridge.flush()
    assert vault.ask(LeftHalfTyped()).page == ""
    shell.close()
    door.release()
