"""Choosing one learner by typing the beginning of a name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.casework.queries.learners import LearnerRow
from aln_review.language.collation import folded
from ui.caseload.marks import written
from ui.caseload.model import begins
from ui.caseload.where import where
from ui.desk import Screen
from ui.widgets import LineField, Row, Tone
from ui.widgets.boxes import clear

MOST = 6


class LearnerFinder(LineField):
    """A line with the learners whose names begin so beneath it.

    ``chosen(learner_id)``; empty again when what is written no longer names the one chosen.
    """

    chosen = Signal(str)

    def __init__(self, screen: Screen) -> None:
        super().__init__("whom", icon="search", limit=120)
        self._screen = screen
        self._rows: Sequence[LearnerRow] = ()
        self._chosen = ""
        self._list = QWidget()
        self._box = QVBoxLayout(self._list)
        self._box.setContentsMargins(0, 4, 0, 0)
        self._box.setSpacing(0)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 1, self._list)
        self._list.hide()
        self.edited.connect(self._typed)
        self.line.returnPressed.connect(self._take_first)

    def offer(self, rows: Sequence[LearnerRow]) -> None:
        """Everybody there is to choose from."""
        self._rows = sorted(rows, key=_rank)
        if self.value() and not self._chosen:
            self._typed()

    def learner(self) -> str:
        """The one chosen; empty if none."""
        return self._chosen

    def _typed(self) -> None:
        if self._chosen:
            self._chosen = ""
            self.chosen.emit("")
        clear(self._box)
        wanted = folded(self.value())
        found = [row for row in self._rows if wanted and begins(row.found_by, wanted)]
        exact = [row for row in found if row.found_by == wanted]
        if len(exact) == 1 and len(found) == 1:
            self._choose(exact[0])
            return
        for one in found[:MOST]:
            row = Row("user", Tone.TEAL, chevron=False)
            self._screen.say(row.setText, written(one.name))
            self._screen.say(row.setSecond, where(one.year, one.class_name))
            row.clicked.connect(partial(self._choose, one))
            self._box.addWidget(row)
        self._list.setVisible(bool(found))

    def _take_first(self) -> None:
        wanted = folded(self.value())
        found = [row for row in self._rows if wanted and begins(row.found_by, wanted)]
        if found:
            self._choose(found[0])

    def _choose(self, row: LearnerRow, *_: object) -> None:
        self._chosen = row.id
        self.set_value(row.name)
        clear(self._box)
        self._list.hide()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes into the names found."""
        first = self._box.itemAt(0)
        widget = first.widget() if first is not None else None
        if event.key() == Qt.Key.Key_Down and widget is not None:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)


def _rank(row: LearnerRow) -> int:
    return row.rank
