"""A demo vault of one's own, copied from one that each process makes but once.

Filling one takes a second or two, most of it in plans and packages that are the same each time.
"""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp

from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.places import find_places
from aln_review.casework.wiring import DEMO_COST, DEMO_PASSPHRASE, Now, demo, open_door
from aln_review.domain.setting import SettingKind
from tests.ui.desk import now


@cache
def _template(kind: SettingKind) -> Path:
    """The folder of a closed one."""
    folder = Path(mkdtemp(prefix="aln-demo-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    door, vault = demo(kind, folder, now)
    vault.close()
    door.release()
    return folder


def copied_demo(kind: SettingKind, folder: Path, clock: Now = now) -> tuple[Door, Casework]:
    """As :func:`aln_review.casework.wiring.demo`; whoever opens it closes and releases it."""
    copytree(_template(kind), folder, dirs_exist_ok=True)
    door = open_door(find_places(folder), clock, DEMO_COST)
    door.take()
    return door, door.unlock(DEMO_PASSPHRASE)
