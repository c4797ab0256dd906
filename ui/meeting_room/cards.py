"""A card: what somebody said, whose it is, and how it was said.

The learner's words differ in four ways at once: heavier type, a thick edge in the sheet's
colour, a filled name chip, and their place at the head. All four survive grey print.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QSizePolicy

from aln_review.domain.audience import SAID_ALOUD
from aln_review.domain.people import Perspective
from aln_review.domain.words import Words as Said
from ui import icons
from ui.may_see import LEVELS
from ui.meeting_room.drag import carried, carry, far_enough
from ui.meeting_room.editor import CardEditor
from ui.meeting_room.look import (
    CARD_RADIUS,
    CHANNELS,
    PERSPECTIVES,
    cover,
    face,
    height_of,
    paper,
    upon,
)
from ui.meeting_room.measure import Measure
from ui.meeting_room.wishes import Wish, wish_of
from ui.retranslate import Words
from ui.theme import RING, current
from ui.tokens import Tone
from ui.widgets.paint import box, rounded, text_size, write, write_line
from ui.widgets.press import Press

EDGE = 6


class WordCard(Press):
    """One card on the operator's sheet.

    ``wished(words_id, Wish, who)`` when a key or the menu asks something (``who`` is the number
    pressed, for an echo); ``edited(words_id, text)`` when its words were written anew.
    """

    wished = Signal(str, object, int)
    edited = Signal(str, str)
    dropped = Signal(str, str)
    """Another card was put down on this one: its id, then ours."""

    RADIUS = CARD_RADIUS

    def __init__(self, words: Words, measure: Measure, tone: Tone) -> None:
        super().__init__()
        self._speech = words
        self._measure = measure
        self._tone = tone
        self._said: Said | None = None
        self._saving = ""
        self._photo = QImage()
        self._editor: CardEditor | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._picked = QPoint(-1, -1)
        self.setAcceptDrops(True)
        self.clicked.connect(self._pressed)
        words.switched.connect(self.retell)

    @property
    def said(self) -> Said:
        """The statement it shows."""
        assert self._said is not None
        return self._said

    @property
    def mine(self) -> bool:
        """Whether the learner said it."""
        return self._said is not None and self._said.perspective is Perspective.LEARNER

    @property
    def editor(self) -> CardEditor | None:
        """The writing box, while it is written upon."""
        return self._editor

    def show_said(self, said: Said, photo: QImage, measure: Measure, tone: Tone) -> None:
        """Show a statement that is on the record."""
        self._said, self._photo, self._measure, self._tone = said, photo, measure, tone
        self._saving = ""
        self.retell()

    def show_saving(self, text: str, name: str) -> None:
        """Show words on their way to the record: no tick yet, and nothing to press."""
        self._saving = name
        self.setEnabled(False)
        self.setText(text)
        self.updateGeometry()
        self.update()

    def retell(self) -> None:
        """Say its words again in the language of the screen."""
        if self._said is None:
            return
        self.setText(self._speech.text(self._said.text))
        parts = [self.text(), self._said.said_by, self._channel(), *self._echoes()]
        if self._said.interpreted:
            parts.append(self._speech.t("meeting.interpreted"))
        if self._said.may_see not in SAID_ALOUD:
            parts.append(self._speech.t(f"may_see.{self._said.may_see.value}"))
        self.setAccessibleName(". ".join(part.rstrip(".") for part in parts if part))
        self.updateGeometry()
        self.update()

    def _channel(self) -> str:
        if self._said is None:
            return ""
        return self._speech.t(f"meeting.channel.{self._said.channel.value}")

    def _echoes(self) -> list[str]:
        if self._said is None:
            return []
        return [self._speech.t("meeting.says_so_too", name=n) for n in self._said.echoed_by]

    # Measures

    def _font(self) -> QFont:
        return face(self._measure.pixels, self._measure.weight)

    def _small(self) -> QFont:
        return face(14, QFont.Weight.DemiBold)

    def _picture(self) -> QSize:
        if self._photo.isNull():
            return QSize(0, 0)
        return QSize(current().grow(104), current().grow(112))

    def _lead(self) -> float:
        edge = EDGE if self.mine else 0
        wide = self._picture().width()
        return RING + edge + self._measure.pad + (wide + 14 if wide else 0)

    def _room(self, width: float) -> float:
        return max(40.0, width - self._lead() - self._measure.pad - RING)

    def _foot(self) -> int:
        return height_of(self._small()) + 14 if self._measure.foot else 0

    def _echo_high(self, width: float) -> float:
        echoes = self._echoes()
        if not echoes:
            return 0.0
        font = face(13, QFont.Weight.DemiBold)
        high = text_size(" · ".join(echoes), font, self._room(width) - 42).height()
        return high + 8

    def sizeHint(self) -> QSize:
        """Somewhat wide."""
        return QSize(360, self.heightForWidth(360))

    def minimumSizeHint(self) -> QSize:
        """A narrow column."""
        return QSize(120, 46)

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All the words, the foot, and room."""
        if self._editor is not None:
            return max(current().grow(130), self._measure.least)
        words = text_size(self.text(), self._font(), self._room(width)).height()
        inner = max(words + self._echo_high(width) + self._foot() + 4, self._picture().height())
        return max(self._measure.least, round(inner + 2 * self._measure.pad))

    def face(self) -> QRectF:
        """The whole height of its row, so that neighbours are level."""
        return QRectF(self.rect()).adjusted(RING, RING, -RING, -RING - 1)

    # Drawing

    def draw(self, painter: QPainter) -> None:
        """Paper, edge, words, foot."""
        theme = current()
        area = self.face()
        if self._saving:
            self._draw_saving(painter, area)
            return
        ground = QColor(theme.tokens.surface)
        paper(painter, area, ground, QColor(theme.tokens.hairline), CARD_RADIUS)
        if self.mine:
            painter.save()
            painter.setClipPath(rounded(area, CARD_RADIUS))
            painter.fillRect(QRectF(area.x(), area.y(), EDGE, area.height()), theme.ink(self._tone))
            painter.restore()
        self._draw_words(painter, area)

    def _draw_saving(self, painter: QPainter, area: QRectF) -> None:
        tokens = current().tokens
        path = rounded(area.adjusted(1, 1, -1, -1), CARD_RADIUS)
        painter.fillPath(path, QColor(tokens.sunk))
        line = QColor(tokens.border)
        dashed = painter.pen()
        dashed.setColor(line)
        dashed.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(dashed)
        painter.drawPath(path)
        inner = area.adjusted(self._measure.pad, self._measure.pad, -self._measure.pad, -4)
        write(painter, inner, self.text(), self._font(), tokens.text)

    def _draw_words(self, painter: QPainter, area: QRectF) -> None:
        theme = current()
        pad = self._measure.pad
        picture = self._picture()
        if not picture.isEmpty():
            left = area.x() + (EDGE if self.mine else 0) + pad
            corner = QPointF(left, area.y() + pad - 2)
            cover(painter, QRectF(corner, picture.toSizeF()), self._photo, 8)
        x = self._lead()
        room = self._room(self.width())
        high = text_size(self.text(), self._font(), room).height()
        top = area.y() + pad - 2
        if not self._measure.foot:
            spare = area.height() - high - self._echo_high(self.width())
            top = area.y() + max(4.0, spare / 2 - 1)
        write(
            painter,
            QRectF(x, top, room + 1, high + 2),
            self.text(),
            self._font(),
            theme.ink(Tone.PLAIN),
        )
        self._draw_echoes(painter, QRectF(x, top + high + 6, room, self._echo_high(self.width())))
        if self._measure.foot:
            self._draw_foot(painter, area, x)

    def _draw_echoes(self, painter: QPainter, area: QRectF) -> None:
        echoes = self._echoes()
        if not echoes:
            return
        theme = current()
        font = face(13, QFont.Weight.DemiBold)
        text = " · ".join(echoes)
        size = text_size(text, font, area.width() - 42)
        chip = QRectF(area.x(), area.y(), size.width() + 40, size.height() + 6)
        box(painter, chip, min(12.0, chip.height() / 2), theme.tokens.chip, theme.tokens.chip)
        icons.draw(
            painter,
            "equal",
            QRectF(chip.x() + 9, chip.center().y() - 8, 16, 16),
            theme.ink(Tone.PLAIN),
        )
        words = QRectF(chip.x() + 31, chip.y() + 3, size.width() + 2, size.height())
        write(painter, words, text, font, theme.ink(Tone.PLAIN))

    def _draw_foot(self, painter: QPainter, area: QRectF, x: float) -> None:
        theme = current()
        said = self.said
        font = self._small()
        high = height_of(font) + 8
        y = area.bottom() - self._measure.pad + 4 - high
        wide = text_size(said.said_by, font).width() + 16 + 6 + 22
        chip = QRectF(x, y, wide, high)
        fill = theme.ink(self._tone) if self.mine else QColor(theme.tokens.chip)
        ink = upon() if self.mine else theme.ink(Tone.PLAIN)
        box(painter, chip, high / 2, fill, fill)
        icon = PERSPECTIVES[said.perspective]
        icons.draw(painter, icon, QRectF(x + 11, chip.center().y() - 8, 16, 16), ink)
        write_line(painter, chip.adjusted(33, 0, 0, 0), said.said_by, font, ink)
        muted = theme.ink(Tone.MUTED)
        at = chip.right() + 10
        mark = QRectF(at, chip.center().y() - 8, 16, 16)
        icons.draw(painter, CHANNELS[said.channel], mark, muted)
        words = self._channel()
        if said.interpreted:
            words = f"{words} · {self._speech.t('meeting.interpreted')}"
        room = QRectF(at + 22, chip.y(), area.right() - at - 98, chip.height())
        plain = face(14)
        painter.setFont(plain)
        cut = painter.fontMetrics()
        text = cut.elidedText(words, Qt.TextElideMode.ElideRight, max(0, round(room.width())))
        write_line(painter, room, text, plain, muted)
        if said.may_see not in SAID_ALOUD:
            mark = QRectF(area.right() - 70, chip.center().y() - 8, 16, 16)
            icons.draw(painter, LEVELS[said.may_see], mark, theme.ink(Tone.RUST))
        tick = QRectF(area.right() - 46, chip.center().y() - 8, 16, 16)
        icons.draw(painter, "check", tick, theme.ink(Tone.GREEN))
        grip = QRectF(area.right() - 25, chip.center().y() - 9, 18, 18)
        icons.draw(painter, "grip-vertical", grip, QColor(theme.tokens.border))

    # Keys, menu, writing

    def event(self, event: QEvent) -> bool:
        """Keys of a card go before the window's own."""
        over = event.type() is QEvent.Type.ShortcutOverride
        if over and isinstance(event, QKeyEvent) and wish_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a key asks; a number says that this person says so too."""
        wish = wish_of(event)
        if wish is not None:
            self._keyboard = True
            self.wished.emit(self.said.id, wish, 0)
            return
        if event.text().isdigit() and event.text() != "0" and not event.modifiers():
            self.wished.emit(self.said.id, Wish.ECHO, int(event.text()))
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything the keys do, for a hand on the mouse."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.wished.emit(self.said.id, Wish.MENU, 0)
        event.accept()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Write upon it."""
        self.wished.emit(self.said.id, Wish.EDIT, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Where it may be picked up."""
        self._picked = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A press that moves picks the card up."""
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if held and self._said is not None and far_enough(self._picked, event.position().toPoint()):
            self.setDown(False)
            carry(self, self.said.id, self._picked)
            return
        super().mouseMoveEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take another card, not itself."""
        words_id = carried(event.mimeData())
        if words_id and self._said is not None and words_id != self.said.id:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The carried card stands where this one stood."""
        words_id = carried(event.mimeData())
        if words_id:
            event.acceptProposedAction()
            self.dropped.emit(words_id, self.said.id)

    def _pressed(self) -> None:
        """A single press only chooses the card."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def write_upon(self, closed: Callable[[], object]) -> None:
        """Open the writing box over the card."""
        said = self.said
        self._editor = CardEditor(
            self, said.text.read(self._speech.language), self._measure.pixels, self._measure.weight
        )
        name = self._speech.t("meeting.edit_name", name=said.said_by)
        self._editor.box.setAccessibleName(name)
        self._editor.setGeometry(self.rect())
        self._editor.saved.connect(self._written)
        self._editor.closed.connect(self._done)
        self._editor.closed.connect(closed)
        self.updateGeometry()
        self._editor.show()
        self._editor.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _written(self, text: str) -> None:
        self.edited.emit(self.said.id, text)

    def _done(self) -> None:
        if self._editor is not None:
            self._editor.deleteLater()
            self._editor = None
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: object) -> None:
        """The writing box covers the whole card."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self._editor is not None:
            self._editor.setGeometry(self.rect())
