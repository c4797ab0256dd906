"""An early years day: children down, three steps across, nothing without the family."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from aln_review.casework.queries.homes import EarlyChild, EarlyStep, EarlyView, StepIs
from aln_review.casework.queries.today import TodayView
from aln_review.casework.say import Say
from ui.caseload.marks import written
from ui.desk import Screen
from ui.theme import current
from ui.today.school import add_things
from ui.widgets import (
    Card,
    EmptyState,
    IconLabel,
    Label,
    Role,
    Rule,
    SideBySide,
    TextButton,
    Tone,
    column,
)
from ui.widgets.boxes import Stack
from ui.widgets.paint import painted, pen, rounded

STEPS = {
    "noticed": ("eye", Tone.TEAL),
    "talk": ("heart", Tone.PLUM),
    "refer": ("send", Tone.BLUE),
}


class EarlyPage(QWidget):
    """The body of an early years setting's Today."""

    def __init__(self, screen: Screen, early: EarlyView, view: TodayView) -> None:
        super().__init__()
        body = column(spacing=14)
        for child in early.children:
            body.addWidget(_child(screen, child))
        if not early.children:
            empty = EmptyState("eye", tone=Tone.TEAL)
            screen.say(empty.setText, "early.none")
            screen.say(empty.setHint, "early.none_hint")
            body.addWidget(Card(empty))
        side = Card(spacing=2)
        add_things(screen, side, "mail-question-mark", Tone.BLUE, "others", view.others)
        side.add(Rule())
        add_things(screen, side, "list-checks", Tone.AMBER, "yours", view.yours)
        body.addWidget(side)
        self.setLayout(body)


def _child(screen: Screen, child: EarlyChild) -> Card:
    name = screen.put(Label(Role.TITLE), written(child.name))
    about = Label(Role.SMALL, Tone.MUTED)
    what = Say.many("early.about", child.age, group=child.group)
    screen.say(about.setText, what if child.group else Say.many("early.years_old", child.age))
    show = screen.put(TextButton(after="chevron-right"), "today.open")
    show.PAD = 0
    screen.say(show.setAccessibleName, "today.open_name", name=child.name)
    show.clicked.connect(partial(screen.desk.open, "learner", learner=child.learner_id))
    who = column(name, about, show, spacing=4, end=True)
    steps = [_StepCard(screen, place, step) for place, step in enumerate(child.steps, 1)]
    across = SideBySide(*steps, shares=(1, 1, 1), least=36, spacing=12, below=8)
    return Card(SideBySide(who, across, shares=(20, 80), least=48, spacing=14, below=10))


class _StepCard(QWidget):
    """One step: tinted when there is something in it, a line when in hand, dashed when later."""

    def __init__(self, screen: Screen, number: int, step: EarlyStep) -> None:
        super().__init__()
        self._state = step.state
        icon, self._tone = STEPS[step.key]
        later = step.state is StepIs.LATER
        head = IconLabel(icon, Role.STRONG, Tone.MUTED if later else Tone.PLAIN)
        screen.say(head.setText, f"early.step.{step.key}", n=number)
        head.glyph.set_icon(icon, Tone.MUTED if later else self._tone)
        body = Stack(self)
        body.setContentsMargins(13, 10, 13, 12)
        body.setSpacing(5)
        body.put(head)
        body.put(screen.put(Label(Role.SMALL, Tone.MUTED if later else Tone.PLAIN), step.says))
        if not step.note.empty:
            body.put(screen.put(Label(Role.SMALL, Tone.MUTED if later else Tone.PLAIN), step.note))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The ground and its line."""
        theme = current()
        face = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        path = rounded(face, 10)
        if self._state is StepIs.LATER:
            painter.fillPath(path, QColor(theme.tokens.sunk))
            dashed = pen(theme.tokens.hairline, 1.2)
            dashed.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(dashed)
        else:
            painter.fillPath(path, theme.tint(self._tone))
            now = self._state is StepIs.NOW
            ink = theme.ink(self._tone) if now else QColor(theme.tokens.hairline)
            painter.setPen(QPen(ink, 2.0 if now else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
