"""What a person may ask of a card, and the keys that ask it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Wish(StrEnum):
    """What a person asks of a card."""

    EDIT = "edit"
    REMOVE = "remove"
    EARLIER = "earlier"
    LATER = "later"
    SHEET_BEFORE = "sheet-before"
    SHEET_AFTER = "sheet-after"
    BACKWARD = "backward"
    """Alt and the left arrow: earlier, or to the column on the left."""
    FORWARD = "forward"
    ECHO = "echo"
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    MENU = "menu"


_PLAIN = {
    Qt.Key.Key_Left: Wish.LEFT,
    Qt.Key.Key_Right: Wish.RIGHT,
    Qt.Key.Key_Up: Wish.UP,
    Qt.Key.Key_Down: Wish.DOWN,
    Qt.Key.Key_Return: Wish.EDIT,
    Qt.Key.Key_Enter: Wish.EDIT,
    Qt.Key.Key_F2: Wish.EDIT,
    Qt.Key.Key_Delete: Wish.REMOVE,
    Qt.Key.Key_Backspace: Wish.REMOVE,
    Qt.Key.Key_Menu: Wish.MENU,
}
_ALT = {
    Qt.Key.Key_Up: Wish.EARLIER,
    Qt.Key.Key_Down: Wish.LATER,
    Qt.Key.Key_Left: Wish.BACKWARD,
    Qt.Key.Key_Right: Wish.FORWARD,
}
_ALT_SHIFT = {
    Qt.Key.Key_Up: Wish.SHEET_BEFORE,
    Qt.Key.Key_Left: Wish.SHEET_BEFORE,
    Qt.Key.Key_Down: Wish.SHEET_AFTER,
    Qt.Key.Key_Right: Wish.SHEET_AFTER,
}


def wish_of(event: QKeyEvent) -> Wish | None:
    """What a key asks of a card, if anything."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    key = Qt.Key(event.key())
    if held == (alt | shift):
        return _ALT_SHIFT.get(key)
    if held == alt:
        return _ALT.get(key)
    if held == Qt.KeyboardModifier.NoModifier:
        return _PLAIN.get(key)
    return None
