"""Printing: the same pages as on the screen, drawn at the printer's own resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from aln_review.domain.errors import WorldFault
from ui.paper.pages import on_white

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

FINEST = 400
"""Dots to the inch. An A4 page at more would take over 100 MB and look the same on paper."""


class Printing:
    """The way to the printers of this computer."""

    def there(self) -> bool:
        """Whether any printer is set up."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return bool(QPrinterInfo.availablePrinterNames())

    def printer(self) -> QPrinter:
        """A4, one side up, ready to be chosen in the dialog."""
        from PySide6.QtPrintSupport import QPrinter

        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        made.setPageOrientation(QPageLayout.Orientation.Portrait)
        made.setFullPage(True)
        return made

    def dialog(self, printer: QPrinter, parent: QWidget) -> QPrintDialog:
        """The system's dialog: which printer, which pages, how many copies."""
        from PySide6.QtPrintSupport import QPrintDialog

        return QPrintDialog(printer, parent)


def put_on_paper(printer: QPrinter, data: bytes) -> int:
    """Print the pages chosen; gives how many. Slow: for a worker's thread.

    Raises:
        WorldFault: the printer would not begin.

    """
    from PySide6.QtPdf import QPdfDocument

    device = QBuffer()
    device.setData(QByteArray(data))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(device)
    first = max(1, printer.fromPage()) - 1
    last = min(printer.toPage() or document.pageCount(), document.pageCount())
    painter = QPainter()
    if not painter.begin(printer):
        raise WorldFault("error.paper.not_printed")
    try:
        for number in range(first, last):
            if number > first and not printer.newPage():
                raise WorldFault("error.paper.not_printed")
            _page(painter, printer, document, number)
    finally:
        painter.end()
        document.close()
    return last - first


def _page(painter: QPainter, printer: QPrinter, document: object, number: int) -> None:
    from PySide6.QtPdf import QPdfDocument

    assert isinstance(document, QPdfDocument)
    points = document.pagePointSize(number)
    dots = min(FINEST, printer.resolution()) / 72
    size = QSize(round(points.width() * dots), round(points.height() * dots))
    paper = QRectF(printer.paperRect(printer.Unit.DevicePixel))
    painter.drawImage(
        QRectF(0, 0, paper.width(), paper.height()), on_white(document.render(number, size))
    )
