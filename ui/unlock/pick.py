"""Large answers to one question: one is chosen, and what it means stands beneath it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from ui import icons
from ui.theme import RING, Role, current
from ui.tokens import Tone
from ui.widgets import SideBySide, column
from ui.widgets.choices import Option
from ui.widgets.paint import longest_word, mix, pen, rounded, shadow, text_size, write
from ui.widgets.press import ACROSS, AROUND, Group, OneOf


class PickCard(Option):
    """One answer: icon in a disc, its words, a line beneath, a tick where chosen."""

    RADIUS = 12.0
    STEPS = AROUND
    PAD = 16
    DISC = 38

    def __init__(self, value: str, icon: str, tone: Tone) -> None:
        super().__init__(value)
        self._icon = icon
        self._tone = tone
        self._second = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """The answer."""
        super().setText(text)
        self._name()

    def setSecond(self, text: str) -> None:
        """What it means."""
        self._second = text
        self._name()
        self.updateGeometry()
        self.update()

    def reached(self, arrow: Qt.Key) -> list[OneOf]:
        """Up and down stay in the column the eye is on."""
        options = super().reached(arrow)
        if arrow in ACROSS:
            return options
        here = self.mapToGlobal(QPoint(0, 0)).x()
        below = [one for one in options if one.mapToGlobal(QPoint(0, 0)).x() == here]
        return below if len(below) > 1 else options

    def _name(self) -> None:
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self._second)

    def _room(self, width: float) -> float:
        tick = current().grow(22) + 10
        return max(1.0, width - 2 * (RING + self.PAD) - current().grow(self.DISC) - 12 - tick)

    def face(self) -> QRectF:
        """As high as the answer beside it."""
        return QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)

    def _heights(self, width: float) -> tuple[float, float]:
        theme = current()
        room = self._room(width)
        first = text_size(self.text(), theme.font(Role.TITLE), room).height()
        if not self._second:
            return first, 0.0
        return first, text_size(self._second, theme.font(Role.SMALL), room).height()

    def sizeHint(self) -> QSize:
        """A comfortable width."""
        width = round(18 * current().em)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The longest word beside the disc."""
        theme = current()
        word = max(
            longest_word(self.text(), theme.font(Role.TITLE)),
            longest_word(self._second, theme.font(Role.SMALL)),
        )
        around = 2 * (RING + self.PAD) + theme.grow(self.DISC) + theme.grow(22) + 24
        return QSize(min(round(word) + around, 420), 64)

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at which all words show."""
        first, second = self._heights(width)
        inner = max(first + second + 2, current().grow(self.DISC))
        return round(inner) + 2 * self.PAD + 2 * RING

    def draw(self, painter: QPainter) -> None:
        """A sheet of paper; the chosen one has the accent's line and a tick."""
        theme = current()
        tokens = theme.tokens
        face = self.face()
        on = self.isChecked()
        shadow(painter, face, self.RADIUS)
        ground = QColor(tokens.surface)
        if self.hovered and not on:
            ground = mix(ground, QColor(tokens.text), 0.04)
        inset = 1.0 if on else 0.5
        line = QPen(QColor(tokens.accent), 2) if on else pen(tokens.border)
        painter.setPen(line)
        painter.setBrush(theme.tint(Tone.TEAL) if on else ground)
        painter.drawPath(rounded(face.adjusted(inset, inset, -inset, -inset), self.RADIUS))
        self._draw_disc(painter, face)
        first, second = self._heights(self.width())
        x = face.x() + self.PAD + theme.grow(self.DISC) + 12
        y = face.center().y() - (first + second + 2) / 2
        room = self._room(self.width()) + 1
        ink = theme.ink(Tone.PLAIN)
        write(painter, QRectF(x, y, room, first), self.text(), theme.font(Role.TITLE), ink)
        if self._second:
            under = QRectF(x, y + first + 2, room, second)
            write(painter, under, self._second, theme.font(Role.SMALL), theme.ink(Tone.MUTED))
        if on:
            side = theme.grow(22)
            area = QRectF(face.right() - self.PAD - side, face.center().y() - side / 2, side, side)
            icons.draw(painter, "circle-check", area, QColor(tokens.accent))

    def _draw_disc(self, painter: QPainter, face: QRectF) -> None:
        theme = current()
        size = theme.grow(self.DISC)
        disc = QRectF(face.x() + self.PAD, face.center().y() - size / 2, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        on = self.isChecked()
        painter.setBrush(QColor(theme.tokens.surface) if on else theme.tint(self._tone))
        painter.drawEllipse(disc)
        inset = size * 9 / 38
        area = disc.adjusted(inset, inset, -inset, -inset)
        icons.draw(painter, self._icon, area, theme.ink(self._tone))


class Pick(Group):
    """Answers two by two where there is room; ``chosen(value)`` when one is chosen."""

    chosen = Signal(str)

    def __init__(self, *answers: tuple[str, str, Tone]) -> None:
        super().__init__()
        self.cards = {value: PickCard(value, icon, tone) for value, icon, tone in answers}
        for card in self.cards.values():
            self.group.addButton(card)
        self.group.buttonToggled.connect(self._toggled)
        made = list(self.cards.values())
        pairs = [
            SideBySide(*made[at : at + 2], shares=(1, 1), least=30, spacing=12, below=10)
            for at in range(0, len(made), 2)
        ]
        self.setLayout(column(*pairs, spacing=10))

    def choose(self, value: str) -> None:
        """Show this one as chosen, without a signal."""
        blocked = self.group.blockSignals(True)
        self.cards[value].setChecked(True)
        self.group.blockSignals(blocked)

    def value(self) -> str:
        """What is chosen; empty while nothing is."""
        button = self.group.checkedButton()
        return button.value if isinstance(button, PickCard) else ""

    def _toggled(self, button: PickCard, checked: bool) -> None:
        if checked:
            self.chosen.emit(button.value)
