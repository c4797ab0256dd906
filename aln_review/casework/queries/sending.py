"""What a person checks before a plan leaves: what it is, whose it is and who will open it."""

from __future__ import annotations

from dataclasses import dataclass, field

from aln_review.casework.core import Query, Work
from aln_review.casework.membership import desk_entry
from aln_review.casework.papers.readers import CLEAR, LastLook, package_look
from aln_review.casework.queries.dispatch import words_for
from aln_review.casework.say import NOTHING, Say
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.dispatch import LineState, PackageKind
from aln_review.domain.errors import Refusal
from aln_review.domain.learner import Learner
from aln_review.domain.plan import Plan, PlanState
from aln_review.domain.setting import SettingKind


@dataclass(frozen=True, slots=True)
class SendCheck:
    """Answers to check. ``why_not`` says why it cannot go now; nothing else counts then."""

    plan: Plan
    learner: Learner
    kind: PackageKind
    papers: int
    """How many PDFs go with it: two of the plan, and two of the minutes where there are any."""
    why_not: Say = NOTHING
    addressee: Text = field(default_factory=Text)
    words: tuple[tuple[Language, tuple[str, str, str]], ...] = ()
    """The addressee's three fingerprint words in each language, to be read aloud once."""
    sent_before: int = 0
    """How many packages of this kind went for this learner already: this one replaces them."""
    look: LastLook = CLEAR
    """Other learners' names that stand in what would go."""


@dataclass(frozen=True, slots=True)
class BeforeSending(Query[SendCheck]):
    """Look over a plan before it is frozen. Nothing is changed.

    Raises:
        NotFound: there is no such version.

    """

    plan_id: str

    def run(self, work: Work) -> SendCheck:
        """Read the plan, its learner and the register."""
        plan = work.unit.plans.get(self.plan_id)
        learner = work.unit.learners.get(plan.learner_id)
        early = work.kind is SettingKind.EARLY_YEARS
        kind = PackageKind.REFERRAL if early else PackageKind.PLAN
        reviewed = bool(plan.review_id) and work.unit.reviews.find(plan.review_id) is not None
        papers = 4 if reviewed else 2
        if not early and plan.state not in (PlanState.COMPLETE, PlanState.LOCKED):
            why = Say.of("error.dispatch.not_complete", version=plan.version)
            return SendCheck(plan, learner, kind, papers, why)
        try:
            desk = desk_entry(work)
        except Refusal as no:
            return SendCheck(plan, learner, kind, papers, Say(no.key, no.facts))
        sent = [
            line
            for line in work.unit.outbox.where(learner_id=learner.id)
            if line.kind is kind and line.state is not LineState.TAKEN_BACK
        ]
        return SendCheck(
            plan=plan,
            learner=learner,
            kind=kind,
            papers=papers,
            addressee=desk.name,
            words=words_for(work, desk.keys.fingerprint),
            sent_before=len(sent),
            look=package_look(work, plan),
        )
