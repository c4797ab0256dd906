"""The wall: eight sheets at once. One component for both windows; the room's is drawn larger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from aln_review.casework.queries.meeting import MeetingView
from aln_review.casework.say import NOTHING, Say
from aln_review.domain.bilingual import Text
from aln_review.domain.words import SHEETS, Sheet
from ui import icons
from ui.meeting_room.look import LOOKS, band, disc, face, paper
from ui.meeting_room.topbar import KeyButton
from ui.retranslate import Sayings, Words
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.boxes import ScrollPage
from ui.widgets.labels import Label
from ui.widgets.paint import (
    CENTRE,
    LEFT,
    WRAP,
    pen,
    rounded,
    text_size,
    write_line,
)
from ui.widgets.press import Press

SHOWN = 3
RIGHT = int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value)


@dataclass(frozen=True, slots=True)
class WallCard:
    """One line on a small sheet."""

    text: Text
    mine: bool


@dataclass(frozen=True, slots=True)
class WallSheet:
    """One small sheet. ``state`` words an empty one; ``foot`` counts its cards."""

    sheet: Sheet
    cards: tuple[WallCard, ...]
    count: int
    foot: Say
    state: Say
    current: bool
    begun: bool


def wall_of(view: MeetingView, now: Sheet, *, room: bool) -> tuple[WallSheet, ...]:
    """The eight sheets. For the room, the others' cards stay away until they are shown."""
    name = view.learner.shown
    found = []
    place = SHEETS.index(now)
    for number, sheet in enumerate(SHEETS):
        one = view.sheet(sheet)
        others = one.others if one.revealed or not room else ()
        cards = [WallCard(said.text, True) for said in one.learner]
        cards += [WallCard(said.text, False) for said in others]
        foot = Say.many("meeting.wall_cards", len(cards))
        if one.learner:
            foot = Say.many("meeting.wall_cards_mine", len(cards), mine=len(one.learner), name=name)
        if sheet is Sheet.WHO and not cards:
            people = [p for p in view.people if p.attending.value in ("there", "coming")]
            cards = [
                WallCard(Text.both(p.shown, p.shown), p.perspective.value == "learner")
                for p in people
            ]
            foot = Say.many("meeting.wall_people", len(people))
        if sheet is Sheet.ACTIONS:
            cards = [WallCard(action.what, False) for action in view.actions]
            foot = Say.many("meeting.wall_actions", len(cards))
        state = NOTHING
        if not cards:
            state = Say("meeting.wall_next" if number == place + 1 else "meeting.wall_not_begun")
        found.append(
            WallSheet(
                sheet,
                tuple(cards),
                len(cards),
                foot if cards else NOTHING,
                state,
                sheet is now,
                begun=bool(cards),
            )
        )
    return tuple(found)


