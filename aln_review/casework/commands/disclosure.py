"""Answering somebody who asks to see a record: a decision on each passage, then the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from aln_review.casework.core import Command, Work
from aln_review.casework.disclosing import marked, open_disclosure, passages_of, whole_of
from aln_review.domain.errors import Refusal
from aln_review.domain.keeping import Disclosure, PassageRuling, Ruling

REASONS = ("others", "confidence", "harm", "privilege")
"""Codes of why a passage may be blanked out, worded by ``disclosure.reason.<code>``."""


@dataclass(frozen=True, slots=True)
class BeginDisclosure(Command[Disclosure]):
    """Begin to answer a request, or go on with the one that is open.

    Raises:
        Refusal: asked on a day that has not come.

    """

    learner_id: str
    asked_on: date

    def run(self, work: Work) -> Disclosure:
        """Keep the day it was asked for."""
        learner = work.unit.learners.get(self.learner_id)
        if self.asked_on > work.today:
            raise Refusal("error.disclosure.asked_later")
        held = open_disclosure(work, learner.id)
        if held is not None:
            return held
        begun = Disclosure(work.new_id(), learner.id, self.asked_on)
        work.unit.disclosures.put(begun)
        work.unit.log("disclosure.begun", learner.id, begun.id)
        return begun


@dataclass(frozen=True, slots=True)
class RulePassages(Command[Disclosure]):
    """Decide on passages, as they read now: include them, or blank them out for a reason.

    Raises:
        Refusal: no reason, a passage that is not there or reads differently, or a request that
            has been answered already.

    """

    disclosure_id: str
    passages: tuple[tuple[str, str], ...]
    """Place and digest of each."""
    ruling: Ruling
    reason: str = ""

    def run(self, work: Work) -> Disclosure:
        """Keep the decisions with who made them."""
        held = work.unit.disclosures.get(self.disclosure_id)
        if held.saved_at is not None:
            raise Refusal("error.disclosure.answered")
        if self.ruling is Ruling.BLANK and self.reason not in REASONS:
            raise Refusal("error.disclosure.no_reason")
        found = passages_of(work, whole_of(work, held.learner_id))
        there = {(one.place, one.digest) for one in found}
        if not set(self.passages) <= there:
            raise Refusal("error.disclosure.changed")
        reason = self.reason if self.ruling is Ruling.BLANK else ""
        who = work.setting.person
        new = tuple(
            PassageRuling(place, digest, self.ruling, reason, who, work.today)
            for place, digest in self.passages
        )
        places = {one.passage for one in new}
        kept = tuple(one for one in held.rulings if one.passage not in places)
        changed = replace(held, rulings=(*kept, *new))
        work.unit.disclosures.put(changed)
        return changed


@dataclass(frozen=True, slots=True)
class FinishDisclosure(Command[Disclosure]):
    """Register that the file has left the vault.

    Raises:
        Refusal: a passage is still undecided.

    """

    disclosure_id: str
    locked: bool

    def run(self, work: Work) -> Disclosure:
        """Keep when, and write it into the access log."""
        held = work.unit.disclosures.get(self.disclosure_id)
        found = passages_of(work, whole_of(work, held.learner_id))
        left = sum(one.ruling is None for one in marked(found, held))
        if left:
            raise Refusal("error.disclosure.undecided", count=left)
        changed = replace(held, saved_at=work.now)
        work.unit.disclosures.put(changed)
        how = "locked" if self.locked else "plain"
        work.unit.log("disclosure.saved", held.learner_id, held.id, how)
        return changed
