from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import OwnFault
from aln_review.domain.plan import Block, FieldValue, KeptBy, Plan, SectionContent
from aln_review.domain.setting import SettingKind
from aln_review.language.catalogue import Catalogue
from aln_review.statute.form import (
    NO_DAY,
    DatedChoice,
    FieldKind,
    FilledBy,
    Layout,
    SectionState,
    load_form,
)

PATH = Path(__file__).parents[2] / "resources" / "forms" / "idp-2021.json"
FORM = load_form(PATH)
CATALOGUES = [Catalogue.load(language, strict=True) for language in Language]
SCHOOL = SettingKind.SCHOOL
CODES = ["1A", "1B", "1C", "2A", "2B", "2C", "2D", "3A", "3B", "3C", "3D"]


def plan(*sections: SectionContent, kept_by: KeptBy = KeptBy.SCHOOL) -> Plan:
    return Plan(
        "p1",
        "p",
        "l1",
        1,
        FORM.edition,
        kept_by,
        datetime(2026, 11, 1, tzinfo=UTC),
        sections=sections,
    )


def filled(setting: SettingKind = SCHOOL, *, optional: bool = False) -> Plan:
    made = plan()
    for section in FORM.sections:
        if section.code in {"2C", "2D", "3C", "3D"}:
            continue
        values = []
        for spec in section.fields:
            if not optional and not spec.must(setting):
                continue
            if spec.kind is FieldKind.DATE:
                values.append(FieldValue(spec.key, code="2026-11-30"))
            elif spec.kind is FieldKind.CHOICE:
                values.append(FieldValue(spec.key, code=spec.choices[0].code))
            elif spec.kind is FieldKind.CHOICE_DATE:
                values.append(FieldValue(spec.key, code="review:2027-02-26"))
            else:
                values.append(FieldValue(spec.key, Text.of("x", Language.CY)))
        block = Block(f"b{section.code}", tuple(values))
        made = made.with_section(SectionContent(section.code, (block,)))
    return made


def test_the_sections_stand_in_the_statutory_order() -> None:
    assert [section.code for section in FORM.sections] == CODES
    assert FORM.edition == "2021-03-26"


@pytest.mark.parametrize("code", ["2B", "2C"])
def test_a_provision_has_its_seven_parts(code: str) -> None:
    section = FORM.section(code)
    assert [spec.code for spec in section.fields] == [f"{code}.{n}" for n in range(1, 8)]
    assert section.layout is Layout.PROVISIONS
    kinds = [spec.kind for spec in section.fields[2:6]]
    assert kinds == [FieldKind.CHOICE, FieldKind.TEXT, FieldKind.DATE, FieldKind.CHOICE_DATE]
    assert [c.settles for c in section.field(f"{code}.3").choices] == [True, True, False]


def test_everything_is_worded_in_both_languages() -> None:
    texts = [FORM.title]
    for section in FORM.sections:
        texts += [section.heading, section.short, section.hint]
        for spec in section.fields:
            texts += [spec.label, *(choice.label for choice in spec.choices)]
            assert spec.hint.empty or (spec.hint.cy and spec.hint.en)
    for text in texts:
        assert text.cy
        assert text.en
        assert text.cy != text.en or text.cy in {"Diagnosis", "ADY"}
        assert "'" not in text.cy


def test_nothing_claims_to_be_checked_against_the_code() -> None:
    assert not FORM.compared
    assert all(section.checked.cy == "unverified" for section in FORM.sections)
    assert all(spec.checked.cy == "unverified" for s in FORM.sections for spec in s.fields)
    assert FORM.section("2C").field("2C.3").checked.en == "primary"
    assert FORM.section("1A").field("name").checked.en == "secondary"


def test_a_filled_plan_lacks_nothing() -> None:
    assert FORM.required_missing(filled(), SCHOOL) == ()
    states = {s.code: FORM.state_of(s, filled(), SCHOOL) for s in FORM.sections}
    not_needed = [code for code, state in states.items() if state is SectionState.NOT_NEEDED]
    assert not_needed == ["2C", "2D", "3C", "3D"]
    assert all(s in {SectionState.COMPLETE, SectionState.NOT_NEEDED} for s in states.values())


def test_an_empty_plan_lacks_something_in_every_section_that_applies() -> None:
    missing = FORM.required_missing(plan(), SCHOOL)
    assert list(dict.fromkeys(m.section for m in missing)) == [
        "1A",
        "1B",
        "1C",
        "2A",
        "2B",
        "3A",
        "3B",
    ]
    assert [m for m in missing if m.section == "2B"] == [
        m for m in missing if m.key == "plan.missing.provision"
    ]
    for words in CATALOGUES:
        for m in missing:
            assert words.text(m.label) in words.t(m.key, **m.facts)


@pytest.mark.parametrize("number", range(1, 8))
def test_every_part_of_a_provision_is_asked_for(number: int) -> None:
    whole = filled()
    kept = tuple(v for v in whole.section("2B").blocks[0].values if v.key != f"2B.{number}")
    lacking = whole.with_section(SectionContent("2B", (Block("b2B", kept),)))
    found = FORM.required_missing(lacking, SCHOOL)
    assert [(m.section, m.block_id, m.field) for m in found] == [("2B", "b2B", f"2B.{number}")]
    assert FORM.state_of(FORM.section("2B"), lacking, SCHOOL) is SectionState.TO_SETTLE
    assert all(words.has(found[0].key) for words in CATALOGUES)