class Drawn:
    """How one small sheet is painted, at a size."""

    def __init__(self, words: Words, unit: float, *, room: bool) -> None:
        self._words = words
        self._unit = unit
        self._room = room

    def _font(self, pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = face(pixels, weight)
        font.setPixelSize(max(9, round(pixels * self._unit)))
        return font

    def draw(self, painter: QPainter, area: QRectF, one: WallSheet) -> None:
        """Paper or dashed edge, heading, three cards, foot."""
        theme = current()
        unit = self._unit
        look = LOOKS[one.sheet]
        radius = 12 * unit
        if one.begun or one.current:
            line = QColor(theme.tokens.hairline)
            paper(painter, area, theme.tint(look.tone), line, radius)
        else:
            painter.fillPath(rounded(area, radius), QColor(theme.tokens.sunk))
        painter.save()
        painter.setClipPath(rounded(area, radius))
        band(painter, QRectF(area.x(), area.y(), area.width(), 8 * unit), one.sheet)
        painter.restore()
        if not (one.begun or one.current):
            painter.setBrush(QColor(0, 0, 0, 0))
            painter.setPen(pen(theme.tokens.border, 1.2 * unit, dashed=True))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)
        y = self._head(painter, area, one)
        self._cards(painter, QRectF(area.x(), y, area.width(), area.bottom() - y), one)
        self._foot(painter, area, one)

    def _head(self, painter: QPainter, area: QRectF, one: WallSheet) -> float:
        unit = self._unit
        look = LOOKS[one.sheet]
        side = 32 * unit
        left = area.x() + 14 * unit
        top = area.y() + 18 * unit
        disc(painter, QRectF(left, top, side, side), look.icon, look.tone)
        font = self._font(18, QFont.Weight.Bold)
        words = QRectF(
            left + side + 9 * unit, area.y() + 10 * unit, area.width() - side - 34 * unit, 50 * unit
        )
        text = self._words.t(f"sheet.{one.sheet.value}.short")
        while text_size(text, font, words.width()).height() > words.height() + 2:
            font.setPixelSize(font.pixelSize() - 1)
            if font.pixelSize() <= 10:
                break
        painter.setFont(font)
        painter.setPen(current().ink(look.tone))
        painter.drawText(words, LEFT | WRAP, text)
        return area.y() + 62 * unit

    def _cards(self, painter: QPainter, area: QRectF, one: WallSheet) -> None:
        theme = current()
        unit = self._unit
        if not one.cards:
            if not self._room and one.state.key:
                painter.setFont(self._font(14))
                painter.setPen(theme.ink(Tone.MUTED))
                painter.drawText(
                    area.adjusted(8, 0, -8, -20 * unit), CENTRE | WRAP, self._words.say(one.state)
                )
            return
        foot = 30 * unit
        gap = 5 * unit
        high = min(52 * unit, (area.height() - foot - gap * SHOWN) / SHOWN)
        y = area.y()
        for card in one.cards[:SHOWN]:
            box = QRectF(area.x() + 12 * unit, y, area.width() - 24 * unit, high)
            painter.setBrush(QColor(theme.tokens.surface))
            painter.setPen(pen(theme.tokens.hairline, 1))
            painter.drawRoundedRect(box, 7 * unit, 7 * unit)
            if card.mine:
                painter.save()
                painter.setClipPath(rounded(box, 7 * unit))
                edge = QRectF(box.x(), box.y(), 5 * unit, box.height())
                painter.fillRect(edge, theme.ink(LOOKS[one.sheet].tone))
                painter.restore()
            weight = QFont.Weight.DemiBold if card.mine else QFont.Weight.Normal
            self._card_text(painter, box.adjusted(12 * unit, 1, -8 * unit, -1), card, weight)
            y += high + gap

    def _card_text(
        self, painter: QPainter, room: QRectF, card: WallCard, weight: QFont.Weight
    ) -> None:
        font = self._font(15.5, weight)
        text = self._words.text(card.text)
        painter.setFont(font)
        if text_size(text, font, room.width()).height() > room.height():
            cut = len(text)
            while cut > 4:
                cut -= max(1, cut // 12)
                trial = f"{text[:cut].rstrip()}…"
                if text_size(trial, font, room.width()).height() <= room.height():
                    break
            text = f"{text[:cut].rstrip()}…"
        painter.setPen(current().ink(Tone.PLAIN))
        painter.drawText(room.adjusted(0, -1, 0, -1), LEFT | WRAP, text)

    def _foot(self, painter: QPainter, area: QRectF, one: WallSheet) -> None:
        theme = current()
        unit = self._unit
        look = LOOKS[one.sheet]
        line = QRectF(
            area.x() + 14 * unit, area.bottom() - 30 * unit, area.width() - 28 * unit, 26 * unit
        )
        number = self._font(15, QFont.Weight.Bold)
        painter.setFont(number)
        painter.setPen(theme.ink(look.tone))
        painter.drawText(line, RIGHT, str(look.number))
        if not one.foot.key:
            return
        side = 16 * unit
        icon = "projector" if one.current else "check"
        icons.draw(
            painter,
            icon,
            QRectF(line.x(), line.center().y() - side / 2, side, side),
            theme.ink(look.tone),
        )
        font = self._font(13.5, QFont.Weight.DemiBold)
        painter.setFont(font)
        room = line.adjusted(side + 7 * unit, 0, -22 * unit, 0)
        text = painter.fontMetrics().elidedText(
            self._words.say(one.foot), Qt.TextElideMode.ElideRight, max(0, round(room.width()))
        )
        write_line(painter, room, text, font, theme.ink(Tone.MUTED))


class SmallSheet(Press):
    """One sheet of the operator's wall: pressing it goes there."""

    RADIUS = 14.0

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._one: WallSheet | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_sheet(self, one: WallSheet) -> None:
        """What it shows."""
        self._one = one
        self.retell()

    def retell(self) -> None:
        """Its name in the language of the screen."""
        if self._one is not None:
            title = self._words.t(f"sheet.{self._one.sheet.value}.short")
            self.setText(title)
            parts = (self._words.say(self._one.foot), self._words.say(self._one.state))
            self.setAccessibleName(". ".join(part for part in (title, *parts) if part))

    def sizeHint(self) -> QSize:
        """Room for a heading, three cards and a foot."""
        unit = current().scale
        return QSize(round(200 * unit), round(228 * unit))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        unit = current().scale
        return QSize(round(170 * unit), round(200 * unit))

    def face(self) -> QRectF:
        """All of it but the ring."""
        return QRectF(self.rect()).adjusted(5, 5, -5, -8)

    def draw(self, painter: QPainter) -> None:
        """The sheet; the one on the projector wears a ring."""
        if self._one is None:
            return
        area = self.face()
        Drawn(self._words, current().scale, room=False).draw(painter, area, self._one)
        if self._one.current:
            current_ring(painter, area, 12.0)


def current_ring(painter: QPainter, area: QRectF, radius: float) -> None:
    """Yellow between two dark lines: the sheet that the room sees."""
    tokens = current().tokens
    painter.setBrush(QColor(0, 0, 0, 0))
    painter.setPen(pen(tokens.focus, 4))
    painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), radius + 1, radius + 1)
    painter.setPen(pen(tokens.focus_inner, 1.6))
    painter.drawRoundedRect(area.adjusted(-3.4, -3.4, 3.4, 3.4), radius + 3, radius + 3)


