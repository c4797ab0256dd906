"""Makers of cases for the tests of the law."""

from __future__ import annotations

from datetime import date

from aln_review.domain.case import Case, CaseEvent
from aln_review.domain.setting import SettingKind


def day(code: str) -> date:
    """A date from ISO 8601."""
    return date.fromisoformat(code)


def case(*events: tuple[str, str], setting: SettingKind = SettingKind.SCHOOL) -> Case:
    """A case from pairs of event and ISO date."""
    made = tuple(CaseEvent(f"e{n}", kind, day(on)) for n, (kind, on) in enumerate(events))
    return Case("c1", "l1", setting, made)
