"""Windows: sleep, a locked session and a switch of user, as messages to the main window.

``WM_POWERBROADCAST`` comes by itself; ``WM_WTSSESSION_CHANGE`` must be asked for
(``WTSRegisterSessionNotification``, wtsapi32.h). Constants are those of winuser.h.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

WM_POWERBROADCAST = 0x0218
WM_WTSSESSION_CHANGE = 0x02B1
PBT_APMSUSPEND, PBT_APMRESUMEAUTOMATIC = 0x4, 0x12
CONSOLE_DISCONNECT, REMOTE_DISCONNECT, LOGOFF, LOCK = 0x2, 0x4, 0x6, 0x7
LEAVING = frozenset(
    {
        (WM_POWERBROADCAST, PBT_APMSUSPEND),
        # A machine that sleeps without telling is locked as it wakes.
        (WM_POWERBROADCAST, PBT_APMRESUMEAUTOMATIC),
        (WM_WTSSESSION_CHANGE, CONSOLE_DISCONNECT),
        (WM_WTSSESSION_CHANGE, REMOTE_DISCONNECT),
        (WM_WTSSESSION_CHANGE, LOGOFF),
        (WM_WTSSESSION_CHANGE, LOCK),
    }
)
"""A message and its ``wParam``."""
THIS_SESSION = 0


class Message(ctypes.Structure):
    """The head of ``MSG``: all that is read of it."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("what", ctypes.c_size_t),
    )


class Terminal(Protocol):
    """The two calls of wtsapi32 that are made."""

    def WTSRegisterSessionNotification(self, window: ctypes.c_void_p, which: int) -> int:
        """Have session changes sent to a window."""

    def WTSUnRegisterSessionNotification(self, window: ctypes.c_void_p) -> int:
        """Have them sent no more."""


def listen(left: Callable[[], None], window: int) -> WindowsSession | None:
    """Listen; none where there is no application yet."""
    app = QCoreApplication.instance()
    library = getattr(ctypes, "windll", None)
    if app is None or library is None:
        return None
    return WindowsSession(left, window, app, library.wtsapi32)


class WindowsSession(QAbstractNativeEventFilter):
    """Calls ``left`` for each of :data:`LEAVING`."""

    def __init__(
        self, left: Callable[[], None], window: int, app: QCoreApplication, terminal: Terminal
    ) -> None:
        super().__init__()
        self._left = left
        self._window = ctypes.c_void_p(window)
        self._app = app
        self._terminal = terminal
        terminal.WTSRegisterSessionNotification(self._window, THIS_SESSION)
        app.installNativeEventFilter(self)

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Read every message of the system, keep none."""
        if kind == b"windows_generic_MSG":
            found = Message.from_address(int(message))
            if (found.message, found.what) in LEAVING:
                self._left()
        return False, 0

    def stop(self) -> None:
        """Hear no more."""
        self._app.removeNativeEventFilter(self)
        self._terminal.WTSUnRegisterSessionNotification(self._window)
