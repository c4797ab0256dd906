"""Pictures of answering a request: before it begins, passages to look at, the file."""

from __future__ import annotations

from collections.abc import Mapping

from aln_review.casework.commands.disclosure import BeginDisclosure, RulePassages
from aln_review.casework.commands.sound import KeepSound
from aln_review.casework.core import Casework
from aln_review.casework.queries.disclosure import DisclosurePage as Ask
from aln_review.casework.queries.learners import Caseload
from aln_review.domain.bilingual import Language
from aln_review.domain.keeping import Ruling
from tests.casework.vaults import TODAY
from tests.exchange.sounds import kept
from tests.shots import Scene
from ui.desk import Screen
from ui.disclosure.disclosure import DisclosurePage

Args = Mapping[str, object]


def _learner(vault: Casework, name: str) -> str:
    rows = vault.ask(Caseload()).rows
    return next((row.id for row in rows if row.name == name), rows[0].id)


def _new(vault: Casework) -> Args:
    return {"learner": _learner(vault, "Gwenllian Morus")}


def _begun(vault: Casework) -> Args:
    learner = _learner(vault, "Elin Haf Prydderch")
    vault.do(BeginDisclosure(learner, TODAY))
    return {"learner": learner}


def _decided(vault: Casework) -> Args:
    rows = vault.ask(Caseload()).rows
    learner = rows[-1].id
    held = vault.do(BeginDisclosure(learner, TODAY)).value
    left = [one for one in vault.ask(Ask(learner)).marked if one.ruling is None]
    places = tuple((one.passage.place, one.passage.digest) for one in left)
    if places:
        vault.do(RulePassages(held.id, places, Ruling.INCLUDE))
    return {"learner": learner}


def _no_reason(screen: Screen) -> None:
    assert isinstance(screen, DisclosurePage)
    screen.passage.blank.click()


def _blanked(screen: Screen) -> None:
    assert isinstance(screen, DisclosurePage)
    screen.passage.reason.set_value("others")
    screen.passage.blank.click()
    screen.passage.before.click()


def _nothing_typed(screen: Screen) -> None:
    assert isinstance(screen, DisclosurePage)
    screen.saving.go.click()


def _spoken(vault: Casework) -> Args:
    data, length = kept(20.0)
    learner = str(_begun(vault)["learner"])
    vault.do(KeepSound(learner, data, length, "Elin", "Sut beth yw diwrnod da", Language.CY))
    return {"learner": learner}


def _to_the_recording(screen: Screen) -> None:
    assert isinstance(screen, DisclosurePage)
    for _ in range(60):
        if not screen.passage.bar.isHidden():
            return
        screen.passage.after.click()


SCENES = (
    Scene("disclosure", "disclosure", _new),
    Scene("disclosure-begun", "disclosure", _begun, act=_no_reason),
    Scene("disclosure-blanked", "disclosure", _begun, act=_blanked),
    Scene("disclosure-spoken", "disclosure", _spoken, act=_to_the_recording),
    Scene("disclosure-save", "disclosure", _decided, act=_nothing_typed),
)
