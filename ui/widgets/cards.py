"""Sheets of paper: the only white things on a page, because they can be opened or written on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.boxes import Part, Stack
from ui.widgets.labels import Label
from ui.widgets.paint import painted, pen, rounded, shadow

RADIUS = 14.0
BAND = 6


class Card(QWidget):
    """A sheet with a layered shadow.

    ``band`` colours its left edge; ``sunk`` lays it into the page (it advises or waits);
    ``current`` draws the accent line of today.
    """

    def __init__(
        self,
        *parts: Part,
        band: Tone = Tone.PLAIN,
        sunk: bool = False,
        current: bool = False,
        spacing: int = 8,
    ) -> None:
        super().__init__()
        self._band = band
        self._sunk = sunk
        self._current = current
        self.body = Stack(self)
        left = 18 + (BAND if band is not Tone.PLAIN else 0)
        self.body.setContentsMargins(left, 17, 18, 19)
        self.body.setSpacing(spacing)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for part in parts:
            self.add(part)

    def add(self, part: Part, stretch: int = 0) -> None:
        """Add a part at the foot of the card; buttons and pills stand at the left."""
        self.body.put(part, stretch)

    def set_band(self, band: Tone) -> None:
        """Another colour at the left edge."""
        self._band = band
        self.update()

    def set_current(self, current: bool) -> None:
        """Draw the accent line, or take it away."""
        self._current = current
        self.update()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Paper, line, shadow; the band is cut by the paper's own round corners."""
        tokens = current().tokens
        face = QRectF(self.rect()).adjusted(1, 1, -1, -3)
        if not self._sunk:
            shadow(painter, face, RADIUS)
        path = rounded(face.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS)
        painter.fillPath(path, QColor(tokens.sunk if self._sunk else tokens.surface))
        if self._band is not Tone.PLAIN:
            painter.save()
            painter.setClipPath(path)
            edge = QRectF(face.x(), face.y(), BAND, face.height())
            painter.fillRect(edge, tokens.ink(self._band))
            painter.restore()
        line = QPen(QColor(tokens.hairline), 1)
        if self._current:
            line = QPen(QColor(tokens.accent), 2)
        painter.setPen(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)


class Disc(QWidget):
    """An icon in a tinted disc: the mark at the head of a card."""

    def __init__(self, icon: str, tone: Tone, size: int = 38) -> None:
        super().__init__()
        self._icon = icon
        self._tone = tone
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The disc at the reader's text size."""
        side = current().grow(self._size)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        """Measure afresh when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Tint, then icon."""
        theme = current()
        face = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tint(self._tone))
        painter.drawEllipse(face)
        side = round(face.width() * 20 / 38)
        inset = (face.width() - side) / 2
        icons.draw(painter, self._icon, QRectF(inset, inset, side, side), theme.ink(self._tone))


class CardHead(QWidget):
    """Icon in a disc and the card's heading; further parts stand at the right."""

    def __init__(
        self, icon: str, tone: Tone = Tone.TEAL, *right: QWidget, role: Role = Role.HEADING
    ) -> None:
        super().__init__()
        self.label = Label(role)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(Disc(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self.label, 1, Qt.AlignmentFlag.AlignVCenter)
        for part in right:
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

    def setText(self, text: str) -> None:
        """The heading."""
        self.label.setText(text)

    def text(self) -> str:
        """The heading."""
        return self.label.text()


class Rule(QWidget):
    """A hairline between parts of a card: decoration only."""

    def __init__(self, *, room: int = 5) -> None:
        super().__init__()
        self.setFixedHeight(2 * room + 1)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """One line across."""
        painter.setPen(pen(current().tokens.hairline))
        middle = self.height() // 2
        painter.drawLine(0, middle, self.width(), middle)


class EmptyState(QWidget):
    """Nothing here yet: an icon, one sentence saying what will be, and at most one way on."""

    def __init__(self, icon: str, *actions: QWidget, tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self.label = Label(Role.STRONG)
        self.hint = Label(Role.BODY, Tone.MUTED)
        self.hint.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 28, 18, 28)
        box.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignHCenter
        box.addWidget(Disc(icon, tone, 64), 0, middle)
        for label in (self.label, self.hint):
            label.setAlignment(middle)
            box.addWidget(label)
        for action in actions:
            box.addWidget(action, 0, middle)
        box.addStretch(1)

    def setText(self, text: str) -> None:
        """The sentence."""
        self.label.setText(text)

    def text(self) -> str:
        """The sentence."""
        return self.label.text()

    def setHint(self, text: str) -> None:
        """What to do about it."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
