"""A vault that was made on another computer: what that means, and taking it over here."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.core import Casework
from aln_review.casework.handover import take_over_here
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.desk import Crumb, Screen
from ui.post import casework_of
from ui.unlock.narrow import Narrow
from ui.unlock.passphrase import pass_field
from ui.widgets import (
    Button,
    Card,
    CardHead,
    ErrorSummary,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Rule,
    ScrollPage,
    Tone,
    column,
)


class TakeOverPage(Screen):
    """One card: what it means, the passphrase, one button."""

    def build(self) -> None:
        """Heading, what happens, the passphrase."""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.take_over")
        lead = self.put(Label(), "take_over.lead")
        self.errors = ErrorSummary(self.words)
        card = Card(spacing=14)
        card.add(self.put(CardHead("monitor-check", Tone.TEAL), "take_over.what"))
        for icon, key in (
            ("monitor-x", "take_over.other"),
            ("footprints", "take_over.logged"),
            ("user-round", "take_over.not_you"),
        ):
            label = self.put(IconLabel(icon, Role.BODY, Tone.MUTED), key)
            label.label.set_tone(Tone.PLAIN)
            card.add(label)
        card.add(Rule())
        card.add(self.errors)
        self.passphrase = pass_field(self, "keys.your_passphrase")
        card.add(self.passphrase)
        self.busy = self.put(IconLabel("hourglass", Role.STRONG, Tone.TEAL), "take_over.busy")
        self.busy.hide()
        card.add(self.busy)
        self.go = self.put(PrimaryButton("monitor-check"), "shell.take_over")
        self.back = self.put(Button("arrow-left"), "shell.back")
        card.add(FlowLayout(self.go, self.back, spacing=12))
        whole = QWidget()
        whole.setLayout(column(column(heading, lead, spacing=0), card, spacing=16))
        self.page.add(Narrow(whole, 50.0, left=True))

    def bind(self) -> None:
        """The button, Enter, and the way back."""
        self.go.clicked.connect(self._take)
        self.passphrase.line.returnPressed.connect(self._take)
        self.back.clicked.connect(self.desk.back)

    def crumbs(self) -> tuple[Crumb, ...]:
        """It stands by itself."""
        return (Crumb("shell.take_over"),)

    def first_focus(self) -> QWidget | None:
        """The passphrase."""
        return self.passphrase.line

    def leave(self) -> None:
        """Nothing typed stays in a widget."""
        self.passphrase.line.clear()

    def _take(self) -> None:
        if not self.go.isEnabled():
            return
        if not self.passphrase.value().strip():
            self.errors.show_errors([(self.passphrase, "unlock.nothing_typed")])
            return
        self._set_busy(True)
        vault = casework_of(self.desk.bridge)
        work = partial(take_over_here, self.desk.door, vault, self.passphrase.value())
        self.desk.bridge.run(work, self._taken, self._refused)

    def _set_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.go.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self.passphrase.setEnabled(not busy)

    def _taken(self, vault: Casework) -> None:
        self.desk.announce(self.words.t("take_over.done"))
        self.desk.host.enter(vault)

    def _refused(self, error: AlnError) -> None:
        self._set_busy(False)
        self.errors.show_errors([(self.passphrase, Say(error.key, error.facts))])
