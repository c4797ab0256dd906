"""The parts every screen is made of. Painted by us, named for assistive technology, told by key."""

from __future__ import annotations

from ui.theme import Role
from ui.tokens import Tone
from ui.widgets.accents import AccentBar
from ui.widgets.boxes import (
    FlowLayout,
    ScrollPage,
    SideBySide,
    clear,
    column,
    even,
    gap,
    line,
    share,
)
from ui.widgets.buttons import Button, IconButton, PrimaryButton, TextButton
from ui.widgets.cards import Card, CardHead, EmptyState, Rule
from ui.widgets.choices import FilterPill, Segment, TabBar, Toggle
from ui.widgets.dates import DateField
from ui.widgets.days import DayStrip
from ui.widgets.faces import Avatar, BrandMark, PhotoFrame
from ui.widgets.fields import ChoiceField, Field, LineField, PassField, TextField
from ui.widgets.labels import Elided, Glyph, IconLabel, Label
from ui.widgets.message import MessageBox
from ui.widgets.meter import FitMeter
from ui.widgets.pills import Badge, KeyCap, Pill, SourceChip, WordChips
from ui.widgets.rows import Row
from ui.widgets.seek import SeekBar
from ui.widgets.summary import ErrorSummary
from ui.widgets.thread import Knot, Thread
from ui.widgets.tracks import Step, StepState, StepTrack
from ui.widgets.week import WeekDay, WeekEntry, WeekRibbon

__all__ = [
    "AccentBar",
    "Avatar",
    "Badge",
    "BrandMark",
    "Button",
    "Card",
    "CardHead",
    "ChoiceField",
    "DateField",
    "DayStrip",
    "Elided",
    "EmptyState",
    "ErrorSummary",
    "Field",
    "FilterPill",
    "FitMeter",
    "FlowLayout",
    "Glyph",
    "IconButton",
    "IconLabel",
    "KeyCap",
    "Knot",
    "Label",
    "LineField",
    "MessageBox",
    "PassField",
    "PhotoFrame",
    "Pill",
    "PrimaryButton",
    "Role",
    "Row",
    "Rule",
    "ScrollPage",
    "SeekBar",
    "Segment",
    "SideBySide",
    "SourceChip",
    "Step",
    "StepState",
    "StepTrack",
    "TabBar",
    "TextButton",
    "TextField",
    "Thread",
    "Toggle",
    "Tone",
    "WeekDay",
    "WeekEntry",
    "WeekRibbon",
    "WordChips",
    "clear",
    "column",
    "even",
    "gap",
    "line",
    "share",
]
