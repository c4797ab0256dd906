"""Paper from our own PDF: what is printed is what was shown and saved, page for page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from aln_review.domain.errors import WorldFault

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

RESOLUTION = 300
"""Dots per inch: sharp on office printers, and quickly sent."""


def has_printer() -> bool:
    """Whether this computer knows any printer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def print_pdf(data: bytes, parent: QWidget) -> bool:
    """Ask which printer, then print; whether the person went through with it.

    Raises:
        WorldFault: the printer refused.

    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(RESOLUTION)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    send(data, printer)
    return True


def send(data: bytes, printer: QPrinter) -> None:
    """Draw every page onto the printer's paper.

    Raises:
        WorldFault: the printer refused.

    """
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    painter = QPainter()
    if not painter.begin(printer):
        raise WorldFault("error.file.cannot_print")
    try:
        for page in range(document.pageCount()):
            if page and not printer.newPage():
                raise WorldFault("error.file.cannot_print")
            _draw(document, page, printer, painter)
    finally:
        painter.end()
        document.close()


def _draw(document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter) -> None:
    """One page at its own size: the paper's edge is the page's edge."""
    points = document.pagePointSize(page)
    dots = printer.resolution()
    size = QSize(round(points.width() * dots / 72), round(points.height() * dots / 72))
    image = document.render(page, size)
    paper = printer.paperRect(printer.Unit.DevicePixel)
    sheet = printer.pageRect(printer.Unit.DevicePixel)
    target = QRectF(paper.x() - sheet.x(), paper.y() - sheet.y(), size.width(), size.height())
    painter.drawImage(target, image, QRectF(QRect(0, 0, size.width(), size.height())))
