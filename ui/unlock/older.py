"""A vault that is older than the one last used here: both dates, and what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.casework.core import Casework
from aln_review.casework.handover import accept_older
from aln_review.casework.last_seen import Older
from aln_review.casework.say import Say
from ui.desk import Screen
from ui.widgets import Button, Card, FlowLayout, IconLabel, Label, Role, Tone, line
from ui.widgets.cards import Disc


class OlderVault(QWidget):
    """``accepted(Casework)`` when the person goes on knowingly; ``declined()`` otherwise."""

    accepted = Signal(object)
    declined = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._held: list[Casework] = []
        put = screen.put
        heading = put(Label(Role.DISPLAY), "older.heading")
        self.here = Label()
        self.seen = Label()
        self.missing = IconLabel("file-minus", Role.BODY, Tone.AMBER)
        self.missing.label.set_tone(Tone.PLAIN)
        self.close_it = put(Button("lock"), "older.close")
        self.go_on = put(Button("arrow-right"), "older.go_on")
        card = Card(spacing=14)
        card.body.setContentsMargins(30, 28, 30, 28)
        card.add(line(Disc("history", Tone.AMBER, 54), heading, spacing=16))
        for part in (self.here, self.seen, self.missing):
            card.add(part)
        card.add(put(IconLabel("shield-check", Role.BODY, Tone.GREEN), "older.safe"))
        card.add(put(Label(Role.SMALL, Tone.MUTED), "older.hint"))
        card.add(FlowLayout(self.close_it, self.go_on, spacing=12))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        self.close_it.clicked.connect(self._close)
        self.go_on.clicked.connect(self._accept)

    def show_vault(self, vault: Casework, older: Older) -> None:
        """Word both dates."""
        self._held = [vault]
        say = self._screen.say
        say(self.here.setText, Say.of("older.here", at=older.ends_at))
        say(self.seen.setText, Say.of("older.seen", at=older.seen_at))
        self.missing.setVisible(bool(older.missing))
        self._screen.count(self.missing.setText, "older.missing", older.missing)
        self.close_it.setFocus()

    def forget(self) -> None:
        """Nobody answered: the vault is closed."""
        for vault in self._held:
            vault.close()
        self._held = []

    def _close(self) -> None:
        self.forget()
        self.declined.emit()

    def _accept(self) -> None:
        for vault in self._held:
            self._held = []
            work = partial(accept_older, self._screen.desk.door, vault)
            run = self._screen.desk.bridge.run
            run(work, self._accepted, self._screen.desk.say_error)

    def _accepted(self, vault: Casework) -> None:
        self.accepted.emit(vault)
