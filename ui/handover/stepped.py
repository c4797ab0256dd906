"""A page of steps: rail at the left, one question at a time, and the way on."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.domain.bilingual import Language
from ui.chrome.rail import Brand
from ui.desk import Screen
from ui.retranslate import What
from ui.unlock.narrow import Narrow
from ui.unlock.setup_rail import SetupRail
from ui.unlock.steps import SetupStep
from ui.widgets import (
    Button,
    ErrorSummary,
    FlowLayout,
    Label,
    PrimaryButton,
    Role,
    ScrollPage,
    Segment,
    Step,
    StepState,
    Tone,
    column,
    gap,
    line,
)

WIDEST = 66.0
"""Ems: on a wide screen lines would else be too long to read."""


class Stepped(Screen):
    """Subclasses name their sentences, make their steps, and say what follows each."""

    title = ""
    """Message key above the rail's steps."""

    def sentence(self, step: SetupStep, part: str) -> str:
        """Message key of a step's ``heading``, ``lead``, ``short`` or ``about``."""
        raise NotImplementedError

    def make_steps(self) -> tuple[SetupStep, ...]:
        """The steps in order, the work last."""
        raise NotImplementedError

    def passed(self, step: SetupStep) -> None:
        """A step is done: go on."""
        raise NotImplementedError

    def before(self, _step: SetupStep) -> SetupStep | None:
        """The step that can be gone back to from this one, to put an answer right."""
        return None

    def stop(self) -> None:
        """Stop here: nothing has been changed."""
        raise NotImplementedError

    def foot(self) -> What:
        """What the rail says of stopping here."""
        return ""

    def build(self) -> None:
        """Rail at the left; at the right the question, its answers, and the way on."""
        self._at = 0
        self.rail = SetupRail(self.words)
        self.put(self.rail.brand, "shell.product")
        self.put(self.rail.heading, self.title)
        self.brand = self.put(Brand(), "shell.product")
        self.languages = Segment(Language.CY.value, Language.EN.value)
        for one in Language:
            self.say(partial(self.languages.set_option, one.value), f"shell.language_{one.value}")
        self.languages.choose(self.words.language.value)
        self._build_page()
        top = line(self.brand, spacing=12)
        top.addStretch(1)
        top.addWidget(self.languages)
        top.setContentsMargins(28, 13, 28, 7)
        right = column(top, self.page, spacing=0)
        self.setLayout(line(self.rail, right, spacing=0))

    def _build_page(self) -> None:
        self.page = ScrollPage(spacing=10, margin=56)
        self.number = Label(Role.SMALL_STRONG, Tone.TEAL)
        self.heading = Label(Role.DISPLAY)
        self.lead = Label(Role.BODY)
        self.errors = ErrorSummary(self.words)
        self.steps = self.make_steps()
        self.quit = self.put(Button("x"), "shell.cancel")
        self.back = self.put(Button("arrow-left"), "shell.back")
        self.go = self.put(PrimaryButton(), "first.continue")
        self.why = Label(Role.SMALL, Tone.MUTED)
        titles = column(self.number, self.heading, self.lead, spacing=2)
        body = column(titles, self.errors, gap(6), *self.steps, spacing=10)
        body.addStretch(1)
        body.addSpacing(14)
        body.addLayout(FlowLayout(self.quit, self.back, self.go, self.why, spacing=12))
        whole = QWidget()
        whole.setLayout(body)
        for step in self.steps:
            step.hide()
        self.page.add(Narrow(whole, WIDEST, left=True), 1)

    def bind(self) -> None:
        """The way on, stopping here, the two languages."""
        self.go.clicked.connect(self.onward)
        self.quit.clicked.connect(self.stop)
        self.back.clicked.connect(self._back)
        self.languages.chosen.connect(self._switch)
        for step in self.steps:
            step.answered.connect(self._answered)
            step.onward.connect(self.onward)

    def retranslate(self) -> None:
        """Say everything again, and mark the language in use."""
        super().retranslate()
        self.languages.choose(self.words.language.value)

    def reflow(self, _columns: int, small: bool) -> None:
        """In a narrow window the rail's steps are said in a line instead."""
        self.rail.setVisible(not small)
        self.brand.setVisible(small)
        self.page.set_edges(28 if small else 56, 28, 24)

    def first_focus(self) -> QWidget | None:
        """The step's first answer."""
        return self.step.first_focus()

    @property
    def step(self) -> SetupStep:
        """The step that shows."""
        return self.steps[self._at]

    def show_step(self, wanted: SetupStep) -> None:
        """Show a step."""
        self._at = self.steps.index(wanted)
        for one in self.steps:
            one.setVisible(one is wanted)
        self.errors.show_errors([])
        self.say(self.number.setText, "first.number", n=self._at + 1, of=len(self.steps))
        self.say(self.heading.setText, self.sentence(wanted, "heading"))
        self.say(self.lead.setText, self.sentence(wanted, "lead"))
        self.say(self.rail.foot.setText, self.foot())
        working = wanted is self.steps[-1]
        self.quit.setVisible(not working)
        self.go.setVisible(not working)
        self.back.setVisible(self.before(wanted) is not None)
        wanted.entered()
        self._answered()
        self.page.verticalScrollBar().setValue(0)
        if self.isVisible():
            wanted.first_focus().setFocus()

    def hold(self, held: bool) -> None:
        """Keys are being derived: neither on nor back."""
        self.quit.setEnabled(not held)
        self.back.setEnabled(not held)
        self.go.setEnabled(not held and self.step.ready)

    def _back(self) -> None:
        wanted = self.before(self.step)
        if wanted is not None:
            self.show_step(wanted)

    def onward(self) -> None:
        """Go on if the step allows."""
        if not self.go.isEnabled() or not self.go.isVisibleTo(self):
            return
        wrong = self.step.wrong()
        self.errors.show_errors(wrong)
        if not wrong:
            self.passed(self.step)

    def _answered(self) -> None:
        self.rail.track.set_steps([self._told(place) for place in range(len(self.steps))])
        self.go.setEnabled(self.step.ready)
        waits = "" if self.step.ready or self.step is self.steps[-1] else "first.sheet.waits"
        self.say(self.why.setText, waits)

    def _told(self, place: int) -> Step:
        step = self.steps[place]
        title = self.sentence(step, "short")
        if place < self._at:
            return Step(StepState.DONE, title, step.answer())
        state = StepState.NOW if place == self._at else StepState.TO_COME
        return Step(state, title, self.sentence(step, "about"))

    def _switch(self, value: str) -> None:
        self.words.switch(Language(value))
