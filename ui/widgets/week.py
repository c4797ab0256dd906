"""The week as five sheets: days with something on are wider and white, empty ones sink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.retranslate import Sayings, What, Words
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.boxes import clear
from ui.widgets.labels import Label
from ui.widgets.paint import box, longest_word, mix, painted, rounded, shadow, text_size, write
from ui.widgets.press import Press

STACK_EM = 50.0
"""Narrower than this many ems the days stand one beneath the other, empty ones left out."""


@dataclass(frozen=True, slots=True)
class WeekEntry:
    """One thing on a day. ``key`` comes back when it is pressed; empty: nothing to open."""

    key: str
    title: What = ""
    second: What = ""
    icon: str = ""
    tone: Tone = Tone.AMBER
    state: What = ""


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day: its name in words (*Monday, today*) and what is on."""

    on: date
    name: What
    entries: tuple[WeekEntry, ...] = ()
    today: bool = False
    note: What = ""
    """Said where nothing is on."""


class _EntryButton(Press):
    """One thing on a day: title, a line beneath, its state."""

    walked = Signal(int)
    RADIUS = 8.0
    PAD = 4

    def __init__(self, entry: WeekEntry) -> None:
        super().__init__()
        self._entry = entry
        self._second = ""
        self._state = ""
        if not entry.key:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """When and whose."""
        super().setText(text)
        self._name()

    def set_second(self, text: str) -> None:
        """What it is."""
        self._second = text
        self._name()

    def set_state(self, text: str) -> None:
        """What is not ready, in words."""
        self._state = text
        self._name()

    def _name(self) -> None:
        parts = [part.rstrip(".") for part in (self.text(), self._second, self._state) if part]
        self.setAccessibleName(". ".join(parts))
        self.updateGeometry()
        self.update()

    def _pill_lead(self) -> int:
        return current().grow(16) + 6 if self._entry.icon else 0

    def _heights(self, width: float) -> tuple[float, float, float]:
        theme = current()
        room = max(1.0, width - 2 * (RING + self.PAD))
        first = second = state = 0.0
        if self.text():
            first = text_size(self.text(), theme.font(Role.STRONG), room).height() + 2
        if self._second:
            second = text_size(self._second, theme.font(Role.SMALL), room).height() + 3
        if self._state:
            inner = max(1.0, room - 24 - self._pill_lead())
            font = theme.font(Role.SMALL_STRONG)
            state = text_size(self._state, font, inner).height() + 11
        return first, second, state

    def sizeHint(self) -> QSize:
        """Its lines unbroken."""
        theme = current()
        wide = max(
            text_size(self.text(), theme.font(Role.STRONG)).width(),
            text_size(self._state, theme.font(Role.SMALL_STRONG)).width() + 24 + self._pill_lead(),
        )
        width = round(wide) + 2 * (RING + self.PAD)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        theme = current()
        word = max(
            longest_word(self.text(), theme.font(Role.STRONG)),
            longest_word(self._second, theme.font(Role.SMALL)),
            longest_word(self._state, theme.font(Role.SMALL_STRONG)) + 24 + self._pill_lead(),
        )
        return QSize(round(word) + 2 + 2 * (RING + self.PAD), 44)

    def hasHeightForWidth(self) -> bool:
        """Lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All its lines."""
        return round(sum(self._heights(width))) + 8

    def draw(self, painter: QPainter) -> None:
        """Title, line, pill."""
        theme = current()
        face = self.face()
        if self.hovered or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mix(theme.tint(Tone.PLAIN), theme.ink(Tone.PLAIN), 0.05))
            painter.drawRoundedRect(face, self.RADIUS, self.RADIUS)
        first, second, state = self._heights(self.width())
        x, y = face.x() + self.PAD, 3.0
        room = self.width() - 2 * (RING + self.PAD) + 1
        write(
            painter,
            QRectF(x, y, room, first),
            self.text(),
            theme.font(Role.STRONG),
            theme.ink(Tone.PLAIN),
        )
        y += first
        write(
            painter,
            QRectF(x, y, room, second),
            self._second,
            theme.font(Role.SMALL),
            theme.ink(Tone.MUTED),
        )
        y += second + 1
        if self._state:
            self._draw_pill(painter, QRectF(x - 2, y, room, state - 2))

    def _draw_pill(self, painter: QPainter, area: QRectF) -> None:
        theme = current()
        tint, ink = theme.tint(self._entry.tone), theme.ink(self._entry.tone)
        font = theme.font(Role.SMALL_STRONG)
        lead = self._pill_lead()
        words = text_size(self._state, font, max(1.0, area.width() - 24 - lead))
        face = QRectF(area.x(), area.y(), words.width() + 24 + lead, area.height())
        line = ink if theme.tokens.name == "high-contrast" else tint
        box(painter, face, min(face.height() / 2, theme.line(Role.SMALL) * 0.75), tint, line)
        side = theme.grow(16)
        if lead:
            top = face.center().y() - side / 2
            icons.draw(painter, self._entry.icon, QRectF(face.x() + 10, top, side, side), ink)
        place = QRectF(
            face.x() + 11 + lead,
            face.center().y() - words.height() / 2 - 0.5,
            words.width() + 2,
            words.height(),
        )
        write(painter, place, self._state, font, ink)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk the week."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        way = step.get(Qt.Key(event.key()), 0)
        if way:
            self.walked.emit(way)
            return
        super().keyPressEvent(event)


