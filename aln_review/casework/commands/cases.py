"""The duty to decide: what happened, in order. What may happen next is the state table's to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aln_review.casework.core import Command, Work
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.case import Case, CaseEvent
from aln_review.domain.errors import Refusal


@dataclass(frozen=True, slots=True)
class RecordEvent(Command[Case]):
    """Write down something that happened in a learner's case; the first one opens the case.

    Raises:
        Refusal: the state table does not allow it now, and says why; or it lies in the future.

    """

    learner_id: str
    kind: str
    on: date
    note: str = ""
    language: Language = Language.CY

    def run(self, work: Work) -> Case:
        """Apply the event to the case."""
        learner = work.unit.learners.get(self.learner_id)
        if self.on > work.today:
            raise Refusal("error.case.in_the_future", on=self.on)
        cases = work.unit.cases.where(learner_id=learner.id)
        case = cases[0] if cases else Case(work.new_id(), learner.id, work.kind)
        event = CaseEvent(
            id=work.new_id(),
            kind=self.kind,
            on=self.on,
            by=work.setting.person,
            note=Text.of(self.note.strip(), self.language),
        )
        changed = work.tools.law.states.apply(case, event)
        work.unit.cases.put(changed)
        work.unit.log("case.event", learner.id, event.id, self.kind)
        return changed
