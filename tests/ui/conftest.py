"""One dressed application for all tests of the windows; nothing left behind after each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.ui import desk
from ui.theme import current


@pytest.fixture(autouse=True)
def dressed() -> Iterator[QApplication]:
    """The application in its plain light look, before and after."""
    app = desk.app(desk.plain_look())
    before = set(QApplication.topLevelWidgets())
    yield app
    for left in QApplication.topLevelWidgets():
        if left not in before:
            left.close()
            left.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if current().look != desk.plain_look():
        current().choose(desk.plain_look())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform cannot do (raise, grab) is no fault of ours."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
