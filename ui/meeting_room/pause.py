"""The pause picture: not black, for a black screen reads as a fault. Both languages, as equals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPainterPath

from aln_review.language.catalogue import Catalogue
from ui.widgets.paint import write_line

HILLS = (
    (0.52, 0.045, 3.1, 0.4, "#C9D8C4"),
    (0.60, 0.05, 2.6, 1.9, "#9DBBA5"),
    (0.76, 0.04, 3.4, 0.2, "#5E9182"),
    (0.89, 0.035, 2.9, 2.4, "#2E6E66"),
)
"""Height, swell, waves, shift and colour of each row of hills, as shares of the screen."""
INK = "#1D2733"


def draw_pause(
    painter: QPainter,
    area: QRectF,
    both: Sequence[Catalogue],
    font: Callable[[float, QFont.Weight], QFont],
) -> None:
    """Sky, sun, hills, and the sentence in both languages."""
    sky = QLinearGradient(area.topLeft(), area.bottomLeft())
    sky.setColorAt(0, QColor("#FBE7C6"))
    sky.setColorAt(0.6, QColor("#F5EFE2"))
    painter.fillRect(area, sky)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#FFF3DC"))
    middle = QPointF(area.x() + area.width() * 0.72, area.y() + area.height() * 0.36)
    painter.drawEllipse(middle, 119, 119)
    for height, swell, waves, shift, colour in HILLS:
        painter.fillPath(_hill(area, height, swell, waves, shift), QColor(colour))
    y = area.y() + 158
    for words in both:
        line = QRectF(area.x() + 122, y, area.width() - 240, 124)
        text = words.t("meeting.pause_heading")
        write_line(painter, line, text, font(88, QFont.Weight.Bold), INK)
        y += 132
    soon = "  ·  ".join(words.t("meeting.pause_soon") for words in both)
    line = QRectF(area.x() + 124, y + 22, area.width() - 240, 64)
    write_line(painter, line, soon, font(44, QFont.Weight.Normal), INK)


def _hill(area: QRectF, height: float, swell: float, waves: float, shift: float) -> QPainterPath:
    path = QPainterPath(area.bottomLeft())
    for step in range(97):
        share = step / 96
        wave = sin(share * waves * 2 + shift) + 0.4 * sin(share * waves * 4.3 + shift * 2)
        y = area.y() + area.height() * (height + swell * wave)
        path.lineTo(area.x() + area.width() * share, y)
    path.lineTo(area.bottomRight())
    path.closeSubpath()
    return path
