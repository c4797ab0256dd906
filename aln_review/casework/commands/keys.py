"""What is decided about the keys without opening one."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.core import Command, Work
from aln_review.casework.key_labels import KEYHOLDER_POSTPONED
from aln_review.casework.memory import remember


@dataclass(frozen=True, slots=True)
class PostponeKeyholder(Command[None]):
    """Keep that a person knows what is at stake and has nobody yet to give a second key to."""

    def run(self, work: Work) -> None:
        """Keep and log it; it is asked for again on Today, not at the door."""
        remember(work.unit, KEYHOLDER_POSTPONED, value=True)
        work.unit.log("vault.keyholder_postponed")
