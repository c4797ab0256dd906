"""Filling a throwaway vault with invented people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from aln_review.casework.core import Command, Work
from aln_review.casework.memory import SETTING, remember
from aln_review.exchange.demo.vault import DemoVault


@dataclass(frozen=True, slots=True)
class FillDemo(Command[int]):
    """Put a whole invented setting into an empty vault, in one transaction."""

    typed: ClassVar[bool] = False

    demo: DemoVault

    def run(self, work: Work) -> int:
        """Keep everything; how many learners there are."""
        unit = work.unit
        remember(unit, SETTING, self.demo.setting)
        for learner in self.demo.learners:
            unit.learners.put(learner)
        for person in self.demo.people:
            unit.people.put(person)
        for words in self.demo.words:
            unit.words.put(words)
        for profile in self.demo.profiles:
            unit.profiles.put(profile)
        for review in self.demo.reviews:
            unit.reviews.put(review)
        for plan in self.demo.plans:
            unit.plans.put(plan)
        for case in self.demo.cases:
            unit.cases.put(case)
        for found in self.demo.documents:
            unit.documents.put(found.document)
            unit.contents.put(found.document.id, found.content)
        unit.log("demo.filled")
        # Nobody real: one line stands for all of them.
        unit.touched.clear()
        return len(self.demo.learners)
