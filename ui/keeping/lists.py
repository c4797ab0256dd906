"""What is due, what is held, what has gone, and the question whether somebody's record has."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.retention import LiftHold
from aln_review.casework.queries.retention import DueRow, HeldRow, KeepingView, WasErased
from aln_review.casework.say import Say
from aln_review.domain.keeping import Erasure, Hold, SecondCopies
from ui.caseload.marks import written
from ui.desk import Screen
from ui.widgets import (
    Button,
    Card,
    CardHead,
    DateField,
    EmptyState,
    ErrorSummary,
    FlowLayout,
    IconLabel,
    Label,
    LineField,
    Role,
    Rule,
    TextButton,
    Tone,
    clear,
    column,
    line,
)
from ui.widgets.summary import Wrong

WAYS = (
    ("user", "learner", "keeping.look", "keeping.look_of"),
    ("hand", "hold", "keeping.hold", "keeping.hold_of"),
    ("eraser", "erase", "keeping.erase", "keeping.erase_of"),
)
"""Icon, page, what the button of a row says, and what it says when it is read aloud."""
HOLD_ICONS = {"legal": ("scale", Tone.RUST), "longer": ("hourglass", Tone.AMBER)}


class DueCard(Card):
    """Records whose time is up, longest first. Nothing happens to any by itself."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=10)
        self._screen = screen
        self.add(screen.put(CardHead("hourglass", Tone.AMBER), "keeping.due"))
        self.coming = Label(Role.SMALL, Tone.MUTED)
        self.add(self.coming)
        self.rows = column(spacing=8)
        self.add(self.rows)

    def show_for(self, view: KeepingView) -> None:
        """The rows, or why there are none."""
        clear(self.rows)
        self.coming.setVisible(view.coming > 0)
        self._screen.say(self.coming.setText, Say.many("keeping.coming", view.coming))
        if not view.due:
            empty = EmptyState("archive")
            key = "keeping.none_due" if view.choice.schedule else "keeping.nothing_proposed"
            self._screen.say(empty.setText, key)
            self.rows.addWidget(empty)
        for number, row in enumerate(view.due):
            if number:
                self.rows.addWidget(Rule(room=1))
            self.rows.addWidget(self._row(row))

    def _row(self, row: DueRow) -> QWidget:
        screen = self._screen
        name = screen.put(Label(Role.STRONG), written(row.name))
        told = column(name, screen.put(Label(Role.SMALL, Tone.MUTED), row.why), spacing=0)
        if row.here:
            here = IconLabel("triangle-alert", Role.SMALL, Tone.RUST)
            told.addWidget(screen.put(here, "keeping.still_here"))
        buttons = [self._button(row, icon, page, what, whose) for icon, page, what, whose in WAYS]
        told.addSpacing(6)
        told.addLayout(FlowLayout(*buttons))
        holder = QWidget()
        holder.setLayout(told)
        return holder

    def _button(self, row: DueRow, icon: str, page: str, what: str, whose: str) -> Button:
        """A button of one row; read aloud, it says whose it is."""
        screen = self._screen
        button = screen.put(Button(icon), what)
        screen.say(button.setAccessibleName, Say.of(whose, name=row.name))
        button.clicked.connect(partial(screen.desk.open, page, learner=row.learner_id))
        return button


def hold_says(hold: Hold) -> Say:
    """Who decided what, and until when."""
    if hold.until is not None:
        return Say.of("hold.says.longer", who=hold.placed_by, since=hold.since, until=hold.until)
    return Say.of("hold.says.legal", who=hold.placed_by, since=hold.since)


