"""What each column of a class list is taken to mean, and how a person corrects it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from aln_review.casework.roll_view import IGNORED, MEANINGS, UNKNOWN, ColumnView, RollToMap
from ui.desk import Screen
from ui.widgets import (
    Card,
    ChoiceField,
    Glyph,
    IconLabel,
    Label,
    Role,
    Rule,
    SideBySide,
    Tone,
    clear,
    column,
    line,
)

AT_ONCE = 3
"""Columns built in one go: a file may have hundreds, and the window goes on answering."""


class ColumnRow(QWidget):
    """One column: its heading, its first values, and what it holds."""

    chosen = Signal(int, str)

    def __init__(self, screen: Screen, view: ColumnView) -> None:
        super().__init__()
        self.view = view
        self._screen = screen
        self.mark = Glyph("circle-check", Tone.GREEN, 20, Role.TITLE)
        self.title = Label(Role.TITLE)
        self.samples = Label(Role.SMALL, Tone.MUTED)
        self.choice = ChoiceField("", MEANINGS)
        self.choice.label.hide()
        told = line(self.mark, column(self.title, self.samples, spacing=0), spacing=12)
        both = SideBySide(told, self.choice, shares=(58, 42), least=34, spacing=18, below=6)
        self.setLayout(column(both, spacing=0))
        self.choice.chosen.connect(self._chosen)
        self.retell()

    def retell(self) -> None:
        """Word it in the language of the moment."""
        words, view = self._screen.words, self.view
        heading = words.t("import.no_heading", n=view.place + 1)
        if view.heading:
            heading = words.t("import.its_heading", heading=view.heading)
        self.title.setText(heading)
        if view.samples:
            cut = " · ".join(_short(sample) for sample in view.samples)
            self.samples.setText(words.t("import.samples", samples=cut))
        else:
            self.samples.setText(words.t("import.no_samples"))
        for meaning in MEANINGS:
            self.choice.set_option(meaning, words.t(f"roll.field.{meaning}"))
        self.choice.combo.setAccessibleName(f"{heading}: {words.t('import.holds')}")

    def show_meaning(self, meaning: str) -> None:
        """Show what it is taken to mean."""
        self.choice.set_value(meaning)
        states = {
            UNKNOWN: ("circle-question-mark", Tone.AMBER),
            IGNORED: ("circle-minus", Tone.MUTED),
        }
        self.mark.set_icon(*states.get(meaning, ("circle-check", Tone.GREEN)))

    def _chosen(self, meaning: str) -> None:
        self.chosen.emit(self.view.place, meaning)


class RollColumns(QWidget):
    """Every column; ``changed(place, meaning)`` when a person said what one holds."""

    changed = Signal(int, str)

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._roll: list[RollToMap] = []
        self.rows: list[ColumnRow] = []
        self.read = IconLabel("file-check", Role.STRONG, Tone.TEAL)
        self.list = column(spacing=4)
        self.setLayout(column(Card(self.read, Rule(), self.list, spacing=6), spacing=0))
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._add_some)

    def show_roll(self, roll: RollToMap) -> None:
        """Lay out a file's columns, a few at a time."""
        self._roll = [roll]
        self.rows = []
        clear(self.list)
        self._screen.count(self.read.setText, "import.rows", roll.rows)
        self._add_some()
        if len(self.rows) < len(roll.columns):
            self._more.start()

    def let_go(self) -> None:
        """Hold no rows any more; columns not yet laid out stay away."""
        self._more.stop()
        self._roll = []

    def _add_some(self) -> None:
        roll = self._roll[0]
        for view in roll.columns[len(self.rows) : len(self.rows) + AT_ONCE]:
            row = ColumnRow(self._screen, view)
            row.show_meaning(roll.meanings[view.place])
            row.chosen.connect(self.changed)
            self.rows.append(row)
            self.list.addWidget(row)
        if len(self.rows) == len(roll.columns):
            self._more.stop()

    def finish(self) -> None:
        """Lay out the rest at once."""
        while len(self.rows) < len(self._roll[0].columns):
            self._add_some()

    def show_meanings(self, roll: RollToMap) -> None:
        """Show the columns' meanings after one of them changed."""
        self._roll = [roll]
        for row in self.rows:
            row.show_meaning(roll.meanings[row.view.place])

    def retell(self) -> None:
        """Word every column again."""
        for row in self.rows:
            row.retell()


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:38]}…"
