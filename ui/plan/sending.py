"""Check before it goes: what, whose, to whom. Nothing leaves before this page was read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.casework.queries.sending import SendCheck
from aln_review.casework.say import NOTHING, Say
from aln_review.domain.bilingual import Language
from ui.retranslate import Sayings, What, Words
from ui.widgets import (
    Button,
    Card,
    CardHead,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Rule,
    SideBySide,
    Tone,
    WordChips,
    clear,
    column,
)


class SendPanel(QWidget):
    """A list of answers, and one button that sends them."""

    confirmed = Signal()
    back = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._sayings = Sayings(words)
        self.card = Card(spacing=8)
        self.go = PrimaryButton("send")
        self.cancel = Button()
        self.card.add(FlowLayout(self.go, self.cancel))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.card)
        box.addStretch(1)
        words.switched.connect(self._sayings.say_all)

    def show_check(self, check: SendCheck) -> None:
        """Lay out the answers; where it cannot go now, say why instead."""
        clear(self.card.body)
        say = self._sayings.say
        head = CardHead("list-checks", Tone.TEAL)
        say(head.setText, "plan.check_before")
        self.card.add(head)
        self.go, self.cancel = PrimaryButton("send"), Button()
        say(self.go.setText, f"plan.send_now.{check.kind.value}")
        say(self.cancel.setText, "shell.back")
        self.cancel.clicked.connect(self.back)
        self.go.clicked.connect(self.confirmed)
        learner, plan = check.learner, check.plan
        self._answer(
            "plan.check.what", Say.of(f"plan.check.what.{check.kind.value}", version=plan.version)
        )
        self._answer("plan.check.papers", Say.many("plan.check.papers_n", check.papers))
        self._answer("plan.check.learner", Say.of("paper.crumb", name=learner.name))
        self._answer("plan.check.born", Say.of("plan.check.day", on=learner.born))
        if check.why_not != NOTHING:
            why = IconLabel("circle-alert", Role.STRONG, Tone.RUST)
            say(why.setText, check.why_not)
            self.card.add(why)
            self.card.add(FlowLayout(self.cancel, self.go))
            self.go.hide()
            return
        self._answer("plan.check.to", check.addressee)
        self._fingerprint(check)
        if check.sent_before:
            note = IconLabel("info", Role.BODY, Tone.BLUE)
            self._sayings.count(note.setText, "plan.check.before", check.sent_before)
            self.card.add(note)
        if check.look.others:
            named = IconLabel("circle-alert", Role.STRONG, Tone.RUST)
            say(named.setText, "paper.names_others", names=", ".join(check.look.others))
            hint = Label(Role.BODY, Tone.MUTED)
            say(hint.setText, "paper.look_hint")
            say(self.go.setText, "plan.send_anyway")
            self.card.add(named)
            self.card.add(hint)
        after = Label(Role.SMALL, Tone.MUTED)
        say(after.setText, "plan.check.frozen")
        self.card.add(after)
        self.card.add(FlowLayout(self.go, self.cancel, spacing=12))

    def _answer(self, label: str, what: What) -> None:
        name, value = Label(Role.BODY, Tone.MUTED), Label(Role.STRONG)
        self._sayings.say(name.setText, label)
        self._sayings.say(value.setText, what)
        self.card.add(SideBySide(name, value, shares=(2, 5), least=28, below=0))
        self.card.add(Rule(room=1))

    def _fingerprint(self, check: SendCheck) -> None:
        name = Label(Role.BODY, Tone.MUTED)
        self._sayings.say(name.setText, "plan.check.words")
        chips = {language: WordChips() for language in Language}
        found = dict(check.words)
        hint = Label(Role.SMALL, Tone.MUTED)
        self._sayings.say(hint.setText, "plan.check.words_why")
        shown = column(spacing=4)
        for language, chip in chips.items():
            if language in found:
                chip.set_words(*found[language])
                self._sayings.say(
                    chip.setText, "plan.check.words_are", words=", ".join(found[language])
                )
                shown.addLayout(FlowLayout(chip))
        shown.addWidget(hint)
        self.card.add(SideBySide(name, shown, shares=(2, 5), least=28, below=0))
        self.card.add(Rule(room=1))
