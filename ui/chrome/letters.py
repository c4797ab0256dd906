"""Letters that a locked school keyboard hides, wherever somebody writes: a bar, and a key for each.

The bar stands under every page once it is wanted, and is remembered. Without it, ``Ctrl+^`` and
then a vowel write its circumflex, as in a word processor.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aln_review.casework.commands.keeping import ShowLetters
from ui.bridge import Bridge
from ui.retranslate import Sayings, Words
from ui.theme import current
from ui.widgets.accents import AccentBar
from ui.widgets.buttons import IconButton
from ui.widgets.paint import painted, pen

KEYS = "Ctrl+Shift+A"
HATS = dict(zip("aeiouwyAEIOUWY", "âêîôûŵŷÂÊÎÔÛŴŶ", strict=True))
HAT_KEYS = frozenset({Qt.Key.Key_AsciiCircum, Qt.Key.Key_Dead_Circumflex})
MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock}
)


class Letters(QWidget):
    """The bar under the page, while a vault is open and somebody wants it."""

    def __init__(self, window: QWidget, words: Words, bridge: Bridge) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._sayings = Sayings(words)
        self._wanted = False
        self.bar = AccentBar()
        self.close_it = IconButton("x")
        box = QHBoxLayout(self)
        box.setContentsMargins(18, 4, 18, 4)
        box.addWidget(self.bar, 1)
        box.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignTop)
        self._sayings.say(self.bar.setText, "letters.bar")
        self._sayings.say(self.close_it.setText, "letters.close")
        words.switched.connect(self._sayings.say_all)
        self.close_it.clicked.connect(self.toggle)
        QShortcut(QKeySequence(KEYS), window).activated.connect(self.toggle)
        self.hide()

    def furnish(self, *, wanted: bool) -> None:
        """A vault is open: show the bar if its keeper wants it."""
        self._wanted = wanted
        self.setVisible(wanted)

    def toggle(self) -> None:
        """Show it or put it away, and remember which."""
        if self._bridge.is_open:
            self.furnish(wanted=not self._wanted)
            self._bridge.do(ShowLetters(self._wanted))

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The rail's tone and a hairline above."""
        tokens = current().tokens
        painter.fillRect(self.rect(), QColor(tokens.rail))
        painter.setPen(pen(tokens.hairline))
        painter.drawLine(0, 0, self.width(), 0)


class Circumflex(QObject):
    """Installed on the application: ``Ctrl+^``, then a vowel or w or y, writes it with its hat.

    Any other key means itself, and the hat is forgotten.
    """

    def __init__(self) -> None:
        super().__init__()
        self._waits = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the two keys; everything else passes."""
        if not isinstance(watched, QWidget) or not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyRelease:
            return False
        if self._is_hat(event):
            event.accept()
            self._waits = True
            return True
        if not self._waits or Qt.Key(event.key()) in MODIFIERS:
            return False
        letter = HATS.get(event.text(), "")
        if event.type() is QEvent.Type.ShortcutOverride:
            # Taken here it comes back as a plain key, and no shortcut acts on it.
            event.setAccepted(bool(letter))
            return bool(letter)
        self._waits = False
        if letter:
            write_letter(watched, letter)
        return bool(letter)

    def _is_hat(self, event: QKeyEvent) -> bool:
        held = event.modifiers()
        if not held & Qt.KeyboardModifier.ControlModifier:
            return False
        shifted = bool(held & Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        return key in HAT_KEYS or (key is Qt.Key.Key_6 and shifted)


def write_letter(target: QWidget, letter: str) -> None:
    """Put a letter at the caret, as typing would."""
    event = QInputMethodEvent()
    event.setCommitString(letter)
    QCoreApplication.sendEvent(target, event)
