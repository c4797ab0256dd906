"""Leaving without a word: the computer sleeps, the session is locked, another user takes over.

One signal whatever the system. What each system tells is read by a small adapter of its own; a
system that tells nothing leaves it to the clock (:class:`ui.chrome.idle.IdleWatch`), which notices
a sleep when the computer wakes. Another window coming forward is no leaving.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Protocol

from PySide6.QtCore import QObject, Signal

ADAPTERS = {"linux": "session_linux", "win32": "session_windows", "darwin": "session_mac"}
"""By ``sys.platform``: the module beside this one whose ``listen`` makes the adapter."""


class Adapter(Protocol):
    """What one system tells."""

    def stop(self) -> None:
        """Hear no more, and hold nothing up."""


class SessionWatch(QObject):
    """``left()`` when whoever worked here has left, within a second of the system saying so.

    Everything connected has run when the adapter goes on: a system that waits for us (logind) goes
    to sleep with the vault already locked.
    """

    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._adapters: list[Adapter] = []

    @property
    def hears(self) -> bool:
        """Whether this system tells anything."""
        return bool(self._adapters)

    def start(self, window: int, platform: str = sys.platform) -> None:
        """Listen. ``window`` is the native handle of the main window, which Windows asks for."""
        name = ADAPTERS.get(platform, "")
        if not name or self._adapters:
            return
        listen: Callable[[Callable[[], None], int], Adapter | None]
        listen = import_module(f"ui.chrome.{name}").listen
        made = listen(self.left.emit, window)
        self._adapters = [] if made is None else [made]

    def stop(self) -> None:
        """Hear no more."""
        for one in self._adapters:
            one.stop()
        self._adapters = []
