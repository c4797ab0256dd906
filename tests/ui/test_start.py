"""The way to the passphrase: what it does not wait for, and that it comes soon after."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.casework.vaults import make

ROOT = Path(__file__).parents[2]
LATER = ("joserfc", "cryptography.x509", "zxcvbn", "aln_review.casework.entry")
"""Wanted once a passphrase has been typed."""
START = """
import gc, json, sys
from PySide6.QtWidgets import QApplication
import ui.__main__ as start
from ui.app import Session

folder, *later = sys.argv[1:]
seen = []
settle = Session._settle

def look():
    seen.append([[name for name in later if name in sys.modules], gc.isenabled()])

def settled(self):
    seen.append(self.shell.place[0])
    look()
    settle(self)
    self.bridge.flush()
    look()
    QApplication.quit()

Session._settle = settled
start.main(["--data", folder, "--language", "cy"])
print(json.dumps(seen))
"""


@pytest.fixture(name="seen", scope="module")
def _seen(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """The page, then what was loaded and whether rubbish is looked for: as it stands, and after."""
    folder = tmp_path_factory.mktemp("start")
    make(folder).shut()
    done = subprocess.run(
        [sys.executable, "-c", START, str(folder), *LATER],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found: list[object] = json.loads(done.stdout)
    return found


def test_the_passphrase_waits_for_nothing_that_is_wanted_after_it(seen: list[object]) -> None:
    assert seen[0] == "unlock"
    assert seen[1] == [[], False]


def test_the_rest_is_there_soon_after_and_rubbish_is_looked_for_again(seen: list[object]) -> None:
    assert seen[2] == [list(LATER), True]
