"""A small real vault for casework's tests: encrypted, in a temporary folder, cheap to open."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from aln_review.casework.commands.learners import SaveLearner, SavePerson
from aln_review.casework.commands.reviews import MoveStage, PlanReview
from aln_review.casework.core import Casework, Tools
from aln_review.casework.door import Door, NewSheet
from aln_review.casework.places import find_places
from aln_review.casework.wiring import build_tools
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.ids import Ids
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person, Perspective
from aln_review.domain.review import PersonCentredReview, ReviewKind, ReviewStage
from aln_review.domain.setting import Setting, SettingKind
from aln_review.language.lemmas import lemmas
from aln_review.vault.keyslots import KdfCost

PASSPHRASE = "crochan gwennol telyn"
CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
TODAY = date(2026, 11, 23)


class Clock:
    """A clock that stands still until it is told to move."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)

    def milliseconds(self) -> int:
        self.at += timedelta(milliseconds=1)
        return int(self.at.timestamp() * 1000)


@dataclass(frozen=True)
class Made:
    """An open vault and what it was made with."""

    door: Door
    vault: Casework
    clock: Clock
    sheet: NewSheet

    def shut(self) -> None:
        self.vault.close()
        self.door.release()


def make_tools(data: Path, clock: Clock, seed: int = 7) -> Tools:
    chance = random.Random(seed)
    built = build_tools(find_places(data), clock.now)
    return Tools(
        now=clock.now,
        ids=Ids(clock.milliseconds, chance.randbytes),
        random=chance.randbytes,
        law=built.law,
        catalogues=built.catalogues,
        wordlists=built.wordlists,
        area=built.area,
    )


def make_setting(kind: SettingKind = SettingKind.SCHOOL, identity: str = "s-1") -> Setting:
    return Setting(
        id=identity,
        kind=kind,
        name=Text.both("Ysgol y Prawf", "Test School"),
        authority="699",
        authority_name=Text.both("Cyngor y Prawf", "Test Council"),
        person="Nia Rowlands",
        role=Text.both("CADY", "ALNCo"),
    )


def make(data: Path, kind: SettingKind = SettingKind.SCHOOL, seed: int = 7) -> Made:
    """A vault without learners."""
    clock = Clock()
    door = Door(data / "vault", make_tools(data, clock, seed), lemmas, CHEAP)
    door.take()
    sheet = door.new_sheet(Language.CY)
    setting = make_setting(kind, f"s-{kind.value}")
    return Made(door, door.create(setting, "Ysgol y Prawf", PASSPHRASE, sheet), clock, sheet)


def add_learner(vault: Casework, forename: str = "Elin", **more: object) -> Learner:
    """An invented learner with a mother and a therapist."""
    learner = Learner("", forename, "Prydderch", date(2016, 3, 14), called=forename)
    for name, value in more.items():
        object.__setattr__(learner, name, value)
    kept = vault.do(SaveLearner(learner)).value
    people = (
        ("Non Prydderch", Text.both("mam", "mother"), Perspective.FAMILY, "Mam"),
        ("Sioned Lewis", Text.both("therapydd", "therapist"), Perspective.OTHERS, ""),
    )
    for name, relation, perspective, called in people:
        person = Person("", kept.id, name, relation, perspective, called=called)
        vault.do(SavePerson(person))
    return kept


def begin_review(vault: Casework, learner: Learner) -> PersonCentredReview:
    """A review whose meeting has begun."""
    review = vault.do(PlanReview(learner.id, ReviewKind.ANNUAL, TODAY, "09:30", "Cwtsh")).value
    vault.do(MoveStage(review.id, ReviewStage.READY))
    return vault.do(MoveStage(review.id, ReviewStage.MEETING)).value
