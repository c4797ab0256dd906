"""Writing in a draft: fields and their sources, provisions, and what the form requires."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aln_review.casework.commands.plans import (
    AddBlock,
    CheckField,
    CompletePlan,
    DropSource,
    RemoveBlock,
    WriteField,
)
from aln_review.casework.papers.plan import PrintPlan
from aln_review.casework.queries.plans import PlanPage
from aln_review.domain.bilingual import Language, nfc
from aln_review.domain.errors import OwnFault, Refusal
from aln_review.domain.learner import Answer, Consent
from aln_review.domain.plan import Block, FieldValue, Plan, PlanState, Source, SourceKind
from aln_review.domain.setting import SettingKind
from tests.casework.plans import (
    as_bytes,
    completed,
    drafted,
    kept,
    needs,
    refusal,
    write,
)
from tests.casework.vaults import Made, make
from tests.hostile.filling import fill_missing
from tests.reports.reading import text as text_of

CY, EN = Language.CY, Language.EN
YES = Consent(Answer.YES, Answer.YES, Answer.YES, Answer.YES)
COMPLETE = PlanState.COMPLETE


def test_a_translation_goes_stale_when_the_original_changes(made: Made) -> None:
    vault, plan = made.vault, drafted(made)
    where = (plan.id, "2A", plan.section("2A").blocks[0].id, "needs")
    vault.do(write(plan, "Mae angen amser."))
    vault.do(write(plan, "Time is needed.", EN))
    assert not needs(vault, plan.id).text.stale
    vault.do(write(plan, "Mae angen rhagor o amser."))
    assert needs(vault, plan.id).text.stale
    vault.do(CheckField(*where))
    assert not needs(vault, plan.id).text.stale
    vault.do(write(plan, "Mae angen llawer o amser."))
    vault.do(write(plan, "A lot of time is needed.", EN))
    assert not needs(vault, plan.id).text.stale
    assert needs(vault, plan.id).text.said == "Mae angen llawer o amser."


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(list(Language)), st.text("abŵŷâ ", max_size=6)),
        st.none(),
    ),
    max_size=8,
)


@settings(max_examples=30, deadline=None)
@given(steps=STEPS)
def test_what_was_written_last_in_each_language_stands(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Language, str] | None]
) -> None:
    made = make(tmp_path_factory.mktemp("writing"))
    try:
        plan = drafted(made)
        last = dict.fromkeys(Language, "")
        where = (plan.id, "2A", plan.section("2A").blocks[0].id, "needs")
        for step in steps:
            before = needs(made.vault, plan.id).text
            if step is None:
                made.vault.do(CheckField(*where))
                assert not needs(made.vault, plan.id).text.stale
                continue
            language, text = step
            last[language] = nfc(text)
            made.vault.do(write(plan, text, language))
            now = needs(made.vault, plan.id).text
            if language is before.original and last[language] != before.get(language):
                assert now.stale is bool(before.get(before.original.other))
        held = needs(made.vault, plan.id).text
        assert {language: held.get(language) for language in Language} == last
        assert not held.stale or (last[held.original.other] and not held.empty)
    finally:
        made.shut()


def test_a_source_is_added_once_and_dropped_alone(made: Made) -> None:
    vault, plan = made.vault, drafted(made)
    block = plan.section("2A").blocks[0].id
    sources = [Source(SourceKind.WORDS, f"w{n}", said_by="Mam") for n in range(2)]
    for source in (*sources, sources[0]):
        vault.do(WriteField(plan.id, "2A", block, "needs", "Amser.", CY, add_source=source))
    assert needs(vault, plan.id).sources == tuple(sources)
    vault.do(DropSource(plan.id, "2A", block, "needs", sources[0]))
    assert needs(vault, plan.id).sources == (sources[1],)
    assert needs(vault, plan.id).text.cy == "Amser."


def test_nothing_is_written_where_the_form_has_no_place(made: Made) -> None:
    vault, plan = made.vault, drafted(made)
    before = as_bytes(vault, plan.id)
    block = plan.section("1A").blocks[0].id
    for command in (
        WriteField(plan.id, "9Z", "", "needs", "x"),
        WriteField(plan.id, "2A", plan.section("2A").blocks[0].id, "no-such-field", "x"),
        WriteField(plan.id, "1A", block, "medium", code="klingon"),
        AddBlock(plan.id, "9Z"),
    ):
        with pytest.raises(OwnFault):
            vault.do(command)
    gone = "error.plan.block_gone"
    assert refusal(vault, write(plan, "x", block_id="gone")) == gone
    assert refusal(vault, CheckField(plan.id, "2A", "gone", "needs")) == gone
    assert refusal(vault, RemoveBlock(plan.id, "2B", "gone")) == gone
    assert as_bytes(vault, plan.id) == before


@settings(max_examples=25, deadline=None)
@given(moves=st.lists(st.integers(0, 9), max_size=12))
def test_adding_and_removing_provisions_matches_a_list(
    tmp_path_factory: pytest.TempPathFactory, moves: list[int]
) -> None:
    """Below seven adds; seven and above removes one of those there are."""
    made = make(tmp_path_factory.mktemp("blocks"))
    try:
        plan = drafted(made)
        expected: list[str] = [block.id for block in plan.section("2B").blocks]
        for number, move in enumerate(moves):
            if move < 7 or not expected:
                block = made.vault.do(AddBlock(plan.id, "2B")).value
                expected.append(block.id)
                made.vault.do(
                    WriteField(plan.id, "2B", block.id, "2B.1", f"Deilliant {number}", CY)
                )
            else:
                taken = expected.pop(move % len(expected))
                made.vault.do(RemoveBlock(plan.id, "2B", taken))
        blocks = kept(made.vault, plan.id).section("2B").blocks
        assert [block.id for block in blocks] == expected
        assert all(block.value("2B.1").text.cy.startswith("Deilliant") for block in blocks)
    finally:
        made.shut()


def test_a_section_that_stands_once_is_neither_doubled_nor_taken_out(made: Made) -> None:
    plan = drafted(made)
    block = plan.section("2A").blocks[0].id
    assert refusal(made.vault, AddBlock(plan.id, "2A")) == "error.plan.does_not_repeat"
    assert refusal(made.vault, RemoveBlock(plan.id, "2A", block)) == "error.plan.does_not_repeat"


def required(made: Made) -> list[tuple[str, str]]:
    form = made.vault.tools.law.form
    return [
        (section.code, spec.key)
        for section in form.sections
        for spec in section.fields
        if spec.must(SettingKind.SCHOOL) and section.code not in ("2C", "2D", "3C", "3D")
    ]


def test_each_required_field_alone_holds_completing_up(made: Made) -> None:
    plan = drafted(made)
    fill_missing(made.vault, plan)
    places = required(made)
    assert len(places) > 15
    for section, key in places:
        before = kept(made.vault, plan.id)
        block = before.section(section).blocks[-1]
        with made.vault.store.unit() as unit:
            unit.plans.put(emptied(before, section, block, key))
        with pytest.raises(Refusal) as refused:
            made.vault.do(CompletePlan(plan.id))
        assert refused.value.key == "error.plan.missing"
        assert refused.value.facts == {"count": 1, "section": section}
        assert made.vault.ask(PlanPage(plan.id)).missing == 1
        with made.vault.store.unit() as unit:
            unit.plans.put(before)
    assert made.vault.do(CompletePlan(plan.id)).value.state is COMPLETE


def emptied(plan: Plan, code: str, block: Block, key: str) -> Plan:
    section = plan.section(code)
    bare = block.with_value(FieldValue(key))
    blocks = tuple(bare if one.id == block.id else one for one in section.blocks)
    return plan.with_section(replace(section, blocks=blocks))


def test_an_unfinished_draft_says_how_much_is_missing(made: Made) -> None:
    plan = drafted(made)
    missing = made.vault.ask(PlanPage(plan.id)).missing
    with pytest.raises(Refusal) as refused:
        made.vault.do(CompletePlan(plan.id))
    assert refused.value.facts["count"] == missing > 0
    assert kept(made.vault, plan.id).state is PlanState.DRAFT


def test_2c_and_2d_read_not_applicable_when_nothing_is_in_them(made: Made) -> None:
    plan = completed(made)
    view = made.vault.ask(PlanPage(plan.id))
    for code in ("2C", "2D"):
        section = view.section(code)
        assert (section.applies, section.missing, section.blocks) == (False, 0, ())
    assert view.section("2B").applies
    for language, words in made.vault.tools.catalogues.items():
        paper = made.vault.ask(PrintPlan(plan.id, language))
        said = " ".join(text_of(paper.data).split())
        assert said.count(words.t("paper.plan.not_applicable")) >= 2


def test_2c_asks_for_all_of_itself_once_begun_and_nothing_once_taken_out(made: Made) -> None:
    vault, plan = made.vault, drafted(made)
    fill_missing(vault, plan)
    block = vault.do(AddBlock(plan.id, "2C")).value
    view = vault.ask(PlanPage(plan.id))
    assert view.section("2C").applies
    assert view.section("2C").missing == view.missing == 7
    assert refusal(vault, CompletePlan(plan.id)) == "error.plan.missing"
    vault.do(RemoveBlock(plan.id, "2C", block.id))
    assert vault.do(CompletePlan(plan.id)).value.state is COMPLETE


def test_2d_is_the_authoritys_to_write(made: Made) -> None:
    plan = drafted(made)
    for command in (AddBlock(plan.id, "2D"), WriteField(plan.id, "2D", "", "2D.1", "Ysgol", CY)):
        assert refusal(made.vault, command) == "error.plan.not_yours"
    assert kept(made.vault, plan.id).section("2D").empty
