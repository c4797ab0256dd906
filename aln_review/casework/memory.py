"""Small things the vault remembers beside the record: who holds it, preferences, counters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import msgspec

from aln_review.domain.bilingual import Language
from aln_review.domain.setting import Setting
from aln_review.store.unit_of_work import UnitOfWork

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Preferences:
    """How this person likes the app. Percent and minutes."""

    language: Language = Language.CY
    text_percent: int = 100
    """100 to 200."""
    idle_minutes: int = 5
    """1 to 15."""
    theme: str = "light"
    motion: bool = True
    ask_before_sending: bool = True
    """Whether the passphrase is asked for again before a plan is sent, if not typed of late."""
    letters: bool = False
    """Whether the bar of letters with a circumflex shows where one writes."""


SETTING = "setting"
PREFERENCES = "preferences"
SEQUENCE = "dispatch.sequence"


def recall(unit: UnitOfWork, name: str, kind: type[T], default: T) -> T:
    """What was remembered under ``name``, as ``kind``; ``default`` when nothing was."""
    found = unit.meta.get_as(name, kind)
    return default if found is None else found


def remember(unit: UnitOfWork, name: str, value: object) -> None:
    """Remember ``value`` (a domain value or plain JSON) under ``name``."""
    unit.meta.put(name, msgspec.to_builtins(value))


def recall_setting(unit: UnitOfWork) -> Setting | None:
    """The setting, once the first run has got that far."""
    return unit.meta.get_as(SETTING, Setting)
