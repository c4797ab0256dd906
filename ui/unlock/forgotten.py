"""A forgotten passphrase: the sixteen words from the paper, then a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from aln_review.domain.late import late
from ui.desk import Screen
from ui.unlock.passphrase import NewPassphrase
from ui.unlock.words import SheetWords
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
    Tone,
)

if TYPE_CHECKING:
    from aln_review.casework import entry as coming_in
else:
    coming_in = late("aln_review.casework.entry")


class Forgotten(QWidget):
    """``came_in(Entry)`` when the vault opened; ``given_up()`` when the passphrase came back."""

    came_in = Signal(object)
    given_up = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.errors = ErrorSummary(screen.words)
        self.sheet = SheetWords(screen)
        self.words = self.sheet.words
        self.new: list[NewPassphrase] = []
        self.card = Card(spacing=12)
        self.card.body.setContentsMargins(30, 26, 30, 26)
        self.go = screen.put(PrimaryButton("lock-open"), "forgotten.go")
        self.back = screen.put(Button("arrow-left"), "shell.back")
        self.busy = IconLabel("hourglass", Role.SMALL_STRONG, Tone.TEAL)
        screen.say(self.busy.setText, "forgotten.opening")
        self.busy.hide()
        self._passphrase = QVBoxLayout()
        self._fill()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.card)
        self.go.clicked.connect(self._go)
        self.back.clicked.connect(self._back)
        self.sheet.finished.connect(self._to_passphrase)

    def _fill(self) -> None:
        put = self._screen.put
        card = self.card
        card.add(put(CardHead("file-key", Tone.TEAL), "forgotten.heading"))
        card.add(put(Label(), "forgotten.lead"))
        card.add(self.errors)
        card.add(self.sheet)
        card.add(Rule())
        card.add(put(Label(Role.HEADING), "forgotten.new"))
        card.add(self._passphrase)
        card.add(self.busy)
        card.add(FlowLayout(self.back, self.go, spacing=12))

    def begin(self) -> None:
        """An empty sheet, and the fields for the new passphrase."""
        if not self.new:
            self.new = [NewPassphrase(self._screen)]
            self._passphrase.addWidget(self.new[0])

    def first_focus(self) -> QWidget:
        """The first word."""
        return self.words[0].line

    def forget(self) -> None:
        """Leave nothing typed in the widgets."""
        self.sheet.forget()
        for new in self.new:
            new.forget()

    def _to_passphrase(self) -> None:
        self.new[0].first.take_focus()

    def _go(self) -> None:
        new = self.new[0]
        new.judge_now()
        wrong = [*self.sheet.missing(), *new.wrong()]
        self.errors.show_errors(wrong)
        if wrong:
            return
        self._set_busy(True)
        typed = self.sheet.typed()
        language = self._screen.words.language
        work = partial(
            coming_in.come_in_with_sheet, self._screen.desk.door, typed, new.value(), language
        )
        self._screen.desk.bridge.run(work, self._in, self._not_in)

    def _set_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        for part in (self.go, self.back):
            part.setEnabled(not busy)

    def _in(self, entry: object) -> None:
        self.came_in.emit(entry)

    def _not_in(self, error: AlnError) -> None:
        self._set_busy(False)
        weak = self.new[0].refused(error)
        if weak:
            self.errors.show_errors(weak)
            return
        field = self.sheet.field_of(error.key, error.facts.get("position", 1))
        self.errors.show_errors([(field, Say(error.key, error.facts))])

    def _back(self) -> None:
        self.forget()
        self.given_up.emit()
