"""The plan: drafted from what was said, written, completed, locked, begun anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from aln_review.casework.commands.marks import into_the_plan
from aln_review.casework.commands.profiles import current_profile
from aln_review.casework.core import Command, Work
from aln_review.domain.bilingual import Language
from aln_review.domain.case import CaseEvent
from aln_review.domain.errors import Refusal
from aln_review.domain.learner import Answer
from aln_review.domain.plan import (
    Block,
    FieldValue,
    KeptBy,
    Plan,
    PlanState,
    SectionContent,
    Source,
)
from aln_review.domain.setting import SettingKind
from aln_review.meeting.drafting import Material, draft_plan
from aln_review.statute.deadlines import review_due
from aln_review.statute.form import FieldKind, Section

KEPT_BY = {
    SettingKind.SCHOOL: KeptBy.SCHOOL,
    SettingKind.COLLEGE: KeptBy.COLLEGE,
    SettingKind.EARLY_YEARS: KeptBy.AUTHORITY,
    SettingKind.AUTHORITY: KeptBy.AUTHORITY,
}


def newest_plan(work: Work, learner_id: str) -> Plan | None:
    """The learner's newest version, if there is a plan."""
    versions = work.unit.plans.where(learner_id=learner_id)
    return max(versions, key=_version, default=None)


def _version(plan: Plan) -> int:
    return plan.version


def material(work: Work, learner_id: str, review_id: str = "") -> Material:
    """Everything a draft may draw on."""
    learner = work.unit.learners.get(learner_id)
    words = {w.id: w for w in work.unit.words.where(learner_id=learner_id) if not w.removed}
    review = work.unit.reviews.find(review_id) if review_id else None
    cases = work.unit.cases.where(learner_id=learner_id)
    return Material(
        setting=work.setting,
        learner=learner,
        people=tuple(work.unit.people.where(learner_id=learner_id)),
        profile=current_profile(work, learner_id),
        words=words,
        review=review,
        case=cases[0] if cases else None,
        earlier=newest_plan(work, learner_id),
        # A photograph of the learner has no title and is no evidence.
        documents=tuple(
            d
            for d in work.unit.documents.where(learner_id=learner_id)
            if not d.title.empty and not d.is_sound
        ),
    )


@dataclass(frozen=True, slots=True)
class DraftPlan(Command[Plan]):
    """Draft the next version from the profile, the review and the record.

    Raises:
        Refusal: a draft is open already, or a young person has not consented to a plan
            (ALN Act 2018 s.12(2)(b)).

    """

    learner_id: str
    review_id: str = ""

    def run(self, work: Work) -> Plan:
        """Keep the draft."""
        earlier = newest_plan(work, self.learner_id)
        if earlier is not None and earlier.state in {PlanState.DRAFT, PlanState.COMPLETE}:
            raise Refusal("error.plan.draft_open", version=earlier.version)
        if work.kind is SettingKind.COLLEGE:
            consent = work.unit.learners.get(self.learner_id).consent
            if consent.preparing is not Answer.YES:
                raise Refusal("error.plan.no_consent")
        sections = draft_plan(
            work.tools.law.form,
            material(work, self.learner_id, self.review_id),
            work.tools.catalogues,
            work.tools.ids,
        )
        plan = Plan(
            id=work.new_id(),
            plan_id=earlier.plan_id if earlier else work.new_id(),
            learner_id=self.learner_id,
            version=earlier.version + 1 if earlier else 1,
            form_edition=work.tools.law.form.edition,
            kept_by=KEPT_BY[work.kind],
            changed_at=work.now,
            sections=sections,
            review_id=self.review_id,
        )
        work.unit.plans.put(plan)
        into_the_plan(
            work, (s for c in sections for b in c.blocks for v in b.values for s in v.sources)
        )
        work.unit.log("plan.drafted", plan.learner_id, plan.id, str(plan.version))
        return plan


def _draft(work: Work, plan_id: str) -> Plan:
    plan = work.unit.plans.get(plan_id)
    if plan.state is not PlanState.DRAFT:
        raise Refusal("error.plan.not_a_draft", version=plan.version)
    return plan


