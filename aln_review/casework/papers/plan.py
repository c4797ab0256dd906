"""The individual development plan as a paper, in the statutory form's order."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.core import Query, Work
from aln_review.casework.papers.seen import PlanSeen, made_for, photo_for, plan_seen
from aln_review.domain.audience import SETTING, Audience
from aln_review.domain.bilingual import Language
from aln_review.domain.plan import Block, FieldValue, Plan, Source
from aln_review.domain.wales import day_in_wales
from aln_review.reports.document import (
    PaperBlock,
    PaperFile,
    PaperRow,
    PaperSection,
    PaperSource,
    PaperValue,
    PlanPaper,
    SectionKind,
)
from aln_review.reports.plan_report import plan_pdf
from aln_review.statute.form import (
    NO_DAY,
    DatedChoice,
    FieldKind,
    FieldSpec,
    Form,
    Layout,
    Section,
    parse_day,
)

PROFILE_SECTION = "1C"
PRIMARY = "primary"


def plan_paper(work: Work, plan: Plan, audience: Audience) -> PlanPaper:
    """The paper of one version of a plan, built up from what its reader may see."""
    learner = work.unit.learners.get(plan.learner_id)
    form = work.tools.law.form
    seen = plan_seen(work, plan, audience)
    return PlanPaper(
        name=learner.name,
        shown=learner.shown,
        sections=tuple(_section(work, form, seen, spec) for spec in form.sections),
        state=plan.state,
        version=plan.version,
        changed_on=plan.given_on or day_in_wales(plan.changed_at),
        form_edition=form.title,
        made_for=made_for(learner, audience),
    )


def _kind(spec: Section) -> SectionKind:
    if spec.code == PROFILE_SECTION:
        return SectionKind.PROFILE
    if spec.layout is Layout.PROVISIONS:
        return SectionKind.PROVISIONS
    return SectionKind.TABLE if spec.layout is Layout.TABLE else SectionKind.FIELDS


def _section(work: Work, form: Form, seen: PlanSeen, spec: Section) -> PaperSection:
    content = seen.plan.section(spec.code)
    applies, _ = form.applies(spec, work.kind, seen.plan)
    left_out = frozenset(key for code, key in seen.left_out if code == spec.code)
    return PaperSection(
        code=spec.code,
        heading=spec.heading,
        kind=_kind(spec),
        blocks=tuple(_block(spec, block, left_out) for block in content.blocks),
        not_applicable=not applies,
        heading_verified=spec.checked.en == PRIMARY and spec.checked.cy == PRIMARY,
    )


def _block(spec: Section, block: Block, left_out: frozenset[str]) -> PaperBlock:
    return PaperBlock(
        tuple(
            _row(field, block.value(field.key), left_out=field.key in left_out)
            for field in spec.fields
        )
    )


def _row(field: FieldSpec, value: FieldValue, *, left_out: bool) -> PaperRow:
    label = field.label
    if field.kind is FieldKind.CHOICE_DATE:
        chosen = DatedChoice.parse(value.code).choice
        label = next((c.label for c in field.choices if c.code == chosen), label)
    return PaperRow(
        key=field.key,
        label=label,
        value=_value(field, value),
        code=field.code,
        required=field.required,
        sources=tuple(_source(source) for source in value.sources),
        left_out=left_out,
    )


def _value(field: FieldSpec, value: FieldValue) -> PaperValue:
    """What stands on paper: the day, the choice's own words, or what was written."""
    if field.kind is FieldKind.DATE:
        day = parse_day(value.code)
        return value.text if day == NO_DAY else day
    if field.kind is FieldKind.CHOICE_DATE:
        day = DatedChoice.parse(value.code).on
        return value.text if day == NO_DAY else day
    if field.kind is FieldKind.CHOICE and value.code:
        return field.choice(value.code).label
    return value.text


def _source(source: Source) -> PaperSource:
    return PaperSource(text=source.text, said_by=source.said_by, on=source.on)


@dataclass(frozen=True, slots=True)
class PrintPlan(Query[PaperFile]):
    """One version of a plan as a tagged PDF."""

    plan_id: str
    language: Language
    audience: Audience = SETTING

    def run(self, work: Work) -> PaperFile:
        """Set the paper."""
        plan = work.unit.plans.get(self.plan_id)
        learner = work.unit.learners.get(plan.learner_id)
        photo = photo_for(work, learner, self.audience)
        words = work.tools.catalogues[self.language]
        paper = plan_paper(work, plan, self.audience)
        return plan_pdf(paper, self.language, words, photo)
