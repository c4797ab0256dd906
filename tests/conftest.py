"""What holds for every test: no screen needed, no real profile touched, no warning overlooked."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

HARMLESS = (
    "propagateSizeHints",
    "supports grabbing the mouse only for popup windows",
    "XDG_RUNTIME_DIR",
    "libEGL",
)
"""What Qt says on a machine without a screen, whatever the program does."""

_PROFILES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")


def pytest_configure(config: pytest.Config) -> None:
    """Put this person's profile elsewhere for the length of the run."""
    home = tempfile.mkdtemp(prefix="aln-review-tests-")
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    for name in _PROFILES:
        os.environ[name] = home


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt's fails the test it appears in; pytest-qt fails exceptions in slots."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
        item.add_marker(pytest.mark.qt_log_ignore(*HARMLESS, extend=True))
