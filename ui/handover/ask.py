"""Everyone is locked out: the authority is asked by a file, and its answer opens the vault."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.casework.asking import (
    ANSWER_ENDING,
    FILE_NAME,
    REQUEST_ENDING,
    Asked,
    ask,
    asked,
    begin_answered,
    take_answer,
)
from aln_review.casework.door import Door
from aln_review.casework.handover import SlotKind, TakingOver
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.wales import day_in_wales
from ui.desk import Screen
from ui.files import read_text, write_text
from ui.handover.handover import HandoverPage
from ui.handover.steps import ChooseStep, KeyStep, PaperStep, WhoStep
from ui.handover.work import WorkStep
from ui.outbox.spoken import SpokenWords
from ui.retranslate import What
from ui.unlock.steps import SetupStep, Wrong
from ui.unlock.words import SheetWords
from ui.widgets import Button, Card, IconLabel, Label, Role, SideBySide, Tone, column, line

DIALOG = QFileDialog.Option.DontUseNativeDialog


class RequestStep(SetupStep):
    """The request as a file, and the three words that the authority will ask for."""

    name = "request"

    def __init__(self, screen: Screen) -> None:
        self._asked: list[Asked] = []
        super().__init__(screen)

    def build(self) -> None:
        """One button; beside it what will happen; then the words."""
        put = self.page.put
        self.save = put(Button("save"), "ask.request.save")
        self.state = IconLabel("circle-check", Role.STRONG, Tone.GREEN)
        self.state.hide()
        self.chips = put(SpokenWords(self.page.words), "ask.request.words")
        named = put(Label(Role.HEADING), "ask.request.words")
        hint = put(Label(Role.SMALL, Tone.MUTED), "ask.request.words_hint")
        self.compare = Card(named, self.chips, hint, sunk=True, spacing=8)
        self.compare.hide()
        form = QWidget()
        parts = (line(self.save, end=True), self.state, self.compare)
        form.setLayout(column(*parts, spacing=16, end=True))
        told = (
            ("mail", "ask.request.send"),
            ("phone", "ask.request.ring"),
            ("shield", "ask.request.safe"),
        )
        self.beside(form, self.aside(*told))
        self.save.clicked.connect(self._choose)

    def show_asked(self, found: Asked | None) -> None:
        """A request is under way already, or none."""
        self._asked = [found] if found else []
        self.compare.setVisible(found is not None)
        self.state.setVisible(found is not None)
        if found is not None:
            on = day_in_wales(found.request.made)
            told = Say.of("ask.request.under_way", authority=found.authority, on=on)
            self.page.say(self.state.setText, told)
            self.chips.show_words(found.words)
        self.answered.emit()

    @property
    def ready(self) -> bool:
        """Once something was asked."""
        return bool(self._asked)

    def answer(self) -> What:
        """That it was asked."""
        return "ask.request.done"

    def first_focus(self) -> QWidget:
        """Saving."""
        return self.save

    def _choose(self) -> None:
        found, _ = QFileDialog.getSaveFileName(
            self, self.page.words.t("ask.request.save"), str(Path.home() / FILE_NAME),
            f"*{REQUEST_ENDING}", options=DIALOG,
        )  # fmt: skip
        if found:
            work = partial(_write_request, self.page.desk.door, Path(found))
            self.page.desk.bridge.run(work, self.show_asked, self.page.desk.say_error)


def _write_request(door: Door, path: Path) -> Asked:
    made = ask(door)
    write_text(path, made.text)
    return made


class AnswerStep(KeyStep):
    """The answer's file, and the sixteen words that were read out."""

    name = "answer"

    def build(self) -> None:
        """One button, what is known of the file, sixteen fields."""
        put = self.page.put
        self._text = ""
        self.open = put(Button("mail-open"), "ask.answer.open")
        self.state = IconLabel("circle-check", Role.STRONG, Tone.GREEN)
        self.state.hide()
        self.words_head = put(Label(Role.HEADING), "ask.answer.words")
        hint = put(Label(Role.SMALL, Tone.MUTED), "ask.answer.words_hint")
        self.sheet = SheetWords(self.page)
        self.busy = IconLabel("hourglass", Role.STRONG, Tone.TEAL)
        self.page.say(self.busy.setText, "unlock.opening")
        self.busy.hide()
        top = SideBySide(self.open, self.state, shares=(0, 1), least=30, spacing=14, below=8)
        parts = (top, self.words_head, hint, self.sheet, self.busy)
        self.setLayout(column(*parts, spacing=12, end=True))
        self.open.clicked.connect(self._choose)
        self.sheet.finished.connect(self.onward)

    def offer(self, *, has_keyholder: bool) -> None:
        """There is one way only."""

    def kind(self) -> SlotKind:
        """The authority's."""
        return SlotKind.ESCROW

    def secret(self) -> str:
        """The words."""
        return self.sheet.typed()

    def text(self) -> str:
        """The file's text."""
        return self._text

    @property
    def ready(self) -> bool:
        """Once the file is one that may be tried."""
        return bool(self._text)

    def wrong(self) -> list[Wrong]:
        """A word is missing."""
        return [(field, what) for field, what in self.sheet.missing()]

    def refused(self, error: AlnError) -> list[Wrong]:
        """What the door says, at the word it names."""
        field = self.sheet.field_of(error.key, error.facts.get("position", 1))
        return [(field, Say(error.key, error.facts))]

    def set_busy(self, busy: bool) -> None:
        """The words are being tried."""
        self.busy.setVisible(busy)
        for part in (self.open, self.sheet):
            part.setEnabled(not busy)

    def forget(self) -> None:
        """Leave nothing typed in the widgets."""
        self.sheet.forget()

    def answer(self) -> What:
        """That it opened the vault."""
        return "ask.answer.done"

    def first_focus(self) -> QWidget:
        """The file, then the first word."""
        return self.sheet.words[0].line if self._text else self.open

    def _choose(self) -> None:
        found, _ = QFileDialog.getOpenFileName(
            self, self.page.words.t("ask.answer.open"), str(Path.home()),
            f"*{ANSWER_ENDING}", options=DIALOG,
        )  # fmt: skip
        if found:
            self.take(Path(found))

    def take(self, path: Path) -> None:
        """Look at a file: whether it answers what was asked here."""
        work = partial(_read_answer, self.page.desk.door, path)
        self.page.desk.bridge.run(work, self._taken, self._not_taken)

    def _taken(self, text: str) -> None:
        self._text = text
        self._tell("ask.answer.fits", "circle-check", Tone.GREEN)
        self.sheet.words[0].take_focus()

    def _not_taken(self, error: AlnError) -> None:
        self._text = ""
        self._tell(Say(error.key, error.facts), "circle-alert", Tone.RUST)

    def _tell(self, what: What, icon: str, tone: Tone) -> None:
        self.state.set_state(icon, tone)
        self.page.say(self.state.setText, what)
        self.state.show()
        self.answered.emit()


