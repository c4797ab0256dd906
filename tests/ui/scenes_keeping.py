"""Pictures of keeping and erasing: nothing chosen, records due and held, one erased."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.commands.retention import ChooseSchedule, EraseLearner, PlaceHold
from aln_review.casework.copies_state import SecondPlace, keep_state, read_state
from aln_review.casework.core import Casework
from aln_review.casework.queries.learners import Caseload
from aln_review.domain.bilingual import Language
from aln_review.domain.keeping import Basis, HoldKind
from aln_review.domain.learner import Learner
from tests.shots import Scene
from ui.desk import Screen
from ui.keeping.erase import ErasePage
from ui.keeping.hold import HoldScreen
from ui.keeping.keeping import KeepingPage

ELIN = "Elin Haf Prydderch"
LEFT = date(2012, 7, 20)
Args = Mapping[str, object]


def _once(vault: Casework, forename: str, surname: str, born: date) -> str:
    """A learner of long ago, added the first time somebody asks."""
    with vault.store.view() as unit:
        found = [one.id for one in unit.learners.where(forename=forename, surname=surname)]
    if found:
        return found[0]
    return vault.do(SaveLearner(Learner("", forename, surname, born, left_on=LEFT))).value.id


def _due(vault: Casework) -> Args:
    vault.do(ChooseSchedule("born-31", looked_after="born-75"))
    _once(vault, "Meilyr", "Cynddelw", date(1994, 2, 28))
    _once(vault, "Angharad Non", "Llywarch", date(1995, 9, 1))
    held = _once(vault, "Ifor", "Penllyn", date(1993, 6, 11))
    gone = _once(vault, "Tegid", "Blaenau", date(1990, 1, 5))
    vault.do(EraseLearner(gone, "Tegid Blaenau", Basis.SCHEDULE))
    with vault.store.view() as unit:
        if not unit.holds.where(learner_id=held):
            reason = "Mae’r teulu wedi apelio i’r Tribiwnlys."
            hold = PlaceHold(held, HoldKind.LEGAL, reason, Language.CY)
        else:
            hold = None
    if hold is not None:
        vault.do(hold)
    return {}


def _old(vault: Casework) -> Args:
    vault.do(ChooseSchedule("born-31"))
    return {"learner": _once(vault, "Meilyr", "Cynddelw", date(1994, 2, 28))}


def _held(vault: Casework) -> Args:
    _due(vault)
    return {"learner": _once(vault, "Ifor", "Penllyn", date(1993, 6, 11))}


def _elin(vault: Casework) -> Args:
    rows = vault.ask(Caseload()).rows
    return {"learner": next(row.id for row in rows if row.name == ELIN)}


def _to_go(vault: Casework) -> Args:
    with vault.store.unit() as unit:
        keep_state(unit, replace(read_state(unit), second=SecondPlace("E:\\copïau")))
    vault.do(ChooseSchedule("born-31"))
    return {"learner": _once(vault, "Gwawr", "Elidir", date(1992, 2, 29))}


def _erased(screen: Screen) -> None:
    assert isinstance(screen, ErasePage)
    screen.name.set_value("Gwawr Elidir")
    screen.erase_to(str(Path(mkdtemp()) / "tystysgrif.pdf"))


def _missing(screen: Screen) -> None:
    assert isinstance(screen, ErasePage)
    screen.go.click()


def _nothing_said(screen: Screen) -> None:
    assert isinstance(screen, HoldScreen)
    screen.keep_button.click()


def _own(screen: Screen) -> None:
    assert isinstance(screen, KeepingPage)
    screen.choose.schedule.set_value("custom")
    screen.choose.schedule.chosen.emit("custom")
    screen.choose.use.click()
    screen.was.go.click()


SCENES = (
    Scene("keeping", "keeping"),
    Scene("keeping-due", "keeping", _due),
    Scene("keeping-own", "keeping", _due, act=_own),
    Scene("hold", "hold", _elin),
    Scene("hold-held", "hold", _held, act=_nothing_said),
    Scene("erase", "erase", _elin),
    Scene("erase-due", "erase", _old, act=_missing),
    Scene("erase-held", "erase", _held),
    Scene("erase-done", "erase", _to_go, act=_erased),
)