class _DaySheet(QWidget):
    """One day's sheet."""

    def __init__(self, day: WeekDay) -> None:
        super().__init__()
        self.day = day
        self.full = bool(day.entries)
        accent = Tone.TEAL if day.today else Tone.PLAIN
        self.number = Label(Role.DAY, accent, wrap=False)
        self.number.setText(str(day.on.day))
        self.name = Label(
            Role.SMALL_STRONG if day.today else Role.SMALL,
            Tone.TEAL if day.today else Tone.MUTED,
        )
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.number)
        self.head.addWidget(self.name, 1, Qt.AlignmentFlag.AlignVCenter)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(15, 8, 12, 12)
        self.body.setSpacing(0)
        self.body.addLayout(self.head)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """White where something is on, sunk where not; today has the accent line."""
        tokens = current().tokens
        face = QRectF(self.rect()).adjusted(1, 1, -1, -3)
        up = self.full or self.day.today
        if up:
            shadow(painter, face, 12)
        painter.setBrush(QColor(tokens.surface if up else tokens.sunk))
        accent = QPen(QColor(tokens.accent), 2)
        painter.setPen(accent if self.day.today else QPen(QColor(tokens.hairline), 1))
        painter.drawPath(rounded(face.adjusted(0.5, 0.5, -0.5, -0.5), 12))


class WeekRibbon(QWidget):
    """Five sheets; ``chosen(key)`` when an entry is pressed. Arrow keys walk the entries."""

    chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._sayings = Sayings(words)
        self._sheets: list[_DaySheet] = []
        self._stacked = False
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words.switched.connect(self._sayings.say_all)

    def set_days(self, days: Sequence[WeekDay]) -> None:
        """The days of the week, in order."""
        clear(self._box)
        self._sheets = [self._sheet(day) for day in days]
        for sheet in self._sheets:
            weight = 5 if sheet.full else 3
            self._box.addWidget(sheet, 4 if sheet.day.today and not sheet.full else weight)
        self._arrange()

    def _sheet(self, day: WeekDay) -> _DaySheet:
        sheet = _DaySheet(day)
        self._sayings.say(sheet.name.setText, day.name)
        for entry in day.entries:
            button = _EntryButton(entry)
            self._sayings.say(button.setText, entry.title)
            self._sayings.say(button.set_second, entry.second)
            self._sayings.say(button.set_state, entry.state)
            button.clicked.connect(partial(self._press, entry.key))
            button.walked.connect(partial(self._walk, button))
            sheet.body.addWidget(button)
            sheet.body.setContentsMargins(15 - RING - _EntryButton.PAD, 8, 10, 10)
            sheet.head.setContentsMargins(RING + _EntryButton.PAD, 0, 0, 0)
        if not day.entries:
            note = Label(Role.SMALL, Tone.MUTED)
            self._sayings.say(note.setText, day.note)
            sheet.body.addWidget(note)
        sheet.body.addStretch(1)
        return sheet

    def _walk(self, button: _EntryButton, step: int) -> None:
        entries = [
            one
            for one in self.findChildren(_EntryButton)
            if one.isVisible() and one.focusPolicy() is not Qt.FocusPolicy.NoFocus
        ]
        place = entries.index(button) + step
        if 0 <= place < len(entries):
            entries[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _press(self, key: str) -> None:
        if key:
            self.chosen.emit(key)

    def _arrange(self) -> None:
        way = QBoxLayout.Direction
        self._box.setDirection(way.TopToBottom if self._stacked else way.LeftToRight)
        for sheet in self._sheets:
            sheet.setVisible(not self._stacked or sheet.full or sheet.day.today)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack where there is no room for five."""
        super().resizeEvent(event)
        stacked = self.width() < STACK_EM * current().em
        if stacked is not self._stacked:
            self._stacked = stacked
            self._arrange()
