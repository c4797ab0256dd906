from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.case import Case, CaseEvent
from aln_review.domain.document import Document
from aln_review.domain.ids import Ids
from aln_review.domain.learner import Learner
from aln_review.domain.people import MayBeTold, Person, Perspective
from aln_review.domain.plan import (
    Block,
    FieldValue,
    KeptBy,
    Plan,
    SectionContent,
    Source,
    SourceKind,
)
from aln_review.domain.profile import Heading, OnePageProfile, ProfileItem
from aln_review.domain.review import ActionPoint, Disagreement, ReviewStage
from aln_review.domain.setting import Setting, SettingKind
from aln_review.domain.words import MaySee, Sheet, Side, Words
from aln_review.language.catalogue import Catalogue
from aln_review.meeting.drafting import Material, draft_plan
from aln_review.statute.form import load_form
from tests.meeting.makers import NOW, review, said

FORM = load_form(Path(__file__).parents[2] / "resources" / "forms" / "idp-2021.json")
WORDING = {language: Catalogue.load(language, strict=True) for language in Language}
SCHOOL = Setting(
    "s1", SettingKind.SCHOOL, Text.both("Ysgol Bryn", "Bryn School"), "699",
    Text.both("Bro Celyn", "Bro Celyn"), "Nia", Text.both("CADY", "ALNCo"),
)  # fmt: skip
ELIN = Learner("l1", "Elin", "Morgan", date(2016, 3, 14), address="3 Rhes y Felin", upn="X1")
MAM = Person(
    "p1", "l1", "Non Morgan", Text.both("mam", "mother"), Perspective.FAMILY,
    telephone="01000 000 000", address="3 Rhes y Felin",
)  # fmt: skip
PROFILE = OnePageProfile(
    "o1", "l1", 1, NOW,
    (ProfileItem(Heading.ADMIRE, "a1"), ProfileItem(Heading.IMPORTANT, "n1"),
     ProfileItem(Heading.IMPORTANT, "private")),
)  # fmt: skip
WORDS = {
    words.id: words
    for words in (
        said("a1", "Caredig", by="Mam", perspective=Perspective.FAMILY, sheet=Sheet.ADMIRE),
        said("n1", Text.both("Fy nghi", "My dog")),
        said("private", "Cyfrinach", may_see=MaySee.LEARNER_AND_RECORDER),
        said("s1", "Dangoswch yn gyntaf", sheet=Sheet.SUPPORT),
        said("f1", "Milfeddyg", sheet=Sheet.FUTURE),
        said("x1", "Mae’n swnllyd", sheet=Sheet.WORKING, side=Side.NOT_WORKING),
        said("x2", Text.of("It is fine", Language.EN), by="Mr Rhys",
             perspective=Perspective.SETTING, sheet=Sheet.WORKING, side=Side.NOT_WORKING,
             position=1),
        said("x3", "Staff yn unig", sheet=Sheet.WORKING, side=Side.NOT_WORKING,
             may_see=MaySee.SETTING),
        said("w1", "Darllen gyda Cai", sheet=Sheet.WORKING, side=Side.WORKING),
    )
}  # fmt: skip


def ids() -> Ids:
    numbers = count()
    return Ids(lambda: next(numbers), bytes)


def material(**changes: object) -> Material:
    held = replace(
        review(ReviewStage.CLOSED),
        forward=("x1", "n1", "gone"),
        chosen="x1",
        actions=(
            ActionPoint("k1", Text.of("Bwrdd tawel", Language.CY), "Mr Rhys", words_id="x1"),
            ActionPoint("k2", Text.of("Rhywbeth arall", Language.CY), "Nia", words_id="w1"),
        ),
    )
    made = Material(SCHOOL, ELIN, PROFILE, (MAM,), WORDS, held)
    return replace(made, **changes)  # type: ignore[arg-type]


def draft(made: Material) -> Plan:
    sections = draft_plan(FORM, made, WORDING, ids())
    return Plan("v", "p", "l1", 1, FORM.edition, KeptBy.SCHOOL, NOW, sections=sections)


def value(plan: Plan, section: str, key: str, block: int = 0) -> FieldValue:
    return plan.section(section).blocks[block].value(key)


