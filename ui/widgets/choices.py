"""Choosing one of a few, or on and off: segments, filters, tabs, a switch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from ui import icons
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.boxes import FlowLayout
from ui.widgets.paint import (
    CENTRE,
    LEFT,
    WRAP,
    box,
    crisp,
    longest_word,
    mix,
    painted,
    pen,
    rounded,
    text_size,
)
from ui.widgets.press import Group, OneOf, Press


class Option(OneOf):
    """One of several that exclude one another; arrow keys go from one to the next."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.count = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: str) -> None:
        """A number after the words, already worded."""
        self.count = count
        self.setAccessibleName(f"{self.text()} {count}".strip())
        self.updateGeometry()
        self.update()


class _Slice(Option):
    """One part of a segment."""

    PAD = 15

    def __init__(self, value: str, place: int, of: int) -> None:
        super().__init__(value)
        self._first, self._last = place == 0, place == of - 1

    def _font_role(self) -> Role:
        return Role.STRONG if self.isChecked() else Role.BODY

    def _words(self) -> str:
        return f"{self.text()}  {self.count}" if self.count else self.text()

    def sizeHint(self) -> QSize:
        """Wide enough for the heavier of its two states, so that choosing moves nothing."""
        theme = current()
        width = theme.metrics(Role.STRONG).horizontalAdvance(self._words())
        plain = theme.metrics(Role.BODY).horizontalAdvance(self._words())
        tick = theme.grow(18) + 6
        room = max(width + tick, plain) if self.isChecked() else plain
        return QSize(
            round(room) + 2 * self.PAD + (RING if self._first or self._last else 0), theme.target()
        )

    def draw(self, painter: QPainter) -> None:
        """Filled with the accent and ticked where chosen."""
        theme = current()
        tokens = theme.tokens
        face = QRectF(self.rect()).adjusted(
            RING if self._first else 0, RING, -RING if self._last else 0, -RING
        )
        ground, ink = QColor(tokens.surface), QColor(tokens.text)
        if self.isChecked():
            ground, ink = QColor(tokens.accent), QColor(tokens.on_accent)
        elif self.hovered:
            ground = mix(ground, ink, 0.05)
        if not self.isEnabled():
            ground, ink = QColor(tokens.neutral), QColor(tokens.muted)
        painter.save()
        whole = face.adjusted(0 if self._first else -20, 0, 0 if self._last else 20, 0)
        painter.setClipRect(face)
        painter.setPen(pen(tokens.border))
        painter.setBrush(ground)
        painter.drawPath(rounded(whole.adjusted(0.5, 0.5, -0.5, -0.5), self.RADIUS))
        painter.restore()
        painter.setFont(theme.font(self._font_role()))
        painter.setPen(ink)
        x = face.x() + self.PAD
        if self.isChecked():
            side = theme.grow(18)
            x -= 3
            area = QRectF(x, face.center().y() - side / 2, side, side)
            icons.draw(painter, "check", area, ink)
            x += side + 6
        painter.drawText(
            QRectF(x, face.y() - 0.5, face.right() - x, face.height()), LEFT, self._words()
        )

    def face(self) -> QRectF:
        """The ring is drawn inside: neighbours touch."""
        return QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)


