"""Fixing a review: why, when, where, how long. The people round the learner are asked at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.reviews import PlanReview
from aln_review.casework.queries.learners import LearnerPage, LearnerView
from aln_review.domain.review import PersonCentredReview, ReviewKind
from ui.learner.choice import EACH, AnswerField
from ui.learner.form import FormScreen
from ui.retranslate import What
from ui.widgets import DateField, LineField, SideBySide
from ui.widgets.summary import Wrong

HOUR = re.compile(r"^([01]?\d|2[0-3])[:.]([0-5]\d)$")
LENGTHS = ("20", "45", "85")


class PlanReviewPage(FormScreen):
    """Opened for ``learner``."""

    KEEP = "review.new.keep"

    def fields(self) -> None:
        """Kind, day and hour, place, length."""
        self.kind = AnswerField("kind", [one.value for one in ReviewKind])
        self.on = DateField("on", self.words)
        self.at = LineField("at", limit=5)
        self.place = LineField("place", limit=120)
        self.length = AnswerField("length", LENGTHS)
        for field in (self.kind, self.on, self.at, self.place, self.length):
            self.say(field.setText, f"review.new.{field.name}")
        self.say(self.on.setHint, "review.new.on_hint")
        self.say(self.at.setHint, "review.new.at_hint")
        self.say(self.place.setHint, "review.new.place_hint")
        self.kind.say_answers(self, f"review.kind.{EACH}")
        self.length.say_answers(self, f"review.new.minutes.{EACH}")
        self.length.set_value(LENGTHS[-1])
        when = SideBySide(self.on, self.at, shares=(3, 2), least=30, spacing=14, below=12)
        for part in (self.kind, when, self.place, self.length):
            self.card.add(part)

    def show_for(self, **args: object) -> None:
        """Ask whose review it is."""
        self.say(self.heading.setText, "learner.plan_review")
        self.say(self.hint.setText, "review.new.hint")
        self.ask(LearnerPage(str(args["learner"])), self._show)

    def title(self) -> What:
        """Plan a review."""
        return "learner.plan_review"

    def first_focus(self) -> QWidget | None:
        """The kind."""
        return self.on

    def _show(self, view: LearnerView) -> None:
        self.name_learner(view.learner.name)
        if not self.kind.value():
            held = view.last_review is not None
            self.kind.set_value((ReviewKind.ANNUAL if held else ReviewKind.FIRST).value)

    def wrong(self) -> Sequence[Wrong]:
        """A day is needed; an hour must be one."""
        wrong: list[Wrong] = []
        if self.on.day() is None:
            wrong.append((self.on, "review.new.on_needed"))
        if self.at.value() and not HOUR.match(self.at.value()):
            wrong.append((self.at, "review.new.at_wrong"))
        return wrong

    def keep(self) -> None:
        """Fix the review and go on to preparing it."""
        day = self.on.day()
        if day is None:
            return
        command = PlanReview(
            str(self.args["learner"]),
            ReviewKind(self.kind.value()),
            day,
            clock(self.at.value()),
            self.place.value(),
            int(self.length.value()),
        )
        self.hand_over(command, self._planned, partial(self.refused, self.on))

    def _planned(self, review: PersonCentredReview) -> None:
        self.desk.open("prepare", review=review.id)


def clock(text: str) -> str:
    """``9.5`` is no hour; ``9:05`` and ``9.05`` become ``09:05``; empty stays empty."""
    found = HOUR.match(text)
    return f"{int(found[1]):02}:{found[2]}" if found else ""
