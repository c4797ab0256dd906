"""Search: learners, words and plans, in either language."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.core import Query, Work
from aln_review.domain.audience import FOUND_BY_SEARCH
from aln_review.store.search import Hit

FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: what kind it is, whose it is and the words round the match."""

    kind: str
    ref: str
    learner_id: str
    name: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Search(Query[tuple[Found, ...]]):
    """Find by the beginning of a word; accents, case and mutations do not matter."""

    text: str
    limit: int = 12

    def run(self, work: Work) -> tuple[Found, ...]:
        """Ask the index; learners who match by name come first."""
        if len(self.text.strip()) < FEWEST_LETTERS:
            return ()
        hits = [hit for hit in work.unit.search(self.text, self.limit) if _may_be_found(work, hit)]
        names = {}
        for learner_id in {hit.learner_id for hit in hits if hit.learner_id}:
            learner = work.unit.learners.find(learner_id)
            names[learner_id] = learner.name if learner else ""
        found = [
            Found(hit.kind, hit.id, hit.learner_id, names.get(hit.learner_id, ""), _line(hit))
            for hit in hits
        ]
        return tuple(sorted(found, key=_people_first))


def _line(hit: Hit) -> str:
    """What was found, in one line; what stands in several of its lines is shown once."""
    lines = (line.strip() for line in hit.snippet.splitlines())
    return " · ".join(dict.fromkeys(line for line in lines if line))


def _may_be_found(work: Work, hit: Hit) -> bool:
    """Never a safeguarding note, even where an older index still holds it."""
    words = work.unit.words.find(hit.id) if hit.kind == "words" else None
    return words is None or words.may_see in FOUND_BY_SEARCH


def _people_first(found: Found) -> bool:
    return found.kind != "learners"
