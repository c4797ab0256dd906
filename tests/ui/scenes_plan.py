"""Scenes of the plan: one language, side by side, the whole of it, the check before sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from aln_review.casework.commands.plans import DraftPlan
from aln_review.casework.core import Casework, Query, Work
from aln_review.domain.learner import Learner
from aln_review.domain.setting import SettingKind
from tests.shots import Scene
from tests.ui.scenes_papers import Find
from ui.desk import Screen
from ui.plan.plan import BOTH, PlanPage
from ui.plan.sections import WHOLE


def of(name: str, vault: Casework) -> Mapping[str, object]:
    return {"plan": vault.ask(Find(name))["plan"]}


def begun(vault: Casework) -> Mapping[str, object]:
    """An early years setting's plan: the one there is, or a new draft."""
    learner = vault.ask(Anybody())
    plans = vault.ask(Find(learner.forename))
    if "plan" in plans:
        return {"plan": plans["plan"]}
    return {"plan": vault.do(DraftPlan(learner.id)).value.id}


@dataclass(frozen=True)
class Anybody(Query[Learner]):
    """The first learner there is."""

    def run(self, work: Work) -> Learner:
        return work.unit.learners.all()[0]


def writing(screen: Screen) -> None:
    assert isinstance(screen, PlanPage)
    screen.coaching.next_phrase()


def both(screen: Screen) -> None:
    assert isinstance(screen, PlanPage)
    screen.mode.option(BOTH).click()
    screen.coaching.next_phrase()


def section(code: str, screen: Screen) -> None:
    assert isinstance(screen, PlanPage)
    screen.open_section(code)


def sending(screen: Screen) -> None:
    assert isinstance(screen, PlanPage)
    screen.open_section(WHOLE)
    screen.steps.check()


SCENES = (
    Scene("plan", "plan", partial(of, "Ianto"), writing),
    Scene("plan-side-by-side", "plan", partial(of, "Ianto"), both),
    Scene("plan-whole", "plan", partial(of, "Ianto"), partial(section, WHOLE)),
    Scene("plan-profile", "plan", partial(of, "Ianto"), partial(section, "1C")),
    Scene("plan-timeline", "plan", partial(of, "Ianto"), partial(section, "3B")),
    Scene("plan-not-needed", "plan", partial(of, "Ianto"), partial(section, "2C")),
    Scene("plan-complete", "plan", partial(of, "Ffion"), partial(section, WHOLE)),
    Scene("plan-locked", "plan", partial(of, "Elin"), partial(section, "2B")),
    Scene("plan-send", "plan", partial(of, "Ffion"), sending),
    Scene("plan-referral", "plan", begun, partial(section, WHOLE), SettingKind.EARLY_YEARS),
)
