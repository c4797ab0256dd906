"""What is remembered of the copies between one day and the next. It lies in the vault itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from aln_review.casework.core import Casework
from aln_review.casework.memory import recall, remember
from aln_review.store.measure import Measure
from aln_review.store.unit_of_work import UnitOfWork

COPIES = "copies"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A copy that lost a fifth or more of something; nothing older goes until it is answered."""

    what: str
    """A kind of thing by its table, or ``written`` or ``contents`` for bytes."""
    before: int
    after: int
    at: datetime
    """When the copy was made that shrank."""
    good_at: datetime
    """When the last good copy was made: it and everything older stays."""


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """The folder on a stick or a share, and how it went there. Moments in UTC."""

    folder: str = ""
    reached: datetime | None = None
    trouble: str = ""
    """Message key of why the last try failed; empty when it did not."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The last proof that a copy can be put back."""

    at: datetime | None = None
    seconds: float = 0.0
    second_place: bool = False
    """Whether a copy of the second place was opened as well."""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Good:
    """The last copy that had not shrunk."""

    at: datetime
    measure: Measure


@dataclass(frozen=True, slots=True)
class CopiesState:
    """Everything remembered of the copies."""

    second: SecondPlace = field(default_factory=SecondPlace)
    rehearsal: Rehearsal = field(default_factory=Rehearsal)
    good: Good | None = None
    alarm: Alarm | None = None
    shrink_expected: bool = False
    before_restoring: tuple[datetime, ...] = ()
    """Copies made before a restoring; the ladder does not take them."""


def state_of(casework: Casework) -> CopiesState:
    """What is remembered."""
    with casework.store.view() as unit:
        return read_state(unit)


def read_state(unit: UnitOfWork) -> CopiesState:
    """What is remembered, inside a unit of work or a view."""
    return recall(unit, COPIES, CopiesState, CopiesState())


def keep_state(unit: UnitOfWork, state: CopiesState) -> None:
    """Remember it."""
    remember(unit, COPIES, state)


def expect_shrink(unit: UnitOfWork) -> None:
    """The next copy may be smaller: learners are being erased, by somebody who may.

    Called inside the transaction that erases, so that either both happen or neither does.
    """
    keep_state(unit, replace(read_state(unit), shrink_expected=True))


def let_all_go(unit: UnitOfWork) -> None:
    """Let the ladder take every copy in its turn, also those made before a restoring.

    Called inside the transaction that erases: a copy that never went would keep what is erased.
    """
    keep_state(unit, replace(read_state(unit), before_restoring=()))
