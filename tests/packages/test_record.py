"""What goes into the record, and above all what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.plan import (
    Block,
    FieldValue,
    KeptBy,
    Plan,
    SectionContent,
    Source,
    SourceKind,
)
from aln_review.domain.review import ActionPoint, Participant, PersonCentredReview, ReviewKind
from aln_review.domain.setting import Setting, SettingKind
from aln_review.domain.words import MaySee, Words
from aln_review.packages.canonical import canonical, parse
from aln_review.packages.record import RECORD_SHAPE, record_of
from tests.packages.makers import DESK_NAME, NOW, ROLE, SCHOOL_NAME, package_id

SETTING = Setting(
    "glan-yr-afon", SettingKind.SCHOOL, SCHOOL_NAME, "999", DESK_NAME, "Mari Prys", ROLE
)
LEARNER = Learner(package_id(1), "Elin", "Tŷ’r Ŵyn", date(2017, 3, 4), address="3 Stryd y Bont")


def said(text: str, may_see: MaySee, *, removed: bool = False) -> Words:
    return Words(
        id=package_id(len(text)),
        learner_id=LEARNER.id,
        text=Text.of(text, Language.CY),
        said_by="Elin",
        perspective=Perspective.LEARNER,
        recorded_by="Mari Prys",
        said_at=NOW,
        may_see=may_see,
        removed=removed,
    )


def review() -> PersonCentredReview:
    return PersonCentredReview(
        id=package_id(2),
        learner_id=LEARNER.id,
        kind=ReviewKind.ANNUAL,
        on=date(2026, 11, 20),
        participants=(
            Participant(package_id(3), "Nia Tŷ’r Ŵyn", Text.both("Mam", "Mum"), Perspective.FAMILY),
        ),
        actions=(ActionPoint(package_id(4), Text.of("Prynu clustffonau", Language.CY), "Mari"),),
        agreed_at=NOW,
    )


def test_the_record_is_of_the_published_shape() -> None:
    made = record_of(SETTING, LEARNER, None, review(), [said("Dw i’n hoffi", MaySee.PLAN)])
    RECORD_SHAPE.check(made)
    assert parse(canonical(made)) == made


def test_only_words_meant_for_the_plan_go() -> None:
    words = [said(f"{may_see.value} geiriau", may_see) for may_see in MaySee]
    words.append(said("tynnwyd oddi ar y wal", MaySee.PLAN, removed=True))
    text = canonical(record_of(SETTING, LEARNER, None, review(), words)).decode()
    assert "plan geiriau" in text
    for kept_back in ("private geiriau", "setting geiriau", "meeting geiriau", "tynnwyd"):
        assert kept_back not in text


def test_the_address_and_the_words_behind_a_field_stay() -> None:
    source = Source(SourceKind.WORDS, package_id(9), Text.of("cyfrinach", Language.CY), "Elin")
    value = FieldValue("like", Text.of("hoffi", Language.CY), sources=(source,))
    plan = Plan(
        package_id(5),
        package_id(6),
        LEARNER.id,
        1,
        "2021",
        KeptBy.SCHOOL,
        NOW,
        sections=(SectionContent("1C", (Block(package_id(7), (value,)),)),),
    )
    made = record_of(SETTING, LEARNER, plan)
    RECORD_SHAPE.check(made)
    text = canonical(made).decode()
    assert "Stryd y Bont" not in text
    assert "cyfrinach" not in text
    assert package_id(9) in text


@settings(max_examples=60)
@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_was_typed_or_pasted_can_be_sent(forename: str, told: str) -> None:
    learner = replace(LEARNER, forename=forename)
    made = record_of(SETTING, learner, message=Text.both(told, told))
    RECORD_SHAPE.check(made)
