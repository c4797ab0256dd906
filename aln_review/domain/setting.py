"""Who holds this vault: a school, an early years setting, a college or a local authority."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aln_review.domain.bilingual import Language, Text


class SettingKind(StrEnum):
    """The kind decides the words, the states a case may take and which clocks run."""

    SCHOOL = "school"
    EARLY_YEARS = "early-years"
    COLLEGE = "college"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Setting:
    """The setting, and the person who works in this vault."""

    id: str
    kind: SettingKind
    name: Text
    authority: str
    """Three-digit local authority number, such as ``"660"``; invented ones in demo data."""
    authority_name: Text
    person: str
    """The name of the person whose vault this is."""
    role: Text
    language: Language = Language.CY
