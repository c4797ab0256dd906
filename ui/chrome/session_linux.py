"""Linux: what logind and the desktop's screen saver say on D-Bus.

``PrepareForSleep`` is heard with a *delay* lock held (systemd's "Inhibitor Locks"), so that the
computer sleeps only once the vault is locked, or five seconds later at most.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import (
    QDBus,
    QDBusConnection,
    QDBusMessage,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

LOGIN = "org.freedesktop.login1"
MANAGER, MANAGER_PATH = f"{LOGIN}.Manager", "/org/freedesktop/login1"
SESSION = f"{LOGIN}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
"""Services and interfaces of the same name, with ``ActiveChanged(b)``."""
PATIENCE = 300
"""Milliseconds an answer of logind is waited for, once at the start and after each sleep."""
WHO = "ALN Review"


def listen(left: Callable[[], None], _window: int) -> LinuxSession | None:
    """Listen on both buses; none when neither is there."""
    buses = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
    if not any(bus.isConnected() for bus in buses):
        return None
    return LinuxSession(left, *buses)


class LinuxSession(QObject):
    """Calls ``left`` on sleep, shut-down, a locked screen, a locked or switched session."""

    def __init__(
        self, left: Callable[[], None], system: QDBusConnection, session: QDBusConnection
    ) -> None:
        super().__init__()
        self._left = left
        self._system = system
        self._session = ""
        self._delay: list[QDBusUnixFileDescriptor] = []
        self._told: list[tuple[QDBusConnection, tuple[str, str, str, str], str]] = []
        if system.isConnected():
            self._hear_logind()
        if session.isConnected():
            for one in SAVERS:
                # Desktops differ in the path; an empty one is any.
                self._hear(session, (one, "", one, "ActiveChanged"), "1began(bool)")

    def _hear_logind(self) -> None:
        for name in ("PrepareForSleep", "PrepareForShutdown"):
            self._hear(self._system, (LOGIN, MANAGER_PATH, MANAGER, name), "1going(bool)")
        path = self._session_path()
        if path:
            self._hear(self._system, (LOGIN, path, SESSION, "Lock"), "1locked()")
            changed = (LOGIN, path, PROPERTIES, "PropertiesChanged")
            self._hear(self._system, changed, "1changed(QDBusMessage)")
            self._session = path
        self._take_delay()

    def _hear(self, bus: QDBusConnection, what: tuple[str, str, str, str], slot: str) -> None:
        # PySide takes what the SLOT macro makes, a str; its stubs say bytes, which it refuses.
        if bus.connect(*what, self, slot):  # type: ignore[call-overload]
            self._told.append((bus, what, slot))

    def _ask(self, member: str, *args: object) -> list[object]:
        return self._call((LOGIN, MANAGER_PATH, MANAGER, member), *args)

    def _call(self, what: tuple[str, str, str, str], *args: object) -> list[object]:
        call = QDBusMessage.createMethodCall(*what)
        call.setArguments(list(args))
        reply = self._system.call(call, QDBus.CallMode.Block, PATIENCE)
        good = reply.type() is QDBusMessage.MessageType.ReplyMessage
        return list(reply.arguments()) if good else []

    def _session_path(self) -> str:
        """Our own session: a user's desktop is often started beside it, and only named to us."""
        named = os.environ.get("XDG_SESSION_ID", "")
        found = self._ask("GetSession", named) if named else []
        found = found or self._ask("GetSessionByPID", os.getpid())
        path = getattr(found[0], "path", None) if found else None
        return str(path()) if callable(path) else ""

    def _take_delay(self) -> None:
        found = self._ask("Inhibit", "sleep", WHO, WHO, "delay")
        self._delay = [one for one in found if isinstance(one, QDBusUnixFileDescriptor)]

    @property
    def delays(self) -> bool:
        """Whether the computer waits for us before it sleeps."""
        return bool(self._delay)

    @Slot(bool)
    def going(self, begins: bool) -> None:
        """About to sleep or shut down, or awake again: then the next sleep is to wait too."""
        if not begins:
            self._take_delay()
            return
        try:
            self._left()
        finally:
            self._delay = []

    @Slot(bool)
    def began(self, on: bool) -> None:
        """The screen saver or the lock screen came, or went."""
        if on:
            self._left()

    @Slot()
    def locked(self) -> None:
        """Somebody locked the session."""
        self._left()

    @Slot("QDBusMessage")
    def changed(self, message: QDBusMessage) -> None:
        """The session is locked, or another user's is in front.

        What changed is asked for: PySide ends the program over a signal with an ``a{sv}`` in it
        when the slot names a map.
        """
        about = message.arguments()
        if not about or about[0] != SESSION:
            return
        if self._is("Active") is False or self._is("LockedHint") is True:
            self._left()

    def _is(self, name: str) -> object:
        """A property of our session; ``None`` where it has none of that name."""
        found = self._call((LOGIN, self._session, PROPERTIES, "Get"), SESSION, name)
        value = found[0] if found else None
        return value.variant() if isinstance(value, QDBusVariant) else value

    def stop(self) -> None:
        """Hear no more, and let the computer sleep at once."""
        for bus, what, slot in self._told:
            bus.disconnect(*what, self, slot)  # type: ignore[call-overload]
        self._told = []
        self._delay = []
