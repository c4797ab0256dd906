"""How large cards are drawn on each board."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont


@dataclass(frozen=True, slots=True)
class Measure:
    """How large a card is drawn: type of the text, room round it, whether it has a foot."""

    pixels: float
    weight: QFont.Weight
    pad: float = 16.0
    foot: bool = True
    least: int = 0


LARGE = Measure(24, QFont.Weight.DemiBold, least=112)
MEDIUM = Measure(20, QFont.Weight.DemiBold, pad=13, least=88)
OTHERS = Measure(19, QFont.Weight.Normal, pad=13, least=84)
GRID_LEARNER = Measure(18, QFont.Weight.DemiBold, pad=11, foot=False, least=48)
GRID = Measure(16.5, QFont.Weight.Normal, pad=8, foot=False, least=38)
