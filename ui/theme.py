"""How it looks: one theme for the whole application, as Qt has one palette and one style.

A widget reads :func:`current` while it paints. When the theme changes Qt sends every widget a
``StyleChange`` event; widgets that hold fonts take them afresh then.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources import files

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from ui.sheet import style_sheet
from ui.tokens import DARK, LIGHT, Tokens, Tone, from_palette, high_contrast_palette

FAMILY = "Source Sans Pro"
RING = 2
"""Logical pixels kept free round everything that takes focus, so that the ring moves nothing."""
TARGET = 46
"""Least height of a thing to press, ring included, in logical pixels."""
SMALL_EM = 52.0
"""A window narrower than this many ems is laid out in its small form."""
COLUMN_EM = 20.0
"""Least width of one column of cards, in ems."""


class Role(StrEnum):
    """What a text is for; the theme says how large and how heavy that is."""

    DISPLAY = "display"
    HEADING = "heading"
    TITLE = "title"
    STRONG = "strong"
    BODY = "body"
    SMALL = "small"
    SMALL_STRONG = "small-strong"
    VOICE = "voice"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Cut:
    """Size in points at 100 %, weight, and how far the size follows the reader's text size."""

    points: float
    weight: QFont.Weight
    most: float = 2.0


CUTS = {
    Role.DISPLAY: Cut(23, QFont.Weight.Bold, 1.35),
    Role.DAY: Cut(20, QFont.Weight.Bold, 1.35),
    Role.HEADING: Cut(14, QFont.Weight.DemiBold, 1.7),
    Role.VOICE: Cut(14.5, QFont.Weight.Normal, 1.8),
    Role.TITLE: Cut(12.5, QFont.Weight.DemiBold, 1.9),
    Role.STRONG: Cut(12, QFont.Weight.DemiBold),
    Role.BODY: Cut(12, QFont.Weight.Normal),
    Role.SMALL: Cut(11, QFont.Weight.Normal),
    Role.SMALL_STRONG: Cut(11, QFont.Weight.DemiBold),
}


