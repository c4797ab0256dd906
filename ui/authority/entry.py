"""One key of the register as a card: whose it is, its three words, whether it is good."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from aln_review.casework.queries.authority import EntryView
from aln_review.casework.say import Say
from ui.desk import Screen
from ui.widgets import Button, Card, Label, Pill, Role, SideBySide, Tone, WordChips, column, line

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
        chips = WordChips()
        screen.say(chips.setText, "register.their_words")
        known = dict(view.words)
        if known:
            language = screen.words.language
            chips.set_words(*known.get(language, next(iter(known.values()))))
        told = column(line(name, pill, end=True), screen.put(Label(), who), spacing=4)
        right = column(chips, spacing=6)
        if view.standing == "good" and not own:
            button = screen.put(Button("ban"), "register.revoke")
            button.clicked.connect(partial(self.revoke.emit, view.kid))
            right.addWidget(button)
        self.add(SideBySide(told, right, shares=(60, 40), least=40, spacing=18))
