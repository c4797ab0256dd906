"""Pictures of the settings and the pages behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from aln_review.casework.keyring import SlotKind
from aln_review.casework.queries.access_log import ChainView
from aln_review.casework.queries.keys import CareView
from aln_review.casework.salvaging import Ready, report_of
from aln_review.casework.say import Say
from aln_review.domain.errors import WorldFault
from aln_review.domain.setting import SettingKind
from aln_review.store.salvage import Salvaged
from aln_review.vault.keys import DataKey
from tests.shots import Scene
from tests.ui.desk import now
from ui.bridge import nothing
from ui.desk import Screen
from ui.post import casework_of
from ui.settings.health import HealthPage
from ui.settings.key_panels import TrySheetCard
from ui.settings.keys import KeysPage
from ui.settings.log import AccessLogPage
from ui.step_up import StepUp
from ui.unlock.salvage import SalvagePage


def _examined(screen: Screen) -> None:
    assert isinstance(screen, HealthPage)
    screen.look.click()


def _ill(screen: Screen) -> None:
    """Faults of several kinds, planted by hand."""
    assert isinstance(screen, HealthPage)
    store = casework_of(screen.desk.bridge).store
    with store.unit() as unit:
        unit.contents.put("nobody-s", bytes(700_000))
    store._writer.run("DELETE FROM names")
    store._writer.run("PRAGMA foreign_keys=OFF")
    store._writer.run("DELETE FROM contents WHERE id IN (SELECT id FROM documents LIMIT 2)")
    store._writer.run("UPDATE access_log SET actor = 'X' WHERE seq = 2")
    screen.look.click()


def _sent_only(screen: Screen) -> None:
    assert isinstance(screen, AccessLogPage)
    screen.kind.set_value("keys")
    screen.kind.chosen.emit("keys")


def _nothing(screen: Screen) -> None:
    assert isinstance(screen, AccessLogPage)
    screen.start.set_value("2031-01-01")
    screen.end.line.setText("ddoe")
    screen.end.edited.emit()


def _broken(screen: Screen) -> None:
    assert isinstance(screen, AccessLogPage)
    broken = Say.of("error.log.broken", line=2, at=now())
    screen._show_chain(ChainView(whole=False, count=2, head="", broken=broken))


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


def _again(screen: Screen) -> None:
    StepUp(screen, "step_up.why.send", nothing).open()


def _again_wrong(screen: Screen) -> None:
    dialog = StepUp(screen, "step_up.why.send", nothing)
    dialog.open()
    dialog.field.line.setText("telyn gwennol pont")
    dialog._wrong(WorldFault("error.vault.wrong_passphrase"))
    dialog._wait(8)


def _salvaged(screen: Screen) -> None:
    """What a salvage of a vault with some damaged pages says."""
    assert isinstance(screen, SalvagePage)
    told = Salvaged(
        {"learners": 212, "people": 508, "words": 3_411, "plans": 187, "contents": 96},
        {"learners": ("a", "b"), "words": tuple("abcdefghi"), "contents": ("a",)},
        False, ("a", "b"), 9_120, 34, 7, 41_230, 3,
    )  # fmt: skip
    screen.show_ready(Ready(report_of(told), DataKey(bytes(32))))


def _no_secret(screen: Screen) -> None:
    assert isinstance(screen, SalvagePage)
    screen.go.click()


SCENES = (
    Scene("step-up", "settings", act=_again),
    Scene("step-up-wrong", "settings", act=_again_wrong),
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
    Scene("health", "health"),
    Scene("health-examined", "health", act=_examined),
    Scene("health-ill", "health", act=_ill),
    Scene("law", "law"),
    Scene("salvage", "salvage"),
    Scene("salvage-missing", "salvage", act=_no_secret),
    Scene("salvage-found", "salvage", act=_salvaged),
    Scene("access-log", "access-log"),
    Scene("access-log-some", "access-log", act=_sent_only),
    Scene("access-log-none", "access-log", act=_nothing),
    Scene("access-log-broken", "access-log", act=_broken),
)
