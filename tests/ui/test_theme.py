"""Colours that can be read in every set, and type that grows as far as it should."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from aln_review.domain.setting import SettingKind
from tests.accessibility import contrast
from tests.ui.desk import app, plain_look
from ui import icons
from ui.rooms import ROOMS, rail
from ui.theme import CUTS, FAMILY, Appearance, Role, Theme, current
from ui.tokens import DARK, LIGHT, Tokens, Tone

WELSH = "ŵŷâêîôûŴŶÂÊÎÔÛáéëïö✓"


def rgb(colour: str) -> tuple[int, int, int]:
    made = QColor(colour)
    return made.red(), made.green(), made.blue()


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_can_be_read_on_every_ground_it_stands_on(tokens: Tokens, tone: Tone) -> None:
    pair = tokens.pair(tone)
    for ground in (pair.tint, tokens.surface, tokens.background, tokens.sunk):
        assert contrast(rgb(pair.strong), rgb(ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_and_the_filled_button_stand_out(tokens: Tokens) -> None:
    assert contrast(rgb(tokens.border), rgb(tokens.surface)) >= 3
    assert contrast(rgb(tokens.on_accent), rgb(tokens.accent)) >= 4.5
    assert contrast(rgb(tokens.muted), rgb(tokens.rail)) >= 4.5
    assert contrast(rgb(tokens.focus_inner), rgb(tokens.surface)) >= 3


def test_our_typeface_is_there_with_every_welsh_letter() -> None:
    app()
    assert FAMILY in QFontDatabase.families()
    metrics = QFontMetricsF(current().font(Role.BODY))
    assert all(metrics.inFontUcs4(ord(letter)) for letter in WELSH)


def test_body_grows_fully_and_headings_stop() -> None:
    app(plain_look(1.0))
    plain = {role: current().font(role).pointSizeF() for role in Role}
    app(plain_look(2.0))
    for role in Role:
        grown = current().font(role).pointSizeF() / plain[role]
        assert grown == pytest.approx(min(2.0, CUTS[role].most))
    assert CUTS[Role.BODY].most == CUTS[Role.SMALL].most == 2.0


def test_high_contrast_drops_our_colours() -> None:
    app(plain_look(appearance=Appearance.HIGH_CONTRAST))
    tokens = current().tokens
    assert tokens.background == "#000000"
    assert {tokens.pair(tone).strong for tone in Tone} == {"#ffffff"}
    assert not tokens.shadows


def test_a_narrow_window_or_large_text_takes_the_small_form() -> None:
    app(plain_look(1.0))
    assert not current().small(1366)
    assert current().columns(1084) == 3
    app(plain_look(2.0))
    assert current().small(910)
    assert current().columns(854) == 1


def test_every_icon_of_the_rail_exists() -> None:
    app()
    items = {item for kind in SettingKind for item in rail(kind)}
    assert all(icons.exists(item.icon) for item in items)
    assert len({one.page for one in ROOMS}) == len(ROOMS)


class Watched(QLineEdit):
    """Counts how often it had to take its style afresh."""

    styled = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.styled += 1


def test_the_window_wears_the_style_sheet_and_not_the_application() -> None:
    made = app()
    made.setStyleSheet("")
    theme = Theme(plain_look())
    theme.apply()
    window = QWidget()
    theme.clothe(window)
    over = QDialog(window)
    try:
        assert not made.styleSheet()
        assert style_of(over) == "QStyleSheetStyle", "a window over it wears it too"
        theme.choose(plain_look(appearance=Appearance.DARK))
        assert "/* dark" in window.styleSheet()
        assert not made.styleSheet()
    finally:
        window.deleteLater()
        current().apply()


def test_laying_parts_into_each_other_matches_no_style_until_they_reach_the_window() -> None:
    made = app()
    made.setStyleSheet("")
    theme = Theme(plain_look())
    window, part = QWidget(), Watched()
    theme.clothe(window)
    held: QWidget = part
    try:
        for _ in range(3):
            around = QWidget()
            QVBoxLayout(around).addWidget(held)
            held = around
        assert part.styled == 0
        QVBoxLayout(window).addWidget(held)
        assert part.styled == 1
    finally:
        window.deleteLater()
        current().apply()


def test_a_window_that_has_gone_is_not_clothed_again() -> None:
    app()
    theme = Theme(plain_look())
    window = QWidget()
    theme.clothe(window)
    shiboken6.delete(window)
    theme.apply()


def style_of(widget: QWidget) -> str:
    return widget.style().metaObject().className()
