"""The record itself: giving it to whom it is about, having it held, taking it out for good."""

from __future__ import annotations

from functools import partial

from aln_review.casework.queries.learners import LearnerView
from aln_review.casework.say import Say
from ui.desk import Screen
from ui.widgets import Button, Card, CardHead, FlowLayout, Label, Role, Tone

WAYS = (
    ("disclosure", "file-search", "disclosure.title"),
    ("hold", "hand", "keeping.hold"),
    ("erase", "eraser", "keeping.erase"),
)
"""Page, icon, and what the button says."""


def record_card(screen: Screen, view: LearnerView) -> Card:
    """A card with a way to each page that is about the whole record."""
    card = Card(screen.put(CardHead("archive", Tone.SLATE), "learner.record"), spacing=10)
    hint = Say.of("learner.record_hint", name=view.learner.shown)
    card.add(screen.put(Label(Role.SMALL, Tone.MUTED), hint))
    buttons = []
    for page, icon, key in WAYS:
        button = screen.put(Button(icon), key)
        button.clicked.connect(partial(screen.desk.open, page, learner=view.learner.id))
        buttons.append(button)
    card.add(FlowLayout(*buttons, spacing=10))
    return card
