"""What is to be put right, at the top of the page: each line goes to its field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.chrome.order import bring_into_view
from ui.retranslate import Sayings, What, Words
from ui.theme import Role
from ui.tokens import Tone
from ui.widgets.boxes import clear
from ui.widgets.cards import Card, CardHead
from ui.widgets.fields import Field
from ui.widgets.rows import Row

Wrong = tuple[Field, What]


class ErrorSummary(QWidget):
    """Hidden until :meth:`show_errors`; says each error at its field as well."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._sayings = Sayings(words)
        self._fields: list[Field] = []
        self.head = CardHead("circle-alert", Tone.RUST, role=Role.TITLE)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        card = Card(self.head, self._list, band=Tone.RUST)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        self.hide()
        words.switched.connect(self._sayings.say_all)

    def show_errors(self, wrong: Sequence[Wrong]) -> None:
        """Show these, clear those that were put right; with none the summary goes away."""
        clear(self._list)
        for field in self._fields:
            self._sayings.forget(field.setError)
            field.setError("")
        self._fields = [field for field, _ in wrong]
        for field, what in wrong:
            self._sayings.say(field.setError, what)
            row = Row("arrow-down", Tone.RUST, chevron=False)
            self._sayings.say(row.setText, what)
            row.clicked.connect(partial(self._go, field))
            self._list.addWidget(row)
        self._sayings.count(self.head.setText, "shell.errors_heading", len(wrong))
        self.setVisible(bool(wrong))
        if wrong:
            wrong[0][0].take_focus()
            # This has just pushed everything down; where to is not known before it is laid out.
            QTimer.singleShot(0, self, self._bring_first)

    def _bring_first(self) -> None:
        for field in self._fields[:1]:
            bring_into_view(field)

    def _go(self, field: Field) -> None:
        field.take_focus()
