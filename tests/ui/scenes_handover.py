"""Pictures of a handover, of another data key, and of a vault that was made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir

from aln_review.casework.core import Casework
from aln_review.casework.entry import ToTry
from aln_review.casework.handover import Done, SlotKind, TakingOver
from aln_review.casework.last_seen import Older
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.casework.threshold import NewSheet
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import WorldFault
from tests.shots import Lent, Scene
from tests.ui.scenes_unlock import WORDS
from ui.desk import Screen
from ui.handover.handover import HandoverPage
from ui.handover.rotation import RotationPage
from ui.handover.steps import PaperStep
from ui.handover.work import WorkStep
from ui.post import casework_of
from ui.shell import Shell
from ui.unlock.unlock import Unlock

TYPED = ("telyn", "crwyn", "gwennol", "cawl", "afal", "bore", "pont")


def _page(screen: Screen) -> HandoverPage:
    assert isinstance(screen, HandoverPage)
    return screen


def _lent(screen: Screen) -> Lent:
    return Lent(casework_of(screen.desk.bridge))


def _by_sheet(screen: Screen) -> None:
    page = _page(screen)
    page.key.pick.cards["recovery"].click()
    for field, word in zip(page.key.sheet.words, TYPED, strict=False):
        field.line.setText(word)


def _wrong(screen: Screen) -> None:
    page = _page(screen)
    page.key.offer(has_keyholder=True)
    page.key.passphrase.line.setText("pennaeth coridor")
    page._not_opened(WorldFault("error.vault.wrong_keyholder"))


def _opened(screen: Screen) -> None:
    page, vault = _page(screen), _lent(screen)
    setting = vault.ask(SettingsPage()).setting
    page._opened(TakingOver(vault, setting, SlotKind.RECOVERY, "", 2))
    page.who.person.set_value("Branwen Hughes")


def _passphrase(screen: Screen) -> None:
    _opened(screen)
    page = _page(screen)
    page.go.click()
    fields = page.passphrase.fields
    fields.words.setText("telyn gwennol crochan")
    fields.first.line.setText("telyn gwennol crochan")
    fields.again.line.setText("telyn gwennol crochan")
    fields.first.edited.emit()
    fields.judge_now()


def _tried(step: PaperStep, waiting: ToTry) -> None:
    step.show_for(waiting)
    step.panel.save_as(Path(gettempdir()) / "sheet.pdf")
    for word in step.panel.words:
        word.field.line.setText(waiting.sheet.words[word.position - 1])
        word.field.edited.emit()


def _sheet(screen: Screen) -> None:
    _opened(screen)
    page, vault = _page(screen), _lent(screen)
    waiting = ToTry(
        vault, vault.ask(SettingsPage()).setting, NewSheet(WORDS, Language.CY, (3, 8, 14))
    )
    _tried(page.sheet, waiting)
    page.show_step(page.sheet)


def _working(step: WorkStep) -> None:
    step.show_part(0.46)


def _work(screen: Screen) -> None:
    _opened(screen)
    page = _page(screen)
    page.show_step(page.work)
    _working(page.work)


def _stopped(screen: Screen) -> None:
    _opened(screen)
    page = _page(screen)
    page.show_step(page.work)
    page.work._done(Done(_lent(screen), WorldFault("error.store.disk_full")))


def _rotation(screen: Screen) -> RotationPage:
    assert isinstance(screen, RotationPage)
    return screen


def _proof(screen: Screen) -> None:
    page = _rotation(screen)
    if len(page.proof.fields) == 1:
        page.proof.show_holders(("Mair Ellis",))
    page.proof.passphrase.line.setText("telyn gwennol crochan")


def _rotation_sheet(screen: Screen) -> None:
    page, vault = _rotation(screen), _lent(screen)
    waiting = ToTry(
        vault, vault.ask(SettingsPage()).setting, NewSheet(WORDS, Language.CY, (3, 8, 14))
    )
    page.sheet.show_for(waiting)
    page.show_step(page.sheet)


def _rotation_work(screen: Screen) -> None:
    page = _rotation(screen)
    page.show_step(page.work)
    page.work.show_part(0.72)


def _a_copy(screen: Screen) -> None:
    window = screen.window()
    assert isinstance(window, Shell)
    window.band.show()


def _put_back(vault: Casework) -> Mapping[str, object]:
    return {"vault": Lent(vault)}


def _older(screen: Screen) -> None:
    assert isinstance(screen, Unlock)
    seen = Older(
        datetime(2026, 11, 23, 15, 41, tzinfo=UTC), datetime(2026, 11, 12, 9, 5, tzinfo=UTC), 88
    )
    vault = screen.args["vault"]
    assert isinstance(vault, Casework)
    screen.older.show_vault(vault, seen)
    screen._show_part(screen.older)


SCENES = (
    Scene("handover", "handover"),
    Scene("handover-wrong", "handover", act=_wrong),
    Scene("handover-by-sheet", "handover", act=_by_sheet),
    Scene("handover-who", "handover", act=_opened),
    Scene("handover-passphrase", "handover", act=_passphrase),
    Scene("handover-sheet", "handover", act=_sheet),
    Scene("handover-work", "handover", act=_work),
    Scene("handover-stopped", "handover", act=_stopped),
    Scene("rotation", "rotation", act=_proof),
    Scene("rotation-sheet", "rotation", act=_rotation_sheet),
    Scene("rotation-work", "rotation", act=_rotation_work),
    Scene("take-over", "take-over"),
    Scene("copy-band", "today", act=_a_copy),
    Scene("unlock-older", "unlock", args=_put_back, act=_older),
)
