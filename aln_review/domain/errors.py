"""Errors as types with facts.

No class here carries prose. A message key and its facts travel up to the screen, which words
them in the reader's language. ``str(error)`` is the key alone, so that no child's name can
reach a log, a crash report or a terminal by way of an exception.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from aln_review.domain.bilingual import Text

Fact = str | int | float | date | datetime | Text


class AlnError(Exception):
    """Anything that stops a command: ``key`` names the sentence, ``facts`` fill its places."""

    def __init__(self, key: str, **facts: Fact) -> None:
        super().__init__(key)
        self.key = key
        self.facts: Mapping[str, Fact] = facts


class WorldFault(AlnError):
    """The world's doing: full disk, wrong passphrase, no network. The sentence says what to do."""


class Refusal(AlnError):
    """A rule says no: an impossible move, a missing field. The sentence says why."""


class NotFound(AlnError):
    """Asked for something the vault does not hold."""


class OwnFault(AlnError):
    """Our own bug, said as such. The facts hold ids and type names only, never content."""
