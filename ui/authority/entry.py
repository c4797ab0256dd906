"""One key of the register as a card: whose it is, its three words, whether it is good."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from aln_review.casework.queries.authority import EntryView
from aln_review.casework.say import Say
from ui.desk import Screen
from ui.outbox.spoken import SpokenWords
from ui.widgets import Button, Card, FlowLayout, Label, Pill, Role, SideBySide, Tone, column, share

STANDINGS = {
    "good": ("circle-check", Tone.GREEN),
    "not-yet": ("clock", Tone.AMBER),
    "expired": ("calendar-x", Tone.NEUTRAL),
    "revoked": ("ban", Tone.RUST),
}


class EntryCard(Card):
    """``revoke(kid)``: take this key out of use."""

    revoke = Signal(str)

    def __init__(self, screen: Screen, view: EntryView, *, own: bool) -> None:
        super().__init__()
        icon, tone = STANDINGS[view.standing]
        name = screen.put(Label(Role.TITLE, wrap=False), view.name)
        pill = screen.put(Pill(icon, tone), f"register.standing.{view.standing}")
        who = Say.of(f"register.role.{view.role}", person=view.person, on=view.valid_from)
        chips = screen.put(SpokenWords(screen.words), "register.their_words")
        chips.show_words(view.words)
        told = column(
            FlowLayout(name, pill, spacing=12), screen.put(Label(), who), spacing=4, end=True
        )
        right = column(chips, spacing=6)
        if view.standing == "good" and not own:
            button = screen.put(Button("ban"), "register.revoke")
            button.clicked.connect(partial(self.revoke.emit, view.kid))
            right.addWidget(button)
        self.add(SideBySide(share(told), share(right), shares=(68, 32), least=40, spacing=18))
