"""The capture line: the cursor rests here from the first second, so no plain letter is a command.

A digit in the empty line chooses who said it. A digit that opens a sentence must not be lost: if
letters follow within 600 ms of it, it is put back in front of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from aln_review.domain.bilingual import nfc
from ui.meeting_room.look import face

PUT_BACK = 600
"""Milliseconds within which letters bring a digit back into the line."""


def milliseconds() -> float:
    """A clock that never goes back."""
    return time.monotonic() * 1000


class CaptureLine(QLineEdit):
    """One line.

    Signals: ``entered()``; ``digit(int)`` in an empty line; ``put_back()`` when that
    digit turned out to open a sentence; ``side(bool)`` for + and -; ``away(int)`` for arrows out
    of the line (-1 up, 1 down); ``undone()`` and ``redone()`` when the line has nothing to undo.
    """

    entered = Signal()
    digit = Signal(int)
    put_back = Signal()
    side = Signal(bool)
    away = Signal(int)
    undone = Signal()
    redone = Signal()
    ringed = Signal()

    def __init__(self, clock: Callable[[], float] = milliseconds) -> None:
        super().__init__()
        self.clock = clock
        self.numbers = 0
        """How many people can be chosen by number."""
        self.letters = False
        """Whether the line is for plain text only: no digit chooses anybody."""
        self.sides = False
        """Whether + and - in an empty line choose a column."""
        self._held = ""
        self._held_at = 0.0
        self.setMaxLength(600)
        self.setFrame(False)
        self.setFont(face(21))

    def words(self) -> str:
        """What is written, NFC, without blanks at its ends."""
        return nfc(self.text()).strip()

    def start_afresh(self, text: str = "") -> None:
        """Empty it, or put a text in; Ctrl+Z reaches past this, to the cards."""
        self._held = ""
        self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number, or write, or leave the line."""
        if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            self.undone.emit()
            return
        if event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable():
            self.redone.emit()
            return
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._held = ""
            self.entered.emit()
            return
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.away.emit(-1 if key == Qt.Key.Key_Up else 1)
            return
        text = event.text()
        command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        both = event.modifiers() & command
        if text and text.isprintable() and (not both or both == command):
            if self._chose(text):
                return
            self._bring_back()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composed letters (ŵ, ŷ) bring a digit back as typed ones do."""
        if event.commitString():
            self._bring_back()
        super().inputMethodEvent(event)

    def _chose(self, text: str) -> bool:
        """Whether this key chose somebody, or a column, instead of being written."""
        if self.text() or self.letters:
            return False
        if self.sides and text in "+-":
            self._held = ""
            self.side.emit(text == "+")
            return True
        if not text.isdigit() or not text.isascii():
            return False
        kept = self._held if self._fresh() else ""
        number = int(text)
        if not 1 <= number <= self.numbers:
            return False
        self._held = kept + text
        self._held_at = self.clock()
        self.digit.emit(number)
        return True

    def _fresh(self) -> bool:
        return bool(self._held) and self.clock() - self._held_at <= PUT_BACK

    def _bring_back(self) -> None:
        if self._fresh() and not self.text():
            self.put_back.emit()
            self.insert(self._held)
        self._held = ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self.ringed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.ringed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the size of its type when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            font = face(21)
            if self.font() != font:
                self.setFont(font)
