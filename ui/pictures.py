"""``python -m ui.pictures DIR --data DIR``: the real windows on a vault, drawn without a screen.

The passphrase comes from standard input, so that it stands in no list of processes.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from aln_review.casework.commands.keeping import UseLanguage
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.places import find_places
from aln_review.casework.queries.learners import Caseload, LearnerPage
from aln_review.casework.queries.meeting import Reviews
from aln_review.casework.wiring import open_door, utc_now
from aln_review.domain.bilingual import Language
from ui.bridge import Bridge
from ui.retranslate import Words
from ui.rooms import ROOMS
from ui.shell import Shell
from ui.theme import Look, current, dress
from ui.translator import speak

SIZE = (1366, 768)
PLAIN = ("today", "learners", "reviews", "send", "settings", "help")
Args = Mapping[str, object]


def main() -> int:
    """Draw the main screens in both languages; 0 when every one was drawn."""
    parser = argparse.ArgumentParser(prog="ui.pictures")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([sys.argv[0]])
    dress(app, Look())
    door = open_door(find_places(asked.data))
    door.take()
    vault = door.unlock(sys.stdin.readline().rstrip("\n"))
    asked.folder.mkdir(parents=True, exist_ok=True)
    kept = []
    for language in Language:
        for what in _pages(vault):
            name = f"{what[0]}-{language.value}-{SIZE[0]}x{SIZE[1]}.png"
            kept.append(_draw(app, door, vault, what, language).save(str(asked.folder / name)))
    vault.close()
    door.release()
    return 0 if kept and all(kept) else 1


def _pages(vault: Casework) -> Iterator[tuple[str, Args]]:
    """Pages that are there, with something to show on each."""
    built = {one.page for one in ROOMS if one.built()}
    learner = max(vault.ask(Caseload()).rows, key=lambda row: (row.needs_you, row.id)).id
    wanted: list[tuple[str, Args]] = [(page, {}) for page in PLAIN]
    wanted.append(("learner", {"learner": learner}))
    wanted.append(("profile", {"learner": learner}))
    held = vault.ask(Reviews()).held
    if held:
        view = vault.ask(LearnerPage(held[0].learner.id))
        wanted.append(("after", {"review": held[0].review.id}))
        if view.plan is not None:
            wanted.append(("plan", {"plan": view.plan.id}))
    yield from (item for item in wanted if item[0] in built)


def _draw(
    app: QApplication, door: Door, vault: Casework, what: tuple[str, Args], language: Language
) -> QPixmap:
    page, args = what
    vault.do(UseLanguage(language))
    words = Words(vault.tools.catalogues, language)
    speak(app, words.catalogue)
    shell = Shell(Bridge(immediate=True), words, current(), utc_now, door)
    shell.resize(*SIZE)
    shell.show()
    shell.enter(vault, page, args)
    app.processEvents()
    drawn = shell.grab()
    shell.hide()
    shell.deleteLater()
    return drawn


if __name__ == "__main__":
    sys.exit(main())
