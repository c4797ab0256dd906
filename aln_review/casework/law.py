"""The law in force, read once from dated files: the form, the clocks, the states, the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aln_review.domain.setting import SettingKind
from aln_review.exchange.roll.rules import RollRules
from aln_review.statute.clocks import Rules, load_rules
from aln_review.statute.form import Form, load_form
from aln_review.statute.quality import Quality, load_quality
from aln_review.statute.school_calendar import SchoolCalendar, load_calendar
from aln_review.statute.states import States, load_states

AUTHORITY_CALENDAR = "bro-celyn.json"
COLLEGE_CALENDAR = "bro-celyn-college.json"
INVENTED_AUTHORITY = "699"
"""The number of the demo's authority; no real one has it."""


@dataclass(frozen=True, slots=True)
class Law:
    """Everything that a rule is read from."""

    form: Form
    rules: Rules
    states: States
    quality: Quality
    roll: RollRules
    wales: SchoolCalendar
    """Bank holidays alone: no term dates are published for programs to read."""
    invented: Mapping[SettingKind, SchoolCalendar]
    """The calendars of the demo's authority, which does not exist."""


def load_law(resources: Path) -> Law:
    """The law as it ships in ``resources``.

    Raises:
        OwnFault: a file is missing or damaged.

    """
    calendars, rules = resources / "calendars", resources / "rules"
    wales = calendars / "wales.json"
    schools = load_calendar(wales, calendars / AUTHORITY_CALENDAR)
    colleges = load_calendar(wales, calendars / COLLEGE_CALENDAR)
    return Law(
        form=load_form(resources / "forms" / "idp-2021.json"),
        rules=load_rules(rules / "deadlines.json"),
        states=load_states(rules / "states.json"),
        quality=load_quality(resources / "phrases"),
        roll=RollRules.load(resources),
        wales=load_calendar(wales),
        invented={
            kind: colleges if kind is SettingKind.COLLEGE else schools for kind in SettingKind
        },
    )
