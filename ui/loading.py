"""Pages are loaded before they are asked for, one at a time and behind the window's back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from ui.bridge import Bridge
from ui.rooms import ROOMS

EVERY = 250
"""Milliseconds between two pages: their modules take a tenth of a second at most."""


class Loader(QObject):
    """Loads what is not there yet, so that the first opening of a page is as quick as the next."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._missing: Iterator[str] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._load)

    def start(self) -> None:
        """Begin; what is loaded by then is passed over."""
        self._missing = missing()
        self._timer.start()

    def stop(self) -> None:
        """Load no more: the window closes."""
        self._timer.stop()

    def _load(self) -> None:
        module = next(self._missing, "")
        if module:
            self._bridge.run(partial(import_module, module))
        else:
            self._timer.stop()


def missing() -> Iterator[str]:
    """Modules of pages that nobody has opened, judged one by one."""
    for room in ROOMS:
        if room.module not in sys.modules and room.built():
            yield room.module
