"""The plan of a tour: drafted out of what was said, written, completed and given."""

from __future__ import annotations

from datetime import date, timedelta

from aln_review.casework.commands.learners import SetConsent
from aln_review.casework.commands.plans import (
    CheckField,
    CompletePlan,
    DraftPlan,
    GivePlan,
    WriteField,
)
from aln_review.casework.core import Casework
from aln_review.casework.papers.plan import PrintPlan
from aln_review.casework.queries.plans import PlanPage
from aln_review.casework.tour.fixture import TourScript, WrittenField
from aln_review.casework.tour.paper import keep_paper, name_of, says
from aln_review.casework.tour.people import refers
from aln_review.casework.tour.report import Step, TourReport
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal
from aln_review.domain.learner import Answer, Consent
from aln_review.domain.plan import Plan, PlanState
from aln_review.domain.review import PersonCentredReview
from aln_review.domain.setting import SettingKind


def write_plan(
    report: TourReport,
    vault: Casework,
    review: PersonCentredReview,
    script: TourScript,
    kind: SettingKind,
) -> Plan:
    """A draft out of what was said, written, completed and given; both papers.

    A setting that refers leaves it a draft: the authority decides and completes it.
    """
    with report.step("plan") as step:
        if kind is SettingKind.COLLEGE:
            _ask_consent(vault, review.learner_id, step)
        plan = vault.do(DraftPlan(review.learner_id, review.id)).value
        cited = sum(bool(v.sources) for s in plan.sections for b in s.blocks for v in b.values)
        step.check("draft-cites-its-sources", holds=cited > 0)
        provisions = len(plan.section("2B").blocks)
        step.check("a-provision-for-each-priority", holds=provisions == len(review.forward))
        _refuse_incomplete(vault, plan, step)
        fill_plan(vault, plan, script, review.on)
        view = vault.ask(PlanPage(plan.id))
        step.check("nothing-required-is-missing", holds=view.missing == 0)
        step.count(missing=view.missing, cited=cited, provisions=provisions)
        kept = view.plan if refers(kind) else _finish(vault, view.plan, review.on, step)
        step.count(state=kept.state.value)
        for language in Language:
            name = name_of("plan", language)
            paper = vault.ask(PrintPlan(plan.id, language))
            keep_paper(report, step, name, paper)
            written = [one.text.get(language) for one in script.fields if not one.text.empty]
            says(step, name, paper, written)
    return kept


def _finish(vault: Casework, plan: Plan, on: date, step: Step) -> Plan:
    """Complete it and give it; from then on nobody writes in this version."""
    vault.do(CompletePlan(plan.id))
    given = vault.do(GivePlan(plan.id, on)).value
    step.check("given-and-locked", holds=given.state is PlanState.LOCKED)
    step.check("review-year-begun", holds=given.review_by is not None)
    try:
        vault.do(WriteField(plan.id, "2A", "", "needs", "x"))
    except Refusal as refused:
        step.check(f"refused:{refused.key}", holds=True)
    else:
        step.check("a-given-version-is-never-written-in", holds=False)
    return given


def _ask_consent(vault: Casework, learner_id: str, step: Step) -> None:
    """A young person in a college consents first (ALN Act 2018 ss.11(3)(c), 12(2)(b))."""
    try:
        vault.do(DraftPlan(learner_id))
    except Refusal as refused:
        step.check(f"refused:{refused.key}", holds="consent" in refused.key)
    else:
        step.check("no-plan-without-consent", holds=False)
    yes = Consent(Answer.YES, Answer.YES, Answer.YES, Answer.YES)
    vault.do(SetConsent(learner_id, yes))


def _refuse_incomplete(vault: Casework, plan: Plan, step: Step) -> None:
    try:
        vault.do(CompletePlan(plan.id))
    except Refusal as refused:
        step.check(f"refused:{refused.key}", holds=True)
    else:
        step.check("an-unfinished-draft-is-refused", holds=False)


def fill_plan(vault: Casework, plan: Plan, script: TourScript, on: date) -> None:
    """Write the script's fields; blocks beyond the script's get its last one where they lack."""
    view = vault.ask(PlanPage(plan.id))
    for section in view.sections:
        mine = [one for one in script.fields if one.section == section.spec.code]
        last = max((one.block for one in mine), default=0)
        if mine and not section.blocks:
            for one in mine:
                _write(vault, plan, "", one, on)
        for number, block in enumerate(section.blocks):
            missing = {field.spec.key for field in block.fields if field.missing}
            for one in mine:
                if one.block == number or (number > last == one.block and one.key in missing):
                    _write(vault, plan, block.block.id, one, on)


def _write(vault: Casework, plan: Plan, block_id: str, written: WrittenField, on: date) -> None:
    where = (plan.id, written.section, block_id, written.key)
    if written.code:
        vault.do(WriteField(*where, code=_dated(written.code, on)))
        return
    for language in Language:
        vault.do(WriteField(*where, text=written.text.get(language), language=language))
    if block_id:
        vault.do(CheckField(plan.id, written.section, block_id, written.key))


def _dated(code: str, on: date) -> str:
    """``+7`` and ``review:+90`` are days after the review."""
    choice, colon, days = code.rpartition(":")
    if not days.startswith("+"):
        return code
    return f"{choice}{colon}{(on + timedelta(days=int(days))).isoformat()}"
