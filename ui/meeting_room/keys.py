"""Keys that work anywhere in the room; the line and the cards may claim theirs first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind_keys(room: QWidget, keys: Iterable[tuple[str, Callable[..., object]]]) -> None:
    """Let each key call its method while the focus is in the room."""
    for key, slot in keys:
        shortcut = QShortcut(QKeySequence(key), room)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)
