"""Who may have said it: a person on a chip, with the number that chooses them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from ui import icons
from ui.meeting_room.look import PERSPECTIVES, face
from ui.theme import RING, Role, current
from ui.widgets.paint import CENTRE, box, mix, text_size, write_line
from ui.widgets.press import Press


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who may have said it. ``name`` is data; ``label`` words a group instead."""

    name: str
    perspective: Perspective
    language: Language = Language.CY
    person_id: str = ""
    label: str = ""
    participant_id: str = ""


class VoiceChip(Press):
    """A person with the number that chooses them; the chosen one is filled and ticked."""

    PAD = 8

    def __init__(self, number: int, voice: Voice) -> None:
        super().__init__()
        self.number = number
        self.voice = voice
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _words(self) -> float:
        return text_size(self.text(), current().font(Role.STRONG)).width()

    def _cap(self) -> float:
        return current().grow(22)

    def _lead(self) -> float:
        return self._cap() + 8 if self.number else current().grow(18) + 7

    def sizeHint(self) -> QSize:
        """The key, the name and room for the tick."""
        tick = current().grow(18) + 6 if self.isChecked() else 0
        wide = self._words() + self._lead() + tick + 2 * self.PAD + 2 * RING
        return QSize(round(wide), current().target())

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    def draw(self, painter: QPainter) -> None:
        """Key, name, tick."""
        theme = current()
        tokens = theme.tokens
        area = self.face()
        on = self.isChecked()
        ground = QColor(tokens.accent if on else tokens.surface)
        ink = QColor(tokens.on_accent if on else tokens.text)
        if self.hovered:
            ground = mix(ground, ink, 0.12 if on else 0.05)
        box(painter, area, self.RADIUS, ground, ground if on else tokens.border)
        x = area.x() + self.PAD
        side = self._cap() if self.number else theme.grow(18)
        cap = QRectF(x, area.center().y() - side / 2, side, side)
        if self.number:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(ink if on else tokens.muted))
            painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setFont(face(13, theme.font(Role.STRONG).weight()))
            painter.drawText(cap, CENTRE, str(self.number))
        else:
            icons.draw(painter, PERSPECTIVES[self.voice.perspective], cap, ink)
        x += self._lead()
        words = QRectF(x, area.y(), self._words() + 2, area.height())
        write_line(painter, words, self.text(), theme.font(Role.STRONG), ink)
        if on:
            side = theme.grow(18)
            at = QRectF(words.right() + 4, area.center().y() - side / 2, side, side)
            icons.draw(painter, "check", at, ink)