def test_the_record_fills_the_first_sections() -> None:
    plan = draft(material())
    assert value(plan, "1A", "name").text.cy == "Elin Morgan"
    assert value(plan, "1A", "dob").code == "2016-03-14"
    assert value(plan, "1A", "upn_uln").sources[0].kind is SourceKind.RECORD
    assert value(plan, "1A", "looked_after").empty
    assert value(plan, "1B", "maintaining_body").code == "school"
    assert value(plan, "1B", "parents").text.en == "Non Morgan, mother, 01000 000 000"
    assert value(plan, "1B", "contact").text.cy == "Nia, CADY"
    assert "Rhes" not in value(plan, "1B", "parents").text.cy


def test_an_address_kept_from_somebody_is_left_out() -> None:
    plan = draft(material(people=(replace(MAM, may_be_told=MayBeTold.NOT_THE_ADDRESS),)))
    assert value(plan, "1A", "address").empty
    assert value(draft(material()), "1A", "address").text.cy == "3 Rhes y Felin"


def test_a_young_persons_family_is_not_named_for_them() -> None:
    college = replace(SCHOOL, kind=SettingKind.COLLEGE)
    assert value(draft(material(setting=college)), "1B", "parents").empty


def test_the_profile_becomes_1c_and_the_sheet_stands_in() -> None:
    plan = draft(material())
    important = value(plan, "1C", "important_to")
    assert important.text == Text.both("Fy nghi", "My dog")
    assert important.sources[0].ref == "n1"
    assert important.sources[0].said_by == "Elin"
    assert value(plan, "1C", "how_support").text.cy == "Dangoswch yn gyntaf"
    assert value(plan, "1C", "aspirations").text.cy == "Milfeddyg"


@pytest.mark.parametrize("hidden", ["Cyfrinach", "Staff yn unig"])
def test_what_the_plan_may_not_tell_is_nowhere_in_it(hidden: str) -> None:
    assert hidden not in repr(draft(material()))


def test_needs_keep_each_persons_words_apart_and_the_learners_first() -> None:
    needs = value(draft(material()), "2A", "needs")
    assert needs.text.cy.split("\n") == [
        "Elin: Dangoswch yn gyntaf", "Elin: Mae’n swnllyd", "Mr Rhys: It is fine",
    ]  # fmt: skip
    assert needs.text.en == ""
    assert [source.ref for source in needs.sources] == ["s1", "x1", "x2"]


def test_one_provision_for_each_statement_that_goes_forward() -> None:
    plan = draft(material())
    first, second = plan.section("2B").blocks
    assert first.value("2B.1").text.cy == "Mae’n swnllyd"
    assert first.value("2B.1").text.en == ""
    assert first.value("2B.2").text.cy == "Mr Rhys: Bwrdd tawel"
    assert first.value("2B.3").code == "not-decided"
    assert first.value("2B.4").text == SCHOOL.name
    assert first.value("2B.5").empty
    assert "dewisodd" in first.value("2B.7").text.cy.lower()
    assert second.value("2B.1").text == Text.both("Fy nghi", "My dog")
    assert second.value("2B.2").empty
    assert first.value("2B.7").text.en != second.value("2B.7").text.en


def test_seen_differently_is_said_and_both_views_are_listed() -> None:
    held = material().review
    assert held is not None
    differing = replace(held, disagreements=(Disagreement(("x1", "x2", "x3")),))
    plan = draft(material(review=differing))
    assert "wahanol" in value(plan, "2B", "2B.7").text.cy
    rows = {row.value("item").text.en: row for row in plan.section("3A").blocks}
    views = rows["Person-centred review"].value("views").text.cy
    assert views.split("\n") == ["Elin: Mae’n swnllyd", "Mr Rhys: It is fine"]


