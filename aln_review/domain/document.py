"""Documents: reports, photographs, sounds, scans. The bytes lie in the vault, never beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from aln_review.domain.bilingual import Text
from aln_review.domain.words import MaySee

SOUND: Final = "audio/ogg"
"""What every sound is kept as, whatever it came as: Ogg Opus (RFC 7845)."""


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
    """Who wrote it; of a sound, who is heard."""
    on: date | None = None
    may_see: MaySee = MaySee.SETTING
    length: int = 0
    """Milliseconds a sound plays."""

    @property
    def is_sound(self) -> bool:
        """It is listened to, not read."""
        return self.media_type == SOUND
