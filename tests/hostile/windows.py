"""Every room opened on the story's vault, a mistake of ours in one of them, then the lock.

Run as ``python -m tests.hostile.windows FOLDER``. Prints one line of JSON about what was seen and
is then ended by the machine, as by a fault in somebody's driver.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import logging
import os
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtGui import QClipboard
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from aln_review.casework.core import Casework
from aln_review.domain.bilingual import Language
from tests.hostile.planted import WORDS, found_in
from tests.hostile.story import Told, tell
from tests.ui.desk import app, now, plain_look, words
from ui.app import _mistake as mistake
from ui.bridge import Bridge
from ui.printing import send
from ui.rooms import ROOMS, Chrome
from ui.shell import Shell
from ui.theme import current
from ui.translator import speak

TEXTS = ("text", "toPlainText", "accessibleName", "accessibleDescription", "toolTip")


@dataclass
class Seen:
    """What was seen of planted words, and where they must not be."""

    rooms: int = 0
    refused: list[str] = field(default_factory=list)
    words_shown: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    in_crash: list[str] = field(default_factory=list)
    after_lock: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    """What somebody had on the clipboard and in the selection before the lock."""
    copied_after_lock: list[str] = field(default_factory=list)
    printed: int = 0
    """Bytes that went to the printer."""


def texts(widget: QWidget) -> str:
    """Everything a widget could show or say."""
    found = []
    for name in TEXTS:
        call = getattr(widget, name, None)
        if callable(call):
            found.append(str(call()))
    return "\n".join(found)


def planted_in_windows() -> set[str]:
    """Planted words in any widget there is, shown or not."""
    return found_in("\n".join(map(texts, QApplication.allWidgets())).encode())


def titles() -> list[str]:
    """What the system's window list shows."""
    tops = QApplication.topLevelWidgets()
    return [text for one in tops for text in (one.windowTitle(), one.windowIconText()) if text]


def ids(told: Told) -> dict[str, object]:
    """Everything a room may be opened for."""
    with told.school.vault.store.view() as unit:
        person = unit.people.where(learner_id=told.learner_id)[0].id
        action = unit.reviews.get(told.review_id).actions[0].id
    return {
        "learner": told.learner_id, "review": told.review_id, "plan": told.plan_id,
        "person": person, "action": action, "package": told.package_id, "line": told.package_id,
        "kind": "minutes", "ref": told.review_id, "text": WORDS[3],
    }  # fmt: skip


def visit(shell: Shell, args: dict[str, object], seen: Seen) -> None:
    """Open every room there is in both languages."""
    shown: set[str] = set()
    for language in Language:
        shell.words.switch(language)
        for one in ROOMS:
            if one.chrome in (Chrome.PLAIN, Chrome.ALONE) or not one.built():
                continue
            try:
                shell.open(one.page, args)
            except Exception as error:  # noqa: BLE001 - a room half built is another test's matter
                seen.refused.append(f"{one.page}: {type(error).__name__}")
                continue
            for _ in range(3):
                QApplication.processEvents()
            seen.rooms += 1
            shown |= planted_in_windows()
            seen.titles += titles()
    seen.words_shown = sorted(shown)


def blunder(shell: Shell, secret: str) -> None:
    """A mistake of ours with a child's name in its message and in its variables."""
    try:
        int(f"{secret} is no number")
    except ValueError as error:
        mistake(shell, type(error), error, error.__traceback__)


def open_shell(vault: Casework, told: Told) -> Shell:
    """The real window on the vault, everything answered at once."""
    qt = app(plain_look())
    spoken = words(Language.CY)
    speak(qt, spoken.catalogue)
    shell = Shell(Bridge(immediate=True), spoken, current(), now, told.school.door)
    shell.show()
    shell.enter(vault, "today")
    return shell


def on_the_clipboard() -> list[str]:
    """Planted words on the clipboard and in the selection."""
    board = QApplication.clipboard()
    held = [board.text(mode) for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)]
    return sorted(found_in("\n".join(held).encode()))


def copy_a_word(shell: Shell, told: Told) -> None:
    """Somebody copies a learner's words out of a writing box."""
    shell.open("learner-edit", {"learner": told.learner_id})
    QApplication.processEvents()
    for line in shell.findChildren(QLineEdit):
        if found_in(line.text().encode()):
            line.selectAll()
            line.copy()
            return


def print_a_paper(paper: bytes, folder: Path) -> int:
    """A paper is printed, by a printer that is a file; how much came out of it, which is removed.

    What the printing left anywhere else is searched for with everything else.
    """
    out = folder / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    send(paper, printer)
    size = out.stat().st_size
    out.unlink()
    return size


def main() -> None:
    """See, break, lock, end."""
    faulthandler.enable(all_threads=True)
    logging.basicConfig(level=logging.DEBUG)
    told = tell(Path(sys.argv[1]))
    shell = open_shell(told.school.vault, told)
    seen = Seen()
    visit(shell, ids(told), seen)
    shell.open("today", {})
    before = planted_in_windows()
    blunder(shell, WORDS[54])
    QApplication.processEvents()
    seen.in_crash = sorted(planted_in_windows() - before)
    seen.titles += titles()
    seen.printed = print_a_paper(told.papers[0], Path(sys.argv[1]))
    copy_a_word(shell, told)
    seen.copied = on_the_clipboard()
    shell.lock()
    seen.copied_after_lock = on_the_clipboard()
    # Outside the loop of events nothing that was let go is deleted unless it is asked for.
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
    seen.after_lock = sorted(planted_in_windows())
    sys.stdout.write(json.dumps(asdict(seen)) + "\n")
    sys.stdout.flush()
    os.abort()


if __name__ == "__main__":
    main()
