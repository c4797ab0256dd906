"""What a page of papers must know of a paper before it is set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aln_review.casework.commands.papers import WARNED
from aln_review.casework.commands.profiles import current_profile
from aln_review.casework.core import WALES, Query, Work
from aln_review.casework.memory import recall
from aln_review.casework.papers.minutes import PrintMinutes
from aln_review.casework.papers.plan import PrintPlan
from aln_review.casework.papers.profile import PrintProfile
from aln_review.casework.queries.authority import ArrivalPaper
from aln_review.casework.say import Say
from aln_review.domain.bilingual import Language
from aln_review.domain.learner import Learner
from aln_review.reports.document import PaperFile
from aln_review.reports.finish import page_count


class PaperKind(StrEnum):
    """A paper that can be looked at, printed and saved."""

    PROFILE = "profile"
    """``ref`` is a learner's id, or that of one version of a profile."""
    PLAN = "plan"
    """``ref`` is the id of one version of a plan."""
    MINUTES = "minutes"
    """``ref`` is a review's id."""
    ARRIVAL = "arrival"
    """``ref`` is an arrival's id, a stroke, and the paper's name without its language."""


@dataclass(frozen=True, slots=True)
class PaperView:
    """Whose paper it is and what it is called; ``warned`` once the warning about files was read."""

    learner: Learner
    title: Say
    file_name: Say
    """A name for a saved file, without the learner's name in it."""
    warned: bool
    file: PaperFile


@dataclass(frozen=True, slots=True)
class PaperPage(Query[PaperView]):
    """One paper in one language, set and ready to be shown.

    Raises:
        NotFound: there is nothing of that kind with that id.

    """

    kind: PaperKind
    ref: str
    language: Language

    def run(self, work: Work) -> PaperView:
        """Find whose it is and set it; a paper that arrived is shown as it came."""
        if self.kind is PaperKind.ARRIVAL:
            return self._arrived(work)
        if self.kind is PaperKind.PROFILE:
            learner_id, title, query = self._profile(work)
        elif self.kind is PaperKind.PLAN:
            plan = work.unit.plans.get(self.ref)
            learner_id = plan.learner_id
            title = Say.of("paper.of.plan", version=plan.version)
            query = PrintPlan(plan.id, self.language)
        else:
            review = work.unit.reviews.get(self.ref)
            learner_id, title = review.learner_id, Say.of("paper.of.minutes", on=review.on)
            query = PrintMinutes(review.id, self.language)
        return PaperView(
            learner=work.unit.learners.get(learner_id),
            title=title,
            file_name=Say.of(f"paper.file.{self.kind.value}.{self.language.value}"),
            warned=recall(work.unit, WARNED, bool, False),
            file=query.run(work),
        )

    def _arrived(self, work: Work) -> PaperView:
        arrival_id, _, name = self.ref.partition("/")
        arrival = work.unit.arrivals.get(arrival_id)
        data = ArrivalPaper(arrival_id, f"{name}.{self.language.value}.pdf").run(work)
        return PaperView(
            learner=Learner("", arrival.learner_name, "", date.min),
            title=Say.of(f"arrival.paper.{name}"),
            file_name=Say.of(f"paper.file.{name}.{self.language.value}"),
            warned=recall(work.unit, WARNED, bool, False),
            file=PaperFile(data, page_count(data), name),
        )

    def _profile(self, work: Work) -> tuple[str, Say, Query[PaperFile]]:
        version = work.unit.profiles.find(self.ref)
        if version is None:
            learner = work.unit.learners.get(self.ref)
            version = current_profile(work, learner.id)
            query = PrintProfile(learner.id, self.language)
        else:
            query = PrintProfile(version.learner_id, self.language, version.id)
        on: date = version.changed_at.astimezone(WALES).date()
        title = Say.of("paper.of.profile", version=version.version, on=on)
        return version.learner_id, title, query
