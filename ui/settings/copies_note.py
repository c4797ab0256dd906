"""A line on the first page of the day, while copies elsewhere hold a record that was erased."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.retention import DueElsewhere
from ui.desk import Screen
from ui.widgets import IconLabel, Role, SideBySide, TextButton, Tone, column


class CopiesNote(QWidget):
    """One sentence and the way to the copies; nothing when all is well."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        note = screen.put(IconLabel("hard-drive", Role.SMALL, Tone.MUTED), "today.erased_elsewhere")
        note.glyph.set_icon("hard-drive", Tone.AMBER)
        self.open = screen.put(TextButton(after="chevron-right"), "shell.copies")
        both = SideBySide(note, self.open, shares=(1, 0), least=40, below=2)
        self.setLayout(column(both, spacing=0))
        self.open.clicked.connect(partial(screen.desk.open, "copies"))
        self.hide()

    def look(self) -> None:
        """Ask whether any are due."""
        self._screen.ask(DueElsewhere(), self.show_due)

    def show_due(self, due: bool) -> None:
        """Only while any are."""
        self.setVisible(due)
