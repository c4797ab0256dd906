"""One window per vault: a second start brings the first forward."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT = 1_000
"""Milliseconds to wait for the first window's answer."""


def channel(folder: Path) -> str:
    """The name both windows meet at: says nothing of whose vault it is."""
    return "aln-review-" + sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def call_first(folder: Path) -> bool:
    """Ask the window that has this vault to come forward; whether it heard."""
    socket = QLocalSocket()
    socket.connectToServer(channel(folder))
    heard = socket.waitForConnected(WAIT)
    socket.abort()
    return heard


class Listener(QObject):
    """Kept by the first window; ``called`` when a second one was started."""

    called = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._met)
        QLocalServer.removeServer(channel(folder))
        self._server.listen(channel(folder))

    def _met(self) -> None:
        met = self._server.nextPendingConnection()
        met.abort()
        met.deleteLater()
        self.called.emit()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()
