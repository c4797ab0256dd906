"""Scenes of the plan: one language, side by side, the whole of it, the check before sending."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from aln_review.casework.core import Casework
from tests.shots import Scene
from tests.ui.scenes_papers import Find
from ui.desk import Screen
from ui.plan.plan import BOTH, PlanPage
from ui.plan.sections import WHOLE


def of(name: str, vault: Casework) -> Mapping[str, object]:
    return {"plan": vault.ask(Find(name))["plan"]}


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
)
