"""``python -m ui``: the window. The curtain is up before anything else is loaded."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from ui.curtain import Curtain

QUIET = ("-h", "--help")
LONGEST_WAIT = 300
"""Milliseconds."""


def main(argv: Sequence[str] | None = None) -> int:
    """Raise the curtain, then load and run the rest; the exit status of the application."""
    # Nothing that is loaded now goes again: looking for rubbish meanwhile only takes time.
    gc.disable()
    arguments = list(sys.argv[1:] if argv is None else argv)
    app = QApplication([sys.argv[0]])
    app.setApplicationName("aln-review")
    app.setQuitOnLastWindowClosed(False)
    curtain = Curtain()
    if not any(word in arguments for word in QUIET):
        _raise(curtain)
    app.setQuitOnLastWindowClosed(True)
    status = import_module("ui.app").main(arguments, curtain)
    return int(status)


def _raise(curtain: Curtain) -> None:
    """Show it until it is painted; a system that never asks for a painting does not hold us up.

    In a loop of its own: the application's ``quit`` would close the curtain, and a timer left
    running would end the application's own loop later.
    """
    loop, wait = QEventLoop(), QTimer()
    wait.setSingleShot(True)
    wait.timeout.connect(loop.quit)
    curtain.painted.connect(loop.quit)
    curtain.show()
    wait.start(LONGEST_WAIT)
    loop.exec()
    wait.stop()
    curtain.painted.disconnect(loop.quit)


if __name__ == "__main__":
    sys.exit(main())
