"""States and sources in a few words: icon, then words, then colour."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.paint import (
    CENTRE,
    LEFT,
    WRAP,
    box,
    longest_word,
    mix,
    painted,
    text_size,
    write_line,
)
from ui.widgets.press import Press


class Pill(QWidget):
    """A state: icon, words, colour. Words wrap rather than be cut."""

    PAD = 12

    def __init__(self, icon: str, tone: Tone) -> None:
        super().__init__()
        self._icon = icon
        self._tone = tone
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """The words."""
        return self._text

    def setText(self, text: str) -> None:
        """The words, which are also its name."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_state(self, icon: str, tone: Tone) -> None:
        """Another state: icon and colour together; the words are said separately."""
        self._icon, self._tone = icon, tone
        self.updateGeometry()
        self.update()

    def _around(self) -> int:
        return 2 * self.PAD + (current().grow(16) + 6 if self._icon else 0)

    def _font_role(self) -> Role:
        return Role.SMALL_STRONG

    def sizeHint(self) -> QSize:
        """On one line."""
        theme = current()
        width = text_size(self._text, theme.font(self._font_role())).width()
        return QSize(round(width) + self._around(), theme.line(self._font_role()) + 9)

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        theme = current()
        word = longest_word(self._text, theme.font(self._font_role()))
        return QSize(round(word) + 2 + self._around(), theme.line(self._font_role()) + 9)

    def hasHeightForWidth(self) -> bool:
        """Words may take more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at which all words show."""
        room = max(1, width - self._around() + 1)
        high = text_size(self._text, current().font(self._font_role()), room).height()
        return round(high) + 9

    def changeEvent(self, event: QEvent) -> None:
        """Measure afresh when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """A full round, the icon, the words."""
        theme = current()
        spare = max(0.0, (self.height() - self.heightForWidth(self.width())) / 2)
        face = QRectF(self.rect()).adjusted(0, spare, 0, -spare)
        tint, ink = theme.tint(self._tone), theme.ink(self._tone)
        line = ink if theme.tokens.name == "high-contrast" else tint
        radius = min(face.height() / 2, theme.line(self._font_role()) * 0.75)
        box(painter, face, radius, tint, line)
        x = float(self.PAD)
        if self._icon:
            side = theme.grow(16)
            top = face.center().y() - side / 2
            icons.draw(painter, self._icon, QRectF(x, top, side, side), ink)
            x += side + 6
        painter.setFont(theme.font(self._font_role()))
        painter.setPen(ink)
        area = QRectF(x, face.y() - 0.5, face.width() - x - self.PAD + 2, face.height())
        painter.drawText(area, LEFT | WRAP, self._text)


class Badge(Pill):
    """A small count beside a name; ``setText`` takes the number already in words of the reader."""

    PAD = 8

    def __init__(self, tone: Tone = Tone.RUST) -> None:
        super().__init__("", tone)

    def sizeHint(self) -> QSize:
        """Round for one figure."""
        size = super().sizeHint()
        return QSize(max(size.width(), size.height()), size.height())


class SourceChip(Press):
    """Where words came from: like a pill with a line, so that it reads as a thing to open."""

    RADIUS = 8.0
    PAD = 10

    def __init__(self, icon: str, tone: Tone) -> None:
        super().__init__()
        self._icon = icon
        self._tone = tone
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _around(self) -> int:
        return 2 * (self.PAD + RING) + current().grow(16) + 7

    def sizeHint(self) -> QSize:
        """On one line."""
        theme = current()
        width = text_size(self.text(), theme.font(Role.SMALL)).width()
        return QSize(round(width) + self._around(), theme.line(Role.SMALL) + 10 + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        word = longest_word(self.text(), current().font(Role.SMALL))
        return QSize(round(word) + 2 + self._around(), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Words may take more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at which all words show."""
        room = max(1, width - self._around() + 1)
        return round(text_size(self.text(), current().font(Role.SMALL), room).height()) + 14

    def draw(self, painter: QPainter) -> None:
        """Tint and line, icon and words in the tone."""
        theme = current()
        face = self.face()
        tint, ink = theme.tint(self._tone), theme.ink(self._tone)
        if self.hovered:
            tint = mix(tint, ink, 0.1)
        box(painter, face, self.RADIUS, tint, ink)
        side = theme.grow(16)
        x = face.x() + self.PAD
        icons.draw(painter, self._icon, QRectF(x, face.center().y() - side / 2, side, side), ink)
        x += side + 7
        painter.setFont(theme.font(Role.SMALL))
        painter.setPen(ink)
        area = QRectF(x, face.y() - 0.5, face.right() - x - self.PAD + 2, face.height())
        painter.drawText(area, LEFT | WRAP, self.text())


class WordChips(Press):
    """The three fingerprint words, each on its own small card; pressing opens how to read them."""

    RADIUS = 8.0
    PAD = 8

    def __init__(self, icon: str = "fingerprint-pattern") -> None:
        super().__init__()
        self._icon = icon
        self._words: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_words(self, *words: str) -> None:
        """The words, as they are read aloud: data, never translated."""
        self._words = words
        self.updateGeometry()
        self.update()

    def _widths(self) -> list[float]:
        metrics = current().metrics(Role.SMALL_STRONG)
        return [metrics.horizontalAdvance(word) + 2 * self.PAD for word in self._words]

    def sizeHint(self) -> QSize:
        """All words in a line."""
        theme = current()
        width = sum(self._widths()) + 5 * len(self._words) + theme.grow(18) + 12 + 2 * RING
        return QSize(round(width), theme.line(Role.SMALL_STRONG) + 12 + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        """All words: half of them would prove nothing."""
        return self.sizeHint()

    def draw(self, painter: QPainter) -> None:
        """The mark, then each word in its box."""
        theme = current()
        face = self.face()
        side = theme.grow(18)
        top = face.center().y() - side / 2
        place = QRectF(face.x() + 4, top, side, side)
        icons.draw(painter, self._icon, place, theme.ink(Tone.MUTED))
        x = face.x() + side + 10
        font = theme.font(Role.SMALL_STRONG)
        ground = theme.tokens.chip if self.hovered else theme.tokens.sunk
        for word, width in zip(self._words, self._widths(), strict=True):
            area = QRectF(x, face.y() + 2, width, face.height() - 4)
            box(painter, area, 6, ground, theme.tokens.border)
            painter.setFont(font)
            painter.setPen(QColor(theme.tokens.text))
            painter.drawText(area.translated(0, -0.5), CENTRE, word)
            x += width + 5


class KeyCap(QWidget):
    """A key drawn beside what it does, such as *Ctrl K*."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """What is printed on the key."""
        self._text = text
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The words and a little room."""
        theme = current()
        width = theme.metrics(Role.SMALL).horizontalAdvance(self._text)
        return QSize(round(width) + 14, theme.line(Role.SMALL) + 4)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """A small sunken key."""
        theme = current()
        box(painter, QRectF(self.rect()), 5, theme.tokens.sunk, theme.tokens.hairline)
        area = QRectF(self.rect()).adjusted(7, 0, 0, 0)
        write_line(painter, area, self._text, theme.font(Role.SMALL), theme.tokens.muted)
