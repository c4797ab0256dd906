"""Colours by meaning, in three sets: light, dark and high contrast.

Rust is time or something missing, amber is in hand, green is done, blue is with others, plum is
the learner's own words or something sent back, teal is ours. Colour never stands alone: an icon
and words say the same thing first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QPalette


class Tone(StrEnum):
    """What a colour means; the set in use says which colour that is."""

    PLAIN = "plain"
    MUTED = "muted"
    NEUTRAL = "neutral"
    TEAL = "teal"
    GREEN = "green"
    AMBER = "amber"
    RUST = "rust"
    PLUM = "plum"
    BLUE = "blue"
    SLATE = "slate"
    VIOLET = "violet"


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour to write with and the pale ground it is written on, as ``#RRGGBB``."""

    strong: str
    tint: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """One complete set of colours, each ``#RRGGBB``."""

    name: str
    background: str
    rail: str
    surface: str
    sunk: str
    text: str
    muted: str
    border: str
    hairline: str
    accent: str
    on_accent: str
    focus: str
    focus_inner: str
    neutral: str
    chip: str
    pinned: str
    shadow: str
    shadows: bool
    tones: Mapping[Tone, Pair]

    def pair(self, tone: Tone) -> Pair:
        """Strong and tint of a tone; plain and muted write on the surface itself."""
        if tone is Tone.PLAIN:
            return Pair(self.text, self.surface)
        if tone is Tone.MUTED:
            return Pair(self.muted, self.surface)
        if tone is Tone.NEUTRAL:
            return Pair(self.muted, self.neutral)
        return self.tones[tone]

    def ink(self, tone: Tone) -> QColor:
        """The colour that text and icons of this tone are written in."""
        return QColor(self.pair(tone).strong)

    def tint(self, tone: Tone) -> QColor:
        """The pale ground of this tone."""
        return QColor(self.pair(tone).tint)


LIGHT = Tokens(
    name="light",
    background="#F4F1EB",
    rail="#ECE7DD",
    surface="#FFFFFF",
    sunk="#FAF8F4",
    text="#1D2733",
    muted="#4A5765",
    border="#8A8171",
    hairline="#DDD6C9",
    accent="#0B5E57",
    on_accent="#FFFFFF",
    focus="#FFD24A",
    focus_inner="#1D2733",
    neutral="#F1EEE8",
    chip="#EFEAE0",
    pinned="#FFF8DF",
    shadow="#4A3B20",
    shadows=True,
    tones={
        Tone.TEAL: Pair("#0B5E57", "#E7F3F1"),
        Tone.GREEN: Pair("#1F6B2C", "#EBF5EC"),
        Tone.AMBER: Pair("#7A4A00", "#FCF4E3"),
        Tone.RUST: Pair("#9A2A14", "#FCEFEB"),
        Tone.PLUM: Pair("#8A1C4A", "#FBEFF4"),
        Tone.BLUE: Pair("#2C4A9A", "#EDF1FB"),
        Tone.SLATE: Pair("#3E4C59", "#EEF1F4"),
        Tone.VIOLET: Pair("#5A3E8E", "#F3EFFA"),
    },
)

DARK = Tokens(
    name="dark",
    background="#1A1917",
    rail="#141311",
    surface="#262422",
    sunk="#201E1C",
    text="#F3EEE5",
    muted="#C6BDAE",
    border="#94897A",
    hairline="#3D3934",
    accent="#7AD6C9",
    on_accent="#08302C",
    focus="#FFD24A",
    focus_inner="#F3EEE5",
    neutral="#35312C",
    chip="#35312C",
    pinned="#3A3117",
    shadow="#000000",
    shadows=True,
    tones={
        Tone.TEAL: Pair("#7AD6C9", "#14352F"),
        Tone.GREEN: Pair("#98DB9D", "#1B3620"),
        Tone.AMBER: Pair("#F3C577", "#3B2C12"),
        Tone.RUST: Pair("#FFAE98", "#44231A"),
        Tone.PLUM: Pair("#F7A6C8", "#40222F"),
        Tone.BLUE: Pair("#B0C2FF", "#222D4F"),
        Tone.SLATE: Pair("#C3D0DC", "#2B343C"),
        Tone.VIOLET: Pair("#CFBBF8", "#352A4E"),
    },
)


def from_palette(palette: QPalette) -> Tokens:
    """The system's own high-contrast colours: ours are dropped, icons and words carry the state."""
    role = QPalette.ColorRole
    ground = palette.color(role.Window).name()
    text = palette.color(role.WindowText).name()
    accent = palette.color(role.Highlight).name()
    upon = palette.color(role.HighlightedText).name()
    return Tokens(
        name="high-contrast",
        background=ground,
        rail=ground,
        surface=ground,
        sunk=ground,
        text=text,
        muted=text,
        border=text,
        hairline=text,
        accent=accent,
        on_accent=upon,
        focus=accent,
        focus_inner=text,
        neutral=ground,
        chip=ground,
        pinned=ground,
        shadow=ground,
        shadows=False,
        tones={tone: Pair(text, ground) for tone in Tone},
    )


def high_contrast_palette() -> QPalette:
    """White on black with yellow: for a reader who asks us, where the system has no such set."""
    palette = QPalette()
    role = QPalette.ColorRole
    for ground in (role.Window, role.Base, role.Button, role.AlternateBase, role.ToolTipBase):
        palette.setColor(ground, QColor("#000000"))
    for ink in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText):
        palette.setColor(ink, QColor("#FFFFFF"))
    palette.setColor(role.Highlight, QColor("#FFD24A"))
    palette.setColor(role.HighlightedText, QColor("#000000"))
    return palette
