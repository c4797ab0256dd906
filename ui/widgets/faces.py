"""People as marks: initials, the place for a photograph, and the product's own three sheets."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.paint import CENTRE, WRAP, box, painted, rounded, shadow


def initials(name: str) -> str:
    """First letters of the first and last name, upper case; digraphs such as Ll count as two."""
    parts = [part for part in name.split() if part[0].isalpha()]
    if not parts:
        return ""
    ends = parts if len(parts) == 1 else [parts[0], parts[-1]]
    return "".join(part[0] for part in ends).upper()


class Avatar(QWidget):
    """Initials in a neutral disc, so that colour belongs to state alone. The name stands beside."""

    def __init__(self, size: int = 40) -> None:
        super().__init__()
        self._size = size
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Whose initials."""
        self._text = initials(name)
        self.update()

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
        """Disc and letters."""
        theme = current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens.chip))
        painter.drawEllipse(QRectF(self.rect()))
        font = QFont(theme.font(Role.SMALL_STRONG))
        font.setPixelSize(max(10, round(self.height() * 0.37)))
        painter.setFont(font)
        painter.setPen(QColor(theme.tokens.muted))
        painter.drawText(QRectF(self.rect()).translated(0, -0.5), CENTRE, self._text)


class PhotoFrame(QWidget):
    """A print, tilted 2.5 degrees, blank until the learner chooses one.

    ``setText`` says the caption; ``set_image`` shows a photograph already turned upright.
    """

    TILT = -2.5

    def __init__(self, icon: str = "camera") -> None:
        super().__init__()
        self._icon = icon
        self._text = ""
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """The caption, which is also its name."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def text(self) -> str:
        """The caption."""
        return self._text

    def set_image(self, image: QImage) -> None:
        """The photograph; a null image shows the blank print."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """The print and the room its corners turn in."""
        theme = current()
        return QSize(theme.grow(108), theme.grow(88) + theme.line(Role.SMALL))

    def changeEvent(self, event: QEvent) -> None:
        """Measure afresh when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Paper, picture or plum blank, caption."""
        theme = current()
        painter.translate(QPointF(self.rect().center()))
        painter.rotate(self.TILT)
        wide, high = self.width() - 9.0, self.height() - 9.0
        sheet = QRectF(-wide / 2, -high / 2, wide, high)
        shadow(painter, sheet, 4)
        box(painter, sheet, 4, theme.tokens.surface, theme.tokens.hairline)
        caption = theme.line(Role.SMALL)
        inner = sheet.adjusted(8, 8, -8, -caption - 4)
        painter.save()
        painter.setClipPath(rounded(inner, 3))
        if self._image.isNull():
            painter.fillRect(inner, theme.tint(Tone.PLUM))
            side = theme.grow(30)
            middle = inner.center()
            area = QRectF(middle.x() - side / 2, middle.y() - side / 2 - 2, side, side)
            icons.draw(painter, self._icon, area, theme.ink(Tone.PLUM))
        else:
            self._draw_image(painter, inner)
        painter.restore()
        painter.setFont(theme.font(Role.SMALL))
        painter.setPen(QColor(theme.tokens.muted))
        area = QRectF(sheet.x() + 2, sheet.bottom() - caption - 3, wide - 4, caption)
        painter.drawText(area, CENTRE | WRAP, self._text)

    def _draw_image(self, painter: QPainter, inner: QRectF) -> None:
        grown = self._image.size().scaled(
            inner.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
        )
        left = inner.center().x() - grown.width() / 2
        top = inner.center().y() - grown.height() / 2
        painter.drawImage(QRectF(left, top, grown.width(), grown.height()), self._image)


class BrandMark(QWidget):
    """Three sheets, fanned: the learner's plum, the amber of work in hand, the teal of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as the product's name beside it."""
        side = current().grow(30)
        return QSize(side, side)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """From the back to the front."""
        theme = current()
        unit = self.width() / 30
        painter.setPen(Qt.PenStyle.NoPen)
        fan = ((Tone.PLUM, -14, 0.0), (Tone.AMBER, -3, 3.4), (Tone.TEAL, 8, 8.0))
        for tone, angle, shift in fan:
            painter.save()
            painter.translate((9 + shift) * unit, 16 * unit)
            painter.rotate(angle)
            sheet = QRectF(-8 * unit, -11 * unit, 16 * unit, 22 * unit)
            painter.setBrush(QColor(theme.tokens.rail))
            painter.drawRoundedRect(sheet.adjusted(-1, -1, 1, 1), 4 * unit, 4 * unit)
            painter.setBrush(theme.ink(tone))
            painter.drawRoundedRect(sheet, 3 * unit, 3 * unit)
            painter.restore()
