"""Keeping one record although its time is up, or will be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.retention import LiftHold, PlaceHold
from aln_review.casework.queries.retention import HoldsPage, HoldsView
from aln_review.domain.errors import AlnError
from aln_review.domain.keeping import Hold, HoldKind
from ui.keeping.lists import HOLD_ICONS, hold_says
from ui.learner.choice import EACH, AnswerField
from ui.learner.form import FormScreen
from ui.retranslate import What
from ui.widgets import Card, DateField, IconLabel, Label, Role, TextButton, TextField, Tone, clear
from ui.widgets.boxes import column, line
from ui.widgets.summary import Wrong


class HoldScreen(FormScreen):
    """Opened for ``learner``."""

    KINDS = frozenset({"holds"})
    KEEP = "hold.keep"

    def fields(self) -> None:
        """What holds it now; then which kind, until when, and why; last what held it once."""
        self.say(self.heading.setText, "hold.heading")
        self.say(self.hint.setText, "hold.hint")
        self.now, self.was = column(spacing=10), column(spacing=10)
        self.inner.insertLayout(1, self.now)
        self.inner.insertLayout(self.inner.indexOf(self.buttons) + 1, self.was)
        self.kind = AnswerField("kind", [one.value for one in HoldKind])
        self.say(self.kind.setText, "hold.kind")
        self.kind.say_answers(self, f"hold.kind.{EACH}")
        self.reason = TextField("reason", lines=3)
        self.say(self.reason.setText, "hold.reason")
        self.say(self.reason.setHint, "hold.reason_hint")
        self.until = DateField("until", self.words)
        self.say(self.until.setText, "hold.until")
        for part in (self.kind, self.until, self.reason):
            self.card.add(part)
        self.kind.set_value(HoldKind.LONGER.value)

    def bind(self) -> None:
        """Only keeping longer has a last day."""
        super().bind()
        self.kind.chosen.connect(self._kind_chosen)

    def show_for(self, **args: object) -> None:
        """Ask whose record it is."""
        self.ask(HoldsPage(str(args["learner"])), self._show)

    def title(self) -> What:
        """Keeping a record."""
        return "hold.title"

    def first_focus(self) -> QWidget | None:
        """The kind."""
        return self.kind

    def _show(self, view: HoldsView) -> None:
        self.name_learner(view.learner.name)
        clear(self.now)
        clear(self.was)
        for hold in view.active:
            self.now.addWidget(self._held(hold, lifts=True))
        for hold in view.past:
            self.was.addWidget(self._held(hold, lifts=False))

    def _held(self, hold: Hold, *, lifts: bool) -> Card:
        icon, tone = HOLD_ICONS[hold.kind.value]
        head = IconLabel(icon if lifts else "undo-2", Role.STRONG, tone if lifts else Tone.MUTED)
        head.label.set_tone(Tone.PLAIN)
        self.put(head, f"hold.is.{hold.kind.value}" if lifts else "hold.was")
        card = Card(head, spacing=4, sunk=not lifts)
        card.add(self.put(Label(Role.BODY), hold.reason))
        card.add(self.put(Label(Role.SMALL, Tone.MUTED), hold_says(hold)))
        if lifts:
            lift = self.put(TextButton("undo-2"), "hold.lift")
            lift.clicked.connect(partial(self.lift, hold.id))
            card.add(line(lift, end=True))
        return card

    def lift(self, hold_id: str) -> None:
        """Let the record go its way again."""
        self.do(LiftHold(hold_id))

    def _kind_chosen(self, kind: str) -> None:
        self.until.setVisible(kind == HoldKind.LONGER.value)

    def wrong(self) -> Sequence[Wrong]:
        """Why is always needed; until when for keeping longer."""
        wrong: list[Wrong] = []
        if self.kind.value() == HoldKind.LONGER.value and self.until.day() is None:
            wrong.append((self.until, "hold.until_needed"))
        if not self.reason.value().strip():
            wrong.append((self.reason, "hold.reason_needed"))
        return wrong

    def keep(self) -> None:
        """Hold the record."""
        command = PlaceHold(
            str(self.args["learner"]),
            HoldKind(self.kind.value()),
            self.reason.value(),
            self.words.language,
            self.until.day(),
        )
        self.hand_over(command, self.kept, self._refused)

    def _refused(self, error: AlnError) -> None:
        field = self.until if error.key == "error.hold.until" else self.reason
        self.refused(field, error)
