"""How far something has come: the steps of a package, the steps of setting up.

Done is solid, to come is dotted; a step in hand is worded as such, so that a step that waits can
never be read as done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.retranslate import What, Words
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.paint import CENTRE, longest_word, painted, pen, text_size, write


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to-come"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, and beneath it when it was or what it waits for."""

    state: StepState
    title: What
    second: What = ""


@dataclass(frozen=True, slots=True)
class _Colours:
    fill: QColor
    line: QColor
    ink: QColor
    icon: str


def _colours(state: StepState) -> _Colours:
    theme = current()
    tokens = theme.tokens
    ground = QColor(tokens.surface)
    if state is StepState.DONE:
        accent = QColor(tokens.accent)
        return _Colours(accent, accent, QColor(tokens.on_accent), "check")
    if state is StepState.NOW:
        amber = theme.ink(Tone.AMBER)
        return _Colours(ground, amber, amber, "hourglass")
    if state is StepState.BACK:
        plum = theme.ink(Tone.PLUM)
        return _Colours(plum, plum, ground, "undo-2")
    return _Colours(ground, QColor(tokens.border), QColor(tokens.muted), "")


class StepTrack(QWidget):
    """Steps in a line, or one beneath the other where it is narrow or ``vertical``.

    ``numbered`` writes each step's number in its disc instead of an hourglass.
    """

    NARROW_EM = 6.0

    def __init__(self, words: Words, *, vertical: bool = False, numbered: bool = False) -> None:
        super().__init__()
        self._words = words
        self._vertical = vertical
        self._numbered = numbered
        self._steps: tuple[Step, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words.switched.connect(self._retell)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """The steps, in order."""
        self._steps = tuple(steps)
        self._retell()

    def _retell(self) -> None:
        told = [
            f"{self._words.say(one.title)}: {self._words.say(one.second)}".removesuffix(": ")
            for one in self._steps
        ]
        self.setAccessibleName("; ".join(told))
        self.updateGeometry()
        self.update()

    def _disc(self) -> int:
        return current().grow(26)

    def _stands(self, width: float) -> bool:
        each = width / max(1, len(self._steps))
        return self._vertical or each < self.NARROW_EM * current().em

    def _texts(self, step: Step, room: float) -> tuple[float, float]:
        theme = current()
        first = text_size(self._words.say(step.title), theme.font(Role.SMALL_STRONG), room)
        second = self._words.say(step.second)
        under = text_size(second, theme.font(Role.SMALL), room).height() if second else 0.0
        return first.height(), under

    def _each(self, width: float) -> float:
        return width / max(1, len(self._steps))

    def _row_height(self, step: Step, width: float) -> float:
        return max(sum(self._texts(step, width - self._disc() - 12)), self._disc()) + 14

    def sizeHint(self) -> QSize:
        """Room for its words in a line."""
        width = round(8 * current().em * max(1, len(self._steps)))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The longest word beside a disc."""
        font = current().font(Role.SMALL_STRONG)
        words = [longest_word(self._words.say(step.title), font) for step in self._steps]
        return QSize(round(max(words, default=40.0)) + self._disc() + 20, self._disc())

    def hasHeightForWidth(self) -> bool:
        """Words wrap, or the steps stand."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at which all words show."""
        if self._stands(width):
            return round(sum(self._row_height(step, width) for step in self._steps))
        room = self._each(width) - 8
        texts = max((sum(self._texts(step, room)) for step in self._steps), default=0.0)
        return round(self._disc() + 3 + texts)

    def changeEvent(self, event: QEvent) -> None:
        """Measure afresh when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Lines first, then discs, then words."""
        size = self._disc()
        stands = self._stands(self.width())
        y = 0.0
        for place, step in enumerate(self._steps):
            last = place == len(self._steps) - 1
            if stands:
                disc = QRectF(1, y + 1, size - 2, size - 2)
                step_by = self._row_height(step, self.width())
                start = QPointF(size / 2, y + size + 2)
                end = QPointF(size / 2, y + step_by - 1)
                words = QRectF(size + 12, y, self.width() - size - 12, step_by)
                y += step_by
            else:
                each = self._each(self.width())
                disc = QRectF(place * each + 1, 1, size - 2, size - 2)
                start = QPointF(place * each + size + 1, size / 2)
                end = QPointF((place + 1) * each - 1, size / 2)
                words = QRectF(place * each + 1, size + 3, each - 8, self.height())
            if not last:
                self._draw_way(painter, start, end, self._steps[place + 1])
            self._draw_disc(painter, disc, place, step)
            self._draw_words(painter, words, step)

    def _draw_way(self, painter: QPainter, start: QPointF, end: QPointF, onto: Step) -> None:
        tokens = current().tokens
        reached = self._numbered and onto.state is StepState.NOW
        if reached or onto.state in (StepState.DONE, StepState.BACK):
            painter.setPen(pen(tokens.accent, 2.5))
        else:
            painter.setPen(pen(tokens.border, 1.6, dashed=True))
        painter.drawLine(start, end)

    def _draw_disc(self, painter: QPainter, disc: QRectF, place: int, step: Step) -> None:
        theme = current()
        colours = _colours(step.state)
        line, ink = colours.line, colours.ink
        if self._numbered and step.state is StepState.NOW:
            line = ink = QColor(theme.tokens.accent)
        painter.setPen(pen(line, 2))
        painter.setBrush(colours.fill)
        painter.drawEllipse(disc)
        number = self._numbered and step.state in (StepState.NOW, StepState.TO_COME)
        if number:
            painter.setFont(theme.font(Role.SMALL_STRONG))
            painter.setPen(ink)
            painter.drawText(disc.translated(0, -0.5), CENTRE, str(place + 1))
        elif colours.icon:
            side = round(disc.width() * 0.62)
            inset = (disc.width() - side) / 2
            area = QRectF(disc.x() + inset, disc.y() + inset, side, side)
            icons.draw(painter, colours.icon, area, ink)

    def _draw_words(self, painter: QPainter, area: QRectF, step: Step) -> None:
        theme = current()
        first, second = self._texts(step, area.width())
        tones = {StepState.NOW: Tone.AMBER, StepState.TO_COME: Tone.MUTED}
        tone = tones.get(step.state, Tone.PLAIN)
        if self._numbered and step.state is StepState.NOW:
            tone = Tone.PLAIN
        role = Role.SMALL if step.state is StepState.TO_COME else Role.SMALL_STRONG
        title = QRectF(area.x(), area.y(), area.width() + 1, first)
        write(painter, title, self._words.say(step.title), theme.font(role), theme.ink(tone))
        if second:
            under = QRectF(area.x(), area.y() + first, area.width() + 1, second)
            quiet = Tone.TEAL if self._numbered and step.state is StepState.NOW else Tone.MUTED
            write(
                painter,
                under,
                self._words.say(step.second),
                theme.font(Role.SMALL),
                theme.ink(quiet),
            )
