"""Saving the file: locked with a passphrase of its own, unless somebody decides otherwise."""

from __future__ import annotations

from PySide6.QtCore import Signal

from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.desk import Screen
from ui.learner.choice import EACH, AnswerField
from ui.unlock.passphrase import NewPassphrase
from ui.widgets import (
    Card,
    CardHead,
    ErrorSummary,
    IconLabel,
    Label,
    PrimaryButton,
    Role,
    Tone,
    line,
)

LOCKED, PLAIN = "locked", "plain"


class SaveCard(Card):
    """``wanted()`` when the file is to be saved; the passphrase is read from here once."""

    wanted = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__(spacing=12)
        self._screen = screen
        put = screen.put
        self.errors = ErrorSummary(screen.words)
        self.how = AnswerField("how", (LOCKED, PLAIN))
        screen.say(self.how.setText, "disclosure.how")
        self.how.say_answers(screen, f"disclosure.how.{EACH}")
        self.how.set_value(LOCKED)
        self.passphrase = NewPassphrase(screen)
        self.in_clear = put(IconLabel("shield-alert", Role.SMALL, Tone.RUST), "disclosure.in_clear")
        self.in_clear.hide()
        self.left = IconLabel("hourglass", Role.BODY, Tone.AMBER)
        self.go = put(PrimaryButton("file-down"), "disclosure.save")
        self.told = IconLabel("file-check", Role.STRONG, Tone.GREEN)
        self.told.hide()
        self.add(put(CardHead("file-down", Tone.TEAL), "disclosure.saving"))
        self.add(put(Label(Role.SMALL, Tone.MUTED), "disclosure.saving_hint"))
        for part in (self.left, self.errors, self.how, self.in_clear, self.passphrase):
            self.add(part)
        self.add(line(self.go, end=True))
        self.add(self.told)
        self.how.chosen.connect(self._chosen)
        self.go.clicked.connect(self._go)
        for field in (self.passphrase.first, self.passphrase.again):
            field.line.returnPressed.connect(self.go.click)

    def show_left(self, left: int) -> None:
        """Nothing leaves while a passage is undecided."""
        self.left.setVisible(left > 0)
        self._screen.say(self.left.setText, Say.many("disclosure.left", left))
        self.go.setEnabled(left == 0)
        self.how.setVisible(left == 0)
        self._chosen(self.how.value() if left == 0 else "")

    def secret(self) -> str:
        """The file's passphrase; empty when it is not to be locked."""
        return self.passphrase.value() if self.how.value() == LOCKED else ""

    def wait(self) -> None:
        """The file is being put together, which may take some seconds."""
        self.go.setEnabled(False)
        self.told.set_state("hourglass", Tone.TEAL)
        self._screen.say(self.told.setText, "disclosure.making")
        self.told.show()

    def saved(self, name: str) -> None:
        """The file is on the disk."""
        self.forget()
        for part in (self.errors, self.how, self.in_clear, self.passphrase, self.go):
            part.hide()
        self.told.set_state("file-check", Tone.GREEN)
        self._screen.say(self.told.setText, Say.of("disclosure.saved", file=name))
        self.told.show()
        self._screen.desk.announce(self._screen.words.t("disclosure.saved", file=name))

    def refused(self, error: AlnError) -> None:
        """Why not."""
        self.told.hide()
        self.go.setEnabled(True)
        self.errors.show_errors([(self.how, Say(error.key, error.facts))])

    def forget(self) -> None:
        """Leave nothing typed."""
        self.passphrase.forget()

    def _chosen(self, how: str) -> None:
        self.passphrase.setVisible(how == LOCKED)
        self.in_clear.setVisible(how == PLAIN)

    def _go(self) -> None:
        wrong = []
        if self.how.value() == LOCKED:
            self.passphrase.judge_now()
            wrong = self.passphrase.wrong()
        self.errors.show_errors(wrong)
        if not wrong:
            self.wanted.emit()
