"""Starts the real program in a process of its own and ends it at a paint."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

import ui.__main__ as start

CURTAIN = "Curtain"
UNLOCK = "Unlock"


class Watch(QObject):
    """Ends the process once a widget of one class has been painted."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every paint."""
        if event.type() is QEvent.Type.Paint and type(watched).__name__ == self._name:
            QTimer.singleShot(0, leave)
        return False


def leave() -> None:
    """End without tidying up: that is not what is measured."""
    os._exit(0)


class Application(QApplication):
    """The application with the watch on it from its first moment."""

    name = CURTAIN

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.watch = Watch(self.name)
        self.installEventFilter(self.watch)


def until_painted(data: Path, name: str) -> None:
    """From process start until a widget of the class ``name`` was painted."""
    Application.name = name
    setattr(start, "QApplication", Application)  # noqa: B010 - the one place that makes it
    start.main(["--data", str(data), "--language", "cy"])


def caseload(data: Path) -> float:
    """Peak memory in MB with a demo's caseload shown."""
    import resource

    from aln_review.casework.wiring import demo, utc_now
    from aln_review.domain.bilingual import Language
    from aln_review.domain.setting import SettingKind
    from ui.bridge import Bridge
    from ui.retranslate import Words
    from ui.shell import Shell
    from ui.theme import Look, current, dress

    app = QApplication([sys.argv[0]])
    dress(app, Look())
    door, vault = demo(SettingKind.SCHOOL, data / "demo")
    words = Words(vault.tools.catalogues, Language.CY)
    shell: QWidget = Shell(Bridge(immediate=True), words, current(), utc_now, door)
    shell.show()
    shell.enter(vault, "learners", {})  # type: ignore[attr-defined]
    app.processEvents()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if "--caseload" in sys.argv:
        print(caseload(Path(sys.argv[1])))
    else:
        until_painted(Path(sys.argv[1]), sys.argv[2])
