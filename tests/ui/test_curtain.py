"""The first window: never larger than the screen it is on."""

from __future__ import annotations

import pytest

import ui.curtain
from tests.ui.desk import app
from ui.curtain import FRAME, Curtain


@pytest.mark.parametrize(("spare", "fills"), [(FRAME, False), (FRAME - 1, True)])
def test_a_window_whose_foot_would_be_hidden_fills_the_screen(
    monkeypatch: pytest.MonkeyPatch, spare: int, fills: bool
) -> None:
    free = app().primaryScreen().availableSize()
    size = (free.width() - spare, free.height() - spare)
    monkeypatch.setattr(ui.curtain, "SIZE", size)
    curtain = Curtain()
    assert curtain.isMaximized() is fills
    curtain.deleteLater()
