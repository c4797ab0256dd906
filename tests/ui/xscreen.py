"""A real X screen as somebody sits before it: which windows stand where, and closing one."""

from __future__ import annotations

import ctypes
import select
import sys
from collections.abc import Callable, Iterator
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_ubyte, c_uint, c_ulong, c_void_p
from ctypes.util import find_library
from time import monotonic
from typing import TypeVar

PATIENCE = 90
"""Seconds after which something that has not happened will not happen."""
SUBSTRUCTURE_NOTIFY = 1 << 19
CLIENT_MESSAGE = 33
VIEWABLE = 2
ANY_TYPE = 0
T = TypeVar("T")


class ClientMessage(ctypes.Structure):
    """``XClientMessageEvent`` of Xlib, padded to the size of ``XEvent``."""

    _fields_ = (
        ("type", c_int),
        ("serial", c_ulong),
        ("send_event", c_int),
        ("display", c_void_p),
        ("window", c_ulong),
        ("message_type", c_ulong),
        ("format", c_int),
        ("data", c_long * 5),
        ("pad", c_long * 24),
    )


class Attributes(ctypes.Structure):
    """``XWindowAttributes`` as far as ``map_state``, and room for the rest."""

    _fields_ = (
        ("geometry", c_int * 5),
        ("visual", c_void_p),
        ("root", c_ulong),
        ("kinds", c_int * 4),
        ("planes", c_ulong * 2),
        ("save_under", c_int),
        ("colormap", c_ulong),
        ("map_installed", c_int),
        ("map_state", c_int),
        ("rest", c_long * 16),
    )


class XScreen:
    """One connection to the X server named by ``DISPLAY``."""

    def __init__(self) -> None:
        self._x = _library()
        self._display = self._x.XOpenDisplay(None)
        assert self._display, "no X server"
        self._root = self._x.XDefaultRootWindow(self._display)
        self._x.XSelectInput(self._display, self._root, SUBSTRUCTURE_NOTIFY)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def windows(self, pid: int) -> list[int]:
        """The windows of a process that can be seen, the lowest first."""
        return [one for one in self.stack() if self._pid(one) == pid]

    def stack(self) -> list[int]:
        """Every window that can be seen, the lowest first."""
        root, parent, count = c_ulong(), c_ulong(), c_uint()
        children = POINTER(c_ulong)()
        self._x.XQueryTree(
            self._display, self._root, byref(root), byref(parent), byref(children), byref(count)
        )
        found = [int(children[place]) for place in range(count.value)]
        if found:
            self._x.XFree(children)
        return [one for one in found if self._viewable(one)]

    def cover(self) -> int:
        """A window of somebody else over all others."""
        made = self._x.XCreateSimpleWindow(self._display, self._root, 0, 0, 400, 300, 0, 0, 0)
        self._x.XMapRaised(self._display, made)
        self._x.XSync(self._display, 0)
        return int(made)

    def ask_to_close(self, window: int) -> None:
        """What the cross at the corner of a window does."""
        message = ClientMessage(type=CLIENT_MESSAGE, window=window, format=32)
        message.message_type = self._atom(b"WM_PROTOCOLS")
        message.data[0] = self._atom(b"WM_DELETE_WINDOW")
        self._x.XSendEvent(self._display, window, 0, 0, byref(message))
        self._x.XSync(self._display, 0)

    def wait(self, what: Callable[[], T]) -> T:
        """The first true answer; every change of any window is a reason to ask again."""
        end = monotonic() + PATIENCE
        while not (answer := what()):
            assert monotonic() < end, "waited in vain"
            select.select([self._x.XConnectionNumber(self._display)], [], [], 0.2)
            self._x.XSync(self._display, 1)
        return answer

    def _atom(self, name: bytes) -> int:
        return int(self._x.XInternAtom(self._display, name, 0))

    def _viewable(self, window: int) -> bool:
        found = Attributes()
        known = self._x.XGetWindowAttributes(self._display, window, byref(found))
        return bool(known) and found.map_state == VIEWABLE

    def name(self, window: int) -> str:
        """What its title bar would say."""
        return self._property(window, b"_NET_WM_NAME", 64).decode("utf-8", "replace")

    def _pid(self, window: int) -> int:
        data = self._property(window, b"_NET_WM_PID", 1)
        return int.from_bytes(data[:4], sys.byteorder)

    def _property(self, window: int, name: bytes, longs: int) -> bytes:
        """A property's bytes; of a 32-bit one each number stands in a C ``long``."""
        kind, size, count, after = c_ulong(), c_int(), c_ulong(), c_ulong()
        data = POINTER(c_ubyte)()
        self._x.XGetWindowProperty(
            self._display, window, self._atom(name), 0, longs, 0, ANY_TYPE,
            byref(kind), byref(size), byref(count), byref(after), byref(data),
        )  # fmt: skip
        if not count.value:
            return b""
        width = ctypes.sizeof(c_long) if size.value == 32 else size.value // 8
        found = bytes(data[: count.value * width])
        self._x.XFree(data)
        return found


def _library() -> ctypes.CDLL:
    found = ctypes.CDLL(find_library("X11") or "libX11.so.6")
    found.XOpenDisplay.restype = c_void_p
    found.XOpenDisplay.argtypes = [c_char_p]
    for name in ("XDefaultRootWindow", "XCreateSimpleWindow", "XInternAtom"):
        getattr(found, name).restype = c_ulong
    for name, more in _arguments():
        getattr(found, name).argtypes = [c_void_p, *more]
    ignore = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)(_ignored)
    _kept.append(ignore)
    found.XSetErrorHandler(ignore)
    found.XFree.argtypes = [c_void_p]
    return found


_kept: list[object] = []


def _ignored(_display: int, _error: int) -> int:
    """A window that went away between two questions is no fault."""
    return 0


def _arguments() -> Iterator[tuple[str, tuple[type, ...]]]:
    window = c_ulong
    yield "XDefaultRootWindow", ()
    yield "XCloseDisplay", ()
    yield "XConnectionNumber", ()
    yield "XSync", (c_int,)
    yield "XSelectInput", (window, c_long)
    yield "XInternAtom", (c_char_p, c_int)
    yield "XMapRaised", (window,)
    yield "XSendEvent", (window, c_int, c_long, c_void_p)
    yield "XGetWindowAttributes", (window, c_void_p)
    yield "XQueryTree", (window, c_void_p, c_void_p, c_void_p, c_void_p)
    yield "XCreateSimpleWindow", (window, c_int, c_int, c_uint, c_uint, c_uint, c_ulong, c_ulong)
    more = (c_long, c_long, c_int, c_ulong, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
    yield "XGetWindowProperty", (window, c_ulong, *more)
