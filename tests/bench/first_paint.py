"""Starts the program in a process of its own and ends it at the first paint."""

from __future__ import annotations

import sys
from pathlib import Path


def first_paint(data: Path) -> None:
    """From process start to the first painted window, with no vault yet."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    import ui.app

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
                QTimer.singleShot(0, QApplication.quit)
            return False

    real = ui.app.dress
    watch: list[Watch] = []

    def dressed(app: QApplication, look: object) -> object:
        watch.append(Watch())
        app.installEventFilter(watch[0])
        return real(app, look)  # type: ignore[arg-type]

    ui.app.dress = dressed  # type: ignore[assignment]
    ui.app.main(["--data", str(data), "--language", "cy"])


def caseload(data: Path) -> float:
    """Peak memory in MB with a demo's caseload shown."""
    import resource

    from PySide6.QtWidgets import QApplication

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
    shell = Shell(Bridge(immediate=True), words, current(), utc_now, door)
    shell.show()
    shell.enter(vault, "learners", {})
    app.processEvents()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if "--caseload" in sys.argv:
        print(caseload(Path(sys.argv[1])))
    else:
        first_paint(Path(sys.argv[1]))
