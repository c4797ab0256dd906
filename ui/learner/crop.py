"""A picture with a square upon it: dragged, or moved by arrow keys; plus and minus change it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import RING, current
from ui.widgets.paint import painted, ring

HIGH = 300
"""Logical pixels at 100 %."""
LEAST = 0.15
"""Least side of the square, as a part of the picture's shorter side."""
STEP = 0.02
"""How far an arrow key goes, as a part of the shorter side."""
SIZES = 0.08
"""How much plus and minus change the side."""


class CropBox(QWidget):
    """``square_of(width, height)`` gives the square in the pixels of the whole picture."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._cut = False
        self._middle = QPointF(0.5, 0.5)
        self._side = 1.0
        self._held = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_image(self, image: QImage, *, cut: bool) -> None:
        """Show this picture; ``cut`` with the largest square in its middle upon it."""
        self._image = image
        self._cut = cut
        self._middle, self._side = QPointF(0.5, 0.5), 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if cut else Qt.FocusPolicy.NoFocus)
        self.setVisible(not image.isNull())
        self.update()

    def square_of(self, width: int, height: int) -> tuple[int, int, int]:
        """Left, top and side in pixels of the upright picture; always inside it."""
        short = min(width, height)
        side = max(1, min(short, round(self._side * short)))
        left = round(self._middle.x() * width - side / 2)
        top = round(self._middle.y() * height - side / 2)
        return max(0, min(width - side, left)), max(0, min(height - side, top)), side

    def grow(self) -> None:
        """A larger square."""
        self._resize(SIZES)

    def shrink(self) -> None:
        """A smaller square."""
        self._resize(-SIZES)

    def _resize(self, by: float) -> None:
        self._side = max(LEAST, min(1.0, self._side + by))
        self._keep_inside()

    def _move(self, right: float, down: float) -> None:
        self._middle += QPointF(right, down)
        self._keep_inside()

    def _keep_inside(self) -> None:
        wide, high = max(1, self._image.width()), max(1, self._image.height())
        half = self._side * min(wide, high) / 2
        x = max(half / wide, min(1 - half / wide, self._middle.x()))
        y = max(half / high, min(1 - half / high, self._middle.y()))
        self._middle = QPointF(x, y)
        self.update()

    def _area(self) -> QRectF:
        """Where the picture stands."""
        room = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(room.x(), room.y(), size.width(), size.height())

    def _square(self) -> QRectF:
        area = self._area()
        side = self._side * min(area.width(), area.height())
        x = area.x() + self._middle.x() * area.width() - side / 2
        y = area.y() + self._middle.y() * area.height() - side / 2
        return QRectF(x, y, side, side)

    def sizeHint(self) -> QSize:
        """High enough to see a face."""
        high = current().grow(HIGH)
        return QSize(high, high)

    def changeEvent(self, event: QEvent) -> None:
        """Measure afresh when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The picture, what is cut away in shade, the square's line."""
        if self._image.isNull():
            return
        area = self._area()
        painter.drawImage(area, self._image)
        if not self._cut:
            return
        square = self._square()
        shade = QPainterPath()
        shade.addRect(area)
        hole = QPainterPath()
        hole.addRect(square)
        painter.fillPath(shade.subtracted(hole), QColor(0, 0, 0, 130))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("#FFFFFF"), 2))
        painter.drawRect(square.adjusted(1, 1, -1, -1))
        if self.hasFocus():
            ring(painter, square, 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, plus and minus change the size."""
        moves = {
            Qt.Key.Key_Left: (-STEP, 0.0),
            Qt.Key.Key_Right: (STEP, 0.0),
            Qt.Key.Key_Up: (0.0, -STEP),
            Qt.Key.Key_Down: (0.0, STEP),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is not None:
            self._move(*move)
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.grow()
        elif event.key() == Qt.Key.Key_Minus:
            self.shrink()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the square."""
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        area = self._area()
        if not self._cut or area.isEmpty():
            return
        by = event.position() - self._held
        self._held = event.position()
        self._move(by.x() / area.width(), by.y() / area.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()
