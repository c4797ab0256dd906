"""The operator's top bar: whose review, what the projector shows, saved, languages, lock."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from aln_review.domain.bilingual import Language
from ui import icons
from ui.meeting_room.look import face
from ui.retranslate import Sayings, What, Words
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets.buttons import Button, IconButton
from ui.widgets.choices import Segment
from ui.widgets.faces import initials
from ui.widgets.labels import Elided, IconLabel
from ui.widgets.paint import CENTRE, box, mix, painted, pen, text_size, write_line
from ui.widgets.press import Press


class Portrait(QWidget):
    """The learner's photograph in a disc, or initials while there is none."""

    def __init__(self, size: int = 46) -> None:
        super().__init__()
        self._size = size
        self._image = QImage()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(self, name: str, image: QImage) -> None:
        """Whose face."""
        self._text, self._image = initials(name), image
        self.update()

    def sizeHint(self) -> QSize:
        """A disc at the reader's text size."""
        side = current().grow(self._size)
        return QSize(side, side)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Picture or letters."""
        portrait(painter, QRectF(self.rect()), self._image, self._text)


def portrait(painter: QPainter, area: QRectF, image: QImage, text: str) -> None:
    """A round picture, or initials on a neutral disc."""
    theme = current()
    path = QPainterPath()
    path.addEllipse(area)
    if image.isNull():
        painter.fillPath(path, QColor(theme.tokens.chip))
        font = face(14, QFont.Weight.DemiBold)
        font.setPixelSize(max(10, round(area.height() * 0.36)))
        painter.setFont(font)
        painter.setPen(theme.ink(Tone.MUTED))
        painter.drawText(area, CENTRE, text)
        return
    painter.save()
    painter.setClipPath(path)
    grown = image.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    x = area.center().x() - grown.width() / 2
    painter.drawImage(QRectF(x, area.y(), grown.width(), grown.height()), image)
    painter.restore()


class KeyButton(Button):
    """A button that shows its key after its words."""

    def __init__(self, icon: str, key: str) -> None:
        super().__init__(icon)
        self.key = key
        self.bare = False
        self._icon_only = False

    def set_icon_only(self, alone: bool) -> None:
        """Where room is very short: the icon, with its words spoken and in the tooltip."""
        self._icon_only = alone
        self.setToolTip(self.text() if alone else "")
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        """The words, also while only the icon shows."""
        super().setText(text)
        self.setToolTip(text if self._icon_only else "")

    def sizeHint(self) -> QSize:
        """On one line, or a square."""
        side = self._theme_target()
        return QSize(side, side) if self._icon_only else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The longest word and the key, or a square."""
        return self.sizeHint() if self._icon_only else super().minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        """Words may take more lines; an icon never does."""
        return self._theme_target() if self._icon_only else super().heightForWidth(width)

    def _cap(self) -> float:
        if self.bare:
            return 0.0
        return text_size(self.key, face(13, QFont.Weight.DemiBold, most=1.6)).width() + 14

    def _around(self) -> int:
        return super()._around() + (round(self._cap()) + 10 if not self.bare else 0)

    def set_bare(self, bare: bool) -> None:
        """Hide the key where room is short."""
        self.bare = bare
        self.updateGeometry()
        self.update()

    def _draw_words(self, painter: QPainter, face_: QRectF, ink: QColor) -> None:
        if self._icon_only:
            side = self._side()
            x, y = face_.center().x() - side / 2, face_.center().y() - side / 2
            icons.draw(painter, self._icon, QRectF(x, y, side, side), ink)
            return
        if self.bare:
            super()._draw_words(painter, face_, ink)
            return
        cap = self._cap()
        inner = face_.adjusted(0, 0, -cap - 10, 0)
        kept, self.bare = self.bare, True
        super()._draw_words(painter, inner.adjusted(0, 0, self.PAD - 4, 0), ink)
        self.bare = kept
        font = face(13, QFont.Weight.DemiBold, most=1.6)
        high = min(face_.height() - 12, text_size("F", font).height() + 6)
        key = QRectF(face_.right() - 12 - cap, face_.center().y() - high / 2, cap, high)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(ink, 1.2))
        painter.drawRoundedRect(key.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setFont(font)
        painter.drawText(key, CENTRE, self.key)


class StateBox(Press):
    """What the projector shows, in words. Pressing opens the room's window, or holds its sheet."""

    PAD = 14

    def __init__(self) -> None:
        super().__init__()
        self._second = ""
        self._live = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_second(self, text: str) -> None:
        """What is on it."""
        self._second = text
        self.setAccessibleName(f"{self.text()}: {text}" if text else self.text())
        self.updateGeometry()
        self.update()

    def second(self) -> str:
        """What it says is on the projector."""
        return self._second

    def set_live(self, live: bool) -> None:
        """Whether there is a window for the room."""
        self._live = live
        self.update()

    def _fonts(self) -> tuple[QFont, QFont]:
        strong = QFont.Weight.DemiBold
        return face(13, strong, most=1.5), face(16, strong, most=1.6)

    def sizeHint(self) -> QSize:
        """Both lines beside the icon."""
        small, strong = self._fonts()
        wide = max(text_size(self.text(), small).width(), text_size(self._second, strong).width())
        high = text_size("X", small).height() + text_size("X", strong).height() + 4
        icon = current().grow(22) + 10
        return QSize(
            round(wide) + icon + 2 * self.PAD + 2 * RING,
            max(current().target(), round(high) + 2 * RING),
        )

    def minimumSizeHint(self) -> QSize:
        """The icon and some of it; the rest is in its tooltip."""
        return QSize(current().grow(22) + 2 * self.PAD + 2 * RING, self.sizeHint().height())

    def draw(self, painter: QPainter) -> None:
        """Tint while live, sunk while there is no projector."""
        theme = current()
        area = self.face()
        tone = Tone.TEAL if self._live else Tone.NEUTRAL
        ground, ink = theme.tint(tone), theme.ink(tone)
        if self.hovered:
            ground = mix(ground, ink, 0.08)
        line = ink if theme.tokens.name == "high-contrast" else ground
        box(painter, area, self.RADIUS, ground, line)
        side = theme.grow(22)
        at = QRectF(area.x() + self.PAD, area.center().y() - side / 2, side, side)
        icons.draw(painter, "projector" if self._live else "monitor-off", at, ink)
        small, strong = self._fonts()
        x = at.right() + 10
        room = area.right() - x - 6
        first, second = text_size("X", small).height(), text_size("X", strong).height()
        top = area.center().y() - (first + second) / 2
        painter.setFont(strong)
        cut = painter.fontMetrics()
        shown = cut.elidedText(self._second, Qt.TextElideMode.ElideRight, max(0, round(room)))
        painter.setFont(small)
        label = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, max(0, round(room))
        )
        write_line(painter, QRectF(x, top, room, first), label, small, ink)
        write_line(
            painter, QRectF(x, top + first - 1, room, second), shown, strong, theme.ink(Tone.PLAIN)
        )


