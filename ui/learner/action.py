"""Adding an action, or saying what has become of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.priorities import AddAction, FinishAction
from aln_review.casework.queries.learners import LearnerPage, LearnerView
from aln_review.domain.review import ActionPoint, ActionState
from ui.learner.actions import second
from ui.learner.choice import EACH, AnswerField
from ui.learner.form import FormScreen
from ui.retranslate import What
from ui.widgets import DateField, Label, LineField, Role, SideBySide, TextField, Tone
from ui.widgets.summary import Wrong


class ActionPage(FormScreen):
    """Opened for ``learner``; with ``review`` and ``action`` to finish that one."""

    def fields(self) -> None:
        """What, who, by when; or what has become of it."""
        self._review = ""
        self.said = Label(Role.TITLE)
        self.who_by = Label(Role.BODY, Tone.MUTED)
        self.what = TextField("what", lines=2)
        self.who = LineField("who", limit=120)
        self.by = DateField("by", self.words)
        self.known = TextField("known", lines=2)
        self.state = AnswerField("state", [one.value for one in ActionState])
        self.happened = TextField("happened", lines=2)
        for field in (self.what, self.who, self.by, self.known, self.state, self.happened):
            self.say(field.setText, f"action.{field.name}")
        self.say(self.happened.setHint, "action.happened_hint")
        self.state.say_answers(self, f"action.state.{EACH}")
        pair = SideBySide(self.who, self.by, shares=(1, 1), least=30, spacing=14, below=12)
        self._new = (self.what, pair, self.known)
        self._old = (self.said, self.who_by, self.state, self.happened)
        for part in (*self._old, *self._new):
            self.card.add(part)

    def show_for(self, **args: object) -> None:
        """Show the action, or an empty form."""
        finishing = bool(args.get("action"))
        for part in self._old:
            part.setVisible(finishing)
        for one in self._new:
            one.setVisible(not finishing)
        self.say(self.heading.setText, self.title())
        self.say(self.hint.setText, "" if finishing else "action.add_hint")
        self.ask(LearnerPage(str(args["learner"])), self._show)

    def title(self) -> What:
        """Add, or say what happened."""
        return "action.finish" if self.args.get("action") else "learner.add_action"

    def first_focus(self) -> QWidget | None:
        """What is to be done."""
        return self.happened if self.args.get("action") else self.what

    def _show(self, view: LearnerView) -> None:
        self.name_learner(view.learner.name)
        open_one = view.next_review or view.last_review
        self._review = str(self.args.get("review", "")) or (open_one.id if open_one else "")
        wanted = str(self.args.get("action", ""))
        for _, action in view.actions:
            if action.id == wanted:
                self._fill(view, action)

    def _fill(self, view: LearnerView, action: ActionPoint) -> None:
        self.say(self.said.setText, action.what)
        self.say(self.who_by.setText, second(action, view))
        self.state.set_value(action.state.value)
        self.happened.set_value(action.happened.get(self.words.language))

    def wrong(self) -> Sequence[Wrong]:
        """An action says what; a date is one."""
        if self.args.get("action"):
            return []
        wrong: list[Wrong] = []
        if not self.what.value():
            wrong.append((self.what, "error.action.what"))
        if not self.by.readable:
            wrong.append((self.by, "event.on_needed"))
        return wrong

    def keep(self) -> None:
        """Write it down."""
        language = self.words.language
        action = str(self.args.get("action", ""))
        if action:
            state = ActionState(self.state.value())
            done = FinishAction(self._review, action, state, self.happened.value(), language)
            self.hand_over(done, self.kept, partial(self.refused, self.state))
            return
        new = AddAction(
            self._review,
            self.what.value(),
            language,
            self.who.value(),
            self.by.day(),
            self.known.value(),
        )
        self.hand_over(new, self.kept, partial(self.refused, self.what))
