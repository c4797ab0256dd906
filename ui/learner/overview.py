"""The overview: the case as a thread, then the next review, the profile, the plan, actions."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.learners import LearnerView
from ui.desk import Screen
from ui.learner.actions import actions_card
from ui.learner.cards import plan_card, profile_card, review_card
from ui.learner.thread import thread_of
from ui.widgets import SideBySide, column


class Overview(QWidget):
    """The first tab."""

    def __init__(self, screen: Screen, view: LearnerView) -> None:
        super().__init__()
        self._screen = screen
        thread = thread_of(screen, view)
        thread.chosen.connect(partial(open_knot, screen, view))
        middle = column(spacing=14)
        middle.addWidget(profile_card(screen, view))
        middle.addWidget(plan_card(screen, view), 1)
        cards = SideBySide(
            review_card(screen, view),
            middle,
            actions_card(screen, view),
            shares=(37, 34, 33),
            least=52,
            spacing=16,
        )
        body = column(thread, spacing=16)
        body.addWidget(cards, 1)
        self.setLayout(body)


def open_knot(screen: Screen, view: LearnerView, key: str) -> None:
    """Open what a knot of the thread stands for."""
    kind, _, ref = key.partition(":")
    if kind == "review":
        screen.desk.open("after", review=ref)
    elif kind == "review_planned":
        screen.desk.open("prepare", review=ref)
    elif kind == "plan" and view.plan is not None:
        screen.desk.open("plan", plan=view.plan.id)
    else:
        screen.desk.open("learner", learner=view.learner.id, tab="history")
