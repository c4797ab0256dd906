"""Paints one line of the caseload: a sheet with its cells, or a group's head.

Only what is visible is painted. Heights are the same for all of a kind, so that a list of fifty
thousand is laid out without asking about each.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from aln_review.casework.queries.learners import LearnerRow
from ui import icons
from ui.caseload.marks import STAGES, URGENT
from ui.caseload.model import CaseloadModel, Head
from ui.caseload.where import where
from ui.retranslate import Words
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.paint import CENTRE, LEFT, WRAP, box, crisp, mix, pen, ring, shadow, text_size

NARROW_EM = 46.0
GAP = 6
PAD = 14


def fitted(text: str, area: QRectF) -> str:
    """As many whole words of a small text as fit, and a sign where there are more."""
    metrics = current().metrics(Role.SMALL)
    words, cut = text.split(" "), text
    while len(words) > 1 and metrics.boundingRect(area, LEFT | WRAP, cut).height() > area.height():
        words.pop()
        cut = " ".join(words).rstrip(";,") + "…"
    return cut


class CaseloadDelegate(QStyledItemDelegate):
    """Wide: person, stage, next step, language side by side. Narrow: one beneath the other."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.narrow = False
        """Whether the cells stand one beneath the other."""
        self.uniform = False
        """Whether heads are as high as rows."""
        self._head_size = self._row_size = QSize()
        self.measure(0)
        self.keyboard = False
        """Whether the ring shows on the current row."""

    def measure(self, width: int) -> bool:
        """Measure for a width, once for all rows; whether the heights changed."""
        self.narrow = width < NARROW_EM * current().em
        before = (self._head_size, self._row_size)
        self._head_size = QSize(100, self.head_height())
        self._row_size = QSize(100, self.row_height())
        return before != (self._head_size, self._row_size)

    def row_height(self) -> int:
        """Height of a learner's row with the gap under it."""
        theme = current()
        body, small = theme.line(Role.BODY), theme.line(Role.SMALL)
        if self.narrow:
            return 2 * body + 3 * small + 52 + GAP
        return max(60, body + small + 20) + GAP

    def head_height(self) -> int:
        """Height of a group's head."""
        return current().line(Role.SMALL_STRONG) + 15

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Uniform for each kind."""
        model = index.model()
        head = isinstance(model, CaseloadModel) and isinstance(model.item(index), Head)
        return self._head_size if head and not self.uniform else self._row_size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A head or a row."""
        model = index.model()
        if not isinstance(model, CaseloadModel):
            return
        item = model.item(index)
        painter.save()
        crisp(painter)
        area = QRectF(option.rect)
        if isinstance(item, Head):
            self._head(painter, area, item)
        else:
            state = option.state
            face = area.adjusted(RING, RING, -RING, -GAP + RING)
            self._sheet(painter, face, bool(state & QStyle.StateFlag.State_MouseOver))
            (self._tall if self.narrow else self._wide)(painter, face, item)
            if self.keyboard and state & QStyle.StateFlag.State_HasFocus:
                ring(painter, face, 12)
        painter.restore()

    def _head(self, painter: QPainter, area: QRectF, head: Head) -> None:
        theme = current()
        text = self._words.t(head.key)
        font = theme.font(Role.SMALL_STRONG)
        painter.setFont(font)
        painter.setPen(theme.ink(Tone.MUTED))
        area.setTop(area.bottom() - self._head_size.height())
        painter.drawText(area.adjusted(4, 0, 0, -2), LEFT, text)
        start = area.x() + text_size(text, font).width() + 18
        painter.setPen(pen(theme.tokens.hairline))
        middle = round(area.center().y()) + 0.5
        painter.drawLine(round(start), round(middle), round(area.right()), round(middle))

    def _sheet(self, painter: QPainter, face: QRectF, hovered: bool) -> None:
        tokens = current().tokens
        ground = QColor(tokens.surface)
        shadow(painter, face, 12)
        if hovered:
            ground = mix(ground, QColor(tokens.text), 0.03)
        box(painter, face, 12, ground, tokens.hairline)

    def _wide(self, painter: QPainter, face: QRectF, row: LearnerRow) -> None:
        theme = current()
        disc = theme.grow(40)
        left = face.x() + PAD
        self._avatar(painter, QRectF(left, face.center().y() - disc / 2, disc, disc), row)
        person = left + disc + PAD
        tail = theme.grow(20) + PAD + 8
        room = face.right() - tail - person
        stage_at = person + room * 0.245
        next_at = person + room * (0.475)
        tongue_at = person + room * 0.868
        self._pair(
            painter,
            QRectF(person, face.y(), stage_at - person - 12, face.height()),
            row.name,
            self._words.say(where(row.year, row.class_name)),
            Role.STRONG,
            Tone.MUTED,
        )
        cell = QRectF(stage_at, face.y(), next_at - stage_at - 12, face.height())
        self._pill(painter, cell, row)
        step = row.next_step
        self._pair(
            painter,
            QRectF(next_at, face.y(), tongue_at - next_at - 12, face.height()),
            self._words.say(step.what),
            self._words.say(step.why),
            Role.BODY,
            URGENT[step.urgency],
        )
        painter.setFont(theme.font(Role.SMALL))
        painter.setPen(theme.ink(Tone.MUTED))
        area = QRectF(tongue_at, face.y() + 1, face.right() - tail - tongue_at, face.height() - 2)
        painter.drawText(area, LEFT | WRAP, fitted(self._words.text(row.languages), area))
        self._chevron(painter, face)

    def _tall(self, painter: QPainter, face: QRectF, row: LearnerRow) -> None:
        theme = current()
        disc = theme.grow(40)
        x, y = face.x() + PAD, face.y() + 10
        body, small = theme.line(Role.BODY), theme.line(Role.SMALL)
        self._avatar(painter, QRectF(x, y + 2, disc, disc), row)
        x += disc + PAD
        room = face.right() - PAD - x - theme.grow(20)
        self._line(painter, QRectF(x, y, room, body), row.name, Role.STRONG, Tone.PLAIN)
        y += body
        said = self._words.say(where(row.year, row.class_name))
        self._line(painter, QRectF(x, y, room, small), said, Role.SMALL, Tone.MUTED)
        y += small + 4
        self._pill(painter, QRectF(x, y, room, small + 12), row)
        y += small + 18
        step = row.next_step
        what, why = self._words.say(step.what), self._words.say(step.why)
        self._line(painter, QRectF(x, y, room, body), what, Role.BODY, Tone.PLAIN)
        y += body
        self._line(painter, QRectF(x, y, room, small), why, Role.SMALL, URGENT[step.urgency])
        self._chevron(painter, face)

    def _avatar(self, painter: QPainter, area: QRectF, row: LearnerRow) -> None:
        theme = current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens.chip))
        painter.drawEllipse(area)
        painter.setFont(theme.font(Role.SMALL_STRONG))
        painter.setPen(QColor(theme.tokens.muted))
        painter.drawText(area.translated(0, -0.5), CENTRE, row.initials)

    def _pair(
        self, painter: QPainter, area: QRectF, first: str, second: str, role: Role, tone: Tone
    ) -> None:
        theme = current()
        body, small = theme.line(role), theme.line(Role.SMALL)
        high = body + (small if second else 0)
        y = area.center().y() - high / 2 - 0.5
        self._line(painter, QRectF(area.x(), y, area.width(), body), first, role, Tone.PLAIN)
        if second:
            under = QRectF(area.x(), y + body, area.width(), small)
            self._line(painter, under, second, Role.SMALL, tone)

    def _line(self, painter: QPainter, area: QRectF, text: str, role: Role, tone: Tone) -> None:
        theme = current()
        painter.setFont(theme.font(role))
        painter.setPen(theme.ink(tone))
        cut = theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, LEFT, cut)

    def _pill(self, painter: QPainter, area: QRectF, row: LearnerRow) -> None:
        theme = current()
        icon, tone = STAGES[row.stage]
        font, side = theme.font(Role.SMALL_STRONG), theme.grow(16)
        around = 24 + side + 6
        text = theme.metrics(Role.SMALL_STRONG).elidedText(
            self._words.t(f"learners.stage.{row.stage.value}"),
            Qt.TextElideMode.ElideRight,
            area.width() - around,
        )
        high = theme.line(Role.SMALL_STRONG) + 9
        face = QRectF(
            area.x(), area.center().y() - high / 2, text_size(text, font).width() + around, high
        )
        tint, ink = theme.tint(tone), theme.ink(tone)
        edge = ink if theme.tokens.name == "high-contrast" else tint
        box(painter, face, high / 2, tint, edge)
        top = face.center().y() - side / 2
        icons.draw(painter, icon, QRectF(face.x() + 12, top, side, side), ink)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(face.adjusted(18 + side, -0.5, 0, -0.5), LEFT, text)

    def _chevron(self, painter: QPainter, face: QRectF) -> None:
        side = current().grow(20)
        area = QRectF(face.right() - PAD - side + 4, face.center().y() - side / 2, side, side)
        icons.draw(painter, "chevron-right", area, current().ink(Tone.PLAIN))
