"""One package as a card: what, to whom, what is happening, and what to do."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from aln_review.casework.queries.dispatch import LineView
from aln_review.casework.queries.dispatch import StepState as LineStepState
from aln_review.casework.say import Say
from aln_review.domain.dispatch import LineState
from ui.desk import Screen
from ui.outbox.spoken import SpokenWords
from ui.widgets import (
    Button,
    Card,
    FlowLayout,
    Label,
    Pill,
    PrimaryButton,
    Role,
    SideBySide,
    Step,
    StepState,
    StepTrack,
    Tone,
    column,
    even,
    share,
)

PILLS = {
    LineState.FROZEN: ("wifi-off", Tone.AMBER),
    LineState.OFFERING: ("hourglass", Tone.AMBER),
    LineState.DELIVERED: ("package-check", Tone.BLUE),
    LineState.ACCEPTED: ("circle-check", Tone.GREEN),
    LineState.RETURNED: ("undo-2", Tone.PLUM),
    LineState.REFUSED: ("circle-alert", Tone.RUST),
    LineState.TAKEN_BACK: ("archive", Tone.NEUTRAL),
}
STATES = {
    LineStepState.DONE: StepState.DONE,
    LineStepState.IN_HAND: StepState.NOW,
    LineStepState.TO_COME: StepState.TO_COME,
    LineStepState.BACK: StepState.BACK,
}


class LineCard(Card):
    """One package. ``answer``, ``take_back`` and ``show_receipt`` carry the line's id."""

    answer = Signal(str)
    take_back = Signal(str)
    show_receipt = Signal(str)

    def __init__(self, screen: Screen, view: LineView) -> None:
        super().__init__()
        self._id = view.line.id
        icon, tone = PILLS[view.line.state]
        self.title = screen.put(Label(Role.TITLE, wrap=False), view.title)
        self.pill = screen.put(Pill(icon, tone), view.pill)
        to = screen.put(Label(Role.SMALL, Tone.MUTED, wrap=False), view.to)
        chips = screen.put(SpokenWords(screen.words), view.to)
        chips.show_words(view.words)
        self.sentence = screen.put(Label(Role.BODY), view.sentence)
        told = column(
            FlowLayout(self.title, self.pill, spacing=12),
            FlowLayout(to, chips, spacing=6),
            self.sentence,
            spacing=4,
        )
        for reason in view.line.reasons:
            where = Say.of("send.reason", section=reason.section, reason=reason.reason)
            told.addWidget(screen.put(Label(Role.SMALL, Tone.PLUM), where))
        told.addStretch(1)
        self.track = StepTrack(screen.words)
        self.track.set_steps([Step(STATES[it.state], it.label, it.note) for it in view.steps])
        self.button = self._button(screen, view)
        parts = (share(told), share(column(self.track, end=True)), even(self.button))
        self.add(SideBySide(*parts, shares=(41, 40, 19), least=52, spacing=18))

    def _button(self, screen: Screen, view: LineView) -> Button:
        button: Button
        if view.line.state is LineState.RETURNED:
            button = screen.put(PrimaryButton(), "send.answer")
            button.clicked.connect(partial(self.answer.emit, self._id))
        elif view.may_take_back:
            button = screen.put(Button(), "send.take_back")
            button.clicked.connect(partial(self.take_back.emit, self._id))
        else:
            button = screen.put(Button(), "send.show_receipt")
            button.setEnabled(bool(view.line.delivered_receipt or view.line.answer_receipt))
            button.clicked.connect(partial(self.show_receipt.emit, self._id))
        return button