class RoomBar(QWidget):
    """The bar of the meeting room. Signals say which part was pressed."""

    left = Signal()
    held = Signal()
    paused = Signal()
    notes_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._sayings = Sayings(words)
        self._kept = False
        self._small = False
        self.leave = IconButton("arrow-left")
        self.portrait = Portrait()
        self.name = Elided(Role.HEADING)
        self.day = Elided(Role.SMALL, Tone.MUTED)
        self.state = StateBox()
        self.pause = KeyButton("eye-off", "F9")
        self.saved = IconLabel("check", Role.SMALL, Tone.GREEN, wrap=False)
        self.notes = KeyButton("panel-right", "F4")
        self.languages = Segment(Language.CY.value, Language.EN.value)
        self.lock = IconButton("lock")
        self._lay_out()
        self._say()
        self.leave.clicked.connect(self.left)
        self.state.clicked.connect(self.held)
        self.pause.clicked.connect(self.paused)
        self.notes.clicked.connect(self.notes_wanted)
        self.lock.clicked.connect(self.lock_wanted)
        self.languages.chosen.connect(self._switch)
        words.switched.connect(self._retell)

    def _lay_out(self) -> None:
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(self.name)
        who.addWidget(self.day)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(12, 6, 16, 6)
        self._box.setSpacing(10)
        self._box.addWidget(self.leave)
        self._box.addWidget(self.portrait)
        self._box.addLayout(who, 3)
        parts: tuple[QWidget, ...] = (
            self.state,
            self.pause,
            self.saved,
            self.notes,
            self.languages,
            self.lock,
        )
        for part in parts:
            self._box.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
            if part is self.pause:
                self._box.addStretch(1)

    def _say(self) -> None:
        say = self._sayings.say
        say(self.leave.setText, "meeting.leave")
        say(self.pause.setText, "meeting.blank")
        say(self.notes.setText, "meeting.notes")
        say(self.lock.setText, "shell.lock")
        for language in Language:
            say(
                partial(self.languages.set_option, language.value),
                f"shell.language_{language.value}",
            )
        self.languages.choose(self._words.language.value)

    def show_review(self, name: str, on: date, image: QImage) -> None:
        """Whose review, and on which day."""
        self._sayings.say(self.name.setText, "meeting.review_of", name=name)
        self._sayings.say(self.day.setText, "shell.date", today=on)
        self.portrait.show_person(name, image)

    def show_state(self, label: What, second: What, *, live: bool) -> None:
        """What the room sees."""
        self._sayings.say(self.state.setText, label)
        self._sayings.say(self.state.set_second, second)
        self.state.set_live(live)

    def show_saved(self, at: datetime) -> None:
        """When the last thing was on the disk."""
        self._sayings.say(self.saved.setText, "shell.saved", at=at)
        self._kept = True
        self.saved.setVisible(not self._small)

    def set_small(self, small: bool, narrow: bool) -> None:
        """The narrow form keeps the parts that nothing else says."""
        self.portrait.setVisible(not small)
        self.day.setVisible(not small)
        self._small = small
        self.saved.setVisible(self._kept and not small)
        self.notes.setVisible(narrow)
        for button in (self.pause, self.notes):
            button.set_bare(small)
            button.set_icon_only(small)
        self.languages.setVisible(not small)
        self.state.setVisible(True)
        self._box.setSpacing(6 if small else 10)

    def _switch(self, value: str) -> None:
        self._words.switch(Language(value))

    def _retell(self) -> None:
        self._sayings.say_all()
        self.languages.choose(self._words.language.value)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """White, with a line beneath."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        tokens = current().tokens
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.setPen(pen(tokens.hairline))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