class HeldCard(Card):
    """Records that are held, and why; each can be let go again."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=10)
        self._screen = screen
        self.add(screen.put(CardHead("hand", Tone.RUST), "keeping.held"))
        self.rows = column(spacing=8)
        self.add(self.rows)

    def show_for(self, view: KeepingView) -> None:
        """The rows."""
        clear(self.rows)
        if not view.held:
            self.rows.addWidget(self._screen.put(Label(Role.BODY, Tone.MUTED), "keeping.none_held"))
        for row in view.held:
            self.rows.addWidget(self._row(row))

    def _row(self, row: HeldRow) -> QWidget:
        screen = self._screen
        icon, tone = HOLD_ICONS[row.hold.kind.value]
        name = IconLabel(icon, Role.STRONG, tone)
        name.label.set_tone(Tone.PLAIN)
        screen.put(name, written(row.name))
        lift = screen.put(TextButton("undo-2"), "hold.lift")
        screen.say(lift.setAccessibleName, Say.of("hold.lift_of", name=row.name))
        lift.clicked.connect(partial(screen.do, LiftHold(row.hold.id)))
        told = column(
            name,
            screen.put(Label(Role.BODY), row.hold.reason),
            screen.put(Label(Role.SMALL, Tone.MUTED), hold_says(row.hold)),
            spacing=0,
        )
        told.addLayout(line(lift, end=True))
        holder = QWidget()
        holder.setLayout(told)
        return holder


def erasure_says(erasure: Erasure) -> Say:
    """When, by whom and on what ground."""
    key = f"erased.says.{erasure.basis.value}"
    return Say.of(key, on=erasure.on, who=erasure.decided_by)


class ErasedCard(Card):
    """The register of erasures: numbers and dates, and no name."""

    SHOWN = 12

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=8)
        self._screen = screen
        self.add(screen.put(CardHead("eraser", Tone.SLATE), "keeping.erased"))
        self.add(screen.put(Label(Role.SMALL, Tone.MUTED), "keeping.erased_hint"))
        self.rows = column(spacing=6)
        self.add(self.rows)

    def show_for(self, view: KeepingView) -> None:
        """The newest."""
        clear(self.rows)
        screen = self._screen
        if not view.erasures:
            self.rows.addWidget(screen.put(Label(Role.BODY, Tone.MUTED), "keeping.none_erased"))
        for one in view.erasures[: self.SHOWN]:
            says = screen.put(Label(Role.BODY), erasure_says(one))
            self.rows.addLayout(column(says, self._copies(one), *self._second(one), spacing=0))
        more = len(view.erasures) - self.SHOWN
        if more > 0:
            label = Label(Role.SMALL, Tone.MUTED)
            screen.say(label.setText, Say.many("keeping.erased_more", more))
            self.rows.addWidget(label)

    def _copies(self, one: Erasure) -> Label:
        label = Label(Role.SMALL, Tone.MUTED)
        if one.copies_removed_on is not None:
            says = Say.of("erased.copies_removed", on=one.copies_removed_on)
        elif one.copies_gone_by is not None:
            says = Say.of("erased.copies_gone", on=one.copies_gone_by)
        else:
            says = Say("")
        return self._screen.put(label, says)

    def _second(self, one: Erasure) -> tuple[Label, ...]:
        """What became of older copies at the second place, where there was one."""
        if one.second_place is SecondCopies.NONE:
            return ()
        key = f"erased.second.{one.second_place.value}"
        says = Say.of(key) if one.second_place_on is None else Say.of(key, on=one.second_place_on)
        return (self._screen.put(Label(Role.SMALL, Tone.MUTED), says),)


class AskCard(Card):
    """*Did you erase this person's record?* Both name and birthday must be known to ask."""

    asked = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=10)
        self._screen = screen
        put, say = screen.put, screen.say
        self.errors = ErrorSummary(screen.words)
        self.name = LineField("asked_name")
        self.born = DateField("asked_born", screen.words)
        self.go = put(Button("search"), "erased.ask")
        self.answer = IconLabel("info", Role.STRONG, Tone.TEAL)
        self.answer.hide()
        say(self.name.setText, "erased.ask_name")
        say(self.born.setText, "erased.ask_born")
        self.add(put(CardHead("circle-question-mark", Tone.BLUE), "erased.ask_heading"))
        self.add(put(Label(Role.SMALL, Tone.MUTED), "erased.ask_hint"))
        for part in (self.errors, self.name, self.born):
            self.add(part)
        self.add(line(self.go, end=True))
        self.add(self.answer)
        self.go.clicked.connect(self._ask)

    def _ask(self) -> None:
        wrong: list[Wrong] = []
        if not self.name.value().strip():
            wrong.append((self.name, "erased.ask_name_needed"))
        born = self.born.day()
        if born is None:
            wrong.append((self.born, "erased.ask_born_needed"))
        self.errors.show_errors(wrong)
        if not wrong and born is not None:
            self._screen.ask(WasErased(self.name.value(), born), self._answered)

    def _answered(self, found: tuple[Erasure, ...]) -> None:
        self.answer.set_state(*(("circle-check", Tone.GREEN) if found else ("info", Tone.TEAL)))
        says = Say.of("erased.yes", on=found[-1].on) if found else Say.of("erased.no")
        self._screen.say(self.answer.setText, says)
        self.answer.show()
        self._screen.desk.announce(self._screen.words.say(says))

    def forget(self) -> None:
        """A name that was asked for stays nowhere."""
        self.name.line.clear()
        self.answer.hide()
