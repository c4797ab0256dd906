"""Makers of plans at each step of their life, through the commands the window uses."""

from __future__ import annotations

import msgspec
import pytest

from aln_review.casework.commands.plans import CompletePlan, DraftPlan, GivePlan, WriteField
from aln_review.casework.core import Casework, Command
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal
from aln_review.domain.learner import Learner
from aln_review.domain.plan import FieldValue, Plan
from tests.casework.vaults import TODAY, Made, add_learner
from tests.hostile.filling import fill_missing


def kept(vault: Casework, plan_id: str) -> Plan:
    with vault.store.view() as unit:
        return unit.plans.get(plan_id)


def as_bytes(vault: Casework, plan_id: str) -> bytes:
    """All of a version, byte for byte."""
    return msgspec.json.encode(kept(vault, plan_id), order="deterministic")


def drafted(made: Made, learner: Learner | None = None) -> Plan:
    learner = learner or add_learner(made.vault)
    return made.vault.do(DraftPlan(learner.id)).value


def completed(made: Made, learner: Learner | None = None) -> Plan:
    plan = drafted(made, learner)
    fill_missing(made.vault, plan)
    return made.vault.do(CompletePlan(plan.id)).value


def locked(made: Made, learner: Learner | None = None) -> Plan:
    return made.vault.do(GivePlan(completed(made, learner).id, TODAY)).value


def write(plan: Plan, text: str, language: Language = Language.CY, **where: str) -> WriteField:
    at = {"section": "2A", "block_id": plan.section("2A").blocks[0].id, "key": "needs", **where}
    return WriteField(plan.id, at["section"], at["block_id"], at["key"], text, language)


def needs(vault: Casework, plan_id: str) -> FieldValue:
    return kept(vault, plan_id).section("2A").blocks[0].value("needs")


def refusal(vault: Casework, command: Command[object]) -> str:
    with pytest.raises(Refusal) as refused:
        vault.do(command)
    assert all(words.has(refused.value.key) for words in vault.tools.catalogues.values())
    return refused.value.key
