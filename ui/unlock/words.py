"""The sixteen numbered fields into which a recovery sheet is typed or pasted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from aln_review.casework.say import Say
from ui.desk import Screen
from ui.widgets import Field, LineField, SideBySide, column

COUNT = 16
AT_A_WORD = "error.vault.recovery_word"


class SheetWord(LineField):
    """One numbered field. Space goes on to the next; a pasted sheet fills them all."""

    secret = True
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


class SheetWords(QWidget):
    """All sixteen. ``finished()`` when Enter or space leaves the last one."""

    finished = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.words = [SheetWord(number) for number in range(1, COUNT + 1)]
        self.setLayout(column(*(self._row(at) for at in range(0, COUNT, 4)), spacing=12))
        for word in self.words:
            screen.say(word.setText, "recovery.word", n=word.number)
            word.spread.connect(partial(self._spread, word.number))
            word.onward.connect(partial(self._after, word.number))
            word.line.returnPressed.connect(partial(self._after, word.number))

    def _row(self, at: int) -> QWidget:
        """Four words in a line, or two, or one, as there is room."""
        pairs = [
            SideBySide(*self.words[start : start + 2], least=15, spacing=12, below=10)
            for start in (at, at + 2)
        ]
        return SideBySide(*pairs, least=30, spacing=12, below=10)

    def typed(self) -> str:
        """The words in order, with spaces between."""
        return " ".join(word.value() for word in self.words)

    def missing(self) -> list[tuple[Field, Say]]:
        """The first field that is empty, for an error summary."""
        empty: list[tuple[Field, Say]] = [
            (word, Say.of("forgotten.word_missing", n=word.number))
            for word in self.words
            if not word.value()
        ]
        return empty[:1]

    def field_of(self, key: str, position: object) -> Field:
        """The field that an error is about: the word it names, or else the first."""
        place = position if key == AT_A_WORD and isinstance(position, int) else 1
        return self.words[place - 1]

    def forget(self) -> None:
        """Leave nothing typed in the widgets."""
        for word in self.words:
            word.line.clear()

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
            self.finished.emit()
