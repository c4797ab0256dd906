"""A Mac: whether the screen is locked or another user is in front, asked once a second.

Being told would need a class of Objective-C made at run time; a dictionary of the window server
says the same (``CGSessionCopyCurrentDictionary``, CGSession.h). Written from Apple's headers and
tried with a made-up window server only. Sleep is noticed by the clock, on waking.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

LOCKED = "CGSSessionScreenIsLocked"
ON_CONSOLE = "kCGSSessionOnConsoleKey"
EVERY = 1000
UTF8 = 0x08000100
"""kCFStringEncodingUTF8, CFString.h."""
State = Mapping[str, bool]


def listen(left: Callable[[], None], _window: int) -> MacSession | None:
    """Look once a second; none where the frameworks are not there."""
    names = [ctypes.util.find_library(name) for name in ("CoreGraphics", "CoreFoundation")]
    graphics, foundation = names
    if graphics is None or foundation is None:
        return None
    return MacSession(left, WindowServer(ctypes.CDLL(graphics), ctypes.CDLL(foundation)).state)


class WindowServer:
    """What the window server says of this session."""

    def __init__(self, graphics: ctypes.CDLL, foundation: ctypes.CDLL) -> None:
        pointer = ctypes.c_void_p
        self._copy = graphics.CGSessionCopyCurrentDictionary
        self._copy.restype = pointer
        self._make = foundation.CFStringCreateWithCString
        self._make.restype, self._make.argtypes = pointer, [pointer, ctypes.c_char_p, ctypes.c_uint]
        self._value = foundation.CFDictionaryGetValue
        self._value.restype, self._value.argtypes = pointer, [pointer, pointer]
        self._true = foundation.CFBooleanGetValue
        self._true.restype, self._true.argtypes = ctypes.c_bool, [pointer]
        self._release = foundation.CFRelease
        self._release.argtypes = [pointer]
        self._names = {one: self._make(None, one.encode(), UTF8) for one in (LOCKED, ON_CONSOLE)}

    def state(self) -> State:
        """Which of the two are said, and what."""
        said = self._copy()
        if not said:
            return {}
        values = {one: self._value(said, name) for one, name in self._names.items()}
        state = {one: bool(self._true(value)) for one, value in values.items() if value}
        self._release(said)
        return state


class MacSession(QObject):
    """Calls ``left`` once each time the screen is locked or the session goes behind another."""

    def __init__(self, left: Callable[[], None], state: Callable[[], State]) -> None:
        super().__init__()
        self._left = left
        self._state = state
        self._away = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look once."""
        state = self._state()
        away = state.get(LOCKED, False) or not state.get(ON_CONSOLE, True)
        if away and not self._away:
            self._left()
        self._away = away

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
