"""The recovery sheet as a drawing: its words are covered, because they stand on paper only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from aln_review.domain.bilingual import Text
from ui.retranslate import Words
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.paint import box, painted, pen, shadow, text_size, write

WIDE, HIGH = 324, 424
TURN = 1.6
"""Degrees: it lies on the table."""
COVERS = (54, 47, 50, 69, 57, 55, 52, 50, 47, 50, 52, 64, 50, 60, 70, 56)
"""Widths of the covers. They follow no word: a length too would tell something."""


class SheetDrawing(QWidget):
    """The paper with sixteen covered words, those asked for ringed."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._name = Text()
        self._asked: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words.switched.connect(self._retell)

    def show_sheet(self, name: Text, asked: tuple[int, ...]) -> None:
        """Whose sheet it is, and which positions to ring."""
        self._name, self._asked = name, asked
        self._retell()

    def _retell(self) -> None:
        asked = ", ".join(map(str, self._asked))
        self.setAccessibleName(self._words.t("recovery.drawing", asked=asked))
        self.update()

    def sizeHint(self) -> QSize:
        """The paper and the room it turns in."""
        grown = current().grow
        return QSize(grown(WIDE) + 22, grown(HIGH) + 22)

    def changeEvent(self, event: QEvent) -> None:
        """Measure afresh when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Paper, heading, covers, and where to keep it."""
        theme = current()
        scale = theme.grow(100) / 100
        painter.translate(self.width() / 2, self.height() / 2)
        painter.rotate(TURN)
        painter.scale(scale, scale)
        painter.translate(-WIDE / 2, -HIGH / 2)
        paper = QRectF(0, 0, WIDE, HIGH)
        shadow(painter, paper, 3)
        painter.setPen(pen(theme.tokens.hairline))
        painter.setBrush(QColor(theme.tokens.surface))
        painter.drawRect(paper)
        self._draw_head(painter)
        for number in range(1, 17):
            self._draw_word(painter, number)
        painter.setPen(pen(theme.tokens.hairline))
        painter.drawLine(QPointF(28, 362), QPointF(WIDE - 24, 362))
        note = QRectF(28, 369, WIDE - 56, 54)
        told = self._words.t("recovery.drawing_note")
        write(painter, note, told, _font(8.2), theme.ink(Tone.MUTED))

    def _draw_head(self, painter: QPainter) -> None:
        theme = current()
        title = QRectF(28, 20, WIDE - 56, 26)
        bold = _font(13.5, Role.DISPLAY)
        write(painter, title, self._words.t("paper.recovery.heading"), bold, theme.ink(Tone.PLAIN))
        name = self._words.text(self._name)
        size = 9.0
        while size > 7 and text_size(name, _font(size), WIDE - 56).height() > 30:
            size -= 0.5
        write(painter, QRectF(28, 46, WIDE - 56, 32), name, _font(size), theme.ink(Tone.MUTED))
        painter.setPen(pen(theme.tokens.hairline))
        painter.drawLine(QPointF(28, 84), QPointF(WIDE - 24, 84))

    def _draw_word(self, painter: QPainter, number: int) -> None:
        theme = current()
        column, row = (number - 1) % 2, (number - 1) // 2
        x, y = 28.0 + column * 144, 94.0 + row * 32
        painter.setFont(_font(8.6))
        painter.setPen(theme.ink(Tone.MUTED))
        right = int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value)
        painter.drawText(QRectF(x, y, 20, 18), right, str(number))
        cover = QRectF(x + 28, y + 1, COVERS[number - 1] + 12, 16)
        if number in self._asked:
            box(painter, cover, 4, theme.tint(Tone.TEAL), theme.ink(Tone.TEAL))
            painter.setPen(pen(theme.ink(Tone.TEAL), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cover.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setFont(_font(8.6, Role.STRONG))
            painter.setPen(theme.ink(Tone.TEAL))
            painter.drawText(QRectF(x, y, 20, 18), right, str(number))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.tokens.neutral))
            painter.drawRoundedRect(cover, 4, 4)


def _font(points: float, role: Role = Role.BODY) -> QFont:
    """A font of the drawing itself: it grows with the paper, not with the text."""
    font = QFont(current().font(role))
    font.setPixelSize(round(points * 4 / 3))
    return font
