"""What was found about a vault as it was opened, that whoever works in it must know."""

from __future__ import annotations

from dataclasses import dataclass

from aln_review.casework.last_seen import Older
from aln_review.casework.rotating import Unfinished


@dataclass(frozen=True, slots=True)
class Found:
    """Nothing out of the ordinary, unless it says so."""

    elsewhere: bool = False
    """It was made in another place: it is read, and nothing in it can be changed."""
    older: Older | None = None
    """A newer one was seen here."""
    unfinished: Unfinished | None = None
    """Its data key was being changed when the program ended: that is to be carried on first."""


AS_USUAL = Found()
