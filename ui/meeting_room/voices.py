"""Who can have said it, and what the line asks for on each sheet."""

from __future__ import annotations

from aln_review.casework.queries.meeting import MeetingView
from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from aln_review.domain.review import Attending, Participant
from aln_review.domain.words import Sheet
from ui.meeting_room.chips import Voice
from ui.meeting_room.shown import Face


def voices_of(view: MeetingView) -> tuple[Voice, ...]:
    """Everyone who may speak, the learner first; those who sent apologies do not."""
    people = [one for one in view.people if one.attending is not Attending.APOLOGIES]
    people.sort(key=_learner_first)
    return tuple(
        Voice(one.shown, one.perspective, one.language, one.person_id, "", one.id) for one in people
    )


def _learner_first(person: Participant) -> bool:
    return person.perspective is not Perspective.LEARNER


def group_voices(language: Language) -> tuple[Voice, ...]:
    """On the first sheet a newcomer is family, of the setting, or somebody else."""
    groups = (Perspective.FAMILY, Perspective.SETTING, Perspective.OTHERS)
    return tuple(
        Voice("", one, language, label=f"meeting.voice.{one.value}", participant_id=one.value)
        for one in groups
    )


def asked(sheet: Sheet, face: Face) -> tuple[str, str, str]:
    """Keys: label of the chips, hint in the line, the button's words."""
    if sheet is Sheet.WHO:
        return "meeting.who_comes", "meeting.hint_person", "meeting.add"
    if face is Face.PRIORITIES:
        return "meeting.who_said", "meeting.hint_late", "meeting.park"
    if face is Face.ACTIONS:
        return "meeting.who_does", "meeting.hint_action", "meeting.add"
    return "meeting.who_said", "meeting.hint_line", "meeting.add"
