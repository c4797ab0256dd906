"""What is done with a statement as a whole: moved, put elsewhere, taken off, brought back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from aln_review.casework.commands.marks import MarkWords
from aln_review.casework.commands.profiles import (
    MoveInProfile,
    RemoveFromProfile,
    UseInProfile,
)
from aln_review.casework.queries.profiles import ProfileView
from aln_review.domain.profile import Heading
from aln_review.domain.words import MaySee
from aln_review.domain.words import Words as Said
from ui.desk import Screen
from ui.widgets import IconLabel, TextButton, Tone, line

ORDER = tuple(Heading)
LAST = 99
"""Further down than any statement stands."""


class Moves(QObject):
    """``placed(heading, id)`` where the caret is to go once the record has answered."""

    placed = Signal(object, str)

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._view: ProfileView | None = None
        self._taken_off: list[tuple[str, Heading, int]] = []
        self.gone = IconLabel("undo-2", tone=Tone.PLUM)
        self.undo = screen.put(TextButton("undo-2"), "profile.undo")
        self.bar = QWidget()
        self.bar.setLayout(line(self.gone, self.undo))
        self.bar.hide()
        self.undo.clicked.connect(self.bring_back)

    def at(self, view: ProfileView) -> None:
        """Work on this profile: it is the one shown."""
        self._view = view

    @property
    def _learner(self) -> str:
        return self._view.learner.id if self._view is not None else ""

    def find(self, words_id: str) -> Said | None:
        """A statement that stands on the profile."""
        if self._view is None:
            return None
        every = (said for _, column in self._view.columns for said in column)
        return next((said for said in every if said.id == words_id), None)

    def place(self, words_id: str) -> tuple[Heading, int]:
        """Its heading, and its place beneath it."""
        for heading, said in self._view.columns if self._view is not None else ():
            ids = [one.id for one in said]
            if words_id in ids:
                return heading, ids.index(words_id)
        return Heading.ADMIRE, 0

    def nudge(self, heading: Heading, words_id: str, by: int) -> None:
        """Up or down by as many places."""
        index = max(0, self.place(words_id)[1] + by)
        self.placed.emit(heading, words_id)
        self._screen.do(MoveInProfile(self._learner, words_id, heading, index))

    def send_over(self, heading: Heading, words_id: str, by: int) -> None:
        """Under the next heading, or the one before."""
        to = ORDER[(ORDER.index(heading) + by) % len(ORDER)]
        self.placed.emit(to, words_id)
        self._screen.do(MoveInProfile(self._learner, words_id, to, LAST))
        words = self._screen.words
        heading_words = words.t(f"paper.profile.{to.value}")
        self._screen.desk.announce(words.t("profile.moved_to", heading=heading_words))

    def take_off(self, heading: Heading, words_id: str) -> None:
        """Off the page, with one button that brings it back."""
        said = self.find(words_id)
        if said is None or self._view is None:
            return
        place = self.place(words_id)[1]
        self._taken_off.append((words_id, heading, place))
        self._screen.say(self.gone.setText, "profile.taken_off", said=said.text.said)
        self.bar.show()
        rest = [one.id for one in dict(self._view.columns)[heading] if one.id != words_id]
        self.placed.emit(heading, rest[min(place, len(rest) - 1)] if rest else "")
        self._screen.do(RemoveFromProfile(self._learner, words_id))

    def bring_back(self) -> None:
        """Put what was last taken off back where it stood."""
        if not self._taken_off:
            return
        words_id, heading, place = self._taken_off.pop()
        self.bar.setVisible(bool(self._taken_off))
        self.placed.emit(heading, words_id)
        self._screen.do(UseInProfile(words_id, heading))
        self._screen.do(MoveInProfile(self._learner, words_id, heading, place))

    def mark(self, words_id: str, level: MaySee) -> None:
        """Say who may see a statement."""
        self._screen.do(MarkWords(words_id, level))
