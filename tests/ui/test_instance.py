"""A second start finds the first window; where there is none it is told so."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.instance import Listener, call_first, channel


def test_the_first_window_hears_a_second_start(tmp_path: Path, qtbot: QtBot) -> None:
    listener = Listener(tmp_path)
    with qtbot.waitSignal(listener.called):
        assert call_first(tmp_path)
    listener.close()


def test_nobody_hears_where_no_window_is(tmp_path: Path) -> None:
    assert not call_first(tmp_path)


def test_the_meeting_place_says_nothing_of_the_vault(tmp_path: Path) -> None:
    assert tmp_path.name not in channel(tmp_path)
    assert channel(tmp_path) != channel(tmp_path / "other")
