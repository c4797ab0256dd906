"""Colours that can be read in every set, and type that grows as far as it should."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontMetricsF

from aln_review.domain.setting import SettingKind
from tests.accessibility import contrast
from tests.ui.desk import app, plain_look
from ui import icons
from ui.rooms import ROOMS, rail
from ui.theme import CUTS, FAMILY, Appearance, Role, current
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
