"""What belongs to a learner, and taking all of it out of the vault in one transaction.

What stays is a line in the register of erasures, the internal number in the access log, and the
skeleton of what was sent or came. Nothing of that names anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aln_review.casework.arrivals import opened
from aln_review.casework.core import Work
from aln_review.casework.memory import recall, remember
from aln_review.domain.dispatch import Arrival, ArrivalState, LineState, OutboxLine
from aln_review.domain.errors import AlnError
from aln_review.domain.keeping import Counted, Hold
from aln_review.domain.learner import Learner
from aln_review.language.collation import folded
from aln_review.vault.likeness import SALT_BYTES, likeness

SALT = "erasures.salt"
ON_THE_WAY = (LineState.FROZEN, LineState.OFFERING)
OPENED = (ArrivalState.VERIFIED, ArrivalState.ACCEPTED, ArrivalState.RETURNED)
OWNED = (
    "words", "profiles", "plans", "reviews", "cases", "documents", "people", "holds",
    "disclosures",
)  # fmt: skip
"""Kinds of which a learner's are all erased, in this order."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """Everything of one learner, by id."""

    learner: Learner
    owned: tuple[tuple[str, tuple[str, ...]], ...]
    """Ids by repository, in the order of :data:`OWNED`."""
    contents: tuple[str, ...]
    lines: tuple[OutboxLine, ...]
    arrivals: tuple[Arrival, ...]
    about: tuple[str, ...]
    """Every id a screen may have been opened for."""

    def counts(self) -> tuple[Counted, ...]:
        """How many of each kind, leaving out kinds of which there are none."""
        found = [Counted(kind, len(ids)) for kind, ids in self.owned]
        found += [Counted("outbox", len(self.lines)), Counted("arrivals", len(self.arrivals))]
        return tuple(one for one in found if one.count)

    @property
    def on_the_way(self) -> bool:
        """A package of the learner's has not arrived yet."""
        return any(line.state in ON_THE_WAY for line in self.lines)

    @property
    def unanswered(self) -> bool:
        """Somebody who sent a package of the learner's waits for the desk's answer."""
        return any(
            one.state is ArrivalState.VERIFIED or (one.receipt and not one.receipt_offered)
            for one in self.arrivals
        )


def belongings(work: Work, learner_id: str) -> Belongings:
    """Gather everything of a learner.

    Raises:
        NotFound: there is no such learner.

    """
    unit = work.unit
    learner = unit.learners.get(learner_id)
    words = unit.words.where(learner_id=learner_id)
    plans = unit.plans.where(learner_id=learner_id)
    repositories = {
        "words": words,
        "profiles": unit.profiles.where(learner_id=learner_id),
        "plans": plans,
        "reviews": unit.reviews.where(learner_id=learner_id),
        "cases": unit.cases.where(learner_id=learner_id),
        "documents": unit.documents.where(learner_id=learner_id),
        "people": unit.people.where(learner_id=learner_id),
        "holds": unit.holds.where(learner_id=learner_id),
        "disclosures": unit.disclosures.where(learner_id=learner_id),
    }
    owned = tuple(
        (kind, tuple(one.id for one in repositories[kind]))  # type: ignore[attr-defined]
        for kind in OWNED
    )
    lines = tuple(unit.outbox.where(learner_id=learner_id))
    arrivals = tuple(one for one in unit.arrivals.all() if _is_of(work, one, learner))
    held = set(unit.contents.ids())
    of_others = {one.id for one in unit.documents.all() if one.learner_id != learner_id}
    pictures = {one.photo_id for one in words} | {learner.photo_id}
    wanted = (
        *dict(owned)["documents"],
        *sorted(pictures - of_others - set(dict(owned)["documents"])),
        *(line.id for line in lines),
        *(one.id for one in arrivals),
    )
    ids = [one for _, found in owned for one in found]
    about = (learner_id, *ids, *sorted({plan.plan_id for plan in plans}), *wanted)
    return Belongings(
        learner,
        owned,
        tuple(one for one in wanted if one in held),
        lines,
        arrivals,
        tuple(one for one in about if one),
    )


def _is_of(work: Work, arrival: Arrival, learner: Learner) -> bool:
    """Whether an arrival holds this learner's record; older ones are opened to be sure."""
    if arrival.learner_id or arrival.state not in OPENED or arrival.erased_on:
        return arrival.learner_id == learner.id and not arrival.erased_on
    if arrival.learner_name != learner.name:
        return False
    try:
        with opened(work, arrival) as package:
            return bool(package.record["learner"]["id"] == learner.id)
    except AlnError:
        # It cannot be read any more and bears the name: kept, it would be of no use to anybody.
        return True


def remove(work: Work, found: Belongings, on: date) -> None:
    """Take all of it out; the caller's transaction makes it all or nothing."""
    unit = work.unit
    unit.forget_texts(found.learner.id)
    for kind, ids in found.owned:
        repository = getattr(unit, kind)
        for one in ids:
            repository.delete(one)
    for line in found.lines:
        unit.outbox.put(line.without_the_learner(on))
    for arrival in found.arrivals:
        unit.arrivals.put(arrival.without_the_learner(on))
    for one in found.contents:
        unit.contents.delete(one)
    unit.drafts.forget(found.about)
    unit.learners.delete(found.learner.id)


def holds_on(work: Work, learner_id: str) -> tuple[Hold, ...]:
    """What stands in the way of erasing today, legal holds first."""
    found = work.unit.holds.where(learner_id=learner_id)
    return tuple(sorted((one for one in found if one.holds_on(work.today)), key=_legal_first))


def _legal_first(hold: Hold) -> tuple[str, date]:
    return hold.kind.value, hold.since


def proof_of(work: Work, name: str, born: date) -> str:
    """The digest by which a person who knows both can ask again; empty before the first erasure."""
    kept = recall(work.unit, SALT, str, "")
    if not kept:
        return ""
    return likeness(bytes.fromhex(kept), folded(" ".join(name.split())), born.isoformat())


def make_salt(work: Work) -> None:
    """Make the vault's salt for these digests, once."""
    if not recall(work.unit, SALT, str, ""):
        remember(work.unit, SALT, work.tools.random(SALT_BYTES).hex())
