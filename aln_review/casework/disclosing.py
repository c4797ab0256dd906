"""One learner's whole record, its passages, and the decisions about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aln_review.casework.core import Work
from aln_review.domain.keeping import Disclosure, PassageRuling, Ruling
from aln_review.exchange.disclosure import Detector, Passage, Whole, passages

KINDS = (
    "people", "words", "profiles", "reviews", "plans", "cases", "documents", "outbox", "holds",
)  # fmt: skip
"""What is told of a learner besides the learner's own row, in this order."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage that somebody must look at, and what was decided if anything was."""

    passage: Passage
    ruling: PassageRuling | None


def whole_of(work: Work, learner_id: str) -> Whole:
    """Everything of a learner.

    Raises:
        NotFound: there is no such learner.

    """
    learner = work.unit.learners.get(learner_id)
    items: dict[str, Sequence[object]] = {"learners": (learner,)}
    for kind in KINDS:
        items[kind] = tuple(getattr(work.unit, kind).where(learner_id=learner_id))
    return Whole(learner, items)


def passages_of(work: Work, whole: Whole) -> tuple[Passage, ...]:
    """Every text of the record, marked against everybody else in this vault."""
    learner_id = whole.learner.id
    others = [
        (one.id, one.name, one.called) for one in work.unit.learners.all() if one.id != learner_id
    ]
    people = dict.fromkeys(one.name for one in work.unit.people.all())
    return passages(whole, Detector(whole, others, people))


def open_disclosure(work: Work, learner_id: str) -> Disclosure | None:
    """The request that is being answered; ``None`` when there is none."""
    found = [one for one in work.unit.disclosures.where(learner_id=learner_id) if not one.saved_at]
    return found[-1] if found else None


def marked(found: Sequence[Passage], disclosure: Disclosure | None) -> tuple[Marked, ...]:
    """The passages somebody must look at, the gravest first."""
    rulings = {(one.passage, one.digest): one for one in disclosure.rulings} if disclosure else {}
    flagged = [one for one in found if one.flags]
    order = sorted(range(len(flagged)), key=lambda at: (_grave(flagged[at]), at))
    return tuple(
        Marked(flagged[at], rulings.get((flagged[at].place, flagged[at].digest))) for at in order
    )


def _grave(passage: Passage) -> int:
    return list(type(passage.flags[0])).index(passage.flags[0])


def blanked(found: Sequence[Marked]) -> dict[str, str]:
    """The places that are blanked out, and the code of why."""
    return {
        one.passage.place: one.ruling.reason
        for one in found
        if one.ruling is not None and one.ruling.ruling is Ruling.BLANK
    }
