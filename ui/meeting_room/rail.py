"""Where we are: the eight sheets down the left, and the clock that only the facilitator sees."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from aln_review.casework.rules import Reading
from aln_review.domain.words import SHEETS, Sheet
from ui import icons
from ui.meeting_room.drag import carried
from ui.meeting_room.look import LOOKS, face, upon
from ui.retranslate import Sayings, Words
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.labels import IconLabel, Label
from ui.widgets.paint import CENTRE, LEFT, WRAP, mix, painted, pen, text_size
from ui.widgets.press import Press

WIDTH = 212

LEAST, MOST = 36, 1_000
"""Pixels of height for one stop of a folded rail."""


class Stop(Press):
    """One sheet of the rail: its number, or a tick when it has been passed.

    ``dropped(words_id)`` when a card is put down on it.
    """

    dropped = Signal(str)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.setAcceptDrops(sheet is not Sheet.ACTIONS)
        self.sheet = sheet
        self.done = False
        self.folded = False
        self.share = MOST
        """Of the rail's height, when it is folded: pixels."""
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a card."""
        if carried(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The card goes to this sheet."""
        words_id = carried(event.mimeData())
        if words_id:
            event.acceptProposedAction()
            self.dropped.emit(words_id)

    def set_state(self, *, now: bool, done: bool) -> None:
        """Where this sheet stands."""
        self.setChecked(now)
        self.done = done
        self.update()

    def _font(self) -> QFont:
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        return face(16, weight, most=1.6)

    def _side(self) -> int:
        return min(current().grow(28), max(LEAST, self.share) - 12)

    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        return QSize(60 if self.folded else current().grow(WIDTH) - 16, self.heightForWidth(196))

    def minimumSizeHint(self) -> QSize:
        """The disc."""
        return QSize(self._side() + 16, min(44, max(LEAST, self.share)))

    def hasHeightForWidth(self) -> bool:
        """A long heading takes two lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the heading."""
        if self.folded:
            return max(min(46, max(LEAST, self.share)), self._side() + 12)
        room = max(40.0, width - self._side() - 30.0)
        bold = face(16, QFont.Weight.DemiBold, most=1.6)
        return max(48, round(text_size(self.text(), bold, room).height()) + 12)

    def draw(self, painter: QPainter) -> None:
        """Disc with number or tick, heading."""
        theme = current()
        look = LOOKS[self.sheet]
        area = self.face()
        colour = theme.ink(look.tone)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(colour)
            painter.drawRoundedRect(area, self.RADIUS, self.RADIUS)
        elif self.hovered:
            painter.setBrush(mix(QColor(theme.tokens.rail), theme.ink(Tone.PLAIN), 0.07))
            painter.drawRoundedRect(area, self.RADIUS, self.RADIUS)
        side = self._side()
        left = area.center().x() - side / 2 if self.folded else area.x() + 6
        disc = QRectF(left, area.center().y() - side / 2, side, side)
        self._draw_disc(painter, disc, colour)
        if self.folded:
            return
        ink = upon() if self.isChecked() else theme.ink(Tone.PLAIN)
        painter.setFont(self._font())
        painter.setPen(ink)
        words = QRectF(
            disc.right() + 10, area.y() - 1, area.right() - disc.right() - 14, area.height()
        )
        painter.drawText(words, LEFT | WRAP, self.text())

    def _draw_disc(self, painter: QPainter, area: QRectF, colour: QColor) -> None:
        theme = current()
        if self.done and not self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(area)
            side = area.width() * 0.62
            inner = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
            icons.draw(painter, "check", inner, upon())
            return
        painter.setBrush(QColor(theme.tokens.surface))
        painter.setPen(pen(theme.tokens.border, 1.4))
        painter.drawEllipse(area.adjusted(0.7, 0.7, -0.7, -0.7))
        painter.setFont(face(14, QFont.Weight.DemiBold, most=1.5))
        painter.setPen(colour if self.isChecked() else theme.ink(Tone.MUTED))
        painter.drawText(area, CENTRE, str(LOOKS[self.sheet].number))


