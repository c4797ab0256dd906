"""Pictures of setting up and of coming in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir

from aln_review.casework.core import Casework
from aln_review.casework.door import NewSheet
from aln_review.casework.entry import ToTry
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.casework.queries.keys import CareView
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from tests.shots import Lent, Scene
from ui.desk import Screen
from ui.unlock.first_run import FirstRun
from ui.unlock.unlock import Unlock


def _first(screen: Screen) -> FirstRun:
    assert isinstance(screen, FirstRun)
    return screen


def _kind(screen: Screen) -> None:
    page = _first(screen)
    page.go.click()
    page.kind.pick.cards["school"].click()


def _names(screen: Screen) -> None:
    _kind(screen)
    page = _first(screen)
    page.go.click()
    page.names.cy.set_value("Ysgol Gymraeg Bro Eithin")
    page.names.en.set_value("Ysgol Gymraeg Bro Eithin")
    page.names.person.set_value("Nia Rowlands")


def _names_wrong(screen: Screen) -> None:
    _kind(screen)
    page = _first(screen)
    page.go.click()
    page.go.click()


def _authority(screen: Screen) -> None:
    _names(screen)
    page = _first(screen)
    page.go.click()
    page.authority.choice.set_value("661")


def _passphrase(screen: Screen) -> None:
    _authority(screen)
    page = _first(screen)
    page.go.click()
    fields = page.passphrase.fields
    fields.words.setText("telyn gwennol crochan")
    fields.first.line.setText("telyn gwennol crochan")
    fields.again.line.setText("telyn gwennol crochan")
    fields.first.edited.emit()
    fields.judge_now()


WORDS = tuple(["telyn", "crwyn", "gwennol", "cawl", "afal", "bore", "pont", "carreg"] * 2)


def _untried(vault: Casework) -> Mapping[str, object]:
    setting = vault.ask(SettingsPage()).setting
    sheet = NewSheet(WORDS, Language.CY, (3, 8, 14))
    return {"resume": ToTry(Lent(vault), setting, sheet)}


def _trying(screen: Screen) -> None:
    page = _first(screen)
    page.passphrase.done = True
    panel = page.sheet_panel
    panel.save_as(Path(gettempdir()) / "sheet.pdf")
    for word, typed in zip(panel.words, ("gwennol", "carr", ""), strict=True):
        word.field.line.setText(typed)
        word.field.edited.emit()
    panel.words[1].field.take_focus()


def _keyholder(screen: Screen) -> None:
    page = _first(screen)
    page.passphrase.done = True
    page._tried(CareView(ask_for_holder=True))
    page.keyholder.new.words.setText("telyn gwennol crochan")


def _nobody(screen: Screen) -> None:
    _keyholder(screen)
    _first(screen).keyholder.later.setChecked(True)


def _page(screen: Screen) -> Unlock:
    assert isinstance(screen, Unlock)
    return screen


def _locked(vault: Casework) -> Mapping[str, object]:
    return {"locked_at": datetime(2026, 11, 23, 10, 58, tzinfo=UTC)}


def _waiting(screen: Screen) -> None:
    page = _page(screen)
    page.passphrase.line.setText("telyn gwennol pont")
    page._out(WorldFault("error.vault.wrong_passphrase"))
    page._wait(8)


def _other_key(screen: Screen) -> None:
    _page(screen).use_keyholder.click()


def _forgotten(screen: Screen) -> None:
    page = _page(screen)
    page.use_sheet.click()
    for field, word in zip(page.forgotten.words[:7], WORDS, strict=False):
        field.line.setText(word)


def _damaged(vault: Casework) -> Mapping[str, object]:
    return {"refused": WorldFault("error.store.damaged")}


def _synced(vault: Casework) -> Mapping[str, object]:
    better = "C:\\Users\\nia\\AppData\\Local\\aln-review"
    return {"refused": WorldFault("vault.place.service", service="OneDrive", better=better)}


SCENES = (
    Scene("first-run", "first-run"),
    Scene("first-run-kind", "first-run", act=_kind),
    Scene("first-run-names", "first-run", act=_names),
    Scene("first-run-names-wrong", "first-run", act=_names_wrong),
    Scene("first-run-authority", "first-run", act=_authority),
    Scene("first-run-passphrase", "first-run", act=_passphrase),
    Scene("first-run-sheet", "first-run", args=_untried, act=_trying),
    Scene("first-run-keyholder", "first-run", args=_untried, act=_keyholder),
    Scene("first-run-nobody", "first-run", args=_untried, act=_nobody),
    Scene("unlock", "unlock", args=_locked),
    Scene("unlock-keyholder", "unlock", act=_other_key),
    Scene("unlock-wait", "unlock", act=_waiting),
    Scene("unlock-forgotten", "unlock", act=_forgotten),
    Scene("unlock-damaged", "unlock", args=_damaged),
    Scene("unlock-synced", "unlock", args=_synced),
)
