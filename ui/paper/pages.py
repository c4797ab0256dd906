"""The pages of a PDF as pictures: what is seen is what is printed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import current
from ui.widgets.paint import painted, ring, shadow

EDGE = 6
"""Room kept round a page for its shadow and the ring, in logical pixels."""
RATIO = 297 / 210
"""Height to width of A4, until the first page is there."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages of one paper at one width, each with its text for those who do not see it."""

    images: tuple[QImage, ...] = ()
    texts: tuple[str, ...] = ()


def render(data: bytes, width: int, most: int = 0) -> Sheets:
    """Draw the first ``most`` pages (0: all) ``width`` pixels wide; safe on any thread."""
    from PySide6.QtPdf import QPdfDocument

    device = QBuffer()
    device.setData(QByteArray(data))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(device)
    images, texts = [], []
    for number in range(min(document.pageCount(), most or document.pageCount())):
        size = document.pagePointSize(number)
        high = round(width * size.height() / max(1.0, size.width()))
        images.append(on_white(document.render(number, QSize(width, high))))
        texts.append(document.getAllText(number).text())
    document.close()
    # In this order: the document holds on to the device it read from.
    del document
    device.close()
    return Sheets(tuple(images), tuple(texts))


def on_white(image: QImage) -> QImage:
    """The picture on white paper, whatever it left clear."""
    sheet = QImage(image.size(), QImage.Format.Format_RGB32)
    sheet.fill(QColor("#FFFFFF"))
    painter = QPainter(sheet)
    painter.drawImage(0, 0, image)
    painter.end()
    return sheet


class PageView(QWidget):
    """One page as a sheet of paper; its name says which, its description what stands on it."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Its name, such as *Page 1 of 6*."""
        self.setAccessibleName(text)

    def set_page(self, image: QImage, text: str) -> None:
        """Show this page."""
        self._image = image
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    @property
    def shown(self) -> bool:
        """Whether a page is there."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        """A narrow sheet."""
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        """Still a sheet."""
        return QSize(120, self.heightForWidth(120))

    def heightForWidth(self, width: int) -> int:
        """In the proportions of the page."""
        ratio = RATIO
        if self.shown:
            ratio = self._image.height() / max(1, self._image.width())
        return round((width - 2 * EDGE) * ratio) + 2 * EDGE

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Shadow, white paper in every theme, what is printed."""
        wide = self.width() - 2 * EDGE
        high = min(self.height(), self.heightForWidth(self.width())) - 2 * EDGE
        face = QRectF(EDGE, EDGE, wide, high)
        shadow(painter, face, 3)
        painter.fillRect(face, QColor("#FFFFFF"))
        if self.shown:
            painter.drawImage(face, self._image)
        painter.setPen(QColor(current().tokens.hairline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(face)
        if self.hasFocus():
            ring(painter, face, 3)
