"""The parts of a tour: scripts that read well, checks that can fail, a report that tells."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from aln_review.casework.commands.plans import DraftPlan
from aln_review.casework.papers.profile import PrintProfile
from aln_review.casework.places import find_places
from aln_review.casework.queries.learners import LearnerPage
from aln_review.casework.queries.plans import PlanPage
from aln_review.casework.tour.fixture import TourScript, read_script
from aln_review.casework.tour.meeting import hold_review, make_profile, read_in
from aln_review.casework.tour.paper import keep_paper, name_of, says
from aln_review.casework.tour.people import add_learner, record, refers
from aln_review.casework.tour.planning import fill_plan, write_plan
from aln_review.casework.tour.report import PAPERS, REPORT, SCREENS, TourReport
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import OwnFault, Refusal
from aln_review.domain.learner import Address
from aln_review.domain.people import Perspective
from aln_review.domain.plan import PlanState
from aln_review.domain.profile import Heading
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import Channel, Sheet, Side
from aln_review.language.catalogue import Catalogue
from aln_review.language.spelling import Speller
from tests.casework.vaults import TODAY, Made, make

RESOURCES = find_places().resources
KINDS = (SettingKind.SCHOOL, SettingKind.EARLY_YEARS, SettingKind.COLLEGE)
each_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.value for kind in KINDS])
WORDS = {language: Catalogue.load(language) for language in Language}


def script(kind: SettingKind) -> TourScript:
    return read_script(RESOURCES, kind)


def pairs(one: TourScript) -> Iterator[tuple[str, str]]:
    """Every text of a script, in Welsh and in English."""
    for said in (*one.profile, *one.wall):
        yield read_in(said, Language.CY), read_in(said, Language.EN)
    texts = [one.invented, one.learner.languages, one.last_word]
    texts += [person.relation for person in one.people]
    texts += [text for action in one.actions for text in (action.what, action.known)]
    texts += [field.text for field in one.fields if not field.code]
    yield from ((text.cy, text.en) for text in texts)


@pytest.fixture
def report(tmp_path: Path) -> TourReport:
    folder = tmp_path / "out"
    folder.mkdir()
    return TourReport(folder, {"setting": "school"}, WORDS)


@each_kind
def test_everything_in_a_script_stands_in_both_languages(kind: SettingKind) -> None:
    for cy, en in pairs(script(kind)):
        assert cy
        assert en
        for text in (cy, en):
            assert unicodedata.is_normalized("NFC", text)
            assert "'" not in text


SPOKEN = "arhosodd arhoswch cylch"
"""Words that the dictionaries do not hold."""


@each_kind
def test_scripts_are_well_spelt(kind: SettingKind) -> None:
    speller = Speller.open(own_words=SPOKEN.split())
    if set(speller.languages) != set(Language):
        pytest.skip("dictionaries are not installed")
    wrong = {
        slip.word
        for texts in pairs(script(kind))
        for language, text in zip(Language, texts, strict=True)
        for slip in speller.slips(text, language)
        if slip.word[0].islower()
    }
    assert not wrong


@each_kind
def test_a_script_fits_its_setting(kind: SettingKind) -> None:
    one = script(kind)
    grown = kind is SettingKind.COLLEGE
    young = kind is SettingKind.EARLY_YEARS
    assert one.learner.addressed_as is (Address.CHI if grown else Address.TI)
    assert (one.learner.born_days_ago < 5 * 365) is young
    assert (16 * 365 < one.learner.born_days_ago < 19 * 365) is grown
    channels = {said.channel for said in (*one.profile, *one.wall)}
    assert ({Channel.OBSERVED, Channel.PHOTO} <= channels) is young
    assert any(said.interpreted for said in one.wall) is young
    for said in (*one.profile, *one.wall):
        by_learner = said.perspective is Perspective.LEARNER
        assert bool(said.said_by) is not by_learner
        assert not said.interpreted or by_learner
    assert {said.heading for said in one.profile} == set(Heading)
    assert {said.language for said in one.wall} == set(Language)
    assert (RESOURCES / "demo" / one.roll).is_file()


@each_kind
def test_a_script_can_be_acted(kind: SettingKind) -> None:
    one = script(kind)
    assert len(one.actions) == 1 + max(field.block for field in one.fields)
    troubles = [said for said in one.wall if said.side is Side.NOT_WORKING]
    assert all(said.sheet is Sheet.WORKING for said in troubles)
    assert troubles[0].perspective is Perspective.LEARNER
    assert one.second in {said.text for said in one.wall}
    named = {person.name for person in one.people} | {"Nia Rowlands"}
    assert {action.who for action in one.actions} <= named


@each_kind
def test_the_setting_half_of_the_tour(
    kind: SettingKind, tmp_path: Path, report: TourReport
) -> None:
    made = make(tmp_path, kind)
    try:
        one = script(kind)
        learner = add_learner(report, made.vault, one, TODAY)
        make_profile(report, made.vault, learner, one)
        review = hold_review(report, made.vault, learner, one, TODAY)
        plan = write_plan(report, made.vault, review, one, kind)
        record(made.vault, learner, one.after, TODAY)
        state = made.vault.ask(LearnerPage(learner.id)).stage.value
        assert report.checked
        assert plan.state is (PlanState.DRAFT if refers(kind) else PlanState.LOCKED)
        assert state == ("referred" if refers(kind) else "in-force")
        stale = [v for s in plan.sections for b in s.blocks for v in b.values if v.text.stale]
        assert stale == []
    finally:
        made.shut()


def test_a_check_that_does_not_hold_stops_the_tour_and_is_told(report: TourReport) -> None:
    with report.step("roll") as step:
        step.check("new-rows", holds=True)
        step.count(new=3)
    with pytest.raises(OwnFault), report.step("profile") as step:
        step.check("one-side:cy", holds=False)
    told = json.loads((report.folder / REPORT).read_text("utf-8"))
    assert told["checked"] is False
    first, second = told["steps"]
    assert (first["step"], first["checks"], first["counts"]) == ("roll", ["new-rows"], {"new": 3})
    assert first["did"] == {c.language.value: c.t("tour.did.roll") for c in WORDS.values()}
    assert (second["problem"], second["counts"]) == ("error.tour.check", {"check": "one-side:cy"})
    assert not report.checked


def test_a_step_that_checked_nothing_proves_nothing(report: TourReport) -> None:
    with pytest.raises(OwnFault) as fault, report.step("language"):
        pass
    assert fault.value.key == "error.tour.nothing_checked"
    with pytest.raises(ZeroDivisionError), report.step("review"):
        _ = 1 / 0
    told = json.loads((report.folder / REPORT).read_text("utf-8"))
    assert [one["problem"] for one in told["steps"]] == [fault.value.key, "ZeroDivisionError"]
    assert not TourReport(report.folder, {}, WORDS).checked


def test_only_what_a_tour_makes_is_cleared_away(report: TourReport) -> None:
    (report.folder / "mine.txt").write_text("mine")
    (report.folder / SCREENS).mkdir()
    for name in (*PAPERS, f"{SCREENS}/a.png"):
        (report.folder / name).write_text("old")
    assert report.made == tuple(sorted([*PAPERS, f"{SCREENS}/a.png"]))
    report.clear()
    assert [path.name for path in report.folder.iterdir()] == ["mine.txt"]
    assert report.made == ()


def test_a_paper_is_read_back_and_what_it_does_not_say_is_found_out(
    made: Made, report: TourReport
) -> None:
    one = script(SettingKind.SCHOOL)
    learner = add_learner(report, made.vault, one, TODAY)
    make_profile(report, made.vault, learner, one)
    paper = made.vault.ask(PrintProfile(learner.id, Language.CY))
    name = name_of("profile", Language.CY)
    welsh = [read_in(said, Language.CY) for said in one.profile]
    with report.step("profile") as step:
        keep_paper(report, step, name, paper)
        says(step, name, paper, welsh)
    assert (report.folder / name).read_bytes() == paper.data
    for wrong in ([*welsh, "Nid yw hyn yno."], [read_in(one.profile[3], Language.EN)], []):
        with pytest.raises(OwnFault), report.step("profile") as step:
            says(step, name, paper, wrong)
    with pytest.raises(OwnFault), report.step("profile") as step:
        keep_paper(report, step, name_of("profile", Language.EN), paper)


def test_a_draft_with_more_provisions_than_the_script_lacks_nothing(
    made: Made, report: TourReport
) -> None:
    one = script(SettingKind.SCHOOL)
    learner = add_learner(report, made.vault, one, TODAY)
    make_profile(report, made.vault, learner, one)
    review = hold_review(report, made.vault, learner, one, TODAY)
    plan = made.vault.do(DraftPlan(learner.id, review.id)).value
    fill_plan(made.vault, plan, one, TODAY)
    view = made.vault.ask(PlanPage(plan.id))
    assert view.missing == 0
    first, second = (block.block for block in view.section("2B").blocks)
    assert first.value("2B.1").text.en.startswith("By the end of the summer term")
    assert second.value("2B.1").text.en.startswith("By Easter")
    assert second.value("2B.6").code == f"review:{date(2027, 2, 21).isoformat()}"


def test_an_impossible_event_is_refused_before_the_case_begins(
    made: Made, report: TourReport
) -> None:
    one = script(SettingKind.SCHOOL)
    learner = add_learner(report, made.vault, one, TODAY)
    assert any(check.startswith("refused:") for check in report.steps[0].checks)
    with pytest.raises(Refusal):
        record(made.vault, learner, one.before, TODAY)
