"""The status line: when it was last saved, what waits for a network, when it locks."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.retranslate import Sayings, What, Words
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.buttons import TextButton
from ui.widgets.labels import Elided, Glyph, IconLabel
from ui.widgets.paint import painted, pen


class StatusLine(QWidget):
    """Saved, queue, lock. The right end never moves."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._sayings = Sayings(words)
        self.saved = IconLabel("circle-check", Role.SMALL, Tone.GREEN, wrap=False)
        self._queue_icon = Glyph("wifi", Tone.MUTED, 18)
        self.queue = Elided(Role.SMALL, Tone.MUTED)
        self.lock = IconLabel("lock-open", Role.SMALL, Tone.MUTED, wrap=False)
        self.letters = TextButton("keyboard")
        self._sayings.say(self.letters.setText, "letters.button")
        self._sayings.say(self.letters.setToolTip, "letters.hint")
        box = QHBoxLayout(self)
        box.setContentsMargins(28, 1, 28, 0)
        box.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignVCenter
        box.addWidget(self.saved, 0, middle)
        box.addSpacing(20)
        box.addWidget(self._queue_icon, 0, middle)
        box.addWidget(self.queue, 1)
        box.addWidget(self.letters, 0, middle)
        box.addSpacing(12)
        box.addWidget(self.lock, 0, middle)
        self.saved.hide()
        self.set_queue("", waiting=False)
        words.switched.connect(self._sayings.say_all)

    def set_saved(self, at: datetime) -> None:
        """It is on the disk since then."""
        self._sayings.say(self.saved.setText, "shell.saved", at=at)
        self.saved.show()

    def set_queue(self, what: What, *, waiting: bool) -> None:
        """What waits for a network, or that nothing does."""
        self._queue_icon.set_icon("wifi-off" if waiting else "wifi", Tone.MUTED)
        self._sayings.say(self.queue.setText, what)
        self._queue_icon.setVisible(bool(self.queue.text()))

    def set_idle(self, minutes: int) -> None:
        """After how many minutes without use it locks."""
        self._sayings.count(self.lock.setText, "shell.locks_after", minutes)

    def set_small(self, small: bool) -> None:
        """In a narrow window the lock's words give way; the lock button says them as a hint."""
        self.lock.setVisible(not small)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The rail's tone and a hairline above."""
        tokens = current().tokens
        painter.fillRect(self.rect(), QColor(tokens.rail))
        painter.setPen(pen(tokens.hairline))
        painter.drawLine(0, 0, self.width(), 0)
