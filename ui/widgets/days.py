"""Time drawn: the strip of school days up to a date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from aln_review.domain.case import DayKind, StripDay
from ui.retranslate import Words
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.paint import LEFT, painted, ring

TICK = 9.0
LEAST = 4.0
GAP = 2.0
WEEK_GAP = 7.0
NAMED = 3
"""A break of at least this many days is named in its gap."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A week's ticks, or a named break."""

    days: tuple[tuple[int, StripDay], ...] = ()
    name: str = ""

    def width(self, tick: float, name_width: float) -> float:
        """Its width in logical pixels."""
        if self.name:
            return name_width
        wide = sum(tick * 1.25 if day.kind is DayKind.TODAY else tick for _, day in self.days)
        return wide + GAP * (len(self.days) - 1)


def week_of(day: StripDay) -> tuple[int, int]:
    """The ISO year and week a day falls in."""
    year, week, _ = day.on.isocalendar()
    return year, week


class DayStrip(QWidget):
    """One tick a day that counts, weeks as groups, breaks as named gaps, today in yellow.

    ``setText`` says the sentence that explains the count: it is the strip's name. Left and right
    walk the days, each said in words. Its tone follows the urgency.
    """

    def __init__(self, words: Words, tone: Tone = Tone.TEAL) -> None:
        super().__init__()
        self._words = words
        self._tone = tone
        self._days: tuple[StripDay, ...] = ()
        self._places: dict[int, QRectF] = {}
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words.switched.connect(self.update)

    def setText(self, text: str) -> None:
        """The sentence that explains the count, as the strip's name."""
        self.setAccessibleName(text)

    def set_days(self, days: Sequence[StripDay]) -> None:
        """The days from the start to the due date, in order."""
        self._days = tuple(days)
        self._at = -1
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """Another urgency."""
        self._tone = tone
        self.update()

    def _pieces(self) -> list[_Piece]:
        pieces: list[_Piece] = []
        counted = enumerate(self._days)
        for free, run in groupby(counted, key=lambda one: one[1].kind is DayKind.NOT_COUNTED):
            days = tuple(run)
            if free:
                named = [day for _, day in days if not day.name.empty]
                if len(named) >= NAMED:
                    pieces.append(_Piece(name=self._words.text(named[0].name)))
                continue
            weeks = groupby(days, key=lambda one: week_of(one[1]))
            pieces.extend(_Piece(tuple(week)) for _, week in weeks)
        return pieces

    def _name_width(self, piece: _Piece) -> float:
        return current().metrics(Role.SMALL).horizontalAdvance(piece.name) + 2

    def _line_height(self) -> int:
        return max(current().line(Role.SMALL), current().grow(22)) + 4

    def _place(self, width: float) -> tuple[list[tuple[_Piece, float, int]], float, int]:
        """Each piece with its x and line, the tick's width, and the number of lines."""
        pieces = self._pieces()
        room = max(40.0, width - 2 * RING - 2)
        tick = TICK if current().scale < 1.3 else TICK * 1.25
        while tick > LEAST:
            whole = sum(piece.width(tick, self._name_width(piece)) for piece in pieces)
            if whole + WEEK_GAP * (len(pieces) - 1) <= room:
                break
            tick -= 0.5
        placed: list[tuple[_Piece, float, int]] = []
        x, row = 0.0, 0
        for piece in pieces:
            wide = piece.width(tick, self._name_width(piece))
            if x and x + wide > room:
                x, row = 0.0, row + 1
            placed.append((piece, x, row))
            x += wide + WEEK_GAP
        return placed, tick, row + 1

    def sizeHint(self) -> QSize:
        """All on one line at the full tick."""
        pieces = self._pieces()
        whole = sum(piece.width(TICK, self._name_width(piece)) + WEEK_GAP for piece in pieces)
        return QSize(round(whole) + 2 * RING + 2, self._line_height())

    def minimumSizeHint(self) -> QSize:
        """A week."""
        return QSize(100, self._line_height())

    def hasHeightForWidth(self) -> bool:
        """A long strip goes on in another line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines."""
        return self._place(width)[2] * self._line_height()

    def changeEvent(self, event: QEvent) -> None:
        """Measure afresh when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Ticks and names."""
        placed, tick, _ = self._place(self.width())
        high = self._line_height()
        self._places.clear()
        for piece, left, row in placed:
            x, top = RING + 1 + left, float(row * high)
            if piece.name:
                painter.setFont(current().font(Role.SMALL))
                painter.setPen(current().ink(Tone.MUTED))
                area = QRectF(x, top - 0.5, self._name_width(piece) + 2, high)
                painter.drawText(area, LEFT, piece.name)
                continue
            for place, day in piece.days:
                wide = tick * 1.25 if day.kind is DayKind.TODAY else tick
                self._places[place] = QRectF(x, top, wide, high)
                self._draw_tick(painter, QRectF(x, top, wide, high), day)
                x += wide + GAP
        if self.hasFocus():
            area = self._places.get(self._at, QRectF(self.rect()).adjusted(2, 1, -2, -1))
            ring(painter, area.adjusted(-1, 1, 1, -1), 4)

    def _draw_tick(self, painter: QPainter, area: QRectF, day: StripDay) -> None:
        theme = current()
        ink = theme.ink(self._tone)
        height = theme.grow(14)
        middle = area.center().y()
        body = QRectF(area.x(), middle - height / 2, area.width(), height)
        radius = min(3.0, area.width() / 2)
        if day.kind is DayKind.TODAY:
            tall = theme.grow(22)
            body = QRectF(area.x() + 0.5, middle - tall / 2, area.width() - 1, tall)
            painter.setPen(QPen(QColor(theme.tokens.focus_inner), 1.8))
            painter.setBrush(QColor(theme.tokens.focus))
            painter.drawRoundedRect(body.adjusted(0, 1, 0, -1), 2.5, 2.5)
        elif day.kind is DayKind.GONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRoundedRect(body, radius, radius)
        else:
            painter.setPen(QPen(ink, 1.1))
            painter.setBrush(theme.tint(self._tone) if area.width() > 5 else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body.adjusted(0.55, 0.55, -0.55, -0.55), radius, radius)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right, Home and End walk the days that count."""
        counted = [
            place for place, day in enumerate(self._days) if day.kind is not DayKind.NOT_COUNTED
        ]
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not counted or (not step and event.key() not in (Qt.Key.Key_Home, Qt.Key.Key_End)):
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Home:
            self._at = counted[0]
        elif event.key() == Qt.Key.Key_End:
            self._at = counted[-1]
        elif self._at < 0:
            self._at = self._today(counted)
        else:
            place = counted.index(self._at) + step
            self._at = counted[max(0, min(len(counted) - 1, place))]
        self._tell()
        self.update()

    def _today(self, counted: list[int]) -> int:
        now = [place for place in counted if self._days[place].kind is DayKind.TODAY]
        return now[0] if now else counted[0]

    def _tell(self) -> None:
        day = self._days[self._at]
        said = self._words.t(f"shell.day_{day.kind.value}", on=day.on)
        self.setAccessibleDescription(said)
        area = self._places.get(self._at, QRectF(self.rect()))
        QToolTip.showText(self.mapToGlobal(area.bottomLeft().toPoint()), said, self)
