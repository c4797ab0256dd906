"""Documents: reports, photographs, sounds, scans. The bytes lie in the vault, never beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from aln_review.domain.bilingual import Text
from aln_review.domain.words import MaySee


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of one document. Its bytes are fetched by id when they are shown."""

    id: str
    learner_id: str
    media_type: str
    size: int
    """In bytes."""
    sha256: str
    title: Text = field(default_factory=Text)
    author: str = ""
    on: date | None = None
    may_see: MaySee = MaySee.SETTING
