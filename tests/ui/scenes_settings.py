"""Pictures of the settings and the pages behind them."""

from __future__ import annotations

from aln_review.domain.setting import SettingKind
from tests.shots import Scene
from ui.desk import Screen
from ui.settings.health import HealthPage
from ui.settings.keys import KeysPage


def _examined(screen: Screen) -> None:
    assert isinstance(screen, HealthPage)
    screen.look.click()


def _new_sheet(screen: Screen) -> None:
    assert isinstance(screen, KeysPage)
    screen.sheet.begin.click()


def _missing(screen: Screen) -> None:
    assert isinstance(screen, KeysPage)
    screen.passphrase.go.click()


SCENES = (
    Scene("settings", "settings"),
    Scene("settings-authority", "settings", setting=SettingKind.AUTHORITY),
    Scene("keys", "keys"),
    Scene("keys-missing", "keys", act=_missing),
    Scene("keys-new-sheet", "keys", act=_new_sheet),
    Scene("health", "health"),
    Scene("health-examined", "health", act=_examined),
    Scene("law", "law"),
    Scene("access-log", "access-log"),
)
