"""The eight sheets in order, the minutes planned for each, and what only the facilitator sees.

The order is that of person-centred reviews in schools; the minutes are ours, meant to be paused
and passed. Prompts and preparation are message keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from aln_review.domain.review import PersonCentredReview
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import SHEETS, Sheet

PRESETS: Final = (20, 45, 85)
"""Lengths of a meeting, in minutes. 45 needs sheets filled beforehand; 20 suits the very young."""

_MINUTES: Final[Mapping[int, tuple[int, ...]]] = {
    20: (2, 3, 3, 2, 3, 3, 1, 3),
    45: (4, 5, 5, 4, 5, 6, 3, 13),
    85: (10, 8, 12, 8, 10, 12, 5, 20),
}
"""Minutes for each sheet of a preset, in the sheets' order."""

_PROMPTS: Final[Mapping[Sheet, int]] = {
    Sheet.WHO: 3,
    Sheet.ADMIRE: 3,
    Sheet.NOW: 3,
    Sheet.FUTURE: 3,
    Sheet.SUPPORT: 3,
    Sheet.WORKING: 3,
    Sheet.QUESTIONS: 2,
    Sheet.ACTIONS: 3,
}
"""How many prompts each sheet has in every kind of setting."""

_VOICE: Final[Mapping[SettingKind, str]] = {
    SettingKind.SCHOOL: "school",
    SettingKind.AUTHORITY: "school",
    SettingKind.EARLY_YEARS: "early_years",
    SettingKind.COLLEGE: "college",
}
"""Whose prompts a setting uses: an authority's reviews are of children at school."""

_BEFORE: Final = (
    "date_agreed",
    "guests_chosen",
    "languages_asked",
    "questions_sent",
    "updates_read",
    "admire_gathered",
    "learner_prepared",
    "room",
)
_BEFORE_BY_LENGTH: Final[Mapping[int, tuple[str, ...]]] = {
    20: (),
    45: ("sheets_gathered",),
    85: ("comforts",),
}


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One sheet of the wall as planned."""

    sheet: Sheet
    number: int
    """1 to 8."""
    minutes: int

    @property
    def title(self) -> str:
        """Message key of the heading, with ``{name}`` for the learner."""
        return f"sheet.{self.sheet}.title"

    @property
    def short(self) -> str:
        """Message key of the short heading for the rail."""
        return f"sheet.{self.sheet}.short"

    @property
    def empty(self) -> str:
        """Message key of what an empty sheet says, with ``{name}``."""
        return f"sheet.{self.sheet}.empty"


def preset_for(minutes: int) -> int:
    """The preset a planned length is shared out by: the longest that fits, or the shortest."""
    return max((preset for preset in PRESETS if preset <= minutes), default=PRESETS[0])


def minutes_for(sheet: Sheet, minutes: int) -> int:
    """Minutes planned for a sheet of a meeting of that length; none for no sheet."""
    if sheet is Sheet.NONE:
        return 0
    return _MINUTES[preset_for(minutes)][SHEETS.index(sheet)]


def agenda(minutes: int) -> tuple[AgendaItem, ...]:
    """The eight sheets in order for a meeting of that length."""
    return tuple(
        AgendaItem(sheet, number, minutes_for(sheet, minutes))
        for number, sheet in enumerate(SHEETS, 1)
    )


def prompts(sheet: Sheet, kind: SettingKind) -> tuple[str, ...]:
    """Message keys of a sheet's prompts, with ``{name}``; only the facilitator sees them."""
    return tuple(
        f"meeting.prompt.{sheet}.{_VOICE[kind]}.{number}"
        for number in range(1, _PROMPTS.get(sheet, 0) + 1)
    )


def preparation(review: PersonCentredReview) -> tuple[str, ...]:
    """Keys of the preparation list, in order; each is worded by ``meeting.prepare.<key>``.

    An interpreter is on the list only when somebody needs one.
    """
    keys = _BEFORE + _BEFORE_BY_LENGTH[preset_for(review.minutes)]
    if any(participant.interpreter for participant in review.participants):
        keys = (*keys, "interpreter_booked")
    return keys