def _read_answer(door: Door, path: Path) -> str:
    text = read_text(path)
    take_answer(door, text)
    return text


def _begin(door: Door, text: str, typed: str) -> TakingOver:
    return begin_answered(door, take_answer(door, text), typed)


class AskAuthorityPage(HandoverPage):
    """Two steps of its own, then those of whoever takes a vault over."""

    title = "shell.ask_authority"

    def sentence(self, step: SetupStep, part: str) -> str:
        """Its own steps have sentences of their own."""
        if step in (self.request, self.key):
            return f"ask.{step.name}.{part}"
        return super().sentence(step, part)

    def make_steps(self) -> tuple[SetupStep, ...]:
        """Request, answer, person, passphrase, sheet, work."""
        self.request = RequestStep(self)
        self.answer = AnswerStep(self)
        self.key = self.answer
        self.who = WhoStep(self)
        self.passphrase = ChooseStep(self)
        self.sheet = PaperStep(self)
        self.work = WorkStep(self)
        self._waiting: list[TakingOver] = []
        rest = (self.who, self.passphrase, self.sheet, self.work)
        return (self.request, self.answer, *rest)

    def show_for(self, **_args: object) -> None:
        """Begin, or carry on with what was asked before."""
        self.show_step(self.request)
        find = partial(asked, self.desk.door)
        self.desk.bridge.run(find, self.request.show_asked, self.desk.say_error)

    def passed(self, step: SetupStep) -> None:
        """After the request, its answer."""
        if step is self.request:
            self.show_step(self.answer)
        else:
            super().passed(step)

    def _open(self) -> None:
        self.answer.set_busy(True)
        self.hold(True)
        work = partial(_begin, self.desk.door, self.answer.text(), self.answer.secret())
        self.desk.bridge.run(work, self._opened, self._not_opened)

    def _opened(self, waiting: TakingOver) -> None:
        """Mostly it is the same person who comes back in."""
        if not self.who.person.value():
            self.who.person.set_value(waiting.setting.person)
        super()._opened(waiting)
