"""Days and times in words, the same on every machine.

The names of months and days come from the catalogue; nothing asks the operating system. A day
and its month are kept on one line by a no-break space. After a verb or preposition a Welsh
weekday softens (*dydd* becomes *ddydd*), so running text uses the ``on`` styles.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum

NO_BREAK = "\N{NO-BREAK SPACE}"


class Style(StrEnum):
    """How much of a day or time is said. The value is what a placeholder names."""

    LONG = "long"
    """1 December 2026."""
    SHORT = "short"
    """01/12/2026."""
    WEEKDAY = "weekday"
    """Tuesday 1 December, at the start of a line: Dydd Mawrth, 1 Rhagfyr."""
    DAY = "day"
    """The same inside a sentence, unmutated: dydd Mawrth, 1 Rhagfyr."""
    ON = "on"
    """The same after a verb or preposition: ddydd Mawrth, 1 Rhagfyr."""
    FULL = "full"
    """Tuesday 1 December 2026, at the start of a line."""
    ON_FULL = "on_full"
    """The same after a verb or preposition."""
    DAY_MONTH = "day_month"
    """1 December."""
    MONTH = "month"
    """December 2026."""
    TIME = "time"
    """14:05."""
    MOMENT = "moment"
    """1 December 2026, 14:05."""


Say = Callable[[str], str]
"""Gives the catalogue's wording of a key, its places still empty."""


def day_in_words(day: date, style: Style, say: Say) -> str:
    """A day, or the time of day when ``day`` carries one, in the style asked for.

    A bare date has no time: ``TIME`` gives midnight and ``MOMENT`` the day alone.
    """
    if style is Style.TIME:
        return f"{day:%H:%M}" if isinstance(day, datetime) else "00:00"
    if style is Style.SHORT:
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    if style is Style.MOMENT:
        style = Style.LONG
        if isinstance(day, datetime):
            return _fill(say("date.pattern.moment"), day, say)
    return _fill(say(f"date.pattern.{style}"), day, say)


def _fill(pattern: str, day: date, say: Say) -> str:
    facts = {
        "{day}": str(day.day),
        "{month}": say(f"date.month.{day.month}"),
        "{year}": str(day.year),
        "{weekday}": say(f"date.weekday.{day.isoweekday()}"),
        "{weekday_lower}": say(f"date.weekday_lower.{day.isoweekday()}"),
        "{weekday_soft}": say(f"date.weekday_soft.{day.isoweekday()}"),
        "{time}": f"{day:%H:%M}" if isinstance(day, datetime) else "00:00",
    }
    for place, value in facts.items():
        pattern = pattern.replace(place, value)
    return pattern


def relative(day: date, today: date, say: Say) -> str:
    """Today, tomorrow or yesterday; within a week the weekday; otherwise the long date.

    Lower case, for use inside a line.
    """
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((day - today).days)
    if near:
        return say(f"date.{near}")
    if today < day <= today + timedelta(days=6):
        return day_in_words(day, Style.DAY, say)
    return day_in_words(day, Style.LONG, say)
