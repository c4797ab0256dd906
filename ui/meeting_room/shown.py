"""What the room may see, and nothing else: the projector draws from this and not from the record.

No other learner, no prompt, no clock, no half-typed line, nothing marked for fewer people than
are in the room and, until the facilitator shows them, no card of anybody but the learner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aln_review.casework.queries.meeting import MeetingView
from aln_review.casework.rules import FORWARD
from aln_review.domain.bilingual import Text
from aln_review.domain.people import Perspective
from aln_review.domain.review import Attending
from aln_review.domain.words import SHEETS, Sheet
from ui.meeting_room.wall import WallSheet, wall_of


class Blank(StrEnum):
    """What F9 has put before the room."""

    NO = "no"
    PAUSE = "pause"
    BLACK = "black"

    @property
    def after(self) -> Blank:
        """What one more press shows."""
        order = list(Blank)
        return order[(order.index(self) + 1) % len(order)]


class Face(StrEnum):
    """Which face of the eighth sheet is in hand."""

    SHEET = "sheet"
    PRIORITIES = "priorities"
    ACTIONS = "actions"


@dataclass(frozen=True, slots=True)
class Line:
    """One statement before the room. ``working`` says which column of the grid."""

    who: str
    text: Text
    mine: bool
    working: bool = True
    dots: int = 0
    chosen: bool = False
    by: date | None = None


@dataclass(frozen=True, slots=True)
class RoomView:
    """Everything the audience window knows."""

    learner: str
    portrait: bytes
    sheet: Sheet
    face: Face
    lines: tuple[Line, ...]
    picture: bytes
    caption: Text
    wall: tuple[WallSheet, ...]
    on_wall: bool
    step: int
    blank: Blank


def room_view(
    view: MeetingView, sheet: Sheet, face: Face, *, on_wall: bool, blank: Blank
) -> RoomView:
    """What the room sees of a review, with one sheet in hand: what was said to everybody in it."""
    view = view.for_the_room()
    lines = _lines(view, sheet, face)
    picture, caption = _picture(view, sheet)
    agreed = view.learner.photo_agreed
    return RoomView(
        learner=view.learner.shown,
        portrait=view.photo if agreed else b"",
        sheet=sheet,
        face=face,
        lines=lines,
        picture=picture,
        caption=caption,
        wall=wall_of(view, sheet, room=True),
        on_wall=on_wall,
        step=SHEETS.index(sheet),
        blank=blank,
    )


def _lines(view: MeetingView, sheet: Sheet, face: Face) -> tuple[Line, ...]:
    if face is Face.PRIORITIES:
        return tuple(
            Line(
                one.words.said_by,
                one.words.text,
                _learner(one.words.perspective),
                dots=one.dots,
                chosen=one.chosen,
            )
            for one in view.priorities[:FORWARD]
        )
    if face is Face.ACTIONS:
        return tuple(Line(one.who, one.what, mine=False, by=one.by) for one in view.actions)
    if sheet is Sheet.WHO:
        away = (Attending.APOLOGIES, Attending.ASKED)
        return tuple(
            Line(one.shown, one.role, _learner(one.perspective))
            for one in view.people
            if one.attending not in away
        )
    one = view.sheet(sheet)
    cards = [*one.learner, *(one.others if one.revealed else ())]
    return tuple(
        Line(
            said.said_by,
            said.text,
            _learner(said.perspective),
            working=said.side.value != "not-working",
        )
        for said in cards
    )


def _learner(perspective: Perspective) -> bool:
    return perspective is Perspective.LEARNER


def _picture(view: MeetingView, sheet: Sheet) -> tuple[bytes, Text]:
    """The newest photograph among the learner's cards of a sheet."""
    held = dict(view.photos)
    for said in reversed(view.sheet(sheet).learner):
        if said.photo_id and held.get(said.photo_id):
            return held[said.photo_id], said.text
    return b"", Text()