def test_information_lists_profile_review_and_documents_once() -> None:
    report = Document(
        "d1", "l1", "application/pdf", 10, "0" * 64, Text.of("Adroddiad", Language.CY), "S. Lewis",
        date(2026, 10, 8), MaySee.PLAN,
    )  # fmt: skip
    private = replace(report, id="d2", may_see=MaySee.SETTING)
    plan = draft(material(documents=(report, private)))
    rows = plan.section("3A").blocks
    assert [row.value("date").code for row in rows] == ["2026-11-26", "2026-11-26", "2026-10-08"]
    assert rows[2].value("author_role").text.cy == "S. Lewis"
    again = draft(material(documents=(report, private), earlier=replace(plan, id="v0")))
    assert len(again.section("3A").blocks) == 3


def test_the_timeline_follows_the_case() -> None:
    case = Case("c1", "l1", SettingKind.SCHOOL, (
        CaseEvent("e1", "concern_raised", date(2026, 10, 5)),
        CaseEvent("e2", "unheard_of", date(2026, 10, 6)),
        CaseEvent("e3", "decided_aln", date(2026, 11, 10)),
    ))  # fmt: skip
    rows = draft(material(case=case)).section("3B").blocks
    assert [row.value("date").code for row in rows] == ["2026-10-05", "2026-11-10", "2026-11-26"]
    assert rows[0].value("event").text == Text.both(
        "Codwyd pryder", "A concern was raised", Language.CY
    )


def test_an_earlier_version_is_carried_on_and_cited() -> None:
    block = Block("old", (
        FieldValue("2B.1", Text.of("Hen ddeilliant", Language.CY), sources=(
            Source(SourceKind.WORDS, "x1"),)),
        FieldValue("2B.5", code="2025-12-01"),
    ))  # fmt: skip
    travel = Block("t", (FieldValue("arr", Text.of("Tacsi", Language.CY)),))
    needs = Block("n", (FieldValue("needs", Text.of("Hen angen", Language.CY)),
                        FieldValue("diagnosis", Text.of("Dyslecsia", Language.CY))))  # fmt: skip
    earlier = Plan(
        "v0", "p", "l1", 1, FORM.edition, KeptBy.SCHOOL, datetime(2025, 12, 1, tzinfo=UTC),
        sections=(SectionContent("2A", (needs,)), SectionContent("2B", (block,)),
                  SectionContent("3D", (travel,))),
        given_on=date(2025, 12, 10),
    )  # fmt: skip
    plan = draft(material(earlier=earlier))
    provisions = plan.section("2B").blocks
    assert provisions[0].id == "old"
    assert len(provisions) == 2, "a statement an earlier provision cites makes no second one"
    assert provisions[0].value("2B.5").sources[-1].kind is SourceKind.EARLIER
    assert value(plan, "3D", "arr").sources[-1].on == date(2025, 12, 10)
    assert value(plan, "2A", "needs").text.cy.startswith("Hen angen\nElin:")
    assert value(plan, "2A", "diagnosis").text.cy == "Dyslecsia"
    twice = draft(material(earlier=replace(plan, id="v1")))
    kinds = [s.kind for s in value(twice, "3D", "arr").sources]
    assert kinds == [SourceKind.EARLIER]


def test_without_a_review_the_draft_rests_on_profile_and_record() -> None:
    plan = draft(material(review=None))
    assert plan.section("2B").blocks == ()
    assert value(plan, "1C", "like_admire").text.cy == "Caredig"
    assert value(plan, "2A", "needs").empty


def test_every_field_is_the_forms_own_and_cites_something() -> None:
    plan = draft(material())
    assert [s.code for s in plan.sections] == [s.code for s in FORM.sections]
    for section in plan.sections:
        for block in section.blocks:
            for one in block.values:
                FORM.section(section.code).field(one.key)
                if one.key not in {"maintaining_body", "2B.2", "2B.3"}:
                    assert one.sources or one.empty, one.key


def test_a_form_without_a_field_is_not_given_it() -> None:
    class Short:
        def has_field(self, code: str, key: str) -> bool:
            return key == "name"

    sections = draft_plan(Short(), material(), WORDING, ids())
    keys = {v.key for s in sections for b in s.blocks for v in b.values}
    assert keys == {"name"}


def test_words_are_held_once_and_cited_as_they_stood() -> None:
    words: Words = WORDS["x1"]
    source = value(draft(material()), "2B", "2B.1").sources[0]
    assert (source.ref, source.text, source.on) == (words.id, words.text, date(2026, 11, 26))
