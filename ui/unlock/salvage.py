"""Saving what can be read of a damaged vault: a secret, the report, and a choice."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.core import Casework
from aln_review.casework.salvaging import Ready, leave_as_it_is, make_ready, put_in_place
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.desk import Crumb, Screen
from ui.unlock.narrow import Narrow
from ui.unlock.passphrase import pass_field
from ui.widgets import (
    Button,
    Card,
    CardHead,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Rule,
    ScrollPage,
    Tone,
    clear,
    column,
)

WIDEST = 60.0


class SalvagePage(Screen):
    """The damaged file is only read. Nothing takes its place before the person says so."""

    def build(self) -> None:
        """Asking, working, the report: one of them shows at a time."""
        self._laid: list[Ready] = []
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.salvage")
        lead = self.put(Label(), "salvage.lead")
        self.told = self.put(IconLabel("hourglass", Role.STRONG, Tone.TEAL), "salvage.working")
        self.ask_card = self._make_ask()
        self.found = self._make_found()
        whole = QWidget()
        titles = column(heading, lead, spacing=0)
        self.parts: tuple[QWidget, ...] = (self.ask_card, self.told, self.found)
        whole.setLayout(column(titles, *self.parts, spacing=14, end=True))
        self.page.add(Narrow(whole, WIDEST))
        self._show_part(self.ask_card)

    def _make_ask(self) -> Card:
        better = self.put(IconLabel("history", Role.BODY, Tone.AMBER), "salvage.copy_better")
        better.label.set_tone(Tone.PLAIN)
        self.secret = pass_field(self, "salvage.passphrase")
        self.go = self.put(PrimaryButton("life-buoy"), "salvage.go")
        self.copies = self.put(Button("history"), "salvage.copies")
        self.back = self.put(Button("arrow-left"), "salvage.leave")
        card = Card(self.put(CardHead("key-round", Tone.AMBER), "salvage.begin"), spacing=12)
        card.add(better)
        card.add(self.secret)
        card.add(FlowLayout(self.go, self.copies, self.back, spacing=12))
        return card

    def _make_found(self) -> Card:
        self.saved, self.lost, self.notes = (column(spacing=4) for _ in range(3))
        self.use = self.put(PrimaryButton("arrow-right"), "salvage.use")
        self.leave_it = self.put(Button("arrow-left"), "salvage.leave")
        safe = self.put(IconLabel("shield-check", Role.BODY, Tone.GREEN), "salvage.use_hint")
        safe.label.set_tone(Tone.PLAIN)
        card = Card(self.put(CardHead("life-buoy", Tone.TEAL), "salvage.found"), spacing=12)
        card.add(self.put(Label(Role.STRONG), "salvage.saved"))
        card.add(self.saved)
        card.add(Rule(room=4))
        card.add(self.put(Label(Role.STRONG), "salvage.lost"))
        card.add(self.lost)
        card.add(Rule(room=4))
        card.add(self.notes)
        card.add(safe)
        card.add(FlowLayout(self.use, self.leave_it, spacing=12))
        return card

    def bind(self) -> None:
        """Begin, look at the copies, use what was saved, or leave it."""
        self.go.clicked.connect(self._begin)
        self.secret.line.returnPressed.connect(self._begin)
        self.copies.clicked.connect(self._copies)
        self.back.clicked.connect(self._go_back)
        self.use.clicked.connect(self._use)
        self.leave_it.clicked.connect(self._go_back)

    def crumbs(self) -> tuple[Crumb, ...]:
        """Before a vault is open the bar shows the product's name alone."""
        return (Crumb(""),)

    def first_focus(self) -> QWidget | None:
        """The secret."""
        return self.secret.line

    def leave(self) -> None:
        """No passphrase stays in a widget, and nothing lies ready that nobody chose."""
        self.secret.line.clear()
        laid, self._laid = self._laid, []
        for one in laid:
            self.desk.bridge.run(partial(leave_as_it_is, self.desk.door, one))

    def _show_part(self, shown: QWidget) -> None:
        for part in self.parts:
            part.setVisible(part is shown)

    def _begin(self) -> None:
        self.secret.setError("")
        typed = self.secret.value()
        if not typed:
            self.say(self.secret.setError, "salvage.missing")
            self.secret.take_focus()
            return
        self._show_part(self.told)
        self.desk.bridge.run(partial(make_ready, self.desk.door, typed), self.show_ready, self._no)

    def show_ready(self, laid: Ready) -> None:
        """What came out; nothing has taken anything's place yet."""
        self._laid = [laid]
        self.secret.line.clear()
        for place, says, icon, tone in (
            (self.saved, laid.report.saved, "circle-check", Tone.GREEN),
            (self.lost, laid.report.lost, "minus", Tone.RUST),
            (self.notes, laid.report.notes, "info", Tone.MUTED),
        ):
            clear(place)
            for say in says:
                told = self.put(IconLabel(icon, Role.BODY, tone), say)
                told.label.set_tone(Tone.PLAIN)
                place.addWidget(told)
        self._show_part(self.found)
        self.use.setFocus()
        self.desk.announce(self.words.t("salvage.found"))

    def _no(self, error: AlnError) -> None:
        self._show_part(self.ask_card)
        self.say(self.secret.setError, Say(error.key, error.facts))
        self.secret.take_focus()

    def _use(self) -> None:
        laid, self._laid = self._laid, []
        for one in laid:
            self._show_part(self.told)
            work = partial(put_in_place, self.desk.door, one, self.words.catalogue)
            self.desk.bridge.run(work, self._in_place, self._not_in_place)

    def _in_place(self, vault: Casework) -> None:
        self.desk.host.enter(vault)

    def _not_in_place(self, error: AlnError) -> None:
        self._show_part(self.ask_card)
        self.desk.say_error(error)

    def _copies(self) -> None:
        self.desk.open("restore-first")

    def _go_back(self) -> None:
        self.desk.open("unlock")
