"""One dressed application for all tests of the windows; nothing left behind after each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import desk
from ui.theme import current

_kept: list[QWidget] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Hold the windows a test has let go of until they are closed.

    Events are processed once more after the test: a window that is painted then and collected in
    the middle of it would take Python down.
    """
    yield
    if QApplication.instance() is not None:
        _kept.extend(QApplication.topLevelWidgets())


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
    _kept.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if current().look != desk.plain_look():
        current().choose(desk.plain_look())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform cannot do (raise, grab) is no fault of ours."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
