"""What is remembered about papers that leave the vault."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.core import Command, Work
from aln_review.casework.memory import remember

WARNED = "papers.warned"


@dataclass(frozen=True, slots=True)
class WarnedAboutFiles(Command[None]):
    """The person has read that a saved file is not encrypted; it is said once."""

    def run(self, work: Work) -> None:
        """Remember it."""
        remember(work.unit, WARNED, value=True)