class Segment(Group):
    """A few choices side by side, one of them chosen; ``chosen(value)`` when the reader chooses.

    Words are said with ``partial(segment.set_option, value)`` as the setter.
    """

    chosen = Signal(str)

    def __init__(self, *values: str) -> None:
        super().__init__()
        self.group.setExclusive(True)
        self._options: dict[str, Option] = {}
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for place, value in enumerate(values):
            option = _Slice(value, place, len(values))
            self._options[value] = option
            self.group.addButton(option)
            box.addWidget(option)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.group.buttonToggled.connect(self._toggled)

    def set_option(self, value: str, text: str) -> None:
        """The words of one choice."""
        self._options[value].setText(text)

    def set_count(self, value: str, count: str) -> None:
        """A number after the words of one choice."""
        self._options[value].set_count(count)

    def option(self, value: str) -> Option:
        """The button of one choice."""
        return self._options[value]

    def choose(self, value: str) -> None:
        """Show this one as chosen, without a signal."""
        blocked = self.group.blockSignals(True)
        self._options[value].setChecked(True)
        self.group.blockSignals(blocked)
        self._measure()

    def value(self) -> str:
        """What is chosen; empty while nothing is."""
        button = self.group.checkedButton()
        return button.value if isinstance(button, Option) else ""

    def _measure(self) -> None:
        for option in self._options.values():
            option.updateGeometry()

    def _toggled(self, button: Option, checked: bool) -> None:
        self._measure()
        if checked:
            self.chosen.emit(button.value)


class FilterPill(Option):
    """A filter said as words with a count; the chosen one is ticked and outlined."""

    PAD = 16

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.setAutoExclusive(True)

    def _words(self) -> float:
        return current().metrics(Role.STRONG).horizontalAdvance(self.text())

    def sizeHint(self) -> QSize:
        """Wide enough for the heavier of its two states."""
        theme = current()
        width = self._words() + theme.metrics(Role.SMALL_STRONG).horizontalAdvance(self.count)
        tick = theme.grow(18) + 6 if self.isChecked() else 0
        spare = 9 if self.count else 0
        return QSize(round(width) + tick + spare + 2 * (self.PAD + RING), theme.target())

    def checkStateSet(self) -> None:
        """Being chosen takes a tick's room."""
        super().checkStateSet()
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """Being chosen takes a tick's room."""
        super().nextCheckState()
        self.updateGeometry()

    def draw(self, painter: QPainter) -> None:
        """Outline, tick, words, count."""
        theme = current()
        tokens = theme.tokens
        face = self.face()
        on = self.isChecked()
        ground = theme.tint(Tone.TEAL) if on else QColor(tokens.surface)
        ink = QColor(tokens.accent if on else tokens.text)
        if self.hovered and not on:
            ground = mix(ground, ink, 0.05)
        painter.setPen(pen(tokens.accent if on else tokens.border, 2 if on else 1))
        painter.setBrush(ground)
        inset = 1 if on else 0.5
        radius = face.height() / 2
        painter.drawRoundedRect(face.adjusted(inset, inset, -inset, -inset), radius, radius)
        x = face.x() + self.PAD
        if on:
            side = theme.grow(18)
            area = QRectF(x - 2, face.center().y() - side / 2, side, side)
            icons.draw(painter, "check", area, ink)
            x += side + 6
        painter.setFont(theme.font(Role.STRONG if on else Role.BODY))
        painter.setPen(ink)
        area = QRectF(x, face.y() - 0.5, face.right() - x, face.height())
        painter.drawText(area, LEFT, self.text())
        x += painter.fontMetrics().horizontalAdvance(self.text()) + 9
        painter.setFont(theme.font(Role.SMALL_STRONG))
        painter.setPen(ink if on else QColor(tokens.muted))
        painter.drawText(QRectF(x, face.y(), face.right() - x, face.height()), LEFT, self.count)


class _Tab(Option):
    """One tab: text, and the accent beneath the current one."""

    RADIUS = 6.0

    def sizeHint(self) -> QSize:
        """The words; the line beneath is theirs."""
        theme = current()
        width = theme.metrics(Role.STRONG).horizontalAdvance(self.text())
        return QSize(round(width) + 14, theme.target())

    def draw(self, painter: QPainter) -> None:
        """Words in the accent where current."""
        theme = current()
        on = self.isChecked()
        ink = QColor(theme.tokens.accent if on or self.hovered else theme.tokens.text)
        painter.setFont(theme.font(Role.STRONG if on else Role.BODY))
        painter.setPen(ink)
        painter.drawText(QRectF(self.rect()).translated(0, -1), CENTRE, self.text())
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.tokens.accent))
            painter.drawRoundedRect(QRectF(0, self.height() - 4, self.width(), 4), 2, 2)


