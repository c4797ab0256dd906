"""One statement on a profile: as it was said, its translation beneath, and who said it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from aln_review.domain.audience import SEES, Reader
from aln_review.domain.people import Perspective
from aln_review.domain.words import Channel
from aln_review.domain.words import Words as Said
from ui import icons
from ui.may_see import LEVELS
from ui.meeting_room.look import CHANNELS, PERSPECTIVES, upon
from ui.retranslate import Words
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.paint import box, longest_word, mix, rounded, shadow, text_size, write, write_line
from ui.widgets.press import Press

EDGE = 6
FROM_THE_SETTING_ON = SEES[Reader.SETTING]
PAD = 12
GAP = 5
ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True, slots=True)
class _Part:
    """One stretch of text on the card, with its icon."""

    text: str
    role: Role
    tone: Tone
    icon: str = ""


class SayingCard(Press):
    """A learner's words stand out four ways: weight, edge, filled chip, and first in order.

    Enter edits; Alt with up or down moves it, Alt and Shift with left or right puts it under
    another heading, Delete takes it off. Up and down walk the cards.
    """

    moved = Signal(str, int)
    sent_over = Signal(str, int)
    removed = Signal(str)

    RADIUS = 10.0

    def __init__(self, said: Said, tone: Tone, words: Words) -> None:
        super().__init__()
        self.said = said
        self.locked = False
        self._tone = tone
        self._words = words
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_said(said)
        words.switched.connect(self.retranslate)

    def show_said(self, said: Said) -> None:
        """Show these words."""
        self.said = said
        self.retranslate()

    def retranslate(self) -> None:
        """Its name in the reader's language: who, then what, then what is asked of it."""
        parts = [f"{self.said.said_by}: {self.said.text.said}"]
        parts += [part.text for part in self._under()]
        self.setAccessibleName(" ".join(parts))
        self.setAccessibleDescription(self._words.t("profile.card_keys"))
        self.restyle()

    @property
    def thin(self) -> bool:
        """Whether it is a single word: too little for somebody new to act on."""
        return len(self.said.text.said.split()) == 1

    @property
    def _own(self) -> bool:
        return self.said.perspective is Perspective.LEARNER

    def _under(self) -> list[_Part]:
        text = self.said.text
        other = text.original.other
        parts = []
        if self.said.may_see not in FROM_THE_SETTING_ON:
            who = self._words.t(f"may_see.{self.said.may_see.value}")
            short = self._words.t("may_see.short", who=who)
            icon = LEVELS[self.said.may_see]
            parts.append(_Part(short, Role.SMALL_STRONG, Tone.RUST, icon))
        if self.thin:
            asked = self._words.t("profile.one_word")
            parts.append(_Part(asked, Role.SMALL, Tone.AMBER, "lightbulb"))
        translation = text.get(other)
        if not translation:
            lacking = self._words.t(f"profile.no_{other.value}")
            parts.append(_Part(lacking, Role.SMALL, Tone.AMBER, "languages"))
        elif text.stale:
            parts.append(_Part(translation, Role.SMALL, Tone.MUTED))
            stale = self._words.t(f"profile.stale_{other.value}")
            parts.append(_Part(stale, Role.SMALL_STRONG, Tone.AMBER, "history"))
        else:
            parts.append(_Part(translation, Role.SMALL, Tone.MUTED))
        return parts

    def _parts(self) -> list[_Part]:
        role = Role.STRONG if self._own else Role.BODY
        return [_Part(self.said.text.said, role, Tone.PLAIN), *self._under()]

    def _left(self) -> int:
        return RING + PAD + (EDGE if self._own else 0)

    def _room(self, width: float, part: _Part) -> float:
        lead = current().grow(16) + 6 if part.icon else 0
        return max(1.0, width - self._left() - PAD - RING - lead)

    def _chip(self) -> int:
        return current().line(Role.SMALL_STRONG) + 7

    def sizeHint(self) -> QSize:
        """A column's width."""
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        theme = current()
        word = max(longest_word(part.text, theme.font(part.role)) for part in self._parts())
        return QSize(min(round(word) + self._left() + PAD + RING + theme.grow(16) + 8, 400), 46)

    def hasHeightForWidth(self) -> bool:
        """Text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All of its text, and the chip."""
        high = 0.0
        for part in self._parts():
            high += (
                text_size(part.text, current().font(part.role), self._room(width, part)).height()
                + GAP
            )
        return round(high) + self._chip() + 2 * (PAD + RING) - 2

    def draw(self, painter: QPainter) -> None:
        """Paper, edge, text, chip."""
        theme = current()
        face = self.face()
        shadow(painter, face.adjusted(0, 0, 0, -2), self.RADIUS)
        path = rounded(face.adjusted(0.5, 0.5, -0.5, -0.5), self.RADIUS)
        ground = QColor(theme.tokens.surface)
        painter.fillPath(path, mix(ground, theme.ink(Tone.PLAIN), 0.03 if self.hovered else 0))
        if self._own:
            painter.save()
            painter.setClipPath(path)
            painter.fillRect(QRectF(face.x(), face.y(), EDGE, face.height()), theme.ink(self._tone))
            painter.restore()
        line = QPen(QColor(theme.tokens.hairline), 1)
        if self.thin:
            line = QPen(theme.ink(self._tone), 2, Qt.PenStyle.DashLine)
        painter.setPen(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        y = face.y() + PAD
        for part in self._parts():
            y = self._draw_part(painter, part, y)
        self._draw_chip(painter, y + 1)

    def _draw_part(self, painter: QPainter, part: _Part, y: float) -> float:
        theme = current()
        x = float(self._left())
        room = self._room(self.width(), part)
        high = text_size(part.text, theme.font(part.role), room).height()
        if part.icon:
            side = theme.grow(16)
            middle = y + theme.line(part.role) / 2
            area = QRectF(x, middle - side / 2, side, side)
            icons.draw(painter, part.icon, area, theme.ink(part.tone))
            x += side + 6
        ink = theme.ink(part.tone)
        write(painter, QRectF(x, y, room + 1, high), part.text, theme.font(part.role), ink)
        return y + high + GAP

    def _draw_chip(self, painter: QPainter, y: float) -> None:
        theme = current()
        font: QFont = theme.font(Role.SMALL_STRONG)
        side = theme.grow(14)
        high = self._chip()
        name = text_size(self.said.said_by, font).width()
        area = QRectF(self._left(), y, name + side + 6 + 20, high)
        area.setWidth(min(area.width(), self.width() - self._left() - PAD))
        fill = theme.ink(self._tone) if self._own else QColor(theme.tokens.chip)
        ink = upon() if self._own else QColor(theme.tokens.text)
        box(painter, area, high / 2, fill, fill if self._own else theme.tokens.hairline)
        icon = QRectF(area.x() + 9, area.center().y() - side / 2, side, side)
        icons.draw(painter, PERSPECTIVES[self.said.perspective], icon, ink)
        text = QRectF(icon.right() + 6, area.y(), area.width() - side - 22, high)
        write_line(painter, text, self.said.said_by, font, ink)
        if self.said.channel not in (Channel.SAID, Channel.WRITTEN):
            beside = QRectF(area.right() + 8, area.center().y() - side / 2, side, side)
            icons.draw(painter, CHANNELS[self.said.channel], beside, theme.ink(Tone.MUTED))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, send over, take off, walk."""
        key = Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if alt and key in ARROWS and not self.locked:
            if sideways and shift:
                self.sent_over.emit(self.said.id, ARROWS[key])
                return
            if not sideways:
                self.moved.emit(self.said.id, ARROWS[key])
                return
        if key is Qt.Key.Key_Delete and not self.locked:
            self.removed.emit(self.said.id)
            return
        if key in ARROWS and not sideways and not alt and self._walk(ARROWS[key]):
            return
        super().keyPressEvent(event)

    def _walk(self, step: int) -> bool:
        around = self.parentWidget()
        if around is None:
            return False
        cards = [one for one in around.findChildren(SayingCard) if one.isVisible()]
        cards.sort(key=SayingCard.y)
        place = cards.index(self) + step
        if not 0 <= place < len(cards):
            return False
        cards[place].setFocus(Qt.FocusReason.TabFocusReason)
        return True
