"""Type for the back of the hall: its size follows the screen, not the reader's own text size."""

from __future__ import annotations

from PySide6.QtGui import QFont

from ui.theme import current
from ui.widgets.paint import text_size

LARGEST, SMALLEST, STEP = 86, 30, 2


def room_font(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Type for the room: its size follows the screen, not the reader's own text size."""
    font = QFont(current().look.family)
    font.setPixelSize(max(10, round(pixels)))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def fitted(texts: list[str], width: float, high: float, weight: QFont.Weight) -> tuple[QFont, bool]:
    """The largest type, from 86 down by 2, at which all texts fit; whether they do."""
    for pixels in range(LARGEST, SMALLEST - 1, -STEP):
        font = room_font(pixels, weight)
        gaps = pixels * 0.35 * max(0, len(texts) - 1)
        if sum(text_size(text, font, width).height() for text in texts) + gaps <= high:
            return font, True
    return room_font(SMALLEST, weight), False
