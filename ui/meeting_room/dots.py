"""Whose dots are left: filled ones are used, rings are still to be put."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from aln_review.domain.people import Perspective
from ui.meeting_room.board import Scene
from ui.meeting_room.look import height_of
from ui.retranslate import Words
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.paint import box, pen, write_line
from ui.widgets.press import Press


class DotsLeft(QWidget):
    """Names with their dots: filled ones are used, rings are left. The person shown is marked."""

    chosen = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._speech = words
        self.list = QVBoxLayout(self)
        self.list.setContentsMargins(0, 0, 0, 0)
        self.list.setSpacing(0)
        self.people: list[_PersonDots] = []

    def show_people(self, people: list[tuple[str, int, int]], shown: int) -> None:
        """(name, used, left) of each; ``shown`` is whose dots the letters put."""
        while len(self.people) < len(people):
            person = _PersonDots(self._speech)
            person.clicked.connect(partial(self._press, len(self.people)))
            self.people.append(person)
            self.list.addWidget(person)
        for place, person in enumerate(self.people):
            person.setVisible(place < len(people))
            if place < len(people):
                name, used, left = people[place]
                person.show_dots(place + 1, name, used, left, now=place == shown)

    def _press(self, place: int) -> None:
        self.chosen.emit(place)


class _PersonDots(Press):
    """One person's dots."""

    RADIUS = 8.0

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._speech = words
        self._used, self._left, self._now, self._number = 0, 0, False, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_dots(self, number: int, name: str, used: int, left: int, *, now: bool) -> None:
        """Whose, and how many."""
        self._used, self._left, self._now, self._number = used, left, now, number
        self.setText(name)
        self.setAccessibleName(f"{number}. {name}. {self._speech.n('meeting.dots_left', left)}")
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(180, max(34, height_of(current().font(Role.BODY)) + 12))

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(120, self.sizeHint().height())

    def draw(self, painter: QPainter) -> None:
        """Number, name, dots."""
        theme = current()
        area = self.face()
        if self._now:
            box(painter, area, self.RADIUS, theme.tint(Tone.TEAL), theme.ink(Tone.TEAL))
        font = theme.font(Role.STRONG if self._now else Role.BODY)
        dot = theme.grow(13)
        dots = (self._used + self._left) * (dot + 5)
        room = QRectF(area.x() + 8, area.y(), area.width() - dots - 20, area.height())
        painter.setFont(font)
        text = painter.fontMetrics().elidedText(
            f"{self._number}  {self.text()}", Qt.TextElideMode.ElideRight, round(room.width())
        )
        write_line(painter, room, text, font, theme.ink(Tone.PLAIN))
        x = area.right() - dots - 4
        for place in range(self._used + self._left):
            painter.setPen(pen(theme.ink(Tone.PLAIN), 1.4))
            used = place < self._used
            painter.setBrush(theme.ink(Tone.PLAIN) if used else QColor(0, 0, 0, 0))
            painter.drawEllipse(QRectF(x, area.center().y() - dot / 2, dot, dot))
            x += dot + 5


def voters(scene: Scene) -> list[tuple[str, str, int]]:
    """(participant id, name, dots left) of everyone who has dots: not the learner, who chooses."""
    return [
        (person.id, person.shown, left)
        for person, left in scene.view.dots_left
        if person.perspective is not Perspective.LEARNER and person.attending.value != "apologies"
    ]
