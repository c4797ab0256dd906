"""One sheet, one colour, one icon: from the wall to the projector to the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from aln_review.domain.people import Perspective
from aln_review.domain.words import SHEETS, Channel, Sheet
from ui import icons
from ui.theme import current
from ui.tokens import Tone
from ui.widgets.paint import pen, rounded


@dataclass(frozen=True, slots=True)
class SheetLook:
    """How one sheet of the wall looks. ``second`` colours the right half of its band."""

    number: int
    tone: Tone
    icon: str
    second: Tone


_TONES = (
    (Tone.SLATE, "users"),
    (Tone.PLUM, "heart"),
    (Tone.AMBER, "star"),
    (Tone.BLUE, "sunrise"),
    (Tone.TEAL, "hand-helping"),
    (Tone.GREEN, "scale"),
    (Tone.VIOLET, "circle-question-mark"),
    (Tone.GREEN, "list-checks"),
)
LOOKS: Mapping[Sheet, SheetLook] = {
    sheet: SheetLook(number, tone, icon, Tone.RUST if sheet is Sheet.WORKING else tone)
    for number, (sheet, (tone, icon)) in enumerate(zip(SHEETS, _TONES, strict=True), 1)
}
PERSPECTIVES: Mapping[Perspective, str] = {
    Perspective.LEARNER: "user",
    Perspective.FAMILY: "house",
    Perspective.SETTING: "school",
    Perspective.OTHERS: "users",
}
"""Icon of each perspective."""
CHANNELS: Mapping[Channel, str] = {
    Channel.SAID: "mic",
    Channel.SIGNED: "hand",
    Channel.SYMBOL: "shapes",
    Channel.PHOTO: "camera",
    Channel.DRAWN: "brush",
    Channel.OBSERVED: "eye",
    Channel.WRITTEN: "pencil",
}
"""Icon of each way of saying something."""
SHEET_RADIUS = 16.0
CARD_RADIUS = 12.0


def face(pixels: float, weight: QFont.Weight = QFont.Weight.Normal, most: float = 2.0) -> QFont:
    """A font of ``pixels`` at 96 dpi; it follows the reader's text size up to ``most``."""
    theme = current()
    font = QFont(theme.look.family)
    font.setPixelSize(max(8, round(pixels * min(theme.scale, most))))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def height_of(font: QFont) -> int:
    """Height of one line in logical pixels."""
    return round(QFontMetricsF(font).height())


def upon() -> QColor:
    """What is written upon a strong colour."""
    return QColor(current().tokens.surface)


def band(painter: QPainter, area: QRectF, sheet: Sheet) -> None:
    """The sheet's colour across ``area``; working and not working share theirs."""
    look = LOOKS[sheet]
    theme = current()
    painter.fillRect(area, theme.ink(look.tone))
    if look.second is not look.tone:
        right = QRectF(area)
        right.setLeft(area.center().x())
        painter.fillRect(right, theme.ink(look.second))


def disc(painter: QPainter, area: QRectF, icon: str, tone: Tone) -> None:
    """An icon on a filled disc."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(current().ink(tone))
    painter.drawEllipse(area)
    side = round(area.width() * 0.56)
    x = area.center().x() - side / 2
    y = area.center().y() - side / 2
    icons.draw(painter, icon, QRectF(x, y, side, side), upon())


def paper(painter: QPainter, area: QRectF, fill: QColor, line: QColor, radius: float) -> None:
    """A sheet of paper on a wall: six warm strokes growing downwards, then the sheet."""
    tokens = current().tokens
    if tokens.shadows:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        shade = QColor(60, 48, 30, 6) if tokens.name == "light" else QColor(0, 0, 0, 26)
        for depth in range(6):
            painter.setPen(pen(shade, 1.0 + depth))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, 1 + depth / 2), radius, radius)
    painter.fillPath(rounded(area, radius), fill)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(line, 1.0))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def cover(painter: QPainter, area: QRectF, image: QImage, radius: float) -> None:
    """A photograph that fills ``area``, cut at its edges and never stretched."""
    painter.save()
    painter.setClipPath(rounded(area, radius))
    grown = image.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    corner = area.center() - QPointF(grown.width() / 2, grown.height() / 2)
    painter.drawImage(QRectF(corner, grown.toSizeF()), image)
    painter.restore()
