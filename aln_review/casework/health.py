"""Whether the vault is well, as the page that asks and the command line show it.

The checks and their repairs are the store's; here they get their words, their learners' names,
and the copy that has to be there before anything is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from aln_review.casework.copies import keep_copy
from aln_review.casework.core import Casework
from aln_review.casework.door import Door
from aln_review.casework.queries.access_log import LogChain
from aln_review.casework.say import Say
from aln_review.domain.dispatch import OutboxLine
from aln_review.domain.errors import AlnError
from aln_review.packages.receipt import claim
from aln_review.store.health import (
    Check,
    CheckName,
    Detail,
    Repair,
    drop_loose,
    look,
    repair_search,
)

__all__ = ["CHECKS", "HealthLine", "Repair", "at_start", "examine_one", "examine_vault", "mend"]

CHECKS = tuple(name.value for name in CheckName)
"""Names of the checks, in order."""


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One check: what was looked at, what was found in which places, and what mends it."""

    name: str
    title: Say
    finding: Say
    good: bool
    details: tuple[Say, ...] = ()
    more: int = 0
    """Faults that are counted and not named: there are too many."""
    repair: Repair = Repair.NONE


def title_of(name: str) -> Say:
    """What a check is called."""
    return Say(f"vault.health.{name}")


def examine_one(casework: Casework, name: str) -> HealthLine:
    """Run one check; nothing is changed. The page asks for one after the other and shows each.

    Raises:
        WorldFault: the vault's file cannot be opened at all.

    """
    check = look(casework.store, CheckName(name))
    if check.name is CheckName.OUTBOX:
        astray = _astray(casework)
        check = Check(check.name, check.count + len(astray), (*check.details, *astray))
    return _line(casework, check)


def examine_vault(casework: Casework) -> Iterator[HealthLine]:
    """Run every check, in order.

    Raises:
        WorldFault: the vault's file cannot be opened at all.

    """
    for name in CHECKS:
        yield examine_one(casework, name)


def at_start(casework: Casework, stop: Callable[[], bool]) -> tuple[Say, ...]:
    """What is looked at each time a vault was opened: the log's chain, and the clock.

    Nothing when ``stop`` said so before the chain was followed to its end.
    """
    chain = casework.ask(LogChain(stop))
    if chain is None:
        return ()
    found = () if chain.whole else (chain.broken,)
    clock = look(casework.store, CheckName.CLOCK)
    return found if clock.good else (*found, Say.of("error.clock.wrong"))


def mend(door: Door, casework: Casework, repair: Repair) -> HealthLine:
    """Carry out one repair, and run its check once more.

    What nothing refers to is dropped only once a copy with it in has been opened and compared.

    Raises:
        WorldFault: the disk refused or no copy could be made; everything is as it was.

    """
    if repair is Repair.SEARCH:
        repair_search(casework.store)
        return examine_one(casework, CheckName.SEARCH)
    keep_copy(door, casework)
    drop_loose(casework.store)
    return examine_one(casework, CheckName.LOOSE)


def _astray(casework: Casework) -> list[Detail]:
    """Lines that carry a receipt which speaks of another package or of other bytes."""
    with casework.store.view() as unit:
        try:
            lines = unit.outbox.all()
        except AlnError:
            # Another check names the line that cannot be read.
            return []
    return [
        Detail("vault.health.outbox.astray", {"number": line.sequence}, line.learner_id)
        for line in lines
        if not all(_about(token, line) for token in (line.delivered_receipt, line.answer_receipt))
    ]


def _about(token: str, line: OutboxLine) -> bool:
    if not token:
        return True
    try:
        receipt = claim(token).receipt
    except AlnError:
        return False
    return (receipt.package, receipt.sha256) == (line.id, line.sha256)


def _line(casework: Casework, check: Check) -> HealthLine:
    return HealthLine(
        check.name.value,
        Say(check.title),
        Say.of(check.key, count=check.count),
        check.good,
        tuple(_said(casework, detail) for detail in check.details),
        0 if check.name is CheckName.CHAIN else max(0, check.count - _named(check)),
        check.repair,
    )


def _named(check: Check) -> int:
    """How many faults the details stand for."""
    if check.name is CheckName.ITEMS or not check.details:
        return check.count
    return len(check.details)


def _said(casework: Casework, detail: Detail) -> Say:
    if not detail.learner_id:
        return Say(detail.key, detail.facts)
    with casework.store.view() as unit:
        try:
            learner = unit.learners.find(detail.learner_id)
        except AlnError:
            learner = None
    if learner is None:
        return Say(detail.key, detail.facts)
    return Say(f"{detail.key}_of", {**detail.facts, "name": learner.name})
