"""How long a record is kept, what holds it, and what remains once it has been erased.

What remains is evidence and nothing else: when, by whom, on what ground and how much. The name
is not among it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from aln_review.domain.bilingual import Text

CUSTOM = "custom"
"""In place of a schedule's id: the setting's own number of years."""


@dataclass(frozen=True, slots=True)
class KeepingChoice:
    """What the setting decided about how long it keeps a record. Nothing is chosen for it."""

    schedule: str = ""
    """Id in ``resources/rules/retention.json``, or :data:`CUSTOM`; empty while none is chosen."""
    years: int = 0
    """The setting's own number, for :data:`CUSTOM`."""
    from_leaving: bool = False
    """The own number counts from leaving, not from birth."""
    looked_after: str = ""
    """A longer schedule for learners whom an authority looks after; empty for none."""
    chosen_by: str = ""
    chosen_on: date | None = None
    edition: str = ""
    """Of the schedules it was chosen from."""


class HoldKind(StrEnum):
    """Why a record that is due is kept all the same."""

    LEGAL = "legal"
    """A claim, an inquiry or a court: until somebody lifts it nothing of it may be erased."""
    LONGER = "longer"
    """The setting decided to keep it until a day; it is proposed again after that."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One decision to keep a learner's record. Lifted, it stays until the record goes."""

    id: str
    learner_id: str
    kind: HoldKind
    reason: Text
    placed_by: str
    since: date
    until: date | None = None
    """The last day of keeping longer; none for a legal hold, which a person lifts."""
    lifted_on: date | None = None
    lifted_by: str = ""

    def holds_on(self, today: date) -> bool:
        """Whether it stands in the way on this day."""
        return self.lifted_on is None and (self.until is None or today <= self.until)


class Basis(StrEnum):
    """The ground on which something was erased."""

    SCHEDULE = "schedule"
    """The period of the setting's own schedule had run out."""
    REQUEST = "request"
    """The person, or somebody for them, asked (UK GDPR Article 17)."""
    MISTAKE = "mistake"
    """It should never have been in the vault: another child's, a duplicate, a wrong paper."""


class Erased(StrEnum):
    """How much was erased."""

    RECORD = "record"
    WORDS = "words"
    DOCUMENT = "document"


class SecondCopies(StrEnum):
    """What became of copies at the second place that were made before something was erased."""

    NONE = "none"
    """No second place was in use."""
    DUE = "due"
    """They go once a copy that lacks the record was put there and read back."""
    REMOVED = "removed"
    LEFT = "left"
    """The second place was given up before that: they are in the setting's own hands."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many things of one kind were erased."""

    kind: str
    """A repository's name."""
    count: int


@dataclass(frozen=True, slots=True)
class Erasure:
    """What the vault keeps of an erasure. No name, no date of birth, no word of the record."""

    id: str
    learner_id: str
    """The internal number, which lines of the access log and of the outbox still carry."""
    at: datetime
    on: date
    """The civil date in Wales."""
    decided_by: str
    basis: Basis
    what: Erased = Erased.RECORD
    witness: str = ""
    """The second person named as having agreed; may be empty."""
    schedule: str = ""
    """Id in ``resources/rules/retention.json``; empty unless the basis is the schedule."""
    edition: str = ""
    """Of the schedules, as the file gives it."""
    due_on: date | None = None
    proof: str = ""
    """A slow keyed digest of name and date of birth, lower-case hexadecimal: it answers *did you
    erase this person?* to somebody who already knows both, and tells nobody else anything."""
    counts: tuple[Counted, ...] = ()
    copies_gone_by: date | None = None
    """The day by which the last copy that can hold the record will have gone of itself."""
    copies_removed_on: date | None = None
    """When the older copies beside the vault were removed at once."""
    second_place: SecondCopies = SecondCopies.NONE
    second_place_on: date | None = None
    """When the older copies at the second place were removed."""


class Ruling(StrEnum):
    """What a person decided about one passage of a record that somebody asked to see."""

    INCLUDE = "include"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class PassageRuling:
    """A decision about one passage. It lapses when the passage is changed."""

    passage: str
    """Where the passage stands: kind, id and place."""
    digest: str
    """SHA-256 of the passage as it was read, lower-case hexadecimal."""
    ruling: Ruling
    reason: str = ""
    """Code of why it is blanked out, worded by ``disclosure.reason.<code>``."""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One request to see everything about a learner, from the asking to the file."""

    id: str
    learner_id: str
    asked_on: date
    rulings: tuple[PassageRuling, ...] = ()
    saved_at: datetime | None = None

    def ruling_on(self, passage: str, digest: str) -> PassageRuling | None:
        """The decision about a passage that reads as it does now, if one was made."""
        return next(
            (one for one in self.rulings if (one.passage, one.digest) == (passage, digest)), None
        )
