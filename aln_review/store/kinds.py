"""What is stored, one table-spec per kind: the table, the type and its indexed columns.

A row is the JSON of the whole domain value; a column is a copy of one field, kept so that it can
be asked for. A new indexed field needs a line here and a migration.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from aln_review.domain.case import Case
from aln_review.domain.dispatch import Arrival, OutboxLine
from aln_review.domain.document import Document
from aln_review.domain.keeping import Disclosure, Erasure, Hold
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person
from aln_review.domain.plan import Plan
from aln_review.domain.profile import OnePageProfile
from aln_review.domain.review import PersonCentredReview
from aln_review.domain.words import Words

T = TypeVar("T")

Indexed = str | int | bool | date | None


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """One kind of thing the vault keeps."""

    table: str
    type: type[T]
    columns: tuple[str, ...] = ()
    """Fields of the domain type that can be asked for in ``where``."""

    def values(self, item: T) -> tuple[str | int | None, ...]:
        """What the indexed columns hold for an item, in order."""
        return tuple([plain(getattr(item, name)) for name in self.columns])


def plain(value: Indexed) -> str | int | None:
    """A field as a column holds it: the empty string as nothing, dates as ISO 8601."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else int(value)


LEARNERS = Kind("learners", Learner, ("surname", "forename", "born", "upn", "class_name"))
PEOPLE = Kind("people", Person, ("learner_id",))
WORDS = Kind("words", Words, ("learner_id", "review_id", "sheet", "position"))
PROFILES = Kind("profiles", OnePageProfile, ("learner_id", "version", "locked"))
REVIEWS = Kind("reviews", PersonCentredReview, ("learner_id", "stage", "on"))
PLANS = Kind("plans", Plan, ("learner_id", "plan_id", "version", "state", "review_id"))
CASES = Kind("cases", Case, ("learner_id",))
DOCUMENTS = Kind("documents", Document, ("learner_id",))
OUTBOX = Kind("outbox", OutboxLine, ("learner_id", "state", "sequence"))
ARRIVALS = Kind("arrivals", Arrival, ("state",))
HOLDS = Kind("holds", Hold, ("learner_id",))
DISCLOSURES = Kind("disclosures", Disclosure, ("learner_id",))
ERASURES = Kind("erasures", Erasure, ("learner_id", "proof"))

KINDS: Mapping[str, Kind[object]] = {
    kind.table: kind  # type: ignore[misc]
    for kind in (
        LEARNERS,
        PEOPLE,
        WORDS,
        PROFILES,
        REVIEWS,
        PLANS,
        CASES,
        DOCUMENTS,
        OUTBOX,
        ARRIVALS,
        HOLDS,
        DISCLOSURES,
        ERASURES,
    )
}
"""Every kind by its table's name, which is also its name in ``UnitOfWork.changed``."""
