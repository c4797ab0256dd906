"""The coach's voice, on sunk paper because it advises: nothing it says stops anybody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.casework.forms import Nudge
from aln_review.casework.queries.coach import CoachView
from aln_review.domain.words import Words as Said
from ui.plan.sources import shortened
from ui.retranslate import Sayings, Words
from ui.widgets import (
    Button,
    Card,
    CardHead,
    FlowLayout,
    IconLabel,
    Label,
    Role,
    Rule,
    TextButton,
    Tone,
    clear,
    line,
)


class CoachCard(Card):
    """What two people could read differently, what to ask, and words that were said."""

    used = Signal(object)
    left_alone = Signal()
    next_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__(sunk=True, spacing=4)
        self._words = words
        self._sayings = Sayings(words)
        say = self._sayings.say
        self.body.setContentsMargins(16, 14, 16, 14)
        head = CardHead("lightbulb", Tone.RUST)
        say(head.setText, "plan.coach")
        self.phrase = Label(Role.STRONG, Tone.RUST)
        self.why = Label(Role.BODY)
        self.ask = Label(Role.BODY)
        self.leave = TextButton()
        say(self.leave.setText, "plan.leave")
        self.next = TextButton()
        say(self.next.setText, "plan.next_phrase")
        self._answers = QVBoxLayout()
        self._answers.setSpacing(1)
        self._said = QVBoxLayout()
        self._said.setSpacing(6)
        self.offers: list[Button] = []
        self._from = 0
        self._shown: tuple[Said, ...] = ()
        self.code = Label(Role.SMALL, Tone.MUTED)
        say(self.code.setText, "plan.coach_why")
        for part in (head, self.phrase, self.why, self.ask):
            self.add(part)
        self.add(FlowLayout(self.leave, self.next, spacing=10))
        self.add(self._answers)
        self.add(self._said)
        self.add(self.code)
        words.switched.connect(self._sayings.say_all)

    def show_nothing(self, key: str) -> None:
        """No text to read: say what the coach is for."""
        self.phrase.hide()
        self.ask.hide()
        self._sayings.say(self.why.setText, key)
        for button in (self.leave, self.next):
            button.hide()
        clear(self._answers)

    def show_view(self, view: CoachView, nudge: Nudge | None, more: int) -> None:
        """One phrase with what to ask; then what the text answers already, and where."""
        self.phrase.setVisible(nudge is not None)
        self.ask.setVisible(nudge is not None)
        self.leave.setVisible(nudge is not None)
        self.next.setVisible(more > (1 if nudge is not None else 0))
        if nudge is None:
            self._sayings.say(self.why.setText, "plan.coach_clear")
        else:
            self.phrase.setText(f"“{nudge.found}”")
            vague = any(nudge == one for one in view.vague)
            self._sayings.say(self.why.setText, "coach.vague" if vague else "coach.strengths")
            self._sayings.say(self.ask.setText, nudge.ask)
        clear(self._answers)
        if view.questions:
            self._answers.addWidget(Rule(room=4))
            self._title("plan.six_questions", self._answers)
        for answer in view.questions:
            self._answer(answer.key, answer.answered, answer.found, answer.ask)
        if view.outcome:
            self._answers.addWidget(Rule(room=4))
            self._title("plan.outcome_tests", self._answers)
        for check in view.outcome:
            label = IconLabel(
                "circle-check" if check.passed else "circle-question-mark",
                Role.BODY,
                Tone.GREEN if check.passed else Tone.RUST,
            )
            self._sayings.say(label.setText, check.key, **check.facts)
            self._answers.addWidget(label)

    def _title(self, key: str, where: QVBoxLayout) -> None:
        title = Label(Role.SMALL_STRONG, Tone.MUTED)
        self._sayings.say(title.setText, key)
        where.addWidget(title)

    def _answer(self, key: str, answered: bool, found: str, ask: str) -> None:
        question = IconLabel(
            "circle-check" if answered else "circle-question-mark",
            Role.STRONG,
            Tone.GREEN if answered else Tone.RUST,
        )
        self._sayings.say(question.setText, key)
        question.label.set_tone(Tone.PLAIN)
        second = Label(Role.SMALL, Tone.MUTED if answered else Tone.RUST)
        if answered:
            second.setText(shortened(found, 60))
        else:
            self._sayings.say(second.setText, ask)
        around = QWidget()
        box = QVBoxLayout(around)
        box.setContentsMargins(28, 0, 0, 0)
        box.addWidget(second)
        self._answers.addWidget(question)
        self._answers.addWidget(around)

    def show_offers(self, offers: Sequence[Said]) -> None:
        """Words said in the review that may belong here, the likeliest first."""
        if tuple(offers) != self._shown:
            self._shown, self._from = tuple(offers), 0
        clear(self._said)
        self.offers = []
        if not self._shown:
            return
        self._said.addWidget(Rule(room=4))
        self._title("plan.said_in_review", self._said)
        for said in self._shown[self._from : self._from + 1]:
            quote = Label(Role.BODY)
            quote.setText(f"“{said.text.said}” {said.said_by}")
            use = Button("quote")
            self._sayings.say(use.setText, "plan.use_words")
            use.clicked.connect(partial(self._use, said))
            self.offers.append(use)
            self._said.addWidget(quote)
            self._said.addLayout(line(use, end=True))
        if len(self._shown) > 1:
            other = TextButton("refresh-cw")
            self._sayings.count(other.setText, "plan.other_words", len(self._shown) - 1)
            other.clicked.connect(self._others)
            self._said.addLayout(line(other, end=True))

    def _use(self, said: Said, _checked: bool = False) -> None:
        self.used.emit(said)

    def _others(self) -> None:
        self._from = (self._from + 1) % len(self._shown)
        self.show_offers(self._shown)


def likely(offers: Sequence[Said], text: str, sheets: Sequence[str]) -> tuple[Said, ...]:
    """Offers in order: words it shares with the text, the sheet that feeds the field, the rest."""
    wanted = _stems(text)
    ranked = [
        (-len(wanted & _stems(f"{one.text.cy} {one.text.en}")), one.sheet not in sheets, place)
        for place, one in enumerate(offers)
    ]
    return tuple(offers[place] for _, _, place in sorted(ranked))


def _stems(text: str) -> set[str]:
    """Beginnings of the longer words: enough to tell that two texts are about one thing."""
    words = "".join(one if one.isalpha() else " " for one in text.casefold()).split()
    return {word[:5] for word in words if len(word) > 4}