class Clock(QWidget):
    """Time on this sheet: a grey bar and a sentence; past its time words, never red."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._sayings = Sayings(words)
        self._share = 0.0
        self.private = IconLabel("eye-off", Role.SMALL_STRONG, Tone.MUTED)
        self.label = Label(Role.SMALL, Tone.MUTED)
        self.spent = Label(Role.TITLE)
        self.bar = _Bar()
        self.whole = Label(Role.SMALL, Tone.MUTED)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 8, 16, 12)
        layout.setSpacing(2)
        for part in (self.private, self.label, self.spent, self.bar, self.whole):
            layout.addWidget(part)
        self._sayings.say(self.private.setText, "meeting.only_you")
        self._sayings.say(self.label.setText, "meeting.clock.label")
        words.switched.connect(self._sayings.say_all)

    def show_reading(self, reading: Reading) -> None:
        """Show what the clock reads."""
        facts = dict(reading.facts)
        count = int(str(facts.pop("n", 0)))
        if reading.minutes_over:
            self._sayings.count(self.spent.setText, reading.key, count, **facts)
        else:
            self._sayings.say(self.spent.setText, reading.key, **facts)
        self._sayings.say(self.whole.setText, "meeting.clock.meeting", **reading.meeting_facts)
        self.bar.show_share(reading.share)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """A hairline above."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(pen(current().tokens.hairline))
        painter.drawLine(0, 0, self.width(), 0)


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(14)

    def show_share(self, share: float) -> None:
        """Between 0 and 1."""
        self._share = share
        self.update()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Grey upon paler grey."""
        tokens = current().tokens
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(0, 4, self.width(), 6)
        painter.setBrush(QColor(tokens.hairline))
        painter.drawRoundedRect(area, 3, 3)
        painter.setBrush(QColor(tokens.border))
        area.setWidth(max(6.0, area.width() * self._share))
        painter.drawRoundedRect(area, 3, 3)


class StageRail(QWidget):
    """The rail; folded it keeps only the numbers.

    ``chosen(Sheet)`` when a sheet is pressed, ``dropped(words_id, Sheet)`` when a card is put
    down on one.
    """

    chosen = Signal(object)
    dropped = Signal(str, object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._sayings = Sayings(words)
        self.stops = {sheet: Stop(sheet) for sheet in SHEETS}
        self.clock = Clock(words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8 - RING, 10, 8 - RING, 0)
        layout.setSpacing(3)
        for sheet, stop in self.stops.items():
            layout.addWidget(stop)
            stop.clicked.connect(partial(self._press, sheet))
            stop.dropped.connect(partial(self._drop, sheet))
            self._sayings.say(stop.setText, f"sheet.{sheet.value}.short")
            self._sayings.say(stop.setToolTip, f"sheet.{sheet.value}.short")
        layout.addStretch(1)
        layout.addWidget(self.clock)
        self._layout = layout
        words.switched.connect(self._sayings.say_all)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def _press(self, sheet: Sheet) -> None:
        self.chosen.emit(sheet)

    def _drop(self, sheet: Sheet, words_id: str) -> None:
        self.dropped.emit(words_id, sheet)

    def mark(self, now: Sheet, done: frozenset[Sheet]) -> None:
        """Which sheet is in hand, and which have been passed."""
        for sheet, stop in self.stops.items():
            stop.set_state(now=sheet is now, done=sheet in done)

    def fold(self, folded: bool, tight: bool) -> None:
        """Numbers only; ``tight`` where the window is low, so that all eight still fit."""
        for stop in self.stops.values():
            stop.folded = folded
            stop.updateGeometry()
        self.clock.setVisible(not folded)
        self._layout.setSpacing(0 if tight else 3)
        side = 4 if folded else 8 - RING
        self._layout.setContentsMargins(side, 4 if tight else 10, side, 0)
        self.setFixedWidth(current().grow(28) + 30 if folded else current().grow(WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folded, all eight stay in sight: a bar that opens beneath makes each a little smaller."""
        super().resizeEvent(event)
        margins = self._layout.contentsMargins()
        room = self.height() - margins.top() - margins.bottom()
        for stop in self.stops.values():
            share = room // len(self.stops) - self._layout.spacing() if stop.folded else MOST
            if stop.share != share:
                stop.share = share
                stop.updateGeometry()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The rail's own ground and its line."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        tokens = current().tokens
        painter.fillRect(self.rect(), QColor(tokens.rail))
        painter.setPen(pen(tokens.hairline))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
