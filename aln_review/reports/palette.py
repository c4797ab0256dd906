"""Colours of paper. Strong ones carry text at 4.5:1 or more on their tint, also in grey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aln_review.domain.words import Sheet

TEXT: Final = "#1D2733"
MUTED: Final = "#4A5765"
HAIRLINE: Final = "#CFC8BB"
BORDER: Final = "#8A8171"
ACCENT: Final = "#0B5E57"
BAND: Final = "#F4F1EB"
CHIP: Final = "#EFEAE0"
PINNED: Final = "#FFF8DF"
WHITE: Final = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Ink:
    """One sheet's colour, its tint, and its icon: the same from wall to paper."""

    strong: str
    tint: str
    icon: str


SLATE: Final = Ink("#3E4C59", "#EEF1F4", "users")
BERRY: Final = Ink("#8A1C4A", "#FBEFF4", "heart")
AMBER: Final = Ink("#7A4A00", "#FCF4E3", "star")
BLUE: Final = Ink("#2C4A9A", "#EDF1FB", "sunrise")
TEAL: Final = Ink("#0B5E57", "#E7F3F1", "hand-helping")
GREEN: Final = Ink("#1F6B2C", "#EBF5EC", "thumbs-up")
BRICK: Final = Ink("#9A2A14", "#FCEFEB", "thumbs-down")
VIOLET: Final = Ink("#5A3E8E", "#F3EFFA", "circle-question-mark")
TASKS: Final = Ink(GREEN.strong, GREEN.tint, "list-checks")

OF_SHEET: Final[dict[Sheet, Ink]] = {
    Sheet.WHO: SLATE,
    Sheet.ADMIRE: BERRY,
    Sheet.NOW: AMBER,
    Sheet.FUTURE: BLUE,
    Sheet.SUPPORT: TEAL,
    Sheet.WORKING: GREEN,
    Sheet.QUESTIONS: VIOLET,
    Sheet.ACTIONS: TASKS,
}
