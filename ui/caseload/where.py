"""Where a learner is found in the setting: year and class in words."""

from __future__ import annotations

from aln_review.casework.say import Say

NURSERY, RECEPTION = "N", "R"
LAST_YEAR = 11
"""After Year 11 a course says more than a year does."""


def where(year: str, group: str, *, ended: bool = False) -> Say:
    """Year and class; a class alone where the year says nothing. ``ended`` with a full stop."""
    year = year.upper()
    key = "class_only" if group else ""
    if year.startswith(NURSERY):
        key = "class_only" if group else "nursery"
    elif year == RECEPTION:
        key = "reception_class" if group else "reception"
    elif year.isdigit() and int(year) <= LAST_YEAR:
        key = "year_class" if group else "year"
    full = f"learners.{'ended.' if ended else ''}{key}" if key else ""
    return Say.of(full, year=year, class_name=group)
