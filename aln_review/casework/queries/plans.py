"""The plan editor: the form's voice, yours and the coach's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aln_review.casework.core import Query, Work
from aln_review.casework.say import Say
from aln_review.domain.audience import SAID_ALOUD
from aln_review.domain.bilingual import Language
from aln_review.domain.learner import Learner
from aln_review.domain.plan import Block, FieldValue, Plan, PlanState, Source, SourceKind
from aln_review.domain.setting import SettingKind
from aln_review.domain.wales import day_in_wales
from aln_review.domain.words import Words
from aln_review.statute.form import FieldSpec, Form, Missing, Section, SectionState


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field: the form's wording, what was written, and whether the form wants more."""

    spec: FieldSpec
    value: FieldValue
    missing: bool


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block of a section with its fields in the form's order."""

    block: Block
    fields: tuple[FieldView, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section of the form and how it stands."""

    spec: Section
    state: SectionState
    blocks: tuple[BlockView, ...]
    missing: int
    applies: bool
    why_not: Say
    may_fill: bool
    """Whether this setting may write it; in 2C an NHS body must have answered as well."""
    checked: bool
    """Whether its heading was compared with the statutory form itself, in both languages."""


@dataclass(frozen=True, slots=True)
class PlanView:
    """One version of a plan, laid out by the form."""

    plan: Plan
    learner: Learner
    form: Form
    sections: tuple[SectionView, ...]
    missing: int
    may_send: bool
    """Whether it may go to the authority as it is: an early years setting refers with a draft."""
    asks: tuple[Missing, ...]
    """What the form still asks for, in its order."""
    offers: tuple[Words, ...]
    """What was said in the review, for the coach to offer."""
    versions: tuple[Plan, ...]
    today: date

    def section(self, code: str) -> SectionView:
        """One section's view."""
        return next(view for view in self.sections if view.spec.code == code)


@dataclass(frozen=True, slots=True)
class PlanPage(Query[PlanView]):
    """One version of a plan.

    Raises:
        NotFound: there is no such version.

    """

    plan_id: str

    def shows(self, answer: PlanView) -> str:
        """The learner's."""
        return answer.learner.id

    def run(self, work: Work) -> PlanView:
        """Lay the plan out by the form it was written on."""
        plan = work.unit.plans.get(self.plan_id)
        form = work.tools.law.form
        missing = form.required_missing(plan, work.kind)
        versions = sorted(work.unit.plans.where(plan_id=plan.plan_id), key=_version, reverse=True)
        offers = [
            w
            for w in work.unit.words.where(learner_id=plan.learner_id, review_id=plan.review_id)
            if plan.review_id and not w.removed and w.may_see in SAID_ALOUD
        ]
        return PlanView(
            plan=plan,
            learner=work.unit.learners.get(plan.learner_id),
            form=form,
            sections=tuple(_section(work, form, plan, spec, missing) for spec in form.sections),
            missing=len(missing),
            may_send=_may_send(plan, work.kind),
            asks=missing,
            offers=tuple(sorted(offers, key=_learner_first)),
            versions=tuple(versions),
            today=work.today,
        )


def source_of(words: Words) -> Source:
    """The statement as a plan cites it, with the day on which it was said in Wales."""
    on = day_in_wales(words.said_at)
    return Source(SourceKind.WORDS, words.id, words.text, words.said_by, on)


def _may_send(plan: Plan, kind: SettingKind) -> bool:
    if kind is SettingKind.EARLY_YEARS:
        return plan.state is not PlanState.SUPERSEDED
    return plan.state in (PlanState.COMPLETE, PlanState.LOCKED)


def _version(plan: Plan) -> int:
    return plan.version


def _learner_first(words: Words) -> tuple[bool, str, int]:
    return words.perspective.value != "learner", words.sheet.value, words.position


def _section(
    work: Work, form: Form, plan: Plan, spec: Section, missing: tuple[Missing, ...]
) -> SectionView:
    wanted = {(m.block_id, m.field) for m in missing if m.section == spec.code}
    blocks = []
    for block in plan.section(spec.code).blocks:
        fields = tuple(
            FieldView(field, block.value(field.key), (block.id, field.key) in wanted)
            for field in spec.fields
        )
        blocks.append(BlockView(block, fields, sum(field.missing for field in fields)))
    applies, why = form.applies(spec, work.kind, plan)
    return SectionView(
        spec=spec,
        state=form.state_of(spec, plan, work.kind),
        blocks=tuple(blocks),
        missing=len([m for m in missing if m.section == spec.code]),
        applies=applies,
        why_not=Say(why),
        may_fill=not form.may_fill(spec, work.kind, nhs_replied=True),
        checked=form.compared and {spec.checked.en, spec.checked.cy} == {"primary"},
    )


@dataclass(frozen=True, slots=True)
class Languages:
    """How much of a plan stands in each language."""

    language: Language
    written: int
    lacking: int
    stale: int


@dataclass(frozen=True, slots=True)
class PlanLanguages(Query[tuple[Languages, ...]]):
    """How far a plan is in each language, counting fields a person writes."""

    plan_id: str

    def run(self, work: Work) -> tuple[Languages, ...]:
        """Count the fields."""
        plan = work.unit.plans.get(self.plan_id)
        values = [v for s in plan.sections for b in s.blocks for v in b.values if not v.text.empty]
        return tuple(
            Languages(
                language,
                written=sum(bool(v.text.get(language)) for v in values),
                lacking=sum(not v.text.get(language) for v in values),
                stale=sum(v.text.stale and v.text.original is not language for v in values),
            )
            for language in Language
        )
