"""A forgotten passphrase: the sixteen words from the paper, then a new one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.casework.entry import come_in_with_sheet
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.desk import Screen
from ui.unlock.passphrase import NewPassphrase
from ui.widgets import (
    Button,
    Card,
    CardHead,
    ErrorSummary,
    Field,
    FlowLayout,
    IconLabel,
    Label,
    LineField,
    PrimaryButton,
    Role,
    Rule,
    SideBySide,
    Tone,
)

COUNT = 16
AT_A_WORD = "error.vault.recovery_word"


class SheetWord(LineField):
    """One numbered field. Space goes on to the next; a pasted sheet fills them all."""

    spread = Signal(str)
    onward = Signal()

    def __init__(self, number: int) -> None:
        super().__init__("", limit=600)
        self.number = number
        self.line.textChanged.connect(self._changed)

    def _changed(self, text: str) -> None:
        parts = text.split()
        if len(parts) > 1:
            self.spread.emit(text)
        elif parts and text.endswith(" "):
            self.line.setText(parts[0])
            self.onward.emit()


class Forgotten(QWidget):
    """``came_in(Entry)`` when the vault opened; ``given_up()`` when the passphrase came back."""

    came_in = Signal(object)
    given_up = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.errors = ErrorSummary(screen.words)
        self.words = [SheetWord(number) for number in range(1, COUNT + 1)]
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
        for word in self.words:
            screen.say(word.setText, "recovery.word", n=word.number)
            word.spread.connect(partial(self._spread, word.number))
            word.onward.connect(partial(self._after, word.number))
            word.line.returnPressed.connect(partial(self._after, word.number))

    def _fill(self) -> None:
        put = self._screen.put
        card = self.card
        card.add(put(CardHead("file-key", Tone.TEAL), "forgotten.heading"))
        card.add(put(Label(), "forgotten.lead"))
        card.add(self.errors)
        for at in range(0, COUNT, 4):
            card.add(self._row(at))
        card.add(Rule())
        card.add(put(Label(Role.HEADING), "forgotten.new"))
        card.add(self._passphrase)
        card.add(self.busy)
        card.add(FlowLayout(self.back, self.go, spacing=12))

    def _row(self, at: int) -> QWidget:
        """Four words in a line, or two, or one, as there is room."""
        pairs = [
            SideBySide(*self.words[start : start + 2], least=15, spacing=12, below=10)
            for start in (at, at + 2)
        ]
        return SideBySide(*pairs, least=30, spacing=12, below=10)

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
        for word in self.words:
            word.line.clear()
        for new in self.new:
            new.forget()

    def _spread(self, start: int, text: str) -> None:
        """A whole sheet was pasted, with its numbers or without: one word a field from here."""
        parts = [part for part in text.split() if not part.strip(".)").isdigit()]
        for word, part in zip(self.words[start - 1 :], parts, strict=False):
            word.line.setText(part)
        last = min(COUNT, start - 1 + len(parts))
        self.words[max(0, last - 1)].take_focus()

    def _after(self, number: int) -> None:
        if number < COUNT:
            self.words[number].take_focus()
        else:
            self.new[0].first.take_focus()

    def _go(self) -> None:
        empty: list[tuple[Field, Say]] = [
            (word, Say.of("forgotten.word_missing", n=word.number))
            for word in self.words
            if not word.value()
        ]
        new = self.new[0]
        new.judge_now()
        wrong = [*empty[:1], *new.wrong()]
        self.errors.show_errors(wrong)
        if wrong:
            return
        self._set_busy(True)
        typed = " ".join(word.value() for word in self.words)
        language = self._screen.words.language
        work = partial(come_in_with_sheet, self._screen.desk.door, typed, new.value(), language)
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
        position = error.facts.get("position", 1)
        place = position if error.key == AT_A_WORD and isinstance(position, int) else 1
        self.errors.show_errors([(self.words[place - 1], Say(error.key, error.facts))])

    def _back(self) -> None:
        self.forget()
        self.given_up.emit()
