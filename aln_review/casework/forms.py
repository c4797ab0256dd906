"""The form's and the coach's vocabulary, for the screens: they look no further down than here."""

from __future__ import annotations

from aln_review.statute.form import (
    NO_DAY,
    DatedChoice,
    FieldKind,
    FieldSpec,
    Layout,
    Missing,
    Section,
    SectionState,
    parse_day,
)
from aln_review.statute.phrases import Nudge, Span
from aln_review.statute.quality import Answer, OutcomeCheck

__all__ = [
    "NO_DAY",
    "Answer",
    "DatedChoice",
    "FieldKind",
    "FieldSpec",
    "Layout",
    "Missing",
    "Nudge",
    "OutcomeCheck",
    "Section",
    "SectionState",
    "Span",
    "parse_day",
]
