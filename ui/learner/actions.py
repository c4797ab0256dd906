"""What was agreed: open actions first, what became of the others."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.learners import LearnerView
from aln_review.casework.say import Say
from aln_review.domain.case import Urgency
from aln_review.domain.review import ActionPoint, ActionState
from ui.desk import Screen
from ui.retranslate import What
from ui.widgets import Button, Card, CardHead, Label, Role, Row, Tone, column

SHOWN = 3


def mark(action: ActionPoint, view: LearnerView) -> tuple[str, Tone, Tone]:
    """Icon, its tone and the tone of the second line."""
    if action.state is ActionState.DONE:
        return "circle-check", Tone.GREEN, Tone.GREEN
    if action.state is ActionState.DROPPED:
        return "circle-slash", Tone.NEUTRAL, Tone.MUTED
    if action.by is not None and urgency_of(action, view) is not Urgency.AHEAD:
        return "circle-dot", Tone.RUST, Tone.RUST
    return "circle", Tone.NEUTRAL, Tone.MUTED


def urgency_of(action: ActionPoint, view: LearnerView) -> Urgency:
    """Late, within the week, or later."""
    if action.by is None:
        return Urgency.AHEAD
    days = (action.by - view.today).days
    return Urgency.PAST if days < 0 else Urgency.NEAR if days <= 7 else Urgency.AHEAD


def second(action: ActionPoint, view: LearnerView) -> What:
    """Who and by when, or what became of it."""
    if action.state is not ActionState.OPEN:
        key = f"learner.action.{action.state.value}"
        if action.happened.empty:
            return Say.of(key)
        return Say.of(f"{key}_so", happened=action.happened)
    if not action.who or action.by is None:
        return Say.of("learner.action.incomplete")
    late = action.by < view.today
    return Say.of(f"learner.action.{'late' if late else 'by'}", who=action.who, on=action.by)


def action_row(screen: Screen, view: LearnerView, review: str, action: ActionPoint) -> Row:
    """One action; pressing says what has become of it."""
    icon, tone, under = mark(action, view)
    row = Row(icon, tone, second_tone=under, chevron=False)
    screen.say(row.setText, action.what)
    screen.say(row.setSecond, second(action, view))
    row.clicked.connect(
        partial(
            screen.desk.open, "action", learner=view.learner.id, review=review, action=action.id
        )
    )
    return row


def actions_card(screen: Screen, view: LearnerView) -> Card:
    """The first few actions, for the overview."""
    card = Card(screen.put(CardHead("list-checks", Tone.AMBER), "learner.tab.actions"), spacing=4)
    rows = [action_row(screen, view, review, one) for review, one in view.actions[:SHOWN]]
    if rows:
        holder = QWidget()
        holder.setLayout(column(*rows, spacing=0))
        card.add(holder)
    else:
        card.add(screen.put(Label(Role.BODY, Tone.MUTED), "learner.no_actions"))
    card.body.addStretch(1)
    if view.reviews:
        card.add(add_button(screen, view))
    return card


def add_button(screen: Screen, view: LearnerView) -> Button:
    """Add an action to the review in hand, or to the last one."""
    add = screen.put(Button("plus"), "learner.add_action")
    add.clicked.connect(partial(screen.desk.open, "action", learner=view.learner.id))
    return add


class ActionsTab(QWidget):
    """All actions: open, done, no longer needed."""

    def __init__(self, screen: Screen, view: LearnerView) -> None:
        super().__init__()
        body = column(spacing=14)
        groups = (
            (ActionState.OPEN, "circle-dot", Tone.AMBER),
            (ActionState.DONE, "circle-check", Tone.GREEN),
            (ActionState.DROPPED, "circle-slash", Tone.NEUTRAL),
        )
        for state, icon, tone in groups:
            pairs = [pair for pair in view.actions if pair[1].state is state]
            if not pairs and state is not ActionState.OPEN:
                continue
            card = Card(
                screen.put(CardHead(icon, tone), f"learner.actions.{state.value}"), spacing=4
            )
            holder = QWidget()
            rows = [action_row(screen, view, review, one) for review, one in pairs]
            holder.setLayout(column(*rows, spacing=0))
            if rows:
                card.add(holder)
            else:
                card.add(screen.put(Label(Role.BODY, Tone.MUTED), "learner.no_actions"))
            if state is ActionState.OPEN:
                if view.reviews:
                    card.add(add_button(screen, view))
                else:
                    card.add(screen.put(Label(Role.SMALL, Tone.MUTED), "learner.actions_hint"))
            body.addWidget(card)
        body.addStretch(1)
        self.setLayout(body)
