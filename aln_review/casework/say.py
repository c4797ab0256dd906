"""A sentence not yet worded: a message key, its facts and, for a count, the number.

Read models carry these, so that a screen can be switched between Welsh and English without
asking again, and nothing below the screen holds prose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aln_review.domain.errors import Fact

NOT_COUNTED = -1


@dataclass(frozen=True, slots=True)
class Say:
    """One sentence by key. ``count`` picks the plural form where the key has plural forms."""

    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    count: int = NOT_COUNTED

    @classmethod
    def of(cls, key: str, **facts: Fact) -> Say:
        """A sentence with its facts."""
        return cls(key, facts)

    @classmethod
    def many(cls, key: str, count: int, **facts: Fact) -> Say:
        """A sentence whose form follows a count."""
        return cls(key, facts, count)


NOTHING = Say("")
"""Nothing to say: shown as no text at all."""
