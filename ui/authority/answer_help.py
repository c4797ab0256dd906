"""A setting that nobody can open asks the authority's desk for its key."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.casework.helping import (
    ANSWER_ENDING,
    FILE_NAME,
    REQUEST_ENDING,
    Answer,
    HelpDesk,
    HelpView,
)
from aln_review.casework.keyring import Proof
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.desk import Crumb, Screen
from ui.files import read_text, write_text
from ui.outbox.spoken import SpokenWords
from ui.post import casework_of
from ui.unlock.narrow import Narrow
from ui.unlock.passphrase import pass_field
from ui.widgets import (
    Button,
    Card,
    CardHead,
    ErrorSummary,
    FlowLayout,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Rule,
    ScrollPage,
    SideBySide,
    Toggle,
    Tone,
    clear,
    column,
    line,
)

DIALOG = QFileDialog.Option.DontUseNativeDialog
IN_A_ROW = 4


class AnswerHelpPage(Screen):
    """Who asks, what was compared, and an answer in two halves."""

    def build(self) -> None:
        """Heading and the file; then the request; then the answer."""
        self._text = ""
        self._answer: list[Answer] = []
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        heading = self.put(Label(Role.DISPLAY), "shell.answer_help")
        lead = self.put(Label(), "answer_help.lead")
        self.open = self.put(PrimaryButton("mail-open"), "answer_help.open")
        self.trouble = IconLabel("circle-alert", Role.BODY, Tone.RUST)
        self.trouble.hide()
        self._build_request()
        self._build_answer()
        whole = QWidget()
        head = column(heading, lead, spacing=0)
        parts = (head, line(self.open, end=True), self.trouble, self.request, self.done)
        whole.setLayout(column(*parts, spacing=16, end=True))
        self.page.add(Narrow(whole, 60.0, left=True))

    def _build_request(self) -> None:
        self.who = Label(Role.TITLE)
        self.facts = Label(Role.SMALL, Tone.MUTED)
        self.standing = IconLabel("circle-check", Role.BODY, Tone.GREEN)
        self.chips = self.put(SpokenWords(self.words), "answer_help.words")
        named = self.put(Label(Role.STRONG), "answer_help.words")
        compare = self.put(Label(), "answer_help.compare")
        self.rang = self.put(Toggle(), "answer_help.rang")
        self.errors = ErrorSummary(self.words)
        self.passphrase = pass_field(self, "keys.your_passphrase")
        self.busy = self.put(IconLabel("hourglass", Role.STRONG, Tone.TEAL), "keys.working")
        self.busy.hide()
        self.go = self.put(PrimaryButton("key-round"), "answer_help.go")
        self.not_they = self.put(Button("x"), "answer_help.not_they")
        self.request = Card(
            self.put(CardHead("landmark", Tone.AMBER), "answer_help.request"),
            column(self.who, self.facts, self.standing, spacing=4),
            Rule(),
            compare,
            line(named, self.chips, spacing=12, end=True),
            self.rang,
            self.errors,
            self.passphrase,
            self.busy,
            FlowLayout(self.go, self.not_they, spacing=12),
            band=Tone.AMBER,
            spacing=12,
        )
        self.request.hide()

    def _build_answer(self) -> None:
        self.spoken = column(spacing=8)
        self.save = self.put(PrimaryButton("save"), "answer_help.save")
        self.saved = self.put(
            IconLabel("circle-check", Role.STRONG, Tone.GREEN), "answer_help.saved"
        )
        self.saved.hide()
        apart = self.put(IconLabel("triangle-alert", Role.BODY, Tone.RUST), "answer_help.apart")
        apart.label.set_tone(Tone.PLAIN)
        self.done = Card(
            self.put(CardHead("circle-check", Tone.GREEN), "answer_help.done"),
            self.put(Label(), "answer_help.file"),
            FlowLayout(self.save, self.saved, spacing=12),
            Rule(),
            self.put(Label(), "answer_help.read_out"),
            self.spoken,
            apart,
            spacing=12,
        )
        self.done.hide()

    def bind(self) -> None:
        """Open, confirm, answer, save."""
        self.open.clicked.connect(self._choose)
        self.rang.toggled.connect(self._consider)
        self.go.clicked.connect(self._go)
        self.passphrase.line.returnPressed.connect(self._go)
        self.not_they.clicked.connect(self._put_away)
        self.save.clicked.connect(self._save)

    def crumbs(self) -> tuple[Crumb, ...]:
        """From the desk."""
        return (Crumb("shell.desk", "desk"), Crumb("shell.answer_help"))

    def first_focus(self) -> QWidget | None:
        """The file."""
        return self.open

    def leave(self) -> None:
        """No word of an answer and no passphrase stays in a widget."""
        self._put_away()
        self._answer = []
        clear(self.spoken)
        self.done.hide()

    # The request

    @property
    def _desk(self) -> HelpDesk:
        return HelpDesk(self.desk.door, casework_of(self.desk.bridge))

    def _choose(self) -> None:
        found, _ = QFileDialog.getOpenFileName(
            self, self.words.t("answer_help.open"), str(Path.home()),
            f"*{REQUEST_ENDING}", options=DIALOG,
        )  # fmt: skip
        if found:
            self.desk.bridge.run(partial(read_text, Path(found)), self.look_at, self._refused)

    def look_at(self, text: str) -> None:
        """Show what a request says."""
        self.leave()
        self._text = text
        self.desk.bridge.run(partial(self._desk.look, text), self.show_request, self._refused)

    def show_request(self, view: HelpView) -> None:
        """Who asks, as their own vault said it, and whether the register knows them."""
        self.trouble.hide()
        self.say(self.who.setText, view.registered or view.name)
        facts = Say.of("answer_help.facts", asked=view.asked_on, given=view.given_on)
        self.say(self.facts.setText, facts)
        if view.registered is None:
            self.standing.set_state("triangle-alert", Tone.RUST)
            self.say(self.standing.setText, "answer_help.not_registered")
        else:
            self.standing.set_state("circle-check", Tone.GREEN)
            told = Say.of("answer_help.registered", person=view.person)
            self.say(self.standing.setText, told)
        self.chips.show_words(view.words)
        self.rang.setChecked(False)
        self._consider(False)
        self.request.show()
        self.rang.setFocus()

    def _refused(self, error: AlnError) -> None:
        self._put_away()
        self.say(self.trouble.setText, Say(error.key, error.facts))
        self.trouble.show()
        self.desk.announce(self.words.say(Say(error.key, error.facts)))

    def _put_away(self) -> None:
        self._text = ""
        self.passphrase.line.clear()
        self.errors.show_errors([])
        self.trouble.hide()
        self.request.hide()

    def _consider(self, rang: bool) -> None:
        self.go.setEnabled(rang)

    # The answer

    def _go(self) -> None:
        if not self.go.isEnabled():
            return
        if not self.passphrase.value():
            self.errors.show_errors([(self.passphrase, "keys.old_missing")])
            return
        self._set_busy(True)
        proof = Proof(self.desk.door.opened_by, self.passphrase.value())
        rang = self.rang.isChecked()
        work = partial(self._desk.answer, self._text, proof, self.words.language, rang=rang)
        self.desk.bridge.run(work, self.show_answer, self._not_answered)

    def _set_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        for part in (self.open, self.rang, self.not_they):
            part.setEnabled(not busy)
        self.go.setEnabled(not busy and self.rang.isChecked())

    def _not_answered(self, error: AlnError) -> None:
        self._set_busy(False)
        self.errors.show_errors([(self.passphrase, Say(error.key, error.facts))])

    def show_answer(self, answer: Answer) -> None:
        """The file to save, and the words to read out."""
        self._set_busy(False)
        self._put_away()
        self._answer = [answer]
        self.saved.hide()
        clear(self.spoken)
        for at in range(0, len(answer.words), IN_A_ROW):
            row = [self._word(at + n + 1, answer) for n in range(IN_A_ROW)]
            self.spoken.addWidget(SideBySide(*row, least=40, spacing=12, below=6))
        self.done.show()
        self.save.setFocus()

    def _word(self, number: int, answer: Answer) -> Label:
        told = Say.of("answer_help.word", n=number, word=answer.words[number - 1])
        return self.put(Label(Role.HEADING, wrap=False), told)

    def _save(self) -> None:
        found, _ = QFileDialog.getSaveFileName(
            self, self.words.t("answer_help.save"), str(Path.home() / FILE_NAME),
            f"*{ANSWER_ENDING}", options=DIALOG,
        )  # fmt: skip
        for answer in self._answer if found else []:
            work = partial(write_text, Path(found), answer.text)
            self.desk.bridge.run(work, self._is_saved, self.desk.say_error)

    def _is_saved(self, _done: bool) -> None:
        self.saved.show()
        self.desk.announce(self.words.t("answer_help.saved"))
