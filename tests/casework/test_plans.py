"""The plan through the commands the window uses: drafted, written, completed, given, begun anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from aln_review.casework.commands.cases import RecordEvent
from aln_review.casework.commands.learners import SetConsent
from aln_review.casework.commands.plans import (
    AddBlock,
    CheckField,
    CompletePlan,
    DraftPlan,
    DropSource,
    GivePlan,
    RemoveBlock,
    ReopenPlan,
    WriteField,
)
from aln_review.casework.core import Command
from aln_review.casework.papers.plan import PrintPlan
from aln_review.casework.queries.plans import PlanPage
from aln_review.domain.bilingual import Language
from aln_review.domain.learner import Answer, Consent
from aln_review.domain.plan import KeptBy, Plan, PlanState, Source, SourceKind
from aln_review.domain.setting import SettingKind
from aln_review.statute.deadlines import review_due
from tests.casework.plans import (
    as_bytes,
    completed,
    drafted,
    kept,
    locked,
    refusal,
    write,
)
from tests.casework.vaults import TODAY, Made, add_learner, make
from tests.hostile.filling import fill_missing

CY, EN = Language.CY, Language.EN
YES = Consent(Answer.YES, Answer.YES, Answer.YES, Answer.YES)
COMPLETE = PlanState.COMPLETE


def test_the_whole_way_and_the_version_before_stays_byte_for_byte(made: Made) -> None:
    vault, learner = made.vault, add_learner(made.vault)
    first = drafted(made, learner)
    assert (first.version, first.state, first.kept_by) == (1, PlanState.DRAFT, KeptBy.SCHOOL)
    fill_missing(vault, first)
    vault.do(CompletePlan(first.id))
    given = vault.do(GivePlan(first.id, TODAY)).value
    assert (given.state, given.given_on) == (PlanState.LOCKED, TODAY)
    assert given.review_by == review_due(TODAY, vault.tools.law.rules)
    before, paper = as_bytes(vault, first.id), vault.ask(PrintPlan(first.id, CY)).data
    second = vault.do(DraftPlan(learner.id)).value
    vault.do(write(second, "Mae popeth wedi newid."))
    assert (second.version, second.plan_id) == (2, first.plan_id)
    fill_missing(vault, second)
    vault.do(CompletePlan(second.id))
    assert as_bytes(vault, first.id) == before
    assert vault.ask(PrintPlan(first.id, CY)).data == paper
    made.clock.forward(days=3)
    vault.do(GivePlan(second.id, TODAY + timedelta(days=3)))
    old = kept(vault, first.id)
    assert old.state is PlanState.SUPERSEDED
    after = msgspec.json.encode(replace(old, state=PlanState.LOCKED), order="deterministic")
    assert after == before


COMMANDS: tuple[tuple[str, Callable[[Plan], Command[object]]], ...] = (
    ("write", lambda p: write(p, "x")),
    ("choose", lambda p: WriteField(p.id, "1A", p.section("1A").blocks[0].id, "medium", code="en")),
    ("check", lambda p: CheckField(p.id, "2A", p.section("2A").blocks[0].id, "needs")),
    ("drop", lambda p: DropSource(p.id, "1A", p.section("1A").blocks[0].id, "name", a_source(p))),
    ("add", lambda p: AddBlock(p.id, "2B")),
    ("remove", lambda p: RemoveBlock(p.id, "2B", p.section("2B").blocks[0].id)),
    ("complete", lambda p: CompletePlan(p.id)),
    ("reopen", lambda p: ReopenPlan(p.id)),
    ("give", lambda p: GivePlan(p.id, TODAY)),
)
named = pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])


def a_source(plan: Plan) -> Source:
    return plan.section("1A").blocks[0].value("name").sources[0]


@named
def test_a_given_version_is_never_changed(
    made: Made, name: str, command: Callable[[Plan], Command[object]]
) -> None:
    plan = locked(made)
    before = as_bytes(made.vault, plan.id)
    assert refusal(made.vault, command(plan)).startswith("error.plan.")
    assert as_bytes(made.vault, plan.id) == before


@named
def test_a_complete_version_is_only_reopened_or_given(
    made: Made, name: str, command: Callable[[Plan], Command[object]]
) -> None:
    plan = completed(made)
    before = as_bytes(made.vault, plan.id)
    if name in ("reopen", "give"):
        made.vault.do(command(plan))
        assert kept(made.vault, plan.id).state is not COMPLETE
    else:
        assert refusal(made.vault, command(plan)) == "error.plan.not_a_draft"
        assert as_bytes(made.vault, plan.id) == before


def test_one_draft_at_a_time(made: Made) -> None:
    learner = add_learner(made.vault)
    plan = drafted(made, learner)
    assert refusal(made.vault, DraftPlan(learner.id)) == "error.plan.draft_open"
    fill_missing(made.vault, plan)
    made.vault.do(CompletePlan(plan.id))
    assert refusal(made.vault, DraftPlan(learner.id)) == "error.plan.draft_open"


def test_a_draft_is_not_given_and_nothing_is_given_tomorrow(made: Made) -> None:
    plan = drafted(made)
    assert refusal(made.vault, GivePlan(plan.id, TODAY)) == "error.plan.not_complete"
    fill_missing(made.vault, plan)
    made.vault.do(CompletePlan(plan.id))
    tomorrow = TODAY + timedelta(days=1)
    assert refusal(made.vault, GivePlan(plan.id, tomorrow)) == "error.plan.given_later"
    assert kept(made.vault, plan.id).given_on is None


def test_giving_is_written_into_the_case(made: Made) -> None:
    learner = add_learner(made.vault)
    for kind in ("concern_raised", "decided_aln"):
        made.vault.do(RecordEvent(learner.id, kind, TODAY))
    locked(made, learner)
    locked(made, learner)
    with made.vault.store.view() as unit:
        (case,) = unit.cases.where(learner_id=learner.id)
    assert [event.kind for event in case.events][-2:] == ["plan_given", "plan_revised"]


def test_the_next_version_carries_on_and_says_where_from(made: Made) -> None:
    learner = add_learner(made.vault)
    first = locked(made, learner)
    second = drafted(made, learner)
    carried = second.section("2B").blocks
    assert [b.value("2B.1").text for b in carried] == [
        b.value("2B.1").text for b in first.section("2B").blocks
    ]
    for block in carried:
        for value in (value for value in block.values if not value.empty):
            assert (SourceKind.EARLIER, first.id) in {(s.kind, s.ref) for s in value.sources}


@pytest.mark.parametrize("answer", [Answer.NOT_ASKED, Answer.NO, Answer.UNSURE])
def test_a_young_persons_plan_waits_for_a_yes_at_each_step(tmp_path: Path, answer: Answer) -> None:
    made = make(tmp_path, SettingKind.COLLEGE)
    try:
        learner = add_learner(made.vault, born=date(2009, 3, 14))
        made.vault.do(SetConsent(learner.id, replace(YES, preparing=answer)))
        assert refusal(made.vault, DraftPlan(learner.id)) == "error.plan.no_consent"
        made.vault.do(SetConsent(learner.id, replace(YES, maintaining=answer)))
        plan = completed(made, learner)
        assert plan.kept_by is KeptBy.COLLEGE
        give = GivePlan(plan.id, TODAY)
        assert refusal(made.vault, give) == "error.plan.no_consent_to_keep"
        assert kept(made.vault, plan.id).state is COMPLETE
        made.vault.do(SetConsent(learner.id, YES))
        assert made.vault.do(give).value.state is PlanState.LOCKED
    finally:
        made.shut()


def test_a_school_asks_no_consent_of_a_child(made: Made) -> None:
    learner = add_learner(made.vault)
    made.vault.do(SetConsent(learner.id, Consent(preparing=Answer.NO, maintaining=Answer.NO)))
    assert locked(made, learner).state is PlanState.LOCKED


@pytest.mark.parametrize(
    ("kind", "body"),
    [(SettingKind.EARLY_YEARS, KeptBy.AUTHORITY), (SettingKind.AUTHORITY, KeptBy.AUTHORITY)],
)
def test_the_authority_keeps_what_it_makes_and_what_is_referred_to_it(
    tmp_path: Path, kind: SettingKind, body: KeptBy
) -> None:
    made = make(tmp_path, kind)
    try:
        plan = drafted(made)
        assert plan.kept_by is body
        view = made.vault.ask(PlanPage(plan.id)).section("2D")
        assert view.may_fill is (kind is SettingKind.AUTHORITY)
        written = WriteField(plan.id, "2D", "", "2D.1", "Ysgol y Prawf", CY)
        if kind is SettingKind.AUTHORITY:
            made.vault.do(written)
            assert made.vault.ask(PlanPage(plan.id)).section("2D").applies
        else:
            assert refusal(made.vault, written) == "error.plan.not_yours"
    finally:
        made.shut()


def test_an_early_years_setting_completes_and_gives_nothing(tmp_path: Path) -> None:
    made = make(tmp_path, SettingKind.EARLY_YEARS)
    try:
        plan = drafted(made)
        fill_missing(made.vault, plan)
        for command in (CompletePlan(plan.id), GivePlan(plan.id, TODAY)):
            assert refusal(made.vault, command) == "error.plan.early_years_refers"
        view = made.vault.ask(PlanPage(plan.id))
        assert view.plan.state is PlanState.DRAFT
        assert view.may_send
    finally:
        made.shut()


def test_each_step_leaves_a_line_and_no_words_in_the_log(made: Made) -> None:
    learner = add_learner(made.vault)
    plan = drafted(made, learner)
    made.vault.do(write(plan, "Cyfrinach fawr"))
    fill_missing(made.vault, plan)
    made.vault.do(CompletePlan(plan.id))
    made.vault.do(GivePlan(plan.id, TODAY))
    with made.vault.store.view() as unit:
        lines, report = unit.access_log(learner.id), unit.chain()
    about = [(line.action, line.detail) for line in lines if line.subject == plan.id]
    about.remove(("plan.changed", ""))
    assert about == [("plan.drafted", "1"), ("plan.complete", "1"), ("plan.given", "1")]
    assert report.whole
    assert not any("Cyfrinach" in f"{line.subject}{line.detail}" for line in lines)
