"""Between the fields and the coach: which text is read, which phrase is spoken of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from aln_review.casework.forms import FieldKind, Nudge
from aln_review.casework.queries.coach import Coach, CoachView
from aln_review.domain.words import Words as Said
from ui.chrome.order import bring_into_view
from ui.desk import Desk
from ui.plan.coach import CoachCard, likely
from ui.plan.fields import PlanField

SHEETS: Mapping[str, tuple[str, ...]] = {
    ".1": ("future", "now", "actions"),
    ".2": ("support", "working"),
    "needs": ("working", "support"),
}
"""The sheets of the wall that feed a field, by the end of its key."""


def coached(field: PlanField) -> bool:
    """Whether the coach reads this field: what adults write in parts 2 and 3."""
    return field.spec.kind is FieldKind.LONG and field.section[:1] in "23"


class Coaching(QObject):
    """Reads every coached field of the section; speaks of the one the caret is in.

    ``used(field, said)`` when words of the review are to go into a field.
    """

    used = Signal(object, object)

    def __init__(self, parent: QObject, desk: Desk, card: CoachCard) -> None:
        super().__init__(parent)
        self._desk = desk
        self._card = card
        self._fields: list[PlanField] = []
        self._at: PlanField | None = None
        self._nudge: Nudge | None = None
        self._offers: tuple[Said, ...] = ()
        self._left_alone: set[tuple[str, str]] = set()
        card.used.connect(self._use)
        card.left_alone.connect(self.leave_alone)
        card.leave.clicked.connect(self.leave_alone)
        card.next.clicked.connect(self.next_phrase)
        desk.words.switched.connect(self.speak)

    def watch(self, fields: Sequence[PlanField], offers: Sequence[Said]) -> None:
        """These fields were laid out: read those that are coached."""
        self._fields = [field for field in fields if coached(field)]
        self._offers = tuple(offers)
        self._at, self._nudge = None, None
        for field in self._fields:
            field.caret_moved.connect(partial(self._moved, field))
            self.read(field)
        self.speak()

    def forget(self) -> None:
        """The fields are about to go."""
        self._fields = []
        self._at, self._nudge = None, None

    def _among(self, key: str, field: PlanField) -> PlanField | None:
        """A field beside this one, in the same block and language."""
        around = self.parent()
        if around is None:
            return None
        for other in around.findChildren(PlanField):
            same = (other.block_id, other.language) == (field.block_id, field.language)
            if same and other.spec.key == key:
                return other
        return None

    def read(self, field: PlanField) -> None:
        """Ask the coach about what is written now."""
        if field not in self._fields:
            return
        text = field.raw()
        reviewed = ""
        if field.spec.key.endswith(".2"):
            beside = self._among(field.spec.key[:-1] + "6", field)
            reviewed = beside.worded() if beside is not None else ""
        query = Coach(field.spec.key, text, field.language, reviewed)
        self._desk.bridge.ask(
            query, partial(self._answered, field.name, text), self._desk.say_error
        )

    def _answered(self, name: str, text: str, view: CoachView) -> None:
        field = next((one for one in self._fields if one.name == name), None)
        if field is None:
            return
        found = sorted((*view.vague, *view.strengths), key=_start)
        kept = [n for n in found if (field.name, n.found) not in self._left_alone]
        field.show_coach(text, view, kept)
        if self._at is None and kept:
            self._at, self._nudge = field, kept[0]
            self.speak()
        elif self._at is field:
            self._nudge = field.nudge_at_caret() or (kept[0] if kept else None)
            self.speak()

    def enter(self, field: PlanField) -> None:
        """The caret came to this field."""
        self._at = field
        self._nudge = field.nudge_at_caret() or (field.nudges[0] if field.nudges else None)
        self.speak()

    def _moved(self, field: PlanField) -> None:
        nudge = field.nudge_at_caret()
        if field is self._at and nudge is not None and nudge != self._nudge:
            self._nudge = nudge
            self.speak()

    def speak(self) -> None:
        """Say it on the card."""
        field = self._at
        more = sum(len(one.nudges) for one in self._fields)
        if field is None or field.coach is None:
            self._card.show_nothing("plan.coach_here" if self._fields else "plan.coach_not_here")
        else:
            self._card.show_view(field.coach, self._nudge, more)
        asked = field is not None and field in self._fields and field.box is not None
        offers: tuple[Said, ...] = ()
        if asked and field is not None:
            sheets = [s for end, s in SHEETS.items() if field.spec.key.endswith(end)]
            offers = likely(self._offers, field.raw(), sheets[0] if sheets else ())
        self._card.show_offers(offers)

    def next_phrase(self) -> None:
        """Go to the next coached phrase of the section, from wherever the caret is."""
        every = [(field, nudge) for field in self._fields for nudge in field.nudges]
        if not every:
            self._desk.announce(self._desk.words.t("plan.coach_clear"))
            return
        place = -1
        here = self._at.nudge_at_caret() if self._at is not None else None
        for number, (field, nudge) in enumerate(every):
            if field is self._at and nudge == here and _has_focus(field):
                place = number
        field, nudge = every[(place + 1) % len(every)]
        self._at, self._nudge = field, nudge
        field.select(nudge)
        bring_into_view(field)
        self._nudge = nudge
        self.speak()
        ask = self._desk.words.text(nudge.ask)
        self._desk.announce(f"“{nudge.found}” {ask}")

    def leave_alone(self) -> None:
        """Let the phrase stand as it is, and speak of it no more here."""
        if self._at is None or self._nudge is None:
            return
        self._left_alone.add((self._at.name, self._nudge.found))
        self.read(self._at)

    def _use(self, said: Said) -> None:
        if self._at is not None:
            self.used.emit(self._at, said)


def _start(nudge: Nudge) -> int:
    return nudge.span.start


def _has_focus(field: PlanField) -> bool:
    box = field.box
    return box is not None and box.box.hasFocus()
