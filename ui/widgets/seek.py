"""Where one is in something that takes time: a track to hear on from, by pointer or arrow."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QSlider

from ui.theme import current
from ui.tokens import Tone
from ui.widgets.choices import paint_track
from ui.widgets.paint import crisp, painted, ring

THICK = 8
KNOB = 9
STEP, LEAP = 5, 30
"""Seconds an arrow goes, and a page key."""


class SeekBar(QSlider):
    """Its value is in seconds.

    ``sliderMoved`` and ``actionTriggered`` say that a person moved it; setting the value does not.
    """

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSingleStep(STEP)
        self.setPageStep(LEAP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._keyboard = False

    def setText(self, text: str) -> None:
        """What it is called."""
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """As high as anything that is pressed."""
        return QSize(160, current().target())

    def minimumSizeHint(self) -> QSize:
        """Short, where room is short."""
        return QSize(80, current().target())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """To where it was pressed."""
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Along with the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, at: QPointF) -> None:
        wide = max(1.0, self.width() - 2.0 * KNOB)
        part = min(1.0, max(0.0, (at.x() - KNOB) / wide))
        self.setValue(round(self.minimum() + part * (self.maximum() - self.minimum())))
        self.sliderMoved.emit(self.value())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard came to it."""
        self._keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Track, what was heard of it, and the knob."""
        middle = self.height() / 2
        wide = max(1.0, self.width() - 2.0 * KNOB)
        length = max(1, self.maximum() - self.minimum())
        part = (self.value() - self.minimum()) / length
        tone = Tone.TEAL if self.isEnabled() else Tone.MUTED
        paint_track(painter, QRectF(KNOB, middle - THICK / 2, wide, THICK), part, tone)
        crisp(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().ink(tone))
        painter.drawEllipse(QPointF(KNOB + wide * part, middle), KNOB - 1, KNOB - 1)
        if self.hasFocus() and self._keyboard:
            ring(painter, QRectF(self.rect()).adjusted(2, 8, -2, -8), 8)
