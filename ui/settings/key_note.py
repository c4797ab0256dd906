"""A quiet line on the first page of the day, while the keys ask for something."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.keys import CareView, KeyCare
from ui.desk import Screen
from ui.widgets import IconLabel, Role, SideBySide, TextButton, Tone, column


class KeyNote(QWidget):
    """The most pressing thing the keys ask for, and the way there; nothing when all is well."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.note = IconLabel("key-round", Role.SMALL, Tone.MUTED)
        self.note.glyph.set_icon("key-round", Tone.AMBER)
        self.open = screen.put(TextButton(after="chevron-right"), "care.open")
        both = SideBySide(self.note, self.open, shares=(1, 0), least=40, below=2)
        self.setLayout(column(both, spacing=0))
        self.open.clicked.connect(partial(screen.desk.open, "keys"))
        self.hide()

    def look(self) -> None:
        """Ask what the keys ask for."""
        self._screen.ask(KeyCare(), self._show)

    def _show(self, care: CareView) -> None:
        if care.notes:
            self._screen.say(self.note.setText, care.notes[0])
        self.setVisible(bool(care.notes))
