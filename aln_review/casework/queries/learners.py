"""The caseload, and one learner: the person first, then the case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from aln_review.casework.commands.plans import newest_plan
from aln_review.casework.core import Query, Work
from aln_review.casework.queries.sound import sounds_of
from aln_review.casework.queries.standing import NextStep, Stage, Standing, standing
from aln_review.casework.say import Say
from aln_review.domain.audience import SETTING
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.case import Case
from aln_review.domain.document import Document
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person
from aln_review.domain.plan import Plan
from aln_review.domain.profile import Heading, OnePageProfile
from aln_review.domain.review import ActionPoint, PersonCentredReview, ReviewStage
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import MaySee, Words
from aln_review.language.collation import SortKey, folded, name_key


class Filter(StrEnum):
    """The caseload's filters, as sentences on the screen."""

    EVERYONE = "everyone"
    DECIDING = "deciding"
    WITH_PLAN = "with-plan"
    NO_PLAN = "no-plan"
    LEFT = "left"


FILTER_OF = {
    Stage.DECIDING: Filter.DECIDING,
    Stage.WRITING: Filter.DECIDING,
    Stage.REFERRED: Filter.DECIDING,
    Stage.RETURNED: Filter.DECIDING,
    Stage.IN_FORCE: Filter.WITH_PLAN,
    Stage.SENT: Filter.WITH_PLAN,
    Stage.NO_PLAN: Filter.NO_PLAN,
    Stage.LEFT: Filter.LEFT,
}


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """One learner in the caseload: each cell explains itself."""

    id: str
    name: str
    initials: str
    year: str
    class_name: str
    stage: Stage
    next_step: NextStep
    language: Language
    languages: Text
    needs_you: bool
    """Within the coming week."""
    group: Filter = Filter.EVERYONE
    """The filter that holds this learner, besides everyone."""
    among_everyone: bool = True
    """Whether *everyone* holds this learner too: not those who left and are done with."""
    rank: int = 0
    """Place by name among all on the caseload, whatever order the rows are in."""
    found_by: str = ""
    """The name without accents or capitals: what typing in the list finds."""


@dataclass(frozen=True, slots=True)
class CaseloadView:
    """The caseload: those who need you this week first, then by next date, undated last."""

    rows: tuple[LearnerRow, ...]
    counts: tuple[tuple[Filter, int], ...]
    classes: tuple[str, ...]
    summary: Say
    second: Say
    today: date = date.min


@dataclass(frozen=True, slots=True)
class Caseload(Query[CaseloadView]):
    """The learners on the caseload; those who left are among everyone while something is due."""

    filter: Filter = Filter.EVERYONE
    class_name: str = ""
    by_name: bool = False

    def run(self, work: Work) -> CaseloadView:
        """Read everybody once, in a handful of statements."""
        found = standing(work)
        counts = dict.fromkeys(Filter, 0)
        for one in found.values():
            counts[Filter.EVERYONE] += _among_everyone(one)
            counts[FILTER_OF[one.stage]] += 1
        shown = [
            one
            for one in found.values()
            if (self.filter is Filter.EVERYONE or FILTER_OF[one.stage] is self.filter)
            and (not self.class_name or one.learner.class_name == self.class_name)
        ]
        by_name = sorted(found.values(), key=_by_name)
        ranks = {one.learner.id: rank for rank, one in enumerate(by_name)}
        classes = {one.learner.class_name for one in found.values() if _among_everyone(one)}
        shown.sort(key=_by_name if self.by_name else _by_date)
        rows = tuple(_row(one, ranks[one.learner.id]) for one in shown)
        return CaseloadView(
            rows=rows,
            counts=tuple(counts.items()),
            classes=tuple(sorted(name for name in classes if name)),
            summary=Say.many("learners.summary", counts[Filter.EVERYONE]),
            second=Say.many("learners.need_you", sum(row.needs_you for row in rows)),
            today=work.today,
        )


def _among_everyone(one: Standing) -> bool:
    """Still here, or gone with something still due, such as records to send."""
    return one.learner.left_on is None or one.next_step.on is not None


def _by_name(one: Standing) -> tuple[SortKey, SortKey]:
    return name_key(one.learner.surname), name_key(one.learner.forename)


def _by_date(one: Standing) -> tuple[bool, date, tuple[SortKey, SortKey]]:
    return not one.needs_you, one.next_step.on or date.max, _by_name(one)


def _row(one: Standing, rank: int) -> LearnerRow:
    learner = one.learner
    return LearnerRow(
        id=learner.id,
        name=learner.name,
        initials=learner.initials,
        year=learner.year,
        class_name=learner.class_name,
        stage=one.stage,
        next_step=one.next_step,
        language=learner.language,
        languages=learner.languages,
        needs_you=one.needs_you,
        group=FILTER_OF[one.stage],
        among_everyone=_among_everyone(one),
        rank=rank,
        found_by=folded(learner.name),
    )


@dataclass(frozen=True, slots=True)
class Knot:
    """One event on the thread of the case; ``to_come`` is drawn dotted."""

    on: date
    kind: str
    """Key for icon and words: a case event, ``review``, ``review_planned``, ``plan_given``."""
    say: Say
    to_come: bool
    ref: str = ""
    at: str = ""
    note: Text = field(default_factory=Text)
    """What was written down with a case event."""


