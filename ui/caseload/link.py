"""A name or a title that opens what it names: text at the left, nothing round it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QSizePolicy

from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.paint import longest_word, text_size, write
from ui.widgets.press import Press


class Link(Press):
    """Words to press, as high as their lines; underlined while the pointer is over them."""

    RADIUS = 6.0

    def __init__(self, role: Role = Role.STRONG, tone: Tone = Tone.PLAIN) -> None:
        super().__init__()
        self._role = role
        self._tone = tone
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """On one line."""
        width = round(text_size(self.text(), current().font(self._role)).width()) + 2 * RING + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        word = longest_word(self.text(), current().font(self._role))
        return QSize(round(word) + 2 * RING + 2, self.heightForWidth(600))

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All its lines, and never lower than a finger needs."""
        room = max(1, width - 2 * RING)
        high = text_size(self.text(), current().font(self._role), room).height()
        return max(26, round(high) + 2 * RING)

    def draw(self, painter: QPainter) -> None:
        """The words."""
        theme = current()
        font = QFont(theme.font(self._role))
        font.setUnderline(self.hovered)
        room = self.width() - 2 * RING
        high = text_size(self.text(), font, room).height()
        y = (self.height() - high) / 2
        area = QRectF(RING, y, room + 1, high + 1)
        write(painter, area, self.text(), font, theme.ink(self._tone))
