"""Whether the vault is well, as the page that asks and the command line show it.

The checks and their repairs are the store's; here they get their words, their line in the access
log, and the copy that has to be there before anything is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.core import Casework
from aln_review.casework.say import Say
from aln_review.store.health import Check, examine, repair_search


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One check: what was looked at, what was found, and whether it can be mended here."""

    title: Say
    finding: Say
    good: bool
    repairable: bool


def examine_vault(casework: Casework) -> tuple[HealthLine, ...]:
    """Look at everything there is to look at; nothing is changed.

    Raises:
        WorldFault: the vault's file cannot be opened at all.

    """
    return tuple(_line(check) for check in examine(casework.store))


def mend_search(casework: Casework) -> tuple[HealthLine, ...]:
    """Build the search index again, and look once more.

    Raises:
        WorldFault: the disk refused; the index is as it was.

    """
    repair_search(casework.store)
    return examine_vault(casework)


def _line(check: Check) -> HealthLine:
    finding = Say.of(check.key, count=check.count)
    return HealthLine(Say(check.title), finding, check.good, check.repairable)
