"""The case as a thread: what was done, where today falls, what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.retranslate import What, Words
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.paint import CENTRE, mix, painted, pen, text_size, write
from ui.widgets.press import Press
from ui.widgets.tracks import StepState


@dataclass(frozen=True, slots=True)
class Knot:
    """One event on the thread. ``key`` comes back when it is opened; empty: nothing to open."""

    key: str
    icon: str
    title: What
    second: What = ""
    state: StepState = StepState.DONE


class _KnotButton(Press):
    """A knot and its words."""

    RADIUS = 10.0
    DISC = 34

    def __init__(self, knot: Knot, words: Words) -> None:
        super().__init__()
        self.knot = knot
        self._words = words
        self.stands = False
        self.retell()
        if not knot.key:
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def retell(self) -> None:
        """Say it in the language of the moment."""
        title, second = self._words.say(self.knot.title), self._words.say(self.knot.second)
        self.setText(title)
        self.setAccessibleName(". ".join(part for part in (title, second) if part))

    def disc(self) -> QRectF:
        """The disc, in this button."""
        side = current().grow(self.DISC)
        return QRectF(RING + 3, RING + 3, side, side)

    def words_area(self, width: float) -> QRectF:
        """Where the words stand at a width."""
        side = current().grow(self.DISC)
        if self.stands:
            return QRectF(side + 18, RING + 3, max(1.0, width - side - 24), 1e4)
        return QRectF(RING + 4, side + RING + 10, max(1.0, width - 10), 1e4)

    def height_at(self, width: float) -> float:
        """The height at which all words show."""
        theme = current()
        room = self.words_area(width).width()
        first = text_size(self.text(), theme.font(Role.SMALL_STRONG), room).height()
        second = self._words.say(self.knot.second)
        under = text_size(second, theme.font(Role.SMALL), room).height() if second else 0.0
        side = theme.grow(self.DISC)
        text = self.words_area(width).y() + first + under + 6
        return max(text, side + 2 * RING + 8)

    def draw(self, painter: QPainter) -> None:
        """Disc, icon, words."""
        theme = current()
        tokens = theme.tokens
        state = self.knot.state
        done, coming = state is StepState.DONE, state is StepState.NOW
        accent = QColor(tokens.accent)
        fill = accent if done else QColor(tokens.surface)
        line = accent if done or coming else QColor(tokens.border)
        ink = QColor(tokens.on_accent) if done else line
        if self.knot.state is StepState.TO_COME:
            ink = QColor(tokens.muted)
        disc = self.disc()
        if self.hovered and self.knot.key:
            fill = mix(fill, QColor(tokens.text), 0.12)
        painter.setPen(pen(line, 2))
        painter.setBrush(fill)
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        side = theme.grow(18)
        inset = (disc.width() - side) / 2
        area = QRectF(disc.x() + inset, disc.y() + inset, side, side)
        icons.draw(painter, self.knot.icon, area, ink)
        place = self.words_area(self.width())
        font = theme.font(Role.SMALL_STRONG)
        title_ink = accent if coming else theme.ink(Tone.PLAIN)
        high = text_size(self.text(), font, place.width()).height()
        room = QRectF(place.x(), place.y(), place.width() + 1, high)
        write(painter, room, self.text(), font, title_ink)
        under = QRectF(place.x(), place.y() + high, place.width() + 1, 1e4)
        quiet = Tone.PLAIN if coming else Tone.MUTED
        write(
            painter,
            under,
            self._words.say(self.knot.second),
            theme.font(Role.SMALL),
            theme.ink(quiet),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk the thread."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        parent = self.parentWidget()
        if step and isinstance(parent, Thread):
            parent.walk(self, step)
            return
        super().keyPressEvent(event)


class Thread(QWidget):
    """The case as a thread: done solid, to come dotted, *today* a label between two knots.

    ``chosen(key)`` opens an event; left and right walk it.
    """

    chosen = Signal(str)
    NARROW_EM = 7.0

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._knots: list[_KnotButton] = []
        self._today_after = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words.switched.connect(self._retell)

    def set_knots(self, knots: Sequence[Knot], today_after: int) -> None:
        """The events in order; today falls after the knot of this place (-1: before the first)."""
        for old in self._knots:
            old.hide()
            old.deleteLater()
        self._today_after = today_after
        self._knots = []
        for knot in knots:
            button = _KnotButton(knot, self._words)
            button.setParent(self)
            button.clicked.connect(partial(self._press, knot.key))
            button.show()
            self._knots.append(button)
        self._lay_out()
        self.updateGeometry()

    def _retell(self) -> None:
        for knot in self._knots:
            knot.retell()
        self._lay_out()
        self.updateGeometry()
        self.update()

    def _press(self, key: str) -> None:
        if key:
            self.chosen.emit(key)

    def walk(self, knot: _KnotButton, step: int) -> None:
        """Move the focus along the thread."""
        place = self._knots.index(knot) + step
        if 0 <= place < len(self._knots):
            self._knots[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _stands(self, width: float) -> bool:
        return width / max(1, len(self._knots)) < self.NARROW_EM * current().em

    def _lay_out(self) -> None:
        stands = self._stands(self.width())
        each = self.width() / max(1, len(self._knots))
        y = 0.0
        for place, knot in enumerate(self._knots):
            knot.stands = stands
            if stands:
                high = knot.height_at(self.width()) + 8
                knot.setGeometry(0, round(y), self.width(), round(high))
                y += high
            else:
                left = round(place * each)
                knot.setGeometry(left, 0, round(each) - 8, round(knot.height_at(each - 8)))

    def sizeHint(self) -> QSize:
        """Room for its words in a line."""
        width = round(10 * current().em * max(1, len(self._knots)))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One knot and its words."""
        return QSize(round(9 * current().em), 60)

    def hasHeightForWidth(self) -> bool:
        """Words wrap, or the knots stand."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at which all words show."""
        stands = self._stands(width)
        each = width / max(1, len(self._knots))
        heights = []
        for knot in self._knots:
            knot.stands = stands
            heights.append(knot.height_at(width) + 8 if stands else knot.height_at(each - 8))
        return round(sum(heights) if stands else max(heights, default=0.0)) + 2

    def event(self, event: QEvent) -> bool:
        """Lay the knots out afresh at another size or in another theme."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange):
            self._lay_out()
        return done

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The thread behind its knots, and today upon it."""
        for place, (one, other) in enumerate(zip(self._knots, self._knots[1:], strict=False)):
            start, end = self._ends(one, other)
            solid = other.knot.state is StepState.DONE
            today = place == self._today_after
            stop = start + (end - start) * 0.72 if today and not one.stands else start
            tokens = current().tokens
            if solid or today:
                painter.setPen(pen(tokens.accent, 3))
                painter.drawLine(start, end if solid else stop)
            if not solid:
                painter.setPen(pen(tokens.border, 1.8, dashed=True))
                painter.drawLine(stop, end)
            if today and not one.stands:
                self._draw_today(painter, stop)

    def _ends(self, one: _KnotButton, other: _KnotButton) -> tuple[QPointF, QPointF]:
        first = one.disc().translated(QPointF(one.pos()))
        second = other.disc().translated(QPointF(other.pos()))
        if one.stands:
            middle = first.center().x()
            return QPointF(middle, first.bottom()), QPointF(middle, second.top())
        middle = first.center().y()
        return QPointF(first.right(), middle), QPointF(second.left(), middle)

    def _draw_today(self, painter: QPainter, at: QPointF) -> None:
        theme = current()
        font = theme.font(Role.SMALL_STRONG)
        text = self._words.t("shell.today_mark")
        words = text_size(text, font)
        face = QRectF(0, 0, words.width() + 18, words.height() + 5)
        face.moveCenter(QPointF(at.x(), at.y()))
        painter.setPen(pen(theme.tokens.focus_inner, 1.6))
        painter.setBrush(QColor(theme.tokens.focus))
        painter.drawRoundedRect(face, face.height() / 2, face.height() / 2)
        painter.setFont(font)
        painter.setPen(QColor("#1D2733"))
        painter.drawText(face.translated(0, -0.5), CENTRE, text)
