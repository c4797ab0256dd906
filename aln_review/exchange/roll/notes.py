"""What is to be said about a row or a file: a message key with its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aln_review.domain.errors import Fact


@dataclass(frozen=True, slots=True)
class Note:
    """One remark. ``key`` names the sentence, ``facts`` fill its places."""

    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @classmethod
    def of(cls, key: str, **facts: Fact) -> Note:
        """A remark with its facts."""
        return cls(key, facts)


class Unreadable(ValueError):
    """A row that cannot become a learner, and why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.key)
        self.note = note
