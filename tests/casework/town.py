"""A school and an authority's desk with real vaults, joined, and the way a package takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aln_review.casework.arrivals import TakeIn
from aln_review.casework.commands.authority import ApproveJoin, Invite, OpenArrival, OpenDesk
from aln_review.casework.commands.dispatch import SendPlan
from aln_review.casework.commands.joining import JoinAuthority, TakeRegister
from aln_review.casework.core import Casework
from aln_review.casework.post import VaultOutbox
from aln_review.domain.dispatch import Arrival, OutboxLine
from aln_review.domain.learner import Learner
from aln_review.domain.plan import Plan
from aln_review.domain.setting import SettingKind
from tests.casework.plans import completed, drafted
from tests.casework.vaults import Made, add_learner, make


@dataclass(frozen=True)
class Town:
    """One setting and one desk; ``register`` is the version that names the setting."""

    school: Made
    desk: Made
    register: str
    learner: Learner
    plan: Plan

    def send(self, *, referral: bool = False) -> OutboxLine:
        return self.school.vault.do(SendPlan(self.plan.id, referral=referral)).value

    def sealed(self, line: OutboxLine) -> bytes:
        with VaultOutbox(self.school.vault).open_sealed(line.id) as sealed:
            return sealed.read()

    def carry(self, line: OutboxLine) -> Arrival:
        """Bring a package to the desk and open it there."""
        return bring(self.desk.vault, line.id, self.sealed(line))

    def shut(self) -> None:
        self.school.shut()
        self.desk.shut()


def bring(desk: Casework, package: str, sealed: bytes) -> Arrival:
    desk.do(TakeIn(package, sealed))
    return desk.do(OpenArrival(package)).value


def open_desk(folder: Path, seed: int = 8) -> Made:
    made = make(folder, SettingKind.AUTHORITY, seed)
    made.vault.do(OpenDesk())
    return made


def let_in(desk: Casework, setting: Casework) -> str:
    """Invite, answer, approve and take the register; each step is a file's text."""
    answer = setting.do(JoinAuthority(desk.do(Invite()).value)).value
    token = desk.do(ApproveJoin(answer)).value
    setting.do(TakeRegister(token))
    return token


def found(folder: Path, kind: SettingKind = SettingKind.SCHOOL) -> Town:
    school, desk = make(folder / "setting", kind), open_desk(folder / "desk")
    register = let_in(desk.vault, school.vault)
    learner = add_learner(school.vault)
    # An early years setting refers with a draft; the plan is the authority's to complete.
    prepare = drafted if kind is SettingKind.EARLY_YEARS else completed
    return Town(school, desk, register, learner, prepare(school, learner))
