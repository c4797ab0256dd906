"""Filling whatever the form still asks for, whatever form it is."""

from __future__ import annotations

from aln_review.casework.commands.plans import AddBlock, WriteField
from aln_review.casework.core import Casework
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.domain.bilingual import Language
from aln_review.domain.plan import Plan
from aln_review.statute.form import FieldKind, FieldSpec, Missing
from tests.casework.vaults import TODAY

SAID = {Language.CY: "Dwywaith yr wythnos.", Language.EN: "Twice a week."}


def fill_missing(vault: Casework, plan: Plan) -> None:
    """Write every required field of a draft in both languages."""
    form = vault.tools.law.form
    kind = vault.ask(SettingsPage()).setting.kind
    while missing := form.required_missing(plan, kind):
        first = missing[0]
        if first.field:
            spec = next(s for s in form.section(first.section).fields if s.key == first.field)
            _write(vault, plan, first, spec)
        else:
            vault.do(AddBlock(plan.id, first.section))
        with vault.store.view() as unit:
            plan = unit.plans.get(plan.id)


def _write(vault: Casework, plan: Plan, missing: Missing, spec: FieldSpec) -> None:
    where = (plan.id, missing.section, missing.block_id, spec.key)
    if spec.kind.coded:
        day = TODAY.isoformat()
        choice = next((one.code for one in spec.choices if one.settles), "")
        codes = {
            FieldKind.DATE: day,
            FieldKind.CHOICE: choice,
            FieldKind.CHOICE_DATE: f"{choice}:{day}",
        }
        vault.do(WriteField(*where, code=codes[spec.kind]))
        return
    for language, text in SAID.items():
        vault.do(WriteField(*where, text=text, language=language))