class TabBar(Group):
    """Text tabs with a hairline under all and the accent under one; ``chosen(value)``.

    Where there is no room they go on the next line.
    """

    chosen = Signal(str)

    def __init__(self, *values: str, spacing: int = 18) -> None:
        super().__init__()
        self._options: dict[str, Option] = {}
        flow = FlowLayout(spacing=spacing)
        flow.setContentsMargins(0, 0, 0, 0)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = flow
        self.set_values(values)
        self.group.buttonToggled.connect(self._toggled)

    def set_values(self, values: Sequence[str]) -> None:
        """Which tabs there are."""
        for value in values:
            if value not in self._options:
                tab = _Tab(value)
                self._options[value] = tab
                self.group.addButton(tab)
                self._flow.addWidget(tab)

    def set_option(self, value: str, text: str) -> None:
        """The words of one tab."""
        self._options[value].setText(text)

    def choose(self, value: str) -> None:
        """Show this one as current, without a signal."""
        blocked = self.group.blockSignals(True)
        self._options[value].setChecked(True)
        self.group.blockSignals(blocked)

    def value(self) -> str:
        """The current one."""
        button = self.group.checkedButton()
        return button.value if isinstance(button, Option) else ""

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The hairline under all."""
        painter.setPen(pen(current().tokens.hairline))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _toggled(self, button: Option, checked: bool) -> None:
        if checked:
            self.chosen.emit(button.value)


class Toggle(Press):
    """On or off, with its words; connect to ``toggled``, which a screen reader fires too."""

    RADIUS = 10.0

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _knob(self) -> tuple[int, int]:
        theme = current()
        return theme.grow(44), theme.grow(26)

    def _around(self) -> int:
        return self._knob()[0] + 12 + 2 * (RING + 4)

    def sizeHint(self) -> QSize:
        """The switch and its words on a line."""
        width = text_size(self.text(), current().font(Role.BODY)).width()
        return QSize(round(width) + self._around(), current().target())

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        word = longest_word(self.text(), current().font(Role.BODY))
        return QSize(round(word) + 2 + self._around(), current().target())

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at which all words show."""
        room = max(1, width - self._around() + 1)
        high = text_size(self.text(), current().font(Role.BODY), room).height()
        return max(current().target(), round(high) + 14)

    def draw(self, painter: QPainter) -> None:
        """A switch with a tick or a cross in its knob: colour is never the only sign."""
        theme = current()
        tokens = theme.tokens
        face = self.face()
        wide, high = self._knob()
        track = QRectF(face.x() + 4, face.center().y() - high / 2, wide, high)
        on = self.isChecked()
        ground = QColor(tokens.accent if on else tokens.surface)
        box(painter, track, high / 2, ground, tokens.accent if on else tokens.border)
        size = high - 8
        left = track.right() - size - 4 if on else track.x() + 4
        knob = QRectF(left, track.y() + 4, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.on_accent if on else tokens.border))
        painter.drawEllipse(knob)
        mark = knob.adjusted(3, 3, -3, -3)
        ink = QColor(tokens.accent if on else tokens.surface)
        icons.draw(painter, "check" if on else "x", mark, ink)
        painter.setFont(theme.font(Role.BODY))
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.muted))
        x = track.right() + 12
        painter.drawText(
            QRectF(x, face.y(), face.right() - x, face.height()), LEFT | WRAP, self.text()
        )


def paint_track(painter: QPainter, rect: QRectF, part: float, tone: Tone) -> None:
    """A thin bar filled up to ``part`` (0.0 to 1.0)."""
    theme = current()
    crisp(painter)
    box(painter, rect, rect.height() / 2, theme.tokens.neutral, theme.tokens.border)
    if part > 0:
        done = QRectF(rect.x(), rect.y(), max(rect.height(), rect.width() * part), rect.height())
        box(painter, done, rect.height() / 2, theme.ink(tone), theme.ink(tone))
