"""Writing down that something happened in a case. What may happen next is the law's to say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.cases import RecordEvent
from aln_review.casework.queries.learners import (
    Caseload,
    CaseloadView,
    LearnerPage,
    LearnerView,
)
from aln_review.casework.say import Say
from aln_review.domain.case import Case
from aln_review.domain.errors import AlnError
from aln_review.domain.setting import SettingKind
from ui.learner.choice import EACH, AnswerField
from ui.learner.finder import LearnerFinder
from ui.learner.form import FormScreen
from ui.retranslate import What
from ui.widgets import DateField, Field, TextField
from ui.widgets.summary import Wrong

CONCERN = "concern_raised"


class RecordEventPage(FormScreen):
    """Opened for ``learner``; ``kind`` is what happened, where that is known already.

    Without a learner it asks whom first: *Record a concern* on Today.
    """

    KEEP = "event.keep"

    def fields(self) -> None:
        """Whom, what, when, and a note."""
        self._learner = ""
        self.whom = LearnerFinder(self)
        self.say(self.whom.setText, "event.whom")
        self.say(self.whom.setHint, "event.whom_hint")
        self.what = AnswerField("what")
        self.say(self.what.setText, "event.what")
        self.on = DateField("on", self.words)
        self.say(self.on.setText, "event.on")
        self.note = TextField("note", lines=3)
        for part in (self.whom, self.what, self.on, self.note):
            self.card.add(part)

    def bind(self) -> None:
        """A learner chosen asks what may happen in their case."""
        super().bind()
        self.whom.chosen.connect(self._choose)

    def show_for(self, **args: object) -> None:
        """Ask for the learner, or for everybody to choose from."""
        concern = args.get("kind") == CONCERN
        self.say(self.heading.setText, "today.record_concern" if concern else "event.heading")
        self.say(self.hint.setText, "event.concern_hint" if concern else "event.hint")
        note = "concern" if concern else "note"
        self.say(self.note.setText, f"event.{note}")
        self.say(self.note.setHint, "event.note_hint")
        self.what.setVisible(not concern)
        learner = str(args.get("learner", ""))
        self.whom.setVisible(not learner)
        if learner:
            self.ask(LearnerPage(learner), self._show)
        else:
            self.ask(Caseload(), self._offer)

    def title(self) -> What:
        """A concern, or what happened."""
        concern = self.args.get("kind") == CONCERN
        return "today.record_concern" if concern else "event.heading"

    def first_focus(self) -> QWidget | None:
        """Whom, where that is asked."""
        return self.what if self.args.get("learner") else self.whom

    def _offer(self, view: CaseloadView) -> None:
        self.whom.offer(view.rows)
        if not self.on.line.text():
            self.on.set_day(view.today)

    def _choose(self, learner: str) -> None:
        if learner:
            self.ask(LearnerPage(learner), self._show)
        else:
            self._learner = ""

    def _show(self, view: LearnerView) -> None:
        self._learner = view.learner.id
        if self.args.get("learner"):
            self.name_learner(view.learner.name)
        if view.kind is SettingKind.EARLY_YEARS and self.args.get("kind") == CONCERN:
            self.say(self.heading.setText, "today.i_noticed")
        held = self.what.value() or str(self.args.get("kind", ""))
        self.what.add_values(view.allowed)
        self.what.say_answers(self, f"case.event.{EACH}")
        self.what.set_value(held)
        if not self.on.line.text():
            self.on.set_day(view.today)

    def wrong(self) -> Sequence[Wrong]:
        """Whom, what and when are needed."""
        wrong: list[Wrong] = []
        if not self._learner:
            wrong.append((self.whom, "event.whom_needed"))
        if self.args.get("kind") != CONCERN and not self.what.value():
            wrong.append((self.what, "event.what_needed"))
        if self.on.day() is None:
            wrong.append((self.on, "event.on_needed"))
        return wrong

    def keep(self) -> None:
        """Write it down; a refusal is said where it belongs."""
        kind = str(self.args.get("kind", "")) or self.what.value()
        day = self.on.day()
        if day is None:
            return
        command = RecordEvent(self._learner, kind, day, self.note.value(), self.words.language)
        self.hand_over(command, self._kept, self._refused)

    def _refused(self, error: AlnError) -> None:
        dated = error.key in ("error.case.in_the_future", "error.case.earlier_than_before")
        asked: Field = self.what if self.args.get("learner") else self.whom
        self.refused(self.on if dated else asked, error)

    def _kept(self, case: Case) -> None:
        kept = Say.of("event.kept")
        self.desk.announce(self.words.say(kept))
        self.desk.open("learner", learner=case.learner_id)
