"""A login manager and a screen saver that do as they are told, on the bus of this process.

``python -m tests.ui.fake_logind``: a line on standard input is a signal to send; the answers are
lines on standard output: ``ready``, ``sent``, and ``let go`` when nobody holds up the sleep.
"""

from __future__ import annotations

import os
import sys
import threading

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

LOGIN = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
SESSION = f"{PATH}/session/_32"
OTHER = f"{PATH}/session/_33"
PROPERTIES = ("org.freedesktop.DBus.Properties", "PropertiesChanged")
SAVER = "org.gnome.ScreenSaver"


def said(text: str) -> None:
    """Tell the test."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


STATE = {"Active": True, "LockedHint": False}


class Manager(QDBusVirtualObject):
    """Knows one session, and lends delays."""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        if message.member() == "GetSession":
            connection.send(message.createReply(QDBusObjectPath(SESSION)))
            return True
        if message.member() == "Get" and message.path() == SESSION:
            name = message.arguments()[1]
            connection.send(message.createReply(QDBusVariant(STATE[name])))
            return True
        if message.member() == "Inhibit":
            reading, writing = os.pipe()
            connection.send(message.createReply(QDBusUnixFileDescriptor(writing)))
            os.close(writing)
            threading.Thread(target=_wait, args=(reading,), daemon=True).start()
            return True
        return False

    def introspect(self, path: str) -> str:
        return ""


def _wait(reading: int) -> None:
    os.read(reading, 1)
    said("let go")


class Told(QObject):
    """Lines of standard input, on the thread of the bus."""

    line = Signal(str)

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._bus = bus
        self.line.connect(self.send, Qt.ConnectionType.QueuedConnection)

    def read(self) -> None:
        for line in sys.stdin:
            self.line.emit(line.strip())
        self.line.emit("end")

    def send(self, line: str) -> None:
        signals: dict[str, tuple[str, str, str, list[object]]] = {
            "sleep": (PATH, f"{LOGIN}.Manager", "PrepareForSleep", [True]),
            "wake": (PATH, f"{LOGIN}.Manager", "PrepareForSleep", [False]),
            "shutdown": (PATH, f"{LOGIN}.Manager", "PrepareForShutdown", [True]),
            "lock": (SESSION, f"{LOGIN}.Session", "Lock", []),
            "other-lock": (OTHER, f"{LOGIN}.Session", "Lock", []),
            "switch": (SESSION, *PROPERTIES, [f"{LOGIN}.Session", {"Active": False}, []]),
            "back": (SESSION, *PROPERTIES, [f"{LOGIN}.Session", {"Active": True}, []]),
            "hint": (SESSION, *PROPERTIES, [f"{LOGIN}.Session", {"LockedHint": True}, []]),
            "other": (SESSION, *PROPERTIES, [f"{LOGIN}.User", {"Active": False}, []]),
            "saver": ("/org/gnome/ScreenSaver", SAVER, "ActiveChanged", [True]),
            "saver-off": ("/org/gnome/ScreenSaver", SAVER, "ActiveChanged", [False]),
        }
        if line not in signals:
            QCoreApplication.quit()
            return
        path, interface, name, args = signals[line]
        if name == "PropertiesChanged" and args[0] == f"{LOGIN}.Session":
            changed = args[1]
            assert isinstance(changed, dict)
            STATE.update(changed)
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(args)
        self._bus.send(message)
        said("sent")


def main() -> None:
    """Own the names, then do as told."""
    app = QCoreApplication([])
    bus = QDBusConnection.connectToBus(sys.argv[1], "fake")
    manager = Manager()
    bus.registerVirtualObject(PATH, manager, QDBusConnection.VirtualObjectRegisterOption.SubPath)
    for name in (LOGIN, SAVER):
        if not bus.registerService(name):
            said(f"not {name}")
    told = Told(bus)
    threading.Thread(target=told.read, daemon=True).start()
    said("ready")
    app.exec()


if __name__ == "__main__":
    main()
