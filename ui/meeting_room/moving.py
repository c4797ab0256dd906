"""Where a card goes when it is moved: always one method, by key, menu or hand."""

from __future__ import annotations

from aln_review.casework.commands.words import MoveWords
from aln_review.casework.queries.meeting import MeetingView
from aln_review.domain.words import SHEETS, Sheet, Side
from aln_review.domain.words import Words as Said
from ui.meeting_room.history import Act
from ui.meeting_room.wishes import Wish

END = 10_000
"""An index beyond every card: the end of a sheet."""


def in_place(view: MeetingView, said: Said) -> list[Said]:
    """The cards among which a card stands: its sheet and side, in their order on the record."""
    sheet = view.sheet(said.sheet)
    there = [one for one in (*sheet.learner, *sheet.others) if one.side is said.side]
    return sorted(there, key=_position)


def _position(said: Said) -> tuple[int, str]:
    return said.position, said.id


def _same(one: Said, other: Said) -> bool:
    return (one.perspective.value == "learner") == (other.perspective.value == "learner")


def target(view: MeetingView, said: Said, wish: Wish) -> MoveWords | None:
    """The move that a key asks for; none where there is nowhere to go."""
    if said.sheet is Sheet.WORKING and wish in (Wish.BACKWARD, Wish.FORWARD):
        side = Side.WORKING if wish is Wish.BACKWARD else Side.NOT_WORKING
        return None if side is said.side else MoveWords(said.id, said.sheet, END, side)
    if wish in (Wish.SHEET_BEFORE, Wish.SHEET_AFTER):
        step = -1 if wish is Wish.SHEET_BEFORE else 1
        place = SHEETS.index(said.sheet) + step
        if not 0 <= place < len(SHEETS) - 1:
            return None
        return to_sheet(said, SHEETS[place])
    there = in_place(view, said)
    group = [one for one in there if _same(one, said)]
    step = -1 if wish in (Wish.EARLIER, Wish.BACKWARD) else 1
    at = next((n for n, one in enumerate(group) if one.id == said.id), -1) + step
    if not 0 <= at < len(group):
        return None
    rest = [one.id for one in there if one.id != said.id]
    index = rest.index(group[at].id) + (1 if step > 0 else 0)
    return MoveWords(said.id, said.sheet, index, said.side)


def to_sheet(said: Said, sheet: Sheet) -> MoveWords:
    """To the end of another sheet; what comes to working and not working starts as working."""
    side = Side.WORKING if sheet is Sheet.WORKING else Side.NONE
    return MoveWords(said.id, sheet, END, side)


def onto(view: MeetingView, said: Said, other: Said) -> MoveWords:
    """Where another card stands, on its sheet and in its column."""
    rest = [one.id for one in in_place(view, other) if one.id != said.id]
    return MoveWords(said.id, other.sheet, rest.index(other.id), other.side)


def act_of(view: MeetingView, said: Said, move: MoveWords) -> Act:
    """The move and the way back to where the card stood."""
    there = [one.id for one in in_place(view, said)]
    index = there.index(said.id) if said.id in there else END
    return Act(MoveWords(said.id, said.sheet, index, said.side), move)