class Appearance(StrEnum):
    """The reader's choice; ``SYSTEM`` follows the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True, slots=True)
class Look:
    """What the reader chose. ``scale`` is 1.0 to 2.0; ``family`` any installed typeface."""

    appearance: Appearance = Appearance.SYSTEM
    scale: float = 1.0
    motion: bool = True
    family: str = field(default=FAMILY)


Clothed = QWidget | QApplication
"""A window; the application itself only where parts are tried without one."""


class Theme(QObject):
    """The look in use: colours, fonts by role and measures in logical pixels."""

    changed = Signal()

    def __init__(self, look: Look = Look()) -> None:
        super().__init__()
        self._look = look
        self._tokens = LIGHT
        self._fonts: dict[tuple[Role, bool], QFont] = {}
        self._system = QPalette()
        self._clothed: list[weakref.ref[Clothed]] = []

    @property
    def look(self) -> Look:
        """What the reader chose."""
        return self._look

    @property
    def tokens(self) -> Tokens:
        """The colours in use."""
        return self._tokens

    @property
    def scale(self) -> float:
        """The reader's text size, 1.0 to 2.0."""
        return self._look.scale

    @property
    def motion(self) -> bool:
        """Whether anything may move."""
        return self._look.motion

    @property
    def em(self) -> float:
        """The body text's size in logical pixels: layouts reflow by ems, not by pixels."""
        return CUTS[Role.BODY].points * 4 / 3 * self.scale

    def font(self, role: Role) -> QFont:
        """The font of a role at the reader's text size."""
        key = (role, False)
        if key not in self._fonts:
            cut = CUTS[role]
            dots = QGuiApplication.primaryScreen().logicalDotsPerInchY()
            font = QFont(self._look.family)
            font.setPointSizeF(cut.points * min(self.scale, cut.most) * 96 / dots)
            font.setWeight(cut.weight)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[key] = font
        return self._fonts[key]

    def metrics(self, role: Role) -> QFontMetricsF:
        """Measures of a role's font."""
        return QFontMetricsF(self.font(role))

    def line(self, role: Role) -> int:
        """Height of one line of a role, in logical pixels."""
        return round(self.metrics(role).height())

    def grow(self, size: float) -> int:
        """An icon, disc or rail measure: follows the text size, but only half as far."""
        return round(size * (1 + (self.scale - 1) * 0.5))

    def target(self) -> int:
        """Least height of a thing to press."""
        return max(TARGET, self.line(Role.STRONG) + 18)

    def ink(self, tone: Tone) -> QColor:
        """The colour that this tone is written in."""
        return self._tokens.ink(tone)

    def tint(self, tone: Tone) -> QColor:
        """The pale ground of this tone."""
        return self._tokens.tint(tone)

    def small(self, width: float) -> bool:
        """Whether a window of this width is laid out in its small form."""
        return width / self.em < SMALL_EM

    def columns(self, width: float) -> int:
        """How many columns of cards fit in ``width``: three, two or one."""
        return max(1, min(3, int(width / (COLUMN_EM * self.em))))

    def choose(self, look: Look) -> None:
        """Take another look and show it at once, everywhere."""
        self._look = look
        self.apply()

    def apply(self) -> None:
        """Put the look on: fonts and palette on the application, the style sheet on its windows."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self._fonts.clear()
        self._tokens = self._choose_tokens()
        app.setFont(self.font(Role.BODY))
        app.setPalette(palette_of(self._tokens))
        self._clothed = [held for held in self._clothed if _alive(held)]
        for held in self._clothed:
            self._put_on(held)
        self.changed.emit()

    def clothe(self, wearer: Clothed) -> None:
        """Have a window wear the style sheet from now on, and with it every window over it.

        Not the application: Qt would match every part anew each time it is laid into another, and
        pages are built from the inside out. That took two thirds of the time of building one.
        """
        self._clothed.append(weakref.ref(wearer))
        self._put_on(self._clothed[-1])

    def _put_on(self, held: weakref.ref[Clothed]) -> None:
        wearer = held()
        if wearer is not None:
            wearer.setStyleSheet(style_sheet(self._tokens, self.scale))

    def _choose_tokens(self) -> Tokens:
        appearance = self._look.appearance
        hints = QGuiApplication.styleHints()
        if appearance is Appearance.SYSTEM:
            wanted = hints.accessibility().contrastPreference()
            if wanted is Qt.ContrastPreference.HighContrast:
                return from_palette(self._system)
            return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
        if appearance is Appearance.HIGH_CONTRAST:
            return from_palette(high_contrast_palette())
        return DARK if appearance is Appearance.DARK else LIGHT

    def follow_system(self, app: QApplication) -> None:
        """Remember the system's palette and follow its changes of scheme and contrast."""
        self._system = QPalette(app.palette())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.apply)
        hints.accessibility().contrastPreferenceChanged.connect(self.apply)


def palette_of(tokens: Tokens) -> QPalette:
    """The palette that Fusion's own parts and plain labels paint with."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.background,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunk,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.ToolTipBase: tokens.text,
        role.ToolTipText: tokens.background,
        role.Accent: tokens.accent,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.muted))
    return palette


def load_fonts() -> None:
    """Make Source Sans Pro known to Qt: regular, italic, semibold, semibold italic and bold."""
    folder = files("font_source_sans_pro").joinpath("files")
    for cut in ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt"):
        data = folder.joinpath(f"SourceSansPro-{cut}.ttf").read_bytes()
        QFontDatabase.addApplicationFontFromData(data)


def _alive(held: weakref.ref[Clothed]) -> bool:
    wearer = held()
    return wearer is not None and bool(shiboken6.isValid(wearer))


_theme: list[Theme] = []


def current() -> Theme:
    """The theme in use, as ``QApplication.palette()`` is the palette in use."""
    if not _theme:
        _theme.append(Theme())
    return _theme[0]


def dress(app: QApplication, look: Look = Look()) -> Theme:
    """Dress the application before its first widget is built; gives back the theme."""
    load_fonts()
    theme = current()
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setCursorFlashTime(0 if not look.motion else app.cursorFlashTime())
    theme.follow_system(app)
    theme.choose(look)
    return theme
