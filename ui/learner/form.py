"""A page that asks: a plain question as heading, what is wrong at the top, one button to keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from aln_review.casework.core import Command
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.bridge import nothing
from ui.caseload.marks import written
from ui.desk import Crumb, Screen
from ui.learner.finder import LearnerFinder
from ui.retranslate import What
from ui.widgets import (
    Button,
    Card,
    ErrorSummary,
    Field,
    FlowLayout,
    Label,
    LineField,
    PrimaryButton,
    Role,
    ScrollPage,
    Tone,
    column,
    line,
)
from ui.widgets.summary import Wrong

T = TypeVar("T")
WIDEST = 760
"""Logical pixels at 100 %: a form wider than this is harder to read, not easier."""


class FormScreen(Screen):
    """Subclasses add :meth:`fields`, check them in :meth:`wrong` and keep them in :meth:`keep`."""

    KEEP = "form.keep"

    def build(self) -> None:
        """Heading, errors, the card of fields, keep and cancel."""
        self.learner_name = ""
        self._written = False
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = Label(Role.DISPLAY)
        self.hint = Label(Role.BODY, Tone.MUTED)
        self.errors = ErrorSummary(self.words)
        self.card = Card(spacing=14)
        self.keep_button = self.put(PrimaryButton("check"), self.KEEP)
        self.cancel = self.put(Button(), "shell.cancel")
        self.buttons = FlowLayout(self.keep_button, self.cancel, spacing=12)
        holder = QWidget()
        self.inner = column(
            column(self.heading, self.hint, spacing=0),
            self.errors,
            self.card,
            self.buttons,
            spacing=14,
            end=True,
        )
        holder.setLayout(self.inner)
        holder.setMaximumWidth(self.desk.theme.grow(WIDEST))
        # In a row of its own: a column would ask for its height at a width it never has.
        row = line(spacing=0)
        row.addWidget(holder, 100)
        row.addStretch(1)
        self.page.add(row)
        self.fields()

    def fields(self) -> None:
        """Make the fields and add them to ``self.card``."""

    def bind(self) -> None:
        """Keep and cancel; Return in a line keeps."""
        self.keep_button.clicked.connect(self.try_to_keep)
        self.cancel.clicked.connect(self.desk.back)
        for one in self.findChildren(Field):
            one.edited.connect(self._write)
        for field in self.findChildren(LineField):
            if isinstance(field, LearnerFinder):
                # There it takes the first of those found.
                continue
            field.line.returnPressed.connect(self.try_to_keep)

    @property
    def unsaved(self) -> bool:
        """Whether somebody has written in it."""
        return self._written

    def _write(self) -> None:
        self._written = True

    def wrong(self) -> Sequence[Wrong]:
        """What is to be put right before it can be kept."""
        return ()

    def keep(self) -> None:
        """Hand it to the record."""

    def try_to_keep(self) -> None:
        """Say what is wrong, or keep; not again while it is being kept."""
        if not self.keep_button.isEnabled():
            return
        wrong = self.wrong()
        self.errors.show_errors(wrong)
        if not wrong:
            self.keep()

    def do(
        self,
        command: Command[T],
        done: Callable[[T], object] = nothing,
        failed: Callable[[AlnError], object] | None = None,
    ) -> None:
        """The same, and nothing else is kept meanwhile: a key pressed twice adds nobody twice."""
        self.keep_button.setEnabled(False)
        told = partial(self._answered, failed or self.desk.say_error)
        super().do(command, partial(self._answered, done), told)

    def hand_over(
        self,
        command: Command[T],
        done: Callable[[T], object] = nothing,
        failed: Callable[[AlnError], object] | None = None,
    ) -> None:
        """The same for what is half-typed here."""
        self.keep_button.setEnabled(False)
        told = partial(self._answered, failed or self.desk.say_error)
        super().hand_over(command, partial(self._answered, done), told)

    def _answered(self, then: Callable[[T], object], value: T) -> None:
        self.keep_button.setEnabled(True)
        then(value)

    def refused(self, field: Field, error: AlnError) -> None:
        """The record refused: say so at the field it concerns; nothing that was written is lost."""
        self.errors.show_errors([(field, Say(error.key, error.facts))])

    def kept(self, _value: object) -> None:
        """It is on the disk: back to where this was asked."""
        self.desk.back()

    def name_learner(self, name: str) -> None:
        """Whose page this is, for the way at the top."""
        self.learner_name = name
        self.crumbs_changed.emit()

    def crumbs(self) -> tuple[Crumb, ...]:
        """Learners, the learner, this page."""
        if not self.learner_name:
            return (Crumb("shell.learners", "learners"), Crumb(self.title()))
        whose = Crumb(written(self.learner_name), "learner", {"learner": self.args["learner"]})
        return (Crumb("shell.learners", "learners"), whose, Crumb(self.title()))

    def title(self) -> What:
        """What this page is, in a few words."""
        return "shell.learner"