@pytest.mark.parametrize(
    ("key", "code"),
    [("2B.3", "not-decided"), ("2B.3", "perhaps"), ("2B.5", "soon"), ("2B.6", "review:"),
     ("2B.6", ":2027-02-26"), ("2B.6", "sometime:2027-02-26"), ("2B.6", "2027-02-26")],
)  # fmt: skip
def test_an_answer_that_settles_nothing_is_still_missing(key: str, code: str) -> None:
    whole = filled()
    block = whole.section("2B").blocks[0].with_value(FieldValue(key, code=code))
    changed = whole.with_section(SectionContent("2B", (block,)))
    assert [m.field for m in FORM.required_missing(changed, SCHOOL)] == [key]


def test_a_stale_translation_makes_a_draft() -> None:
    whole = filled()
    text = Text.both("cy", "en", Language.CY).with_(Language.CY, "newydd")
    block = whole.section("2A").blocks[0].with_value(FieldValue("needs", text))
    changed = whole.with_section(SectionContent("2A", (block,)))
    assert FORM.state_of(FORM.section("2A"), changed, SCHOOL) is SectionState.DRAFT


def test_an_opened_row_must_be_finished() -> None:
    begun = filled().with_section(SectionContent("3C", (Block("r1"),)))
    assert [m.field for m in FORM.required_missing(begun, SCHOOL)] == ["move", "actions"]


def test_a_young_person_decides_whether_parents_are_named() -> None:
    made = filled(SettingKind.COLLEGE)
    assert FORM.required_missing(made, SettingKind.COLLEGE) == ()
    assert [m.field for m in FORM.required_missing(made, SCHOOL)] == ["parents"]


def test_only_an_authority_plan_has_a_placement() -> None:
    written = SectionContent("2D", (Block("b", (FieldValue("2D.1", Text.of("x", Language.EN)),)),))
    section = FORM.section("2D")
    assert section.filled_by is FilledBy.AUTHORITY
    assert FORM.applies(section, SCHOOL, plan(written)) == (False, "plan.why_not.authority_only")
    kept = plan(written, kept_by=KeptBy.AUTHORITY)
    assert FORM.applies(section, SCHOOL, kept) == (True, "")
    empty = plan(kept_by=KeptBy.AUTHORITY)
    for setting, key in (
        (SettingKind.AUTHORITY, "plan.why_not.when_relevant"),
        (SCHOOL, "plan.why_not.authority_writes"),
    ):
        assert FORM.applies(section, setting, empty) == (False, key)
        assert all(words.has(key) for words in CATALOGUES)


def test_nhs_provision_waits_for_the_reply() -> None:
    section = FORM.section("2C")
    assert FORM.may_fill(section, SCHOOL, nhs_replied=False) == "plan.why_not.after_nhs_reply"
    assert FORM.may_fill(section, SCHOOL, nhs_replied=True) == ""
    assert FORM.may_fill(FORM.section("2D"), SCHOOL, nhs_replied=True)
    assert FORM.applies(section, SCHOOL, plan()) == (False, "plan.why_not.after_nhs_reply")


@given(st.sampled_from(["", "review", "end"]), st.one_of(st.just(NO_DAY), st.dates()))
def test_a_dated_choice_round_trips(choice: str, on: date) -> None:
    dated = DatedChoice(choice, on)
    assert DatedChoice.parse(str(dated)) == dated


@given(st.text())
def test_any_code_is_read_without_falling_over(code: str) -> None:
    dated = DatedChoice.parse(code)
    assert DatedChoice.parse(str(dated)) == dated


@given(st.lists(st.text(max_size=5), unique=True, max_size=4), st.text(), st.text())
def test_a_form_round_trips_through_its_file(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str], en: str, cy: str
) -> None:
    status = {"status": "verified_primary", "cy_status": "own_knowledge_not_verified"}
    pair = {"en": en, "cy": cy}
    fields = [{"key": k, "kind": "text", "label": pair, "required": True, **status} for k in keys]
    section = {"code": "1A", "heading": pair, "short": pair, "topic_status": "verified_primary"}
    value = {
        "id": "x", "edition": "y", "title": pair,
        "sections": [{**section, **status, "fields": fields}],
    }  # fmt: skip
    path = tmp_path_factory.getbasetemp() / "form.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    form = load_form(path)
    assert form.title == Text.both(cy, en, Language.EN)
    assert [spec.key for spec in form.sections[0].fields] == keys
    assert all(form.has_field("1A", key) for key in keys)


@pytest.mark.parametrize(
    "damage",
    [lambda v: v.pop("sections") and v.update(sections=[{}]), lambda v: v.update(edition=3),
     lambda v: v["sections"][0]["fields"][0].update(kind="nonsense"),
     lambda v: v["sections"][0].update(status="maybe"), lambda v: v.update(sections=[1])],
)  # fmt: skip
def test_a_damaged_form_is_named(tmp_path: Path, damage: object) -> None:
    value = json.loads(PATH.read_text(encoding="utf-8"))
    assert callable(damage)
    damage(value)
    path = tmp_path / "form.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(OwnFault) as fault:
        load_form(path)
    assert fault.value.facts["file"] == "form.json"


@pytest.mark.parametrize("content", ["", "[]", "{", "\N{BOM}{}"])
def test_a_file_that_is_not_a_form_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "form.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(OwnFault, match=r"error\.law\.unreadable"):
        load_form(path)
    with pytest.raises(OwnFault):
        load_form(tmp_path / "absent.json")
