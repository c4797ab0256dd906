"""A plan of the demo, open on its page: what the tests of the plan share."""

from __future__ import annotations

from aln_review.casework.queries.plans import PlanPage as AskPlan
from aln_review.casework.queries.plans import PlanView
from aln_review.domain.bilingual import Language
from aln_review.domain.plan import Block
from tests.ui.rooms import Around, Ground, settle, shown
from tests.ui.scenes_papers import Find
from ui.plan.fields import PlanField
from ui.plan.plan import PlanPage


def opened(on: Ground, name: str, section: str = "", mode: str = "") -> tuple[PlanPage, Around]:
    plan = on.vault.ask(Find(name))["plan"]
    screen = PlanPage(on.desk)
    window = shown(on, screen, plan=plan, section=section)
    if mode:
        screen.mode.option(mode).click()
        settle()
    return screen, window


def view(on: Ground, name: str) -> PlanView:
    return on.vault.ask(AskPlan(on.vault.ask(Find(name))["plan"]))


def field(screen: PlanPage, key: str, language: Language = Language.EN) -> PlanField:
    return next(
        one for one in screen.sheet.fields if one.spec.key == key and one.language is language
    )


def block(on: Ground, name: str, section: str, place: int = 0) -> Block:
    return view(on, name).plan.section(section).blocks[place]
