"""Pictures of the settings and the pages behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from aln_review.casework.keyring import SlotKind
from aln_review.casework.queries.keys import CareView
from aln_review.domain.setting import SettingKind
from tests.shots import Scene
from ui.desk import Screen
from ui.settings.copies import CopiesPage
from ui.settings.key_panels import TrySheetCard
from ui.settings.keys import KeysPage


def _examined(screen: Screen) -> None:
    assert isinstance(screen, CopiesPage)
    screen.now.click()
    screen.look.click()


def _keys(screen: Screen) -> KeysPage:
    assert isinstance(screen, KeysPage)
    return screen


def _at(task: str) -> Callable[[Screen], None]:
    def act(screen: Screen) -> None:
        _keys(screen).ways.buttons[task].click()

    return act


def _missing(screen: Screen) -> None:
    _at("passphrase")(screen)
    (task,) = _keys(screen)._task
    task.go.click()


def _wrong_word(screen: Screen) -> None:
    _at("try_sheet")(screen)
    (task,) = _keys(screen)._task
    assert isinstance(task, TrySheetCard)
    task.sheet.words[0].line.setText(" ".join(["telyn", "crwyn", "gwennol", "zzzz"] * 4))
    task.go.click()


def _alone(screen: Screen) -> None:
    """As for whoever has given nobody a key, with a sheet that is to be tried."""
    page = _keys(screen)
    (view,) = page._view
    ways = tuple(way for way in view.ways if way.label.holder is None)
    sheets = {way.slot_id for way in ways if way.label.kind is SlotKind.RECOVERY}
    page._show(replace(view, ways=ways, care=CareView(due=frozenset(sheets))))


def _guest(screen: Screen) -> None:
    page = _keys(screen)
    page._show(replace(page._view[0], opened_by=SlotKind.KEYHOLDER))


def _another(screen: Screen) -> None:
    _keys(screen).more.click()


SCENES = (
    Scene("settings", "settings"),
    Scene("settings-authority", "settings", setting=SettingKind.AUTHORITY),
    Scene("keys", "keys"),
    Scene("keys-missing", "keys", act=_missing),
    Scene("keys-alone", "keys", act=_alone),
    Scene("keys-guest", "keys", act=_guest),
    Scene("keys-try-sheet", "keys", act=_wrong_word),
    Scene("keys-new-sheet", "keys", act=_at("new_sheet")),
    Scene("keys-give", "keys", act=_another),
    Scene("keys-change-holder", "keys", act=_at("change_holder")),
    Scene("keys-try-holder", "keys", act=_at("try_holder")),
    Scene("keys-take-back", "keys", act=_at("take_back")),
    Scene("copies", "copies"),
    Scene("copies-examined", "copies", act=_examined),
    Scene("law", "law"),
    Scene("access-log", "access-log"),
)
