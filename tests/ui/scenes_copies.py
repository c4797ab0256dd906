"""Pictures of the copies and of putting one back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

from aln_review.casework.copies_state import (
    Alarm,
    CopiesState,
    Rehearsal,
    SecondPlace,
    keep_state,
    read_state,
)
from aln_review.casework.core import Casework
from aln_review.casework.restore_preview import LearnerChange, Preview
from aln_review.casework.say import Say
from aln_review.domain.errors import WorldFault
from aln_review.domain.keeping import Basis, Erasure, SecondCopies
from tests.shots import Scene
from ui.desk import Screen
from ui.settings.copies import CopiesPage
from ui.settings.restore import RestorePage

AT = datetime(2026, 11, 3, 15, 31, tzinfo=UTC)


def _with(vault: Casework, state: CopiesState) -> Mapping[str, object]:
    with vault.store.unit() as unit:
        keep_state(unit, replace(state, good=read_state(unit).good))
    return {}


def _plain(vault: Casework) -> Mapping[str, object]:
    return _with(vault, CopiesState())


def _kept(vault: Casework) -> Mapping[str, object]:
    place = SecondPlace("E:\\copïau", AT - timedelta(days=6))
    done = Rehearsal(AT - timedelta(days=9), 3.2, second_place=True)
    return _with(vault, CopiesState(second=place, rehearsal=done))


def _worried(vault: Casework) -> Mapping[str, object]:
    place = SecondPlace("E:\\copïau", AT - timedelta(days=6), "error.copy.place_full")
    done = Rehearsal(AT - timedelta(days=39), 3.2, trouble="error.store.damaged")
    alarm = Alarm("learners", 41, 29, AT, AT - timedelta(days=1))
    erased = Erasure(
        "e-copies", "l-copies", AT, AT.date(), "Nia Rowlands", Basis.REQUEST,
        second_place=SecondCopies.DUE,
    )  # fmt: skip
    with vault.store.unit() as unit:
        unit.erasures.put(erased)
    return _with(vault, CopiesState(second=place, rehearsal=done, alarm=alarm))


def _copied(screen: Screen) -> None:
    assert isinstance(screen, CopiesPage)
    screen.here.now.click()


def _taken_along(screen: Screen) -> None:
    assert isinstance(screen, CopiesPage)
    screen.here.now.click()
    screen.use_folder(Path(mkdtemp(prefix="stick-")))
    screen.rehearsal.now.click()


def _page(screen: Screen) -> RestorePage:
    assert isinstance(screen, RestorePage)
    return screen


def _ask_passphrase(screen: Screen) -> None:
    page = _page(screen)
    page.say(page.of.setText, "restore.of", at=AT)
    page._show_part(page.pass_card)
    page._wrong(WorldFault("error.copy.wrong_passphrase"))


def _seen(*changes: LearnerChange, others: tuple[Say, ...] = ()) -> Preview:
    return Preview(AT, AT + timedelta(days=20), 38, changes, others)


ELIN = LearnerChange(
    "Elin Prydderch",
    gone=(Say.many("restore.count.words", 12), Say.many("restore.count.plans", 1)),
    changed=(Say.many("restore.count.reviews", 1),),
)
GUTO = LearnerChange(
    "Guto ap Rhys-Davies",
    "gone",
    gone=(Say.many("restore.count.details", 1), Say.many("restore.count.people", 3)),
)
CARI = LearnerChange(
    "Cari Môn",
    "back",
    back=(Say.many("restore.count.words", 41), Say.many("restore.count.cases", 1)),
)
OTHERS = (Say.many("restore.gone.outbox", 2), Say.many("restore.log_lines", 118))


def _preview(screen: Screen, seen: Preview, *, standing: bool = True) -> None:
    page = _page(screen)
    page.preview.show_preview(seen, standing=standing)
    page.kept.setVisible(seen.present_at is not None)
    page._show_part(page.preview, page.verbs)


def _changes(screen: Screen) -> None:
    _preview(screen, _seen(ELIN, GUTO, CARI, others=OTHERS))


def _same(screen: Screen) -> None:
    _preview(screen, _seen())


def _aside(screen: Screen) -> None:
    _preview(screen, Preview(AT, None, 38))


def _done(_vault: Casework) -> Mapping[str, object]:
    return {"done_at": AT, "aside": True}


SCENES = (
    Scene("copies", "copies", args=_plain),
    Scene("copies-kept", "copies", args=_kept, act=_copied),
    Scene("copies-worried", "copies", args=_worried),
    Scene("copies-taken-along", "copies", args=_plain, act=_taken_along),
    Scene("restore", "restore", args=_kept),
    Scene("restore-passphrase", "restore", act=_ask_passphrase),
    Scene("restore-changes", "restore", act=_changes),
    Scene("restore-same", "restore", act=_same),
    Scene("restore-done", "restore", args=_done),
    Scene("restore-first", "restore-first"),
    Scene("restore-aside", "restore-first", act=_aside),
)
