"""What the room sees as lists: the grid, the ranked choices, names and actions, the steps.

Drawn in units of 1920x1080, as the whole window is.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from aln_review.domain.words import SHEETS, Sheet
from ui.meeting_room.look import LOOKS, disc
from ui.meeting_room.room_type import STEP, room_font
from ui.meeting_room.shown import Line, RoomView
from ui.retranslate import Words
from ui.theme import current
from ui.tokens import Tone
from ui.widgets.paint import CENTRE, box, pen, text_size, write, write_line

WIDE, HIGH = 1920.0, 1080.0
MARGIN = 96.0


class Listed:
    """Draws the sheets that are lists, in the language of ``words``."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def fit_write(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        pixels: int,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        """Write in the largest type that fits, in the middle of the height."""
        while pixels > 20:
            font = room_font(pixels, weight)
            if text_size(text, font, area.width()).height() <= area.height() + 4:
                break
            pixels -= STEP
        font = room_font(pixels, weight)
        spare = max(0.0, area.height() - text_size(text, font, area.width()).height())
        write(painter, area.adjusted(0, spare / 2, 0, 0), text, font, current().ink(Tone.PLAIN))

    def draw_grid(self, painter: QPainter, view: RoomView) -> None:
        """Working and not working, side by side."""
        theme = current()
        wide = (WIDE - 2 * MARGIN - 36) / 2
        for place, (working, tone, icon, key) in enumerate(
            (
                (True, Tone.GREEN, "thumbs-up", "meeting.column.working"),
                (False, Tone.RUST, "thumbs-down", "meeting.column.not_working"),
            )
        ):
            area = QRectF(MARGIN + place * (wide + 36), 220, wide, 796)
            box(painter, area, 20, theme.tint(tone), theme.ink(tone))
            disc(painter, QRectF(area.x() + 26, area.y() + 20, 60, 60), icon, tone)
            write_line(
                painter,
                QRectF(area.x() + 104, area.y() + 18, wide - 130, 64),
                self._words.t(key),
                room_font(42, QFont.Weight.Bold),
                theme.ink(tone),
            )
            lines = [line for line in view.lines if line.working is working]
            lines.sort(key=_learner_first)
            self._draw_column(painter, area.adjusted(26, 96, -26, -20), lines, theme.ink(tone))

    def _draw_column(self, painter: QPainter, area: QRectF, lines: list[Line], ink: QColor) -> None:
        if not lines:
            return
        theme = current()
        gap = 14.0
        high = min(150.0, (area.height() - gap * (len(lines) - 1)) / len(lines))
        y = area.y()
        for line in lines:
            cell = QRectF(area.x(), y, area.width(), high)
            box(painter, cell, 12, theme.tokens.surface, theme.tokens.hairline)
            if line.mine:
                painter.fillRect(QRectF(cell.x(), cell.y() + 6, 10, high - 12), ink)
            text = self._words.text(line.text)
            left = cell.adjusted(32, 10, -24, -10)
            if not line.mine:
                who = room_font(24, QFont.Weight.DemiBold)
                side = min(220.0, text_size(line.who, who).width() + 12)
                write_line(
                    painter,
                    QRectF(cell.right() - side - 16, cell.y(), side, high),
                    line.who,
                    who,
                    theme.ink(Tone.MUTED),
                )
                left.setRight(cell.right() - side - 28)
            weight = QFont.Weight.Bold if line.mine else QFont.Weight.Normal
            self.fit_write(painter, left, text, 42 if line.mine else 33, weight)
            y += high + gap

    def draw_ranked(self, painter: QPainter, view: RoomView) -> None:
        """The priorities, with their dots."""
        theme = current()
        gap, count = 18.0, max(1, len(view.lines))
        high = min(176.0, (800 - gap * (count - 1)) / count)
        y = 224.0
        for place, line in enumerate(view.lines, 1):
            cell = QRectF(MARGIN, y, WIDE - 2 * MARGIN, high)
            amber = theme.ink(Tone.AMBER)
            fill = theme.tokens.pinned if line.chosen else theme.tokens.surface
            box(painter, cell, 16, fill, amber if line.chosen else theme.tokens.hairline)
            painter.setFont(room_font(48, QFont.Weight.Bold))
            painter.setPen(amber if line.chosen else theme.ink(Tone.MUTED))
            painter.drawText(QRectF(cell.x() + 12, y, 90, high), CENTRE, str(place))
            dots = line.dots * 44
            weight = QFont.Weight.Bold if line.chosen else QFont.Weight.DemiBold
            self.fit_write(
                painter,
                cell.adjusted(120, 16, -dots - 90, -46),
                self._words.text(line.text),
                50,
                weight,
            )
            write_line(
                painter,
                QRectF(cell.x() + 122, cell.bottom() - 46, 900, 36),
                line.who,
                room_font(27, QFont.Weight.DemiBold),
                theme.ink(Tone.MUTED),
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.ink(Tone.TEAL))
            for dot in range(line.dots):
                painter.drawEllipse(QRectF(cell.right() - 60 - dot * 44, y + high / 2 - 17, 34, 34))
            y += high + gap

    def draw_list(self, painter: QPainter, view: RoomView) -> None:
        """Who is here, or what will be done."""
        theme = current()
        across = 2 if view.sheet is Sheet.WHO or len(view.lines) > 4 else 1
        gap = 20.0
        rows = max(1, (len(view.lines) + across - 1) // across)
        wide = (WIDE - 2 * MARGIN - gap * (across - 1)) / across
        high = min(180.0, (790 - gap * (rows - 1)) / rows)
        for place, line in enumerate(view.lines):
            x = MARGIN + (place % across) * (wide + gap)
            y = 228 + (place // across) * (high + gap)
            cell = QRectF(x, y, wide, high)
            box(painter, cell, 16, theme.tokens.surface, theme.tokens.hairline)
            text, under = self._words.text(line.text), line.who
            if view.sheet is Sheet.WHO:
                text, under = line.who, self._words.text(line.text)
            elif line.by is not None:
                when = self._words.date(line.by, "long")
                under = f"{under} · {when}" if under else when
            weight = QFont.Weight.Bold if line.mine else QFont.Weight.DemiBold
            self.fit_write(painter, cell.adjusted(32, 14, -28, -50), text, 46, weight)
            write_line(
                painter,
                QRectF(x + 33, cell.bottom() - 50, wide - 60, 38),
                under,
                room_font(29),
                theme.ink(Tone.MUTED),
            )

    def draw_steps(self, painter: QPainter, view: RoomView) -> None:
        """How far through the sheets we are."""
        theme = current()
        ink = theme.ink(LOOKS[view.sheet].tone)
        x = WIDE / 2 - (len(SHEETS) - 1) * 29
        for place in range(len(SHEETS)):
            grey = QColor(theme.tokens.border)
            if place == view.step:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink)
                painter.drawRoundedRect(QRectF(x - 26, 1044, 52, 16), 8, 8)
            else:
                painter.setPen(pen(grey, 2))
                painter.setBrush(grey if place < view.step else QColor(0, 0, 0, 0))
                painter.drawEllipse(QRectF(x - 7, 1045, 14, 14))
            x += 58


def _learner_first(line: Line) -> bool:
    return not line.mine