def _writable(work: Work, code: str) -> Section:
    """A section of the form that is written here; 2D is the authority's alone (Act s.14(6))."""
    spec = work.tools.law.form.section(code)
    # Whether an NHS body has answered is for the person who writes 2C to know.
    if work.tools.law.form.may_fill(spec, work.kind, nhs_replied=True):
        raise Refusal("error.plan.not_yours")
    return spec


def _refuse_early(work: Work) -> None:
    """A plan for a child under school age is the authority's to prepare (ALN Act 2018 ss.13-14)."""
    if work.kind is SettingKind.EARLY_YEARS:
        raise Refusal("error.plan.early_years_refers")


def _held(section: SectionContent, block_id: str) -> SectionContent:
    if all(block.id != block_id for block in section.blocks):
        raise Refusal("error.plan.block_gone")
    return section


def _keep(work: Work, plan: Plan) -> Plan:
    kept = replace(plan, changed_at=work.now)
    work.unit.plans.put(kept)
    return kept


@dataclass(frozen=True, slots=True)
class WriteField(Command[Plan]):
    """Write one field of a draft in one language, or set its date or choice.

    Raises:
        Refusal: the version is complete or locked, the block is gone, or the section is the
            authority's to write.
        OwnFault: the form has no such section, field or choice.

    """

    plan_id: str
    section: str
    block_id: str
    key: str
    text: str = ""
    language: Language = Language.CY
    code: str | None = None
    add_source: Source | None = None

    def run(self, work: Work) -> Plan:
        """Keep the field."""
        plan = _draft(work, self.plan_id)
        field = _writable(work, self.section).field(self.key)
        if self.code and field.kind is FieldKind.CHOICE:
            field.choice(self.code)
        if self.add_source is not None:
            into_the_plan(work, (self.add_source,))
        section = plan.section(self.section)
        blocks = list(section.blocks)
        if not blocks and not self.block_id:
            blocks.append(Block(work.new_id()))
        for index, block in enumerate(blocks):
            if block.id == self.block_id or (not self.block_id and index == 0):
                blocks[index] = block.with_value(self._value(block))
                changed = replace(section, blocks=tuple(blocks))
                return _keep(work, plan.with_section(changed))
        raise Refusal("error.plan.block_gone")

    def _value(self, block: Block) -> FieldValue:
        value = block.value(self.key)
        if self.code is not None:
            value = replace(value, code=self.code)
        else:
            value = replace(value, text=value.text.with_(self.language, self.text))
        if self.add_source is not None and self.add_source not in value.sources:
            value = replace(value, sources=(*value.sources, self.add_source))
        return value


@dataclass(frozen=True, slots=True)
class CheckField(Command[Plan]):
    """A reader has compared a field's two languages and they agree.

    Raises:
        Refusal: the version is complete or locked, or the block is gone.

    """

    plan_id: str
    section: str
    block_id: str
    key: str

    def run(self, work: Work) -> Plan:
        """Take the stale mark off the field."""
        plan = _draft(work, self.plan_id)
        section = _held(plan.section(self.section), self.block_id)
        blocks = tuple(
            b.with_value(replace(b.value(self.key), text=b.value(self.key).text.checked()))
            if b.id == self.block_id
            else b
            for b in section.blocks
        )
        return _keep(work, plan.with_section(replace(section, blocks=blocks)))


@dataclass(frozen=True, slots=True)
class DropSource(Command[Plan]):
    """A field no longer rests on this: take its chip away, the text stays."""

    plan_id: str
    section: str
    block_id: str
    key: str
    source: Source

    def run(self, work: Work) -> Plan:
        """Take the source off the field.

        Raises:
            Refusal: the version is complete or locked.

        """
        plan = _draft(work, self.plan_id)
        section = plan.section(self.section)
        blocks = tuple(
            b.with_value(_without(b.value(self.key), self.source)) if b.id == self.block_id else b
            for b in section.blocks
        )
        return _keep(work, plan.with_section(replace(section, blocks=blocks)))


def _without(value: FieldValue, source: Source) -> FieldValue:
    return replace(value, sources=tuple(one for one in value.sources if one != source))


