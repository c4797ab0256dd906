"""One package as a card: what, to whom, what is happening, and what to do."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from aln_review.casework.queries.dispatch import LineView
from aln_review.casework.queries.dispatch import Step as LineStep
from aln_review.casework.queries.dispatch import StepState as LineStepState
from aln_review.casework.say import Say
from aln_review.domain.bilingual import Language
from aln_review.domain.dispatch import LineState
from ui.desk import Screen
from ui.retranslate import What
from ui.widgets import (
    Button,
    Card,
    Label,
    Pill,
    PrimaryButton,
    Role,
    SideBySide,
    Step,
    StepState,
    StepTrack,
    Tone,
    WordChips,
    column,
    line,
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
        title = screen.put(Label(Role.TITLE, wrap=False), view.title)
        pill = screen.put(Pill(icon, tone), view.pill)
        told = column(
            line(title, pill, end=True),
            self._to(screen, view),
            screen.put(Label(Role.BODY), view.sentence),
            spacing=6,
        )
        for reason in view.line.reasons:
            where = Say.of("send.reason", section=reason.section, reason=reason.reason)
            told.addWidget(screen.put(Label(Role.SMALL, Tone.PLUM), where))
        track = StepTrack(screen.words)
        track.set_steps([_step(step) for step in view.steps])
        button = self._button(screen, view)
        self.add(SideBySide(told, track, button, shares=(43, 41, 16), least=52, spacing=18))

    def _to(self, screen: Screen, view: LineView) -> WordChips:
        chips = WordChips()
        screen.say(chips.setText, view.to)
        by_language = dict(view.words)
        words = by_language.get(view_language(screen.words.language, by_language))
        if words is not None:
            chips.set_words(*words)
        return chips

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


def view_language(wanted: Language, known: dict[Language, tuple[str, str, str]]) -> Language:
    """The language whose words are shown: the reader's, or the one there is."""
    return wanted if wanted in known else next(iter(known), wanted)


def _step(step: LineStep) -> Step:
    second: What = step.note
    if not step.note.key and step.at is not None:
        second = Say.of("send.step.at", at=step.at)
    return Step(STATES[step.state], step.label, second)
