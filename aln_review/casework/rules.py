"""The few rules a screen shows as they are: casework's word for what lies beneath it."""

from aln_review.meeting.agenda import PRESETS, preparation
from aln_review.meeting.clock import Reading, reading
from aln_review.meeting.priorities import FORWARD
from aln_review.statute.school_calendar import DayType

__all__ = ["FORWARD", "PRESETS", "DayType", "Reading", "preparation", "reading"]
