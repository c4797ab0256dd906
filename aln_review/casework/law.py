"""The law in force, read once from dated files: the form, the clocks, the states, the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from aln_review.domain.setting import SettingKind
from aln_review.exchange.roll.rules import RollRules
from aln_review.statute.clocks import Rules, load_rules
from aln_review.statute.form import Form, load_form
from aln_review.statute.quality import Quality, load_quality
from aln_review.statute.retention import Schedules, load_schedules
from aln_review.statute.school_calendar import SchoolCalendar, load_calendar
from aln_review.statute.states import States, load_states

AUTHORITY_CALENDAR = "bro-celyn.json"
COLLEGE_CALENDAR = "bro-celyn-college.json"
INVENTED_AUTHORITY = "699"
"""The number of the demo's authority; no real one has it."""


class Law:
    """Everything that a rule is read from; each file is read when it is first asked for.

    Every property raises OwnFault when its file is missing or damaged.
    """

    def __init__(self, resources: Path) -> None:
        self._forms = resources / "forms"
        self._rules = resources / "rules"
        self._calendars = resources / "calendars"
        self._resources = resources

    @property
    def folder(self) -> Path:
        """Where the files lie, for whoever wants to check or replace one."""
        return self._resources

    @cached_property
    def form(self) -> Form:
        """The standard form of the plan."""
        return load_form(self._forms / "idp-2021.json")

    @cached_property
    def rules(self) -> Rules:
        """The clocks."""
        return load_rules(self._rules / "deadlines.json")

    @cached_property
    def states(self) -> States:
        """What may happen to a case."""
        return load_states(self._rules / "states.json")

    @cached_property
    def schedules(self) -> Schedules:
        """How long records may be kept."""
        return load_schedules(self._rules / "retention.json")

    @cached_property
    def quality(self) -> Quality:
        """The writing coach's lists."""
        return load_quality(self._resources / "phrases")

    @cached_property
    def roll(self) -> RollRules:
        """How the headings of class lists are read."""
        return RollRules.load(self._resources)

    @cached_property
    def wales(self) -> SchoolCalendar:
        """Bank holidays alone: no term dates are published for programs to read."""
        return load_calendar(self._calendars / "wales.json")

    @cached_property
    def invented(self) -> Mapping[SettingKind, SchoolCalendar]:
        """The calendars of the demo's authority, which does not exist."""
        wales = self._calendars / "wales.json"
        schools = load_calendar(wales, self._calendars / AUTHORITY_CALENDAR)
        colleges = load_calendar(wales, self._calendars / COLLEGE_CALENDAR)
        return {kind: colleges if kind is SettingKind.COLLEGE else schools for kind in SettingKind}
