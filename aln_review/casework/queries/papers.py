"""What a page of papers must know of a paper before it is set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aln_review.casework.commands.papers import WARNED
from aln_review.casework.commands.profiles import current_profile
from aln_review.casework.core import Query, Work
from aln_review.casework.memory import recall
from aln_review.casework.papers.minutes import PrintMinutes, minutes_paper
from aln_review.casework.papers.plan import PrintPlan, plan_paper
from aln_review.casework.papers.profile import PrintProfile, profile_paper
from aln_review.casework.papers.readers import CLEAR, ForWhom, LastLook, chosen, last_look, readers
from aln_review.casework.papers.safeguarding import PrintSafeguarding
from aln_review.casework.queries.authority import ArrivalPaper
from aln_review.casework.say import Say
from aln_review.domain.bilingual import Language
from aln_review.domain.learner import Learner
from aln_review.domain.wales import day_in_wales
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
    SAFEGUARDING = "safeguarding"
    """``ref`` is a learner's id. It is made for the safeguarding lead and for nobody else."""
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
    readers: tuple[ForWhom, ...] = ()
    """For whom it can be made; none where there is nothing to choose."""
    whom: str = ""
    """Value of the reader this one was built up for."""
    look: LastLook = CLEAR


@dataclass(frozen=True, slots=True)
class _Made:
    """One paper, set for one reader."""

    learner: Learner
    title: Say
    file: PaperFile
    readers: tuple[ForWhom, ...]
    whom: str
    look: LastLook


@dataclass(frozen=True, slots=True)
class PaperPage(Query[PaperView]):
    """One paper in one language, built up for one reader and ready to be shown.

    Raises:
        NotFound: there is nothing of that kind with that id.

    """

    kind: PaperKind
    ref: str
    language: Language
    whom: str = ""
    """The value of a reader; the narrowest sensible one where empty."""

    def run(self, work: Work) -> PaperView:
        """Find whose it is and set it; a paper that arrived is shown as it came."""
        if self.kind is PaperKind.ARRIVAL:
            return self._arrived(work)
        make = {
            PaperKind.PROFILE: self._profile,
            PaperKind.PLAN: self._plan,
            PaperKind.MINUTES: self._minutes,
            PaperKind.SAFEGUARDING: self._safeguarding,
        }[self.kind]
        made = make(work)
        return PaperView(
            learner=made.learner,
            title=made.title,
            file_name=Say.of(f"paper.file.{self.kind.value}.{self.language.value}"),
            warned=recall(work.unit, WARNED, bool, False),
            file=made.file,
            readers=made.readers,
            whom=made.whom,
            look=made.look,
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

    def _profile(self, work: Work) -> _Made:
        version = work.unit.profiles.find(self.ref)
        learner = work.unit.learners.get(version.learner_id if version else self.ref)
        profile = version or current_profile(work, learner.id)
        offered = readers(work, learner)
        whom = chosen(offered, self.whom)
        paper = profile_paper(work, learner, profile, whom.audience)
        version_id = version.id if version else ""
        query = PrintProfile(learner.id, self.language, version_id, whom.audience)
        on: date = day_in_wales(profile.changed_at)
        title = Say.of("paper.of.profile", version=profile.version, on=on)
        look = last_look(work, learner, whom.audience, paper)
        return _Made(learner, title, query.run(work), offered, whom.value, look)

    def _plan(self, work: Work) -> _Made:
        plan = work.unit.plans.get(self.ref)
        learner = work.unit.learners.get(plan.learner_id)
        offered = readers(work, learner)
        whom = chosen(offered, self.whom)
        paper = plan_paper(work, plan, whom.audience)
        title = Say.of("paper.of.plan", version=plan.version)
        file = PrintPlan(plan.id, self.language, whom.audience).run(work)
        look = last_look(work, learner, whom.audience, paper)
        return _Made(learner, title, file, offered, whom.value, look)

    def _minutes(self, work: Work) -> _Made:
        review = work.unit.reviews.get(self.ref)
        learner = work.unit.learners.get(review.learner_id)
        offered = readers(work, learner, review)
        whom = chosen(offered, self.whom)
        paper = minutes_paper(work, review, whom.audience)
        title = Say.of("paper.of.minutes", on=review.on)
        file = PrintMinutes(review.id, self.language, whom.audience).run(work)
        look = last_look(work, learner, whom.audience, paper, review)
        return _Made(learner, title, file, offered, whom.value, look)

    def _safeguarding(self, work: Work) -> _Made:
        learner = work.unit.learners.get(self.ref)
        file = PrintSafeguarding(learner.id, self.language).run(work)
        title = Say.of("paper.of.safeguarding")
        return _Made(learner, title, file, (), "safeguarding", CLEAR)
