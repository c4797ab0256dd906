"""What stands before the page while a meeting rests: the pause picture, and how to go on."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from aln_review.domain.bilingual import Language
from ui.meeting_room.pause import draw_pause
from ui.meeting_room.room_type import room_font
from ui.retranslate import Words
from ui.theme import Role, current
from ui.widgets.paint import box, painted, text_size, write

WIDE, HIGH = 1920.0, 1080.0
"""The picture is drawn in these units, as on the projector."""
PAD = 22


class PrivateFace(QWidget):
    """Covers its whole window; says nothing of anybody. A key press takes it away."""

    def __init__(self, window: QWidget, words: Words) -> None:
        super().__init__(window)
        self._words = words
        self._until: list[datetime] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        words.switched.connect(self._retell)

    def cover(self, until: datetime) -> None:
        """Stand before everything until a key is pressed or the vault locks, at ``until``."""
        self._until = [until.astimezone()]
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._retell()

    def sentences(self) -> tuple[str, str]:
        """How to go on, and when the vault locks otherwise."""
        return self._words.t("rest.key"), self._words.t("rest.locks", at=self._until[0])

    def _retell(self) -> None:
        if self._until:
            self.setAccessibleName(self._words.t("meeting.pause_heading"))
            self.setAccessibleDescription(" ".join(self.sentences()))
            self.update()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The projector's own picture, filling the window; a card at its foot for the laptop."""
        scale = max(self.width() / WIDE, self.height() / HIGH)
        painter.save()
        painter.scale(scale, scale)
        both = [self._words.in_language(one) for one in (Language.CY, Language.EN)]
        draw_pause(painter, QRectF(0, 0, WIDE, HIGH), both, room_font)
        painter.restore()
        self._draw_card(painter)

    def _draw_card(self, painter: QPainter) -> None:
        theme = current()
        first, second = self.sentences()
        strong, plain = theme.font(Role.TITLE), theme.font(Role.BODY)
        strong.setWeight(QFont.Weight.DemiBold)
        room = self.width() - 2 * 24 - 2 * PAD
        wide = max(text_size(first, strong, room).width(), text_size(second, plain, room).width())
        above = text_size(first, strong, wide + 2).height()
        below = text_size(second, plain, wide + 2).height()
        high = above + below + 6 + 2 * PAD
        area = QRectF(24, self.height() - high - 24, wide + 2 + 2 * PAD, high)
        box(painter, area, 14, theme.tokens.surface, theme.tokens.hairline)
        inner = area.adjusted(PAD, PAD, -PAD, -PAD)
        ink = theme.tokens.text
        under = QRectF(inner.x(), inner.y() + above + 6, wide + 2, below)
        write(painter, QRectF(inner.x(), inner.y(), wide + 2, above), first, strong, ink)
        write(painter, under, second, plain, ink)
