"""The clipboard, which every other program reads: what goes there, and when it is taken back.

Words of the record stay while a person works: they copied them to paste them. They go when the
vault locks or the window closes. A passphrase stays ten seconds, as in KeePassXC, and asks
clipboard histories not to keep it.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard

SECONDS = 10
HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"\x01\x00\x00\x00",
    "CanIncludeInClipboardHistory": bytes(4),
    "CanUploadToCloudClipboard": bytes(4),
    "org.nspasteboard.ConcealedType": b"",
}
"""What clipboard histories look for: KDE's; Windows' three (a ``DWORD``, docs of the clipboard
formats); nspasteboard.org's, which Qt may pass on under another name on a Mac."""


def secret_data(text: str) -> QMimeData:
    """Text for the clipboard that asks not to be kept in any history."""
    data = QMimeData()
    data.setText(text)
    for kind, value in HINTS.items():
        data.setData(kind, value)
    return data


class Clips(QObject):
    """What of ours lies on the clipboard. ``timer`` runs out ten seconds after a secret."""

    def __init__(self, board: QClipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._secret = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(SECONDS * 1000)
        self.timer.timeout.connect(self._take_back)

    def put_secret(self, text: str) -> None:
        """Lend a passphrase to the clipboard for ten seconds."""
        self._secret = text
        self._board.setMimeData(secret_data(text))
        self.timer.start()

    def _take_back(self) -> None:
        """Clear it unless something else was copied since."""
        secret, self._secret = self._secret, ""
        if secret and self._board.text() == secret:
            self._board.clear()

    def forget(self) -> None:
        """The vault locks or the window goes: nothing of ours stays, not even what is selected."""
        self.timer.stop()
        self._take_back()
        if self._board.ownsClipboard():
            self._board.clear()
        if self._board.supportsSelection() and self._board.ownsSelection():
            self._board.clear(QClipboard.Mode.Selection)
