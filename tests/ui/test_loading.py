from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui import loading
from ui.bridge import Bridge
from ui.loading import Loader
from ui.rooms import ROOMS, Room

NAMES = ("invented_rooms.first", "invented_rooms.second")


@pytest.fixture(autouse=True)
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two pages nobody has opened, and one that is not built yet."""
    for name in ("__init__", "first", "second"):
        path = tmp_path / "invented_rooms" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text("", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(loading, "EVERY", 1)
    made = [
        Room(name, f"{name}:Page", "", "shell.unlock")
        for name in (*NAMES, "invented_rooms.not_built")
    ]
    monkeypatch.setattr(loading, "ROOMS", (ROOMS[0], *made))
    yield
    for name in ("invented_rooms", *NAMES):
        sys.modules.pop(name, None)


def test_each_page_is_loaded_before_it_is_asked_for(qtbot: QtBot) -> None:
    bridge = Bridge()
    loader = Loader(bridge)
    loader.start()
    qtbot.waitUntil(lambda: all(name in sys.modules for name in NAMES))
    assert list(loading.missing()) == []
    bridge.close()


def test_once_stopped_it_loads_no_more(qtbot: QtBot) -> None:
    bridge = Bridge()
    loader = Loader(bridge)
    loader.start()
    loader.stop()
    qtbot.wait(50)
    bridge.close()
    assert not any(name in sys.modules for name in NAMES)
