"""The window the room sees: one sheet in type for the back of the hall, or the wall.

No menus, no clock, nobody else. It follows the operator and is drawn at 1920x1080 logical units,
whatever the screen.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import QApplication, QWidget

from aln_review.domain.bilingual import Language
from aln_review.domain.words import Sheet
from ui.meeting_room.audience_lists import HIGH, MARGIN, WIDE, Listed
from ui.meeting_room.look import LOOKS, band, disc
from ui.meeting_room.pause import draw_pause
from ui.meeting_room.room_type import fitted, room_font
from ui.meeting_room.shown import Blank, Face, Line, RoomView
from ui.meeting_room.topbar import portrait
from ui.meeting_room.wall import Drawn, current_ring
from ui.retranslate import Words
from ui.theme import current
from ui.tokens import Tone
from ui.widgets.faces import initials
from ui.widgets.paint import CENTRE, WRAP, box, painted, pen, text_size, write, write_line

WORDS_HIGH = 464.0


class AudienceWindow(QWidget):
    """The second top-level window.

    ``blanked()`` on F9, ``turned(int)`` on a presenter's keys, ``shut()`` when somebody closes it.
    """

    blanked = Signal()
    turned = Signal(int)
    shut = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._words = words
        self._listed = Listed(words)
        self._view: RoomView | None = None
        self._images: dict[bytes, QImage] = {}
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words.switched.connect(self._retell)

    @property
    def view(self) -> RoomView | None:
        """What it shows."""
        return self._view

    def show_view(self, view: RoomView) -> None:
        """Follow the operator."""
        if view != self._view:
            self._view = view
            self._retell()

    def _retell(self) -> None:
        self.setWindowTitle(self._words.t("meeting.audience_title"))
        self.setAccessibleName(". ".join(self.spoken()))
        self.update()

    def spoken(self) -> list[str]:
        """Every word it shows, in order: what assistive technology is told."""
        view = self._view
        if view is None or view.blank is not Blank.NO:
            return [self._words.t("meeting.pause_heading")]
        if view.on_wall:
            return [self._words.t("meeting.review_of", name=view.learner)]
        return [self._title(view), *(self._words.text(line.text) for line in view.lines)]

    def _title(self, view: RoomView) -> str:
        if view.face is Face.PRIORITIES:
            return self._words.t("meeting.most_important")
        return self._words.t(f"sheet.{view.sheet.value}.title", name=view.learner)

    def sizeHint(self) -> QSize:
        """Half of full HD, in a window of its own."""
        return QSize(960, 540)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F9 and a presenter's remote work from here too."""
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if event.key() == Qt.Key.Key_F9:
            self.blanked.emit()
        elif Qt.Key(event.key()) in turns:
            self.turned.emit(turns[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that it went."""
        super().closeEvent(event)
        self.shut.emit()

    # Drawing, in units of 1920x1080

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """What the room sees, scaled to the screen."""
        view = self._view
        if view is None or view.blank is Blank.BLACK:
            painter.fillRect(self.rect(), QColor(0, 0, 0))
            return
        scale = min(self.width() / WIDE, self.height() / HIGH)
        ground = QColor(current().tokens.background)
        painter.fillRect(self.rect(), ground)
        painter.translate((self.width() - WIDE * scale) / 2, (self.height() - HIGH * scale) / 2)
        painter.scale(scale, scale)
        if view.blank is Blank.PAUSE:
            both = [self._words.in_language(one) for one in (Language.CY, Language.EN)]
            draw_pause(painter, QRectF(0, 0, WIDE, HIGH), both, room_font)
        elif view.on_wall:
            self._draw_wall(painter, view)
        else:
            self._draw_sheet(painter, view)

    def _image(self, data: bytes) -> QImage:
        if data not in self._images:
            self._images[data] = QImage.fromData(data)
        return self._images[data]

    def _draw_wall(self, painter: QPainter, view: RoomView) -> None:
        theme = current()
        portrait(
            painter, QRectF(58, 30, 92, 92), self._image(view.portrait), initials(view.learner)
        )
        title = self._words.t("meeting.review_of", name=view.learner)
        write_line(
            painter,
            QRectF(176, 26, 1600, 104),
            title,
            room_font(64, QFont.Weight.Bold),
            theme.ink(Tone.PLAIN),
        )
        drawn = Drawn(self._words, 1.9, room=True)
        for place, one in enumerate(view.wall):
            x, y = place % 4, place // 4
            area = QRectF(52 + x * 462, 146 + y * 462, 430, 430)
            drawn.draw(painter, area, one)
            if one.current:
                current_ring(painter, area, 23)

    def _draw_sheet(self, painter: QPainter, view: RoomView) -> None:
        theme = current()
        look = LOOKS[view.sheet]
        tint = theme.tint(look.tone)
        painter.fillRect(QRectF(0, 0, WIDE, HIGH), tint)
        band(painter, QRectF(0, 0, WIDE, 22), view.sheet)
        disc(painter, QRectF(88, 72, 112, 112), look.icon, look.tone)
        title = self._title(view)
        font, _ = fitted([title], WIDE - 360, 118, QFont.Weight.Bold)
        font.setPixelSize(min(76, font.pixelSize()))
        ink = theme.ink(look.tone) if look.tone is look.second else theme.ink(Tone.PLAIN)
        write_line(painter, QRectF(230, 66, WIDE - 320, 124), title, font, ink)
        if view.face is Face.PRIORITIES:
            self._listed.draw_ranked(painter, view)
        elif view.sheet is Sheet.WORKING:
            self._listed.draw_grid(painter, view)
        elif view.face is Face.ACTIONS or view.sheet is Sheet.WHO:
            self._listed.draw_list(painter, view)
        else:
            self._draw_voice(painter, view)
        self._listed.draw_steps(painter, view)

    def _draw_voice(self, painter: QPainter, view: RoomView) -> None:
        theme = current()
        ink = theme.ink(LOOKS[view.sheet].tone)
        mine = [line for line in view.lines if line.mine]
        others = [line for line in view.lines if not line.mine]
        picture = self._image(view.picture) if view.picture else QImage()
        y = 232.0
        if mine:
            painter.setPen(pen(ink, 4))
            painter.setBrush(QColor(theme.tokens.surface))
            painter.drawEllipse(QRectF(95, y, 78, 78))
            portrait(
                painter,
                QRectF(97, y + 2, 74, 74),
                self._image(view.portrait),
                initials(view.learner),
            )
            says = self._words.t("meeting.says", name=view.learner)
            write_line(
                painter, QRectF(196, y, 1200, 78), says, room_font(42, QFont.Weight.DemiBold), ink
            )
        wide = 1060.0 if not picture.isNull() else WIDE - 2 * MARGIN - 52
        high = WORDS_HIGH if others else 640.0
        self._draw_mine(painter, QRectF(MARGIN, 340, wide, high), mine, ink)
        if not picture.isNull():
            self._draw_print(painter, picture, self._words.text(view.caption))
        if others:
            top = 858.0 if mine else 250.0
            self._draw_others(
                painter, QRectF(MARGIN, top, WIDE - 2 * MARGIN, 1030 - top), others, first=not mine
            )

    def _draw_mine(self, painter: QPainter, area: QRectF, mine: list[Line], ink: QColor) -> None:
        if not mine:
            return
        texts = [self._words.text(line.text) for line in mine]
        room = area.width() - 54
        font, fits = fitted(texts, room, area.height(), QFont.Weight.Bold)
        if not fits:
            texts = texts[-8:]
        heights = [text_size(text, font, room).height() for text in texts]
        spare = area.height() - sum(heights)
        between = min(60.0, spare / max(1, len(texts) - 1)) if len(texts) > 1 else 0.0
        y = area.y()
        for text, high in zip(texts, heights, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            inset = high * 0.08
            painter.drawRoundedRect(QRectF(area.x() + 2, y + inset, 12, high - 2 * inset), 6, 6)
            write(
                painter,
                QRectF(area.x() + 52, y - 4, room + 2, high + 8),
                text,
                font,
                current().ink(Tone.PLAIN),
            )
            y += high + between

    def _draw_print(self, painter: QPainter, picture: QImage, caption: str) -> None:
        """Her own photograph, taped on."""
        theme = current()
        painter.save()
        painter.translate(1562, 470)
        painter.rotate(2.2)
        sheet = QRectF(-250, -280, 500, 560)
        painter.setPen(Qt.PenStyle.NoPen)
        for grown in range(6):
            painter.setBrush(QColor(60, 48, 30, 8))
            painter.drawRoundedRect(sheet.adjusted(-grown, grown, grown, grown * 2), 8, 8)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(sheet, 8, 8)
        inner = QRectF(-228, -258, 456, 452)
        grown_size = picture.size().scaled(
            inner.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
        )
        painter.setClipRect(inner)
        corner = inner.center() - QPointF(grown_size.width() / 2, grown_size.height() / 2)
        painter.drawImage(QRectF(corner, grown_size.toSizeF()), picture)
        painter.setClipping(False)
        painter.setBrush(QColor(255, 226, 150, 190))
        painter.drawRect(QRectF(-80, -302, 160, 44))
        painter.setFont(room_font(27, QFont.Weight.DemiBold))
        painter.setPen(theme.ink(Tone.PLAIN) if theme.tokens.name == "light" else QColor("#1D2733"))
        painter.drawText(QRectF(-236, 198, 472, 78), CENTRE | WRAP, caption)
        painter.restore()

    def _draw_others(
        self, painter: QPainter, area: QRectF, others: list[Line], *, first: bool
    ) -> None:
        """Small below the learner's, or alone on a sheet that is for everyone."""
        theme = current()
        across = 3 if not first else 2
        label = self._words.t("meeting.other_people_say")
        write_line(
            painter,
            QRectF(area.x(), area.y() - 26, 900, 40),
            label,
            room_font(30, QFont.Weight.DemiBold),
            theme.ink(Tone.MUTED),
        )
        shown = others[: across if not first else 8]
        rows = (len(shown) + across - 1) // across
        gap = 24.0
        wide = (area.width() - gap * (across - 1)) / across
        high = min(190.0 if first else 128.0, (area.height() - 24 - gap * (rows - 1)) / rows)
        for place, line in enumerate(shown):
            x = area.x() + (place % across) * (wide + gap)
            y = area.y() + 24 + (place // across) * (high + gap)
            cell = QRectF(x, y, wide, high)
            box(painter, cell, 14, theme.tokens.surface, theme.tokens.hairline)
            write_line(
                painter,
                QRectF(x + 28, y + 14, wide - 56, 36),
                line.who,
                room_font(27, QFont.Weight.DemiBold),
                theme.ink(Tone.MUTED),
            )
            self._listed.fit_write(
                painter,
                QRectF(x + 28, y + 50, wide - 50, high - 58),
                self._words.text(line.text),
                36,
            )


def before_the_room() -> bool:
    """Whether a window stands before the room that others are looking at."""
    windows = QApplication.topLevelWidgets()
    return any(isinstance(one, AudienceWindow) and one.isVisible() for one in windows)
