"""Setting up: one question a page, then a sheet that has been tried, then a second keyholder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.door import Door
from aln_review.casework.entry import ToTry, finish, make_vault
from aln_review.casework.queries.keys import CareView, KeyCare
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError
from aln_review.domain.setting import SettingKind
from ui.chrome.rail import Brand
from ui.desk import Screen
from ui.unlock.keyholder_step import KeyholderStep
from ui.unlock.narrow import Narrow
from ui.unlock.setup_rail import SetupRail
from ui.unlock.sheet import SheetPanel
from ui.unlock.steps import (
    AuthorityStep,
    KindStep,
    LanguageStep,
    NamesStep,
    PassphraseStep,
    SetupStep,
    SheetStep,
    setting_of,
)
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


class FirstRun(Screen):
    """``resume`` (:class:`ToTry`) opens at the last step: a vault whose sheet was never tried."""

    def build(self) -> None:
        """Rail at the left; at the right the question, its answers, and the way on."""
        self._at = 0
        self._waiting: list[ToTry] = []
        self._panels: list[SheetPanel] = []
        self._handed_over = False
        self.rail = SetupRail(self.words)
        self.put(self.rail.brand, "shell.product")
        self.put(self.rail.heading, "shell.first_run")
        self.brand = self.put(Brand(), "shell.product")
        self.languages = Segment(Language.CY.value, Language.EN.value)
        for one in Language:
            self.say(partial(self.languages.set_option, one.value), f"shell.language_{one.value}")
        self.languages.choose(self.words.language.value)
        self.lock = self.put(Button("lock"), "shell.lock")
        self._build_page()
        top = line(self.brand, spacing=12)
        top.addStretch(1)
        top.addWidget(self.languages)
        top.addWidget(self.lock)
        top.setContentsMargins(28, 13, 28, 7)
        right = column(top, self.page, spacing=0)
        self.setLayout(line(self.rail, right, spacing=0))

    def _build_page(self) -> None:
        self.page = ScrollPage(spacing=10, margin=56)
        self.number = Label(Role.SMALL_STRONG, Tone.TEAL)
        self.heading = Label(Role.DISPLAY)
        self.lead = Label(Role.BODY)
        self.errors = ErrorSummary(self.words)
        self.language = LanguageStep(self)
        self.kind = KindStep(self)
        self.names = NamesStep(self)
        self.authority = AuthorityStep(self)
        self.passphrase = PassphraseStep(self)
        self.sheet = SheetStep(self)
        self.keyholder = KeyholderStep(self)
        self.steps: tuple[SetupStep, ...] = (
            self.language, self.kind, self.names, self.authority, self.passphrase, self.sheet,
            self.keyholder,
        )  # fmt: skip
        self.back = self.put(Button("arrow-left"), "shell.back")
        self.go = self.put(PrimaryButton(), "first.continue")
        self.why = Label(Role.SMALL, Tone.MUTED)
        self.from_copy = self.put(Button("history"), "first.restore")
        titles = column(self.number, self.heading, self.lead, spacing=2)
        body = column(titles, self.errors, gap(6), *self.steps, spacing=10)
        body.addStretch(1)
        body.addSpacing(14)
        body.addLayout(FlowLayout(self.back, self.go, self.from_copy, self.why, spacing=12))
        whole = QWidget()
        whole.setLayout(body)
        for step in self.steps:
            step.hide()
        self.page.add(Narrow(whole, WIDEST, left=True), 1)

    def bind(self) -> None:
        """The way back and on, the two languages, stopping here."""
        self.back.clicked.connect(self._back)
        self.go.clicked.connect(self._onward)
        self.lock.clicked.connect(self._stop)
        self.from_copy.clicked.connect(self._from_copy)
        self.languages.chosen.connect(self._switch)
        for step in self.steps:
            step.answered.connect(self._answered)
            step.onward.connect(self._onward)

    def show_for(self, **args: object) -> None:
        """Begin, or carry on with a sheet that was never tried."""
        resume = args.get("resume")
        if isinstance(resume, ToTry):
            self._made(resume)
            return
        self._show_step()

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
        return self._step.first_focus()

    @property
    def sheet_panel(self) -> SheetPanel:
        """The sheet in hand, once there is one."""
        return self._panels[-1]

    @property
    def _step(self) -> SetupStep:
        return self.steps[self._at]

    # Going through

    def _show_step(self) -> None:
        step = self._step
        for one in self.steps:
            one.setVisible(one is step)
        self.errors.show_errors([])
        again = self._resumed() and step is self.sheet
        name = "sheet_again" if again else step.name
        self.say(self.number.setText, "first.number", n=self._at + 1, of=len(self.steps))
        self.say(self.heading.setText, f"first.{name}.heading")
        self.say(self.lead.setText, f"first.{name}.lead")
        self.back.setVisible(self._at > 0 and not self._waiting)
        self.from_copy.setVisible(self._at == 0)
        self.lock.setVisible(bool(self._waiting))
        foot = "first.stop_later" if self._waiting else "first.stop_here"
        if step is self.keyholder:
            foot = "first.stop_key"
        self.say(self.rail.foot.setText, foot)
        step.entered()
        self._answered()
        self.page.verticalScrollBar().setValue(0)
        if self.isVisible():
            step.first_focus().setFocus()

    def _answered(self) -> None:
        """Show the way so far, and whether it goes on."""
        self.rail.track.set_steps([self._told(place) for place in range(len(self.steps))])
        ready = self._is_ready()
        self.go.setEnabled(ready)
        why = "" if ready else f"first.{self._step.name}.waits"
        self.say(self.why.setText, why)

    def _is_ready(self) -> bool:
        if self._step is self.sheet and self._panels:
            return self._panels[-1].complete
        return self._step.ready

    def _told(self, place: int) -> Step:
        step = self.steps[place]
        title = f"first.{step.name}.short"
        if place < self._at:
            return Step(StepState.DONE, title, step.answer() if not self._resumed() else "")
        state = StepState.NOW if place == self._at else StepState.TO_COME
        return Step(state, title, f"first.{step.name}.about")

    def _resumed(self) -> bool:
        return bool(self._waiting) and not self.passphrase.done

    def _from_copy(self) -> None:
        self.desk.open("restore-first")

    def _back(self) -> None:
        self._at -= 1
        self._show_step()

    def _onward(self) -> None:
        if not self.go.isEnabled():
            return
        wrong = self._step.wrong()
        self.errors.show_errors(wrong)
        if wrong:
            return
        if self._step is self.passphrase:
            self._make()
        elif self._step is self.sheet:
            self._try()
        elif self._step is self.keyholder:
            self._give_key()
        else:
            self._at += 1
            if self._step is self.names:
                self.names.offer_role(self.kind.kind())
            self._show_step()

    def _switch(self, value: str) -> None:
        self.words.switch(Language(value))

    # The vault is made

    def _make(self) -> None:
        setting = setting_of(self.kind, self.names, self.authority, self.words.language)
        self.passphrase.set_busy(True)
        self._hold(True)
        work = partial(make_vault, self.desk.door, setting, self.passphrase.fields.value())
        self.desk.bridge.run(work, self._made, self._not_made)

    def _hold(self, held: bool) -> None:
        for part in (self.go, self.back, self.lock):
            part.setEnabled(not held)

    def _made(self, waiting: ToTry) -> None:
        if self._at == self.steps.index(self.passphrase):
            self.passphrase.done = True
        self._waiting = [waiting]
        self.passphrase.set_busy(False)
        self.passphrase.fields.forget()
        self._hold(False)
        panel = SheetPanel(self, waiting)
        panel.changed.connect(self._answered)
        panel.onward.connect(self._onward)
        self._panels = [panel]
        self.sheet.body.addWidget(panel)
        self._at = self.steps.index(self.sheet)
        self._show_step()

    def _not_made(self, error: AlnError) -> None:
        self.passphrase.set_busy(False)
        self._hold(False)
        weak = self.passphrase.fields.refused(error)
        self.errors.show_errors(weak)
        if not weak:
            self.desk.say_error(error)

    # The sheet is tried

    def _try(self) -> None:
        self._hold(True)
        work = partial(_finish, self.desk.door, self._waiting[0], self._panels[0].typed())
        self.desk.bridge.run(work, self._tried, self._not_in)

    def _tried(self, care: CareView) -> None:
        self._hold(False)
        if not care.ask_for_holder:
            self._go_in()
            return
        self._at = self.steps.index(self.keyholder)
        self.keyholder.offer(SettingKind(self._waiting[0].setting.kind))
        self._show_step()

    def _go_in(self) -> None:
        self._handed_over = True
        self.desk.host.enter(self._waiting[0].casework)

    # Somebody else gets a key, or it waits

    def _give_key(self) -> None:
        self._hold(True)
        self.keyholder.set_busy(True)
        work = self.keyholder.work(self.desk.door, self._waiting[0].casework)
        self.desk.bridge.run(work, self._given, self._not_given)

    def _given(self, _none: object) -> None:
        self.keyholder.forget()
        self._go_in()

    def _not_given(self, error: AlnError) -> None:
        self._hold(False)
        self.keyholder.set_busy(False)
        self.errors.show_errors(self.keyholder.place(error))

    def _not_in(self, error: AlnError) -> None:
        self._hold(False)
        self.desk.say_error(error)

    def _stop(self) -> None:
        self.desk.open("unlock", locked_at=self.desk.door.tools.now())

    def leave(self) -> None:
        """Whoever stops before the sheet was tried leaves a closed vault."""
        self.keyholder.forget()
        if self._waiting and not self._handed_over:
            self._waiting[0].casework.close()


def _finish(door: Door, waiting: ToTry, typed: Mapping[int, str]) -> CareView:
    """The sheet is tried; what the keys still ask for."""
    return finish(door, waiting, typed).ask(KeyCare())