@dataclass(frozen=True, slots=True)
class AddBlock(Command[Block]):
    """Add a provision to 2B or 2C, or a row to 3A, 3B or 3C."""

    plan_id: str
    section: str

    def run(self, work: Work) -> Block:
        """Add an empty block at the end.

        Raises:
            Refusal: the form does not repeat this section, or holds it for somebody else.

        """
        plan = _draft(work, self.plan_id)
        spec = _writable(work, self.section)
        section = plan.section(self.section)
        if section.blocks and not spec.repeating:
            raise Refusal("error.plan.does_not_repeat")
        block = Block(work.new_id())
        changed = SectionContent(self.section, (*section.blocks, block))
        _keep(work, plan.with_section(changed))
        return block


@dataclass(frozen=True, slots=True)
class RemoveBlock(Command[Plan]):
    """Take a provision or a row out of a draft."""

    plan_id: str
    section: str
    block_id: str

    def run(self, work: Work) -> Plan:
        """Remove the block.

        Raises:
            Refusal: the version is complete or locked, the block is gone, or the form has the
                section once only.

        """
        plan = _draft(work, self.plan_id)
        if not _writable(work, self.section).repeating:
            raise Refusal("error.plan.does_not_repeat")
        section = _held(plan.section(self.section), self.block_id)
        rest = tuple(block for block in section.blocks if block.id != self.block_id)
        return _keep(work, plan.with_section(replace(section, blocks=rest)))


@dataclass(frozen=True, slots=True)
class CompletePlan(Command[Plan]):
    """Say the draft is complete.

    Raises:
        Refusal: required fields are missing; their number is among the facts. Or an early years
            setting holds the draft: it refers, and the authority decides (ALN Act 2018 ss.13-14).

    """

    plan_id: str

    def run(self, work: Work) -> Plan:
        """Check the form's required fields and mark the version complete."""
        plan = _draft(work, self.plan_id)
        _refuse_early(work)
        missing = work.tools.law.form.required_missing(plan, work.kind)
        if missing:
            raise Refusal("error.plan.missing", count=len(missing), section=missing[0].section)
        work.unit.log("plan.complete", plan.learner_id, plan.id, str(plan.version))
        return _keep(work, replace(plan, state=PlanState.COMPLETE))


@dataclass(frozen=True, slots=True)
class ReopenPlan(Command[Plan]):
    """Take a complete version that has not been given back to the desk."""

    plan_id: str

    def run(self, work: Work) -> Plan:
        """Make it a draft again.

        Raises:
            Refusal: it is locked.

        """
        plan = work.unit.plans.get(self.plan_id)
        if plan.state is not PlanState.COMPLETE:
            raise Refusal("error.plan.locked", version=plan.version)
        return _keep(work, replace(plan, state=PlanState.DRAFT))


@dataclass(frozen=True, slots=True)
class GivePlan(Command[Plan]):
    """Lock a complete version as given (ALN Act 2018 s.22) and start its review year (s.23).

    Raises:
        Refusal: it is not complete, the date is in the future, or an early years setting holds it.

    """

    plan_id: str
    on: date

    def run(self, work: Work) -> Plan:
        """Lock it, supersede the version before, and write both into the case."""
        plan = work.unit.plans.get(self.plan_id)
        _refuse_early(work)
        if plan.state is not PlanState.COMPLETE:
            raise Refusal("error.plan.not_complete", version=plan.version)
        if self.on > work.today:
            raise Refusal("error.plan.given_later", on=self.on)
        if work.kind is SettingKind.COLLEGE:
            consent = work.unit.learners.get(plan.learner_id).consent
            if consent.maintaining is not Answer.YES:
                raise Refusal("error.plan.no_consent_to_keep")
        for old in work.unit.plans.where(plan_id=plan.plan_id):
            if old.state is PlanState.LOCKED:
                work.unit.plans.put(replace(old, state=PlanState.SUPERSEDED))
        locked = replace(
            plan,
            state=PlanState.LOCKED,
            given_on=self.on,
            review_by=review_due(self.on, work.tools.law.rules),
        )
        self._into_case(work, locked)
        work.unit.log("plan.given", plan.learner_id, plan.id, str(plan.version))
        return _keep(work, locked)

    def _into_case(self, work: Work, plan: Plan) -> None:
        for case in work.unit.cases.where(learner_id=plan.learner_id):
            kind = "plan_given" if plan.version == 1 else "plan_revised"
            event = CaseEvent(work.new_id(), kind, self.on, work.setting.person)
            work.unit.cases.put(replace(case, events=(*case.events, event)))