@dataclass(frozen=True, slots=True)
class LearnerView:
    """One learner's page: the person, the case as a thread, what comes next."""

    learner: Learner
    age: int
    people: tuple[Person, ...]
    stage: Stage
    next_step: NextStep
    thread: tuple[Knot, ...]
    today: date
    next_review: PersonCentredReview | None
    last_review: PersonCentredReview | None
    reviews: tuple[PersonCentredReview, ...]
    profile: OnePageProfile | None
    sentence: Words | None
    """One of the learner's own statements from the profile."""
    plan: Plan | None
    plans: tuple[Plan, ...]
    provisions: int
    in_welsh: int
    actions: tuple[tuple[str, ActionPoint], ...]
    """(review id, action), open ones first by date."""
    kind: SettingKind = SettingKind.SCHOOL
    case: Case | None = None
    state: str = ""
    """State of the case, worded by ``case.state.<state>``."""
    allowed: tuple[str, ...] = ()
    """What may happen next, worded by ``case.next.<event>``."""
    documents: tuple[Document, ...] = ()
    """Papers filed for the learner, newest first; photographs and sounds are not among them."""
    sounds: tuple[Document, ...] = ()
    """The learner's recordings, newest first, but for those behind the safeguarding door."""


@dataclass(frozen=True, slots=True)
class LearnerPage(Query[LearnerView]):
    """Everything the learner's page shows.

    Raises:
        NotFound: there is no such learner.

    """

    learner_id: str

    def shows(self, answer: LearnerView) -> str:
        """The learner's."""
        return answer.learner.id

    def run(self, work: Work) -> LearnerView:
        """Read one learner."""
        learner = work.unit.learners.get(self.learner_id)
        one = standing(work, learner.id)[learner.id]
        reviews = sorted(work.unit.reviews.where(learner_id=learner.id), key=_on)
        open_ones = [
            r for r in reviews if r.stage not in (ReviewStage.CLOSED, ReviewStage.CANCELLED)
        ]
        closed = [r for r in reviews if r.stage is ReviewStage.CLOSED]
        profile = max(work.unit.profiles.where(learner_id=learner.id), key=_ver, default=None)
        plan = newest_plan(work, learner.id)
        blocks = plan.section("2B").blocks if plan else ()
        states = work.tools.law.states
        case = one.case or Case("", learner.id, work.kind)
        return LearnerView(
            learner=learner,
            age=age_on(learner.born, work.today),
            people=tuple(work.unit.people.where(learner_id=learner.id)),
            stage=one.stage,
            next_step=one.next_step,
            thread=_thread(work, one, reviews),
            today=work.today,
            next_review=open_ones[0] if open_ones else None,
            last_review=closed[-1] if closed else None,
            reviews=tuple(reversed(reviews)),
            profile=profile,
            sentence=_sentence(work, profile),
            plan=plan,
            plans=tuple(
                sorted(work.unit.plans.where(learner_id=learner.id), key=_plan_ver, reverse=True)
            ),
            provisions=len(blocks),
            in_welsh=sum(block.value("2B.3").code == "welsh" for block in blocks),
            actions=actions_of(reviews),
            kind=work.kind,
            case=one.case,
            state=states.state_of(case),
            allowed=states.allowed(case),
            documents=_papers(work, learner),
            sounds=sounds_of(work, learner.id),
        )


def _papers(work: Work, learner: Learner) -> tuple[Document, ...]:
    held = work.unit.documents.where(learner_id=learner.id)
    papers = [
        one
        for one in held
        if one.id != learner.photo_id
        and not one.is_sound
        and not one.title.empty
        and one.may_see is not MaySee.SAFEGUARDING
    ]
    return tuple(sorted(papers, key=_filed, reverse=True))


def _filed(document: Document) -> tuple[date, str]:
    return document.on or date.min, document.id


def _on(review: PersonCentredReview) -> tuple[date, str]:
    return review.on, review.at


def _ver(profile: OnePageProfile) -> int:
    return profile.version


def _plan_ver(plan: Plan) -> int:
    return plan.version


def age_on(born: date, today: date) -> int:
    """Whole years of age."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def actions_of(
    reviews: list[PersonCentredReview],
) -> tuple[tuple[str, ActionPoint], ...]:
    """Actions with their review's id: open ones first, then by date."""
    pairs = [(review.id, action) for review in reviews for action in review.actions]
    return tuple(sorted(pairs, key=_open_first))


def _open_first(pair: tuple[str, ActionPoint]) -> tuple[bool, date, str]:
    action = pair[1]
    return action.state.value != "open", action.by or date.max, action.id


def _sentence(work: Work, profile: OnePageProfile | None) -> Words | None:
    if profile is None:
        return None
    for heading in (Heading.SUPPORT, Heading.IMPORTANT):
        for words_id in profile.under(heading):
            words = work.unit.words.find(words_id)
            if (
                words is not None
                and words.perspective.value == "learner"
                and SETTING.may_read(words)
            ):
                return words
    return None


def _thread(work: Work, one: Standing, reviews: list[PersonCentredReview]) -> tuple[Knot, ...]:
    knots = [
        Knot(
            event.on,
            event.kind,
            Say.of(f"case.event.{event.kind}", by=event.by),
            False,
            event.id,
            note=event.note,
        )
        for event in (one.case.events if one.case else ())
    ]
    for review in reviews:
        if review.stage is ReviewStage.CLOSED:
            say = Say.of(f"review.kind.{review.kind.value}")
            knots.append(Knot(review.on, "review", say, False, review.id))
        elif review.stage is not ReviewStage.CANCELLED:
            say = Say.of(f"review.kind.{review.kind.value}")
            knots.append(Knot(review.on, "review_planned", say, True, review.id, review.at))
    for deadline in one.deadlines:
        if deadline.due >= work.today:
            say = Say.of(f"deadline.{deadline.rule}.title", name=one.learner.shown)
            knots.append(Knot(deadline.due, "due", say, True, deadline.rule))
    return tuple(sorted(knots, key=_knot_key))


def _knot_key(knot: Knot) -> tuple[date, bool, str]:
    return knot.on, knot.to_come, knot.ref
