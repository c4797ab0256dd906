"""The plan as a whole: what is still asked for, its languages and versions, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.casework.forms import Missing
from aln_review.casework.queries.plans import Languages, PlanView
from aln_review.casework.say import Say
from aln_review.domain.plan import Plan, PlanState
from ui.retranslate import Sayings, Words
from ui.widgets import (
    Button,
    Card,
    CardHead,
    DateField,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Row,
    SideBySide,
    Tone,
    clear,
)


def state_of(plan: Plan, missing: int) -> Say:
    """The plan's state in one sentence."""
    if plan.state is PlanState.DRAFT and missing:
        return Say.many("plan.draft_missing", missing)
    if plan.given_on is not None:
        return Say.of(f"plan.is.{plan.state.value}_given", on=plan.given_on)
    return Say.of(f"plan.is.{plan.state.value}")


class Overview(QWidget):
    """Signals say what was asked for; the page does it."""

    jump = Signal(str, str, str)
    """Section, block and field of something that is missing."""
    complete = Signal()
    reopen = Signal()
    give = Signal(object)
    send = Signal()
    renew = Signal()
    print = Signal()
    version = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._sayings = Sayings(words)
        self.asks = Card(spacing=0)
        self.next = Card(spacing=10)
        self.languages = Card(spacing=6)
        self.versions = Card(spacing=0)
        self._may_send = False
        self.rows: list[Row] = []
        self.buttons: dict[str, Button] = {}
        # Nothing is ever without a parent: what Python alone owns may be let go on any thread.
        self.given = DateField("plan.given", words)
        self._sayings.say(self.given.setText, "plan.given_on")
        self._sayings.say(self.given.setHint, "plan.given_hint")
        self.give_now = Button("lock")
        self._sayings.say(self.give_now.setText, "plan.do.give")
        self.give_now.clicked.connect(self._give)
        self.giving = Card(self.given, spacing=10)
        self.giving.add(self.give_now)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addWidget(self.next)
        box.addWidget(self.giving)
        box.addWidget(self.asks)
        box.addWidget(SideBySide(self.languages, self.versions, least=34))
        box.addStretch(1)
        words.switched.connect(self._sayings.say_all)

    def show_plan(self, view: PlanView, today: date) -> None:
        """Lay out what can be done with this version."""
        self._show_next(view, today)
        self._show_asks(view.plan, view.asks)
        self._show_versions(view.versions, view.plan)

    def show_languages(self, counted: Sequence[Languages]) -> None:
        """How far the plan is in each language."""
        clear(self.languages.body)
        head = CardHead("languages", Tone.TEAL, role=Role.TITLE)
        self._sayings.say(head.setText, "plan.languages")
        self.languages.add(head)
        for one in counted:
            waiting = one.lacking + one.stale
            label = IconLabel(
                "history" if waiting else "circle-check",
                Role.BODY,
                Tone.AMBER if waiting else Tone.GREEN,
            )
            if waiting:
                self._sayings.count(label.setText, f"plan.waiting_{one.language.value}", waiting)
            else:
                self._sayings.say(label.setText, f"plan.done_{one.language.value}")
            self.languages.add(label)

    # What comes next

    def _show_next(self, view: PlanView, today: date) -> None:
        plan, missing = view.plan, view.missing
        self._may_send = view.may_send
        self.giving.setVisible(plan.state is PlanState.COMPLETE)
        clear(self.next.body)
        self.buttons = {}
        icon, tone = {
            PlanState.DRAFT: ("pencil", Tone.AMBER),
            PlanState.COMPLETE: ("circle-check", Tone.GREEN),
            PlanState.LOCKED: ("lock", Tone.SLATE),
            PlanState.SUPERSEDED: ("history", Tone.SLATE),
        }[plan.state]
        head = CardHead(icon, tone)
        self._sayings.say(head.setText, f"plan.next.{plan.state.value}", version=plan.version)
        sentence = Label()
        self._sayings.say(sentence.setText, state_of(plan, missing))
        why = Label(Role.SMALL, Tone.MUTED)
        # A draft may be sent only where it is a referral: there nobody completes it.
        refers = plan.state is PlanState.DRAFT and view.may_send
        reason = "plan.next_why.refers" if refers else f"plan.next_why.{plan.state.value}"
        self._sayings.say(why.setText, reason)
        for part in (head, sentence, why):
            self.next.add(part)
        getattr(self, f"_offer_{plan.state.value}")(today)

    def _button(self, name: str, icon: str, *, main: bool = False) -> Button:
        button = PrimaryButton(icon) if main else Button(icon)
        self._sayings.say(button.setText, f"plan.do.{name}")
        self.buttons[name] = button
        return button

    def _offer_draft(self, _today: date) -> None:
        paper = self._button("print", "printer")
        paper.clicked.connect(self.print)
        if self._may_send:
            first = self._button("refer", "send", main=True)
            first.clicked.connect(self.send)
        else:
            first = self._button("complete", "check", main=True)
            first.clicked.connect(self.complete)
        self.next.add(FlowLayout(first, paper, spacing=12))

    def _offer_complete(self, today: date) -> None:
        send = self._button("send", "send", main=True)
        back, paper = self._button("reopen", "lock-open"), self._button("print", "printer")
        if not self.given.value():
            self.given.set_day(today)
        self.given.setError("")
        for button, signal in ((send, self.send), (back, self.reopen), (paper, self.print)):
            button.clicked.connect(signal)
        self.next.add(FlowLayout(send, back, paper, spacing=12))

    def _offer_locked(self, _today: date) -> None:
        send, new = self._button("send", "send", main=True), self._button("renew", "copy-plus")
        paper = self._button("print", "printer")
        for button, signal in ((send, self.send), (new, self.renew), (paper, self.print)):
            button.clicked.connect(signal)
        self.next.add(FlowLayout(send, new, paper, spacing=12))

    def _offer_superseded(self, _today: date) -> None:
        paper = self._button("print", "printer", main=True)
        paper.clicked.connect(self.print)
        self.next.add(FlowLayout(paper, spacing=12))

    def _give(self) -> None:
        day = self.given.day()
        if day is None:
            self._sayings.say(self.given.setError, "plan.date_wrong")
            self.given.take_focus()
            return
        self.give.emit(day)

    def drafts(self) -> dict[str, str]:
        """The day it was given, half-written."""
        half = self.given.line.isModified() and not self.giving.isHidden()
        return {self.given.name: self.given.draft()} if half else {}

    def refuse_given(self, what: Say) -> None:
        """The date was not taken: say why, at the date."""
        self._sayings.say(self.given.setError, what)

    # What is still asked for

    def _show_asks(self, plan: Plan, asks: Sequence[Missing]) -> None:
        clear(self.asks.body)
        self.rows = []
        self.asks.setVisible(plan.state is PlanState.DRAFT)
        if not asks:
            fine = IconLabel("circle-check", Role.STRONG, Tone.GREEN)
            self._sayings.say(fine.setText, "plan.all_there")
            self.asks.add(fine)
            return
        head = CardHead("circle-alert", Tone.RUST, role=Role.TITLE)
        self._sayings.count(head.setText, "plan.asks", len(asks))
        self.asks.add(head)
        for ask in asks:
            row = Row("arrow-right", Tone.RUST)
            self._sayings.say(row.setText, Say(ask.key, ask.facts))
            self._sayings.say(row.setSecond, "plan.in_section", section=ask.section)
            row.clicked.connect(partial(self._jump, ask))
            self.asks.add(row)
            self.rows.append(row)

    def _jump(self, ask: Missing, _checked: bool = False) -> None:
        self.jump.emit(ask.section, ask.block_id, ask.field)

    # Versions

    def _show_versions(self, versions: Sequence[Plan], shown: Plan) -> None:
        clear(self.versions.body)
        head = CardHead("history", Tone.SLATE, role=Role.TITLE)
        self._sayings.say(head.setText, "plan.versions")
        self.versions.add(head)
        for plan in versions:
            here = plan.id == shown.id
            row = Row(
                "pencil" if plan.state is PlanState.DRAFT else "lock",
                Tone.AMBER if plan.state is PlanState.DRAFT else Tone.SLATE,
                strong=here,
            )
            self._sayings.say(row.setText, "plan.version", version=plan.version)
            second: str | Say = "plan.version_here" if here else state_of(plan, 0)
            self._sayings.say(row.setSecond, second)
            row.setEnabled(not here)
            row.clicked.connect(partial(self._open, plan.id))
            self.versions.add(row)

    def _open(self, plan_id: str, _checked: bool = False) -> None:
        self.version.emit(plan_id)
