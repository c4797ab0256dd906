"""The civil day in Wales: what a date on a paper means, whatever the computer's clock is set to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

WALES: Final = ZoneInfo("Europe/London")


def day_in_wales(at: datetime) -> date:
    """The day on which an aware moment falls in Wales: in summer an hour ahead of UTC's."""
    return at.astimezone(WALES).date()
