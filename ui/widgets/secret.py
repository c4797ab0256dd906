"""A line for a passphrase: what is typed in it leaves it only by being forgotten.

A plain ``QLineEdit`` copies what is shown, puts a selection on the clipboard of X11, and brings
back by *Undo* what ``clear()`` took away.
"""

from __future__ import annotations

from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit

KEPT_IN = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
)
"""Keys that would carry text out, or bring text back."""


class SecretLine(QLineEdit):
    """Takes a paste, as the NCSC advises; gives no copy, no cut, no undo and no menu."""

    def __init__(self) -> None:
        super().__init__()
        self.setDragEnabled(False)

    def clear(self) -> None:
        """Empty it, and the history of its changes: ``QLineEdit.clear`` can be undone."""
        self.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key but those that would carry text out or bring it back."""
        if any(event.matches(one) for one in KEPT_IN):
            event.ignore()
            return
        super().keyPressEvent(event)
        self._unselect_outside()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A selection stays in here."""
        super().mouseReleaseEvent(event)
        self._unselect_outside()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """No menu: it would offer to copy. Pasting has its key."""
        event.accept()

    def _unselect_outside(self) -> None:
        """X11 puts what is selected before every program; take it back."""
        board, selection = QGuiApplication.clipboard(), QClipboard.Mode.Selection
        chosen = self.selectedText()
        if (
            chosen
            and self.echoMode() is QLineEdit.EchoMode.Normal
            and board.supportsSelection()
            and board.ownsSelection()
            and board.text(selection) == chosen
        ):
            board.clear(selection)
