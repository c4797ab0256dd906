"""Invented learners and what belongs to them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.plan import Block, FieldValue, KeptBy, Plan, PlanState, SectionContent
from aln_review.domain.words import Words

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def learner(item_id: str = "l1", forename: str = "Elin", surname: str = "Môn-Parri") -> Learner:
    """An invented learner."""
    return Learner(item_id, forename, surname, date(2016, 2, 29), upn="A123")


def words(item_id: str, text: str, learner_id: str = "l1", *, removed: bool = False) -> Words:
    """One invented statement in Welsh."""
    return Words(
        item_id, learner_id, Text.of(text, Language.CY), "Elin", Perspective.LEARNER,
        "Gwen Pari", NOON, removed=removed,
    )  # fmt: skip


def plan(item_id: str, text: str, state: PlanState = PlanState.DRAFT) -> Plan:
    """A plan with one field."""
    value = FieldValue("why", Text.of(text, Language.CY))
    sections = (SectionContent("2A", (Block("b1", (value,)),)),)
    return Plan(item_id, "p1", "l1", 1, "2021", KeptBy.SCHOOL, NOON, state, sections)
