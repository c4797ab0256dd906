"""Keeping a page out of screen pictures, recordings and shared screens, where a system can.

Windows alone lets a program ask for it (``SetWindowDisplayAffinity``, winuser.h). Elsewhere nothing
is done and nothing is promised. It is asked for while keys and passphrases are in hand, and never
for the window an audience is meant to see.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Protocol

SHOWN, BLACK, LEFT_OUT = 0x0, 0x1, 0x11
"""WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE (from Windows 10, version 2004)."""


class User(Protocol):
    """The one call of user32 that is made."""

    def SetWindowDisplayAffinity(self, window: ctypes.c_void_p, affinity: int) -> int:
        """Nought when the system refuses."""


def system_calls() -> User | None:
    """Windows' own; none elsewhere."""
    library = getattr(ctypes, "windll", None)
    found: User | None = None if library is None else library.user32
    return found


class Capture:
    """One window's place in pictures of the screen."""

    def __init__(self, user: User | None = None) -> None:
        self._user = user if user is not None else system_calls()
        self._private = False

    def keep_out(self, window: Callable[[], int], *, private: bool) -> None:
        """Leave the window out, or let it be seen again; the older way where the newer is not.

        ``window`` gives its native handle, and is only asked where it is needed.
        """
        if self._user is None or private is self._private:
            return
        self._private = private
        handle = ctypes.c_void_p(window())
        if not private:
            self._user.SetWindowDisplayAffinity(handle, SHOWN)
        elif not self._user.SetWindowDisplayAffinity(handle, LEFT_OUT):
            self._user.SetWindowDisplayAffinity(handle, BLACK)
