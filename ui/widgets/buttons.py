"""Buttons: icon, 8 px, words. One filled button a page, for what most people came to do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from ui import icons
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.paint import CENTRE, WRAP, box, longest_word, mix, text_size
from ui.widgets.press import Press

GAP = 8


class Button(Press):
    """A bordered button. Words wrap where there is no room; nothing is ever cut."""

    PAD = 16
    ICON = 20

    def __init__(self, icon: str = "", *, after: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._after = after
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_icon(self, icon: str) -> None:
        """Show another icon before the words."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def colours(self) -> tuple[QColor, QColor, QColor]:
        """Ground, line and ink in the state it is in."""
        tokens = current().tokens
        if not self.isEnabled():
            return QColor(tokens.neutral), QColor(tokens.border), QColor(tokens.muted)
        ground, text = QColor(tokens.surface), QColor(tokens.text)
        if self.isDown():
            ground = mix(ground, text, 0.14)
        elif self.hovered:
            ground = mix(ground, text, 0.05)
        return ground, QColor(tokens.border), text

    def _side(self) -> int:
        return current().grow(self.ICON)

    def _around(self) -> int:
        """Width of all but the words."""
        extra = 2 * self.PAD + 2 * RING
        for icon in (self._icon, self._after):
            extra += self._side() + GAP if icon else 0
        return extra

    def _role(self) -> Role:
        return Role.STRONG

    def sizeHint(self) -> QSize:
        """On one line."""
        size = text_size(self.text(), current().font(self._role()))
        return QSize(round(size.width()) + self._around(), self._theme_target())

    def minimumSizeHint(self) -> QSize:
        """The longest word and the icon."""
        word = longest_word(self.text(), current().font(self._role()))
        return QSize(round(word) + 2 + self._around(), self._theme_target())

    def hasHeightForWidth(self) -> bool:
        """Words may take more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at which all words show."""
        room = max(1, width - self._around() + 1)
        high = text_size(self.text(), current().font(self._role()), room).height()
        line = current().line(self._role())
        return self._theme_target() + max(0, round(high) - line)

    def draw(self, painter: QPainter) -> None:
        """Ground and line, then icon and words together in the middle."""
        ground, line, ink = self.colours()
        face = self.face()
        box(painter, face, self.RADIUS, ground, line)
        self._draw_words(painter, face, ink)

    def _draw_words(self, painter: QPainter, face: QRectF, ink: QColor) -> None:
        font = current().font(self._role())
        side = self._side()
        room = face.width() - (self._around() - 2 * RING) + 1
        words = text_size(self.text(), font, max(1.0, room))
        lead = side + GAP if self._icon else 0
        tail = side + GAP if self._after else 0
        x = face.x() + max(self.PAD, (face.width() - lead - words.width() - tail) / 2)
        middle = face.center().y()
        if self._icon:
            icons.draw(painter, self._icon, QRectF(x, middle - side / 2, side, side), ink)
        area = QRectF(x + lead, face.y() - 1, words.width() + 1, face.height())
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(area, CENTRE | WRAP, self.text())
        if self._after:
            right = x + lead + words.width() + GAP
            icons.draw(painter, self._after, QRectF(right, middle - side / 2, side, side), ink)


class PrimaryButton(Button):
    """The filled one: what most people came to this page to do."""

    def __init__(self, icon: str = "", *, after: str = "") -> None:
        super().__init__(icon, after=after)
        self._quiet = False

    def set_quiet(self, quiet: bool) -> None:
        """Step back: something more urgent on the page has its own filled button."""
        self._quiet = quiet
        self.update()

    def colours(self) -> tuple[QColor, QColor, QColor]:
        """Filled with the accent."""
        tokens = current().tokens
        if self._quiet or not self.isEnabled():
            return super().colours()
        ground, ink = QColor(tokens.accent), QColor(tokens.on_accent)
        if self.isDown():
            ground = mix(ground, QColor(tokens.text), 0.35)
        elif self.hovered:
            ground = mix(ground, QColor(tokens.text), 0.18)
        return ground, ground, ink


class TextButton(Button):
    """Words in the accent without a box: a lesser way on, such as *Open* or *Leave as it is*."""

    PAD = 4
    ICON = 18

    def __init__(self, icon: str = "", *, after: str = "", tone: Tone = Tone.TEAL) -> None:
        super().__init__(icon, after=after)
        self._tone = tone

    def colours(self) -> tuple[QColor, QColor, QColor]:
        """No ground until the pointer is over it."""
        theme = current()
        clear = QColor(0, 0, 0, 0)
        ink = theme.ink(self._tone if self.isEnabled() else Tone.MUTED)
        if self.hovered or self.isDown():
            tint = theme.tint(self._tone)
            return tint, tint, ink
        return clear, clear, ink

    def _role(self) -> Role:
        return Role.STRONG


class IconButton(Button):
    """An icon alone where room is short; its words are its name and its tooltip."""

    PAD = 10
    ICON = 22

    def setText(self, text: str) -> None:
        """The name: spoken, and shown when the pointer rests."""
        super().setText(text)
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        """A square."""
        side = self._theme_target()
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """A square."""
        return self.sizeHint()

    def heightForWidth(self, _width: int) -> int:
        """Always one target high."""
        return self._theme_target()

    def draw(self, painter: QPainter) -> None:
        """The icon in its box."""
        ground, line, ink = self.colours()
        face = self.face()
        box(painter, face, self.RADIUS, ground, line)
        side = self._side()
        middle = face.center()
        area = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        icons.draw(painter, self._icon, area, ink)
