"""Every widget passes the auditor, in both languages, all looks and large text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.accessibility import faults
from tests.ui import desk
from tests.ui.gallery import window
from ui.theme import Appearance


@pytest.mark.parametrize("language", ["cy", "en"])
@pytest.mark.parametrize(
    ("size", "scale", "look"),
    [
        ((1366, 768), 1.0, Appearance.LIGHT),
        ((1366, 768), 1.0, Appearance.DARK),
        ((1366, 768), 1.0, Appearance.HIGH_CONTRAST),
        ((910, 512), 2.0, Appearance.LIGHT),
        ((1920, 1080), 1.5, Appearance.LIGHT),
    ],
)
def test_every_widget_is_named_reachable_legible_and_whole(
    language: str,
    size: tuple[int, int],
    scale: float,
    look: Appearance,
    dressed: QApplication,
) -> None:
    desk.app(desk.plain_look(scale, look))
    shell = window(language)
    shell.resize(*size)
    shell.show()
    dressed.processEvents()
    assert faults(shell) == []
