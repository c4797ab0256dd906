"""A school and its authority, each with a real vault and real screens; files go between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from aln_review.casework import wiring
from aln_review.casework.commands.demo import FillDemo
from aln_review.casework.core import Casework
from aln_review.domain.bilingual import Language
from aln_review.domain.ids import Ids
from aln_review.domain.plan import Plan, PlanState
from aln_review.domain.setting import SettingKind
from aln_review.exchange.demo.loader import load_demo
from tests.casework.vaults import TODAY, Made, make
from tests.ui.desk import FakeHost, desk, now
from ui.authority.desk import AuthorityDesk
from ui.authority.register import RegisterPage
from ui.desk import Desk, Screen
from ui.outbox.send import SendAndReceive

S = TypeVar("S", bound=Screen)
RESOURCES = Path(wiring.__file__).parents[2] / "resources"


class Chooser:
    """The person at the file dialogs: says one place after another, or nothing at all."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.places: list[Path] = []
        for name in ("getOpenFileName", "getSaveFileName"):
            patch.setattr(QFileDialog, name, self._file)
        patch.setattr(QFileDialog, "getExistingDirectory", self._folder)

    def _next(self) -> str:
        return str(self.places.pop(0)) if self.places else ""

    def _file(self, *_: object, **__: object) -> tuple[str, str]:
        return self._next(), ""

    def _folder(self, *_: object, **__: object) -> str:
        return self._next()


@dataclass
class Side:
    """One vault and the desk its screens are given."""

    made: Made
    desk: Desk
    shown: list[Screen] = field(default_factory=list)

    @property
    def vault(self) -> Casework:
        return self.made.vault

    @property
    def host(self) -> FakeHost:
        assert isinstance(self.desk.host, FakeHost)
        return self.desk.host

    def show(self, page: type[S], **args: object) -> S:
        screen = page(self.desk)
        self.shown.append(screen)
        screen.resize(1100, 700)
        screen.show_with(args)
        screen.show()
        QApplication.processEvents()
        return screen


@dataclass
class Town:
    """Both sides, and the folder between them."""

    school: Side
    authority: Side
    between: Path
    chooser: Chooser

    def file(self, name: str) -> Path:
        return self.between / name

    def choose(self, *names: str) -> None:
        """What the next dialogs are answered with."""
        self.chooser.places = [self.file(name) for name in names]

    def join(self) -> tuple[SendAndReceive, RegisterPage]:
        """Invite, answer, approve and take the register, every step a file and a button."""
        send = self.school.show(SendAndReceive)
        register = self.authority.show(RegisterPage)
        register.begin.click()
        self.choose("setting.alninvite")
        register.invite.click()
        self.choose("setting.alninvite")
        send.joining.invitation.click()
        self.choose("setting.alnjoin")
        send.joining.answer.click()
        self.choose("setting.alnjoin")
        register.open_request.click()
        self.choose("register.jws")
        register.approve.click()
        self.choose("register.jws")
        send.joining.register.click()
        refresh(send, register)
        return send, register

    def carry(self, send: SendAndReceive, arrivals: AuthorityDesk) -> None:
        """The stick goes to the authority and back."""
        for page in (send, arrivals, send):
            self.choose("stick")
            page.stick.click()
            refresh(page)


def refresh(*pages: Screen) -> None:
    """What the window does after a change."""
    for page in pages:
        page.show_with(page.args)
    QApplication.processEvents()


def side(made: Made, language: Language) -> Side:
    """A vault with the desk its screens are given; errors nobody takes reach the window."""
    found = Side(made, desk(made.vault, language))
    found.desk.bridge.failed.connect(found.host.say_error)
    return found


def complete_plan(of: Side) -> Plan:
    """A plan that may be sent."""
    with of.vault.store.view() as unit:
        ready = (PlanState.COMPLETE, PlanState.LOCKED)
        return next(plan for plan in unit.plans.all() if plan.state in ready)


@contextmanager
def town(folder: Path, patch: pytest.MonkeyPatch, language: Language) -> Iterator[Town]:
    """A school with the demo's learners that has joined nobody, and an authority not begun."""
    (folder / "between" / "stick").mkdir(parents=True)
    school = make(folder / "school", SettingKind.SCHOOL, seed=3)
    authority = make(folder / "authority", SettingKind.AUTHORITY, seed=5)
    ids = Ids(school.clock.milliseconds, school.vault.tools.random)
    school.vault.do(FillDemo(load_demo("school", TODAY, ids, now(), RESOURCES)))
    sides = (side(school, language), side(authority, language))
    try:
        yield Town(sides[0], sides[1], folder / "between", Chooser(patch))
    finally:
        for one in sides:
            for screen in one.shown:
                screen.deleteLater()
            one.made.shut()
