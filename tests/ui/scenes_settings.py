"""Pictures of the settings and the pages behind them."""

from __future__ import annotations

from aln_review.domain.errors import WorldFault
from aln_review.domain.setting import SettingKind
from tests.shots import Scene
from ui.bridge import nothing
from ui.desk import Screen
from ui.settings.copies import CopiesPage
from ui.settings.keys import KeysPage
from ui.step_up import StepUp


def _examined(screen: Screen) -> None:
    assert isinstance(screen, CopiesPage)
    screen.now.click()
    screen.look.click()


def _new_sheet(screen: Screen) -> None:
    assert isinstance(screen, KeysPage)
    screen.sheet.begin.click()


def _missing(screen: Screen) -> None:
    assert isinstance(screen, KeysPage)
    screen.passphrase.go.click()


def _again(screen: Screen) -> None:
    StepUp(screen, "step_up.why.send", nothing).open()


def _again_wrong(screen: Screen) -> None:
    dialog = StepUp(screen, "step_up.why.send", nothing)
    dialog.open()
    dialog.field.line.setText("telyn gwennol pont")
    dialog._wrong(WorldFault("error.vault.wrong_passphrase"))
    dialog._wait(8)


SCENES = (
    Scene("step-up", "settings", act=_again),
    Scene("step-up-wrong", "settings", act=_again_wrong),
    Scene("settings", "settings"),
    Scene("settings-authority", "settings", setting=SettingKind.AUTHORITY),
    Scene("keys", "keys"),
    Scene("keys-missing", "keys", act=_missing),
    Scene("keys-new-sheet", "keys", act=_new_sheet),
    Scene("copies", "copies"),
    Scene("copies-examined", "copies", act=_examined),
    Scene("law", "law"),
    Scene("access-log", "access-log"),
)
