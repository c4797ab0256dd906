"""Scenes of the pages of papers: a profile, a plan, minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aln_review.casework.core import Casework, Query, Work
from tests.shots import Scene


@dataclass(frozen=True)
class Find(Query[Mapping[str, str]]):
    """Ids of what belongs to one invented learner, by forename."""

    forename: str

    def run(self, work: Work) -> Mapping[str, str]:
        learner = next(
            one for one in work.unit.learners.all() if one.forename.startswith(self.forename)
        )
        found = {"learner": learner.id}
        plans = work.unit.plans.where(learner_id=learner.id)
        if plans:
            found["plan"] = max(plans, key=lambda plan: plan.version).id
        reviews = work.unit.reviews.where(learner_id=learner.id)
        if reviews:
            found["review"] = min(reviews, key=lambda review: review.on).id
        return found


def profile(vault: Casework) -> Mapping[str, object]:
    return {"kind": "profile", "ref": vault.ask(Find("Elin"))["learner"]}


def plan(vault: Casework) -> Mapping[str, object]:
    return {"kind": "plan", "ref": vault.ask(Find("Ianto"))["plan"]}


def minutes(vault: Casework) -> Mapping[str, object]:
    return {"kind": "minutes", "ref": vault.ask(Find("Elin"))["review"]}


def safeguarding(vault: Casework) -> Mapping[str, object]:
    return {"kind": "safeguarding", "ref": vault.ask(Find("Elin"))["learner"]}


SCENES = (
    Scene("paper-profile", "paper", profile),
    Scene("paper-plan", "paper", plan),
    Scene("paper-minutes", "paper", minutes),
    Scene("paper-safeguarding", "paper", safeguarding),
)
