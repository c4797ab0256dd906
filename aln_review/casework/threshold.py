"""What may be known of a vault from outside, and a recovery sheet that has just been made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aln_review.domain.bilingual import Language
from aln_review.vault.recovery import word_at


class DoorState(StrEnum):
    """What stands at the vault's place."""

    NO_VAULT = "no-vault"
    LOCKED = "locked"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Outside:
    """What may be known of a vault before it is open."""

    state: DoorState
    label: str = ""
    wait_seconds: int = 0
    """Until the next passphrase may be tried."""
    has_keyholder: bool = False
    problem: str = ""
    """Message key of what keeps the header from being read; empty when nothing does."""
    authority: tuple[str, str] | None = None
    """Names, in Welsh and in English, of an authority that has a key; ``None`` without one."""


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A recovery sheet that has just been made. Its words are printed, never shown or kept."""

    words: tuple[str, ...]
    language: Language
    asked: tuple[int, ...]
    """Positions, counted from one, to be typed back."""

    def matches(self, position: int, typed: str) -> bool:
        """Whether a typed word is the paper's word at a position."""
        return word_at(self.words, position, typed)
