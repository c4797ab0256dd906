"""Strokes shared by everything we paint: sheets of paper, focus rings, icon and words in a row."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import TypeVar

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import RING, current

W = TypeVar("W", bound=QWidget)
WRAP = int(Qt.TextFlag.TextWordWrap.value)
LEFT = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
CENTRE = int(Qt.AlignmentFlag.AlignCenter.value)
TOP_LEFT = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop).value)


def crisp(painter: QPainter) -> None:
    """Smooth edges and text."""
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )


def painted(draw: Callable[[W, QPainter], None]) -> Callable[[W, QPaintEvent], None]:
    """A ``paintEvent`` from a function that paints: its painter always ends, whatever happens.

    A painter that outlives its event, held by the traceback of a mistake, takes Qt down with it.
    """

    @wraps(draw)
    def paint(self: W, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        crisp(painter)
        try:
            draw(self, painter)
        finally:
            painter.end()

    return paint


def pen(colour: QColor | str, width: float = 1.0, *, dashed: bool = False) -> QPen:
    """A pen with round ends."""
    made = QPen(QColor(colour), width)
    made.setCapStyle(Qt.PenCapStyle.RoundCap)
    if dashed:
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
        made.setDashPattern([2.2, 2.0])
    return made


def rounded(rect: QRectF, radius: float) -> QPainterPath:
    """A rounded rectangle as a path."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def box(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | str, line: QColor | str
) -> None:
    """A filled rounded box with a one-pixel line just inside ``rect``."""
    painter.setBrush(QColor(fill))
    painter.setPen(pen(line, 1.0))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def shadow(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Three stacked strokes of warm brown below a sheet: paper on paper, never a grey blur."""
    tokens = current().tokens
    if not tokens.shadows:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for depth, alpha in ((2.0, 7), (1.2, 9), (0.5, 12)):
        colour = QColor(tokens.shadow)
        colour.setAlpha(alpha * (3 if tokens.name == "dark" else 2))
        painter.setPen(QPen(colour, 1.4))
        painter.drawRoundedRect(rect.adjusted(0.5, depth, -0.5, depth), radius, radius)


def ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The focus ring: yellow just outside ``rect``, dark just inside. ``rect`` leaves it room."""
    tokens = current().tokens
    painter.setBrush(Qt.BrushStyle.NoBrush)
    out = RING / 2
    painter.setPen(QPen(QColor(tokens.focus), RING + 0.5))
    painter.drawRoundedRect(rect.adjusted(-out, -out, out, out), radius + out, radius + out)
    painter.setPen(QPen(QColor(tokens.focus_inner), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius - 1, radius - 1)


def text_size(text: str, font: QFont, width: float = 1e6) -> QSizeF:
    """The room that wrapped text takes at a width, in whole logical pixels."""
    bounds = QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 1e6), WRAP | TOP_LEFT, text)
    return QSizeF(ceil(bounds.width()) + 1, ceil(bounds.height()))


def longest_word(text: str, font: QFont) -> float:
    """The width of the widest word: nothing is laid out narrower than that."""
    metrics = QFontMetricsF(font)
    return max((metrics.horizontalAdvance(word) for word in text.split(" ")), default=0.0)


def write(painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor | str) -> None:
    """Wrapped text from the top left of ``rect``."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(rect, WRAP | TOP_LEFT, text)


def write_line(
    painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor | str
) -> None:
    """One line at the left of ``rect``, centred as Source Sans looks centred."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(rect.translated(0, -0.5), LEFT, text)


def mix(first: QColor, second: QColor, part: float) -> QColor:
    """A colour ``part`` of the way from the first to the second."""
    keep = 1 - part
    return QColor(
        round(first.red() * keep + second.red() * part),
        round(first.green() * keep + second.green() * part),
        round(first.blue() * keep + second.blue() * part),
    )