class WallBoard(QWidget):
    """The operator's wall. ``chosen(Sheet)``; ``back_wanted()`` to the sheet in hand."""

    chosen = Signal(object)
    back_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._sayings = Sayings(words)
        self.heading = Label(Role.DISPLAY)
        self.back = KeyButton("maximize-2", "F6")
        head = QHBoxLayout()
        head.setContentsMargins(4, 6, 4, 0)
        head.addWidget(self.heading, 1)
        head.addWidget(self.back)
        self.page = ScrollPage(margin=0, spacing=2)
        self.page.body.setContentsMargins(0, 0, 0, 0)
        self.sheets = {sheet: SmallSheet(words) for sheet in SHEETS}
        self._grid = _WallGrid(list(self.sheets.values()))
        self.page.add(self._grid, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(head)
        box.addWidget(self.page, 1)
        for sheet, small in self.sheets.items():
            small.clicked.connect(partial(self._press, sheet))
        self.back.clicked.connect(self.back_wanted)
        self._sayings.say(self.heading.setText, "meeting.whole_wall")
        words.switched.connect(self._retell)

    def _press(self, sheet: Sheet) -> None:
        self.chosen.emit(sheet)

    def _retell(self) -> None:
        self._sayings.say_all()
        for small in self.sheets.values():
            small.retell()

    def show_view(self, view: MeetingView, now: Sheet) -> None:
        """The wall as it is on the record."""
        for one in wall_of(view, now, room=False):
            self.sheets[one.sheet].show_sheet(one)
        self._sayings.say(self.back.setText, f"sheet.{now.value}.short")


class _WallGrid(QWidget):
    """Four across, or two, or one."""

    def __init__(self, parts: list[SmallSheet]) -> None:
        super().__init__()
        self._parts = parts
        for part in parts:
            part.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _across(self, width: int) -> int:
        least = self._parts[0].minimumSizeHint().width()
        fits = max(1, width // least)
        return 4 if fits >= 4 else 2 if fits >= 2 else 1

    def heightForWidth(self, width: int) -> int:
        """All rows at their least."""
        return (8 // self._across(width)) * self._parts[0].minimumSizeHint().height()

    def minimumSizeHint(self) -> QSize:
        """One sheet."""
        return QSize(100, 60)

    def sizeHint(self) -> QSize:
        """Two rows."""
        return QSize(800, self.heightForWidth(800))

    def resizeEvent(self, event: object) -> None:
        """Place the sheets."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        across = self._across(self.width())
        rows = 8 // across
        wide, high = self.width() / across, self.height() / rows
        for place, part in enumerate(self._parts):
            x, y = place % across, place // across
            part.setGeometry(round(x * wide), round(y * high), round(wide), round(high))
