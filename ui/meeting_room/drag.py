"""Moving a card by hand: picked up anywhere on it, put down on a card or on a sheet of the rail."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

CARD = "application/x-aln-review-card"
"""Only the id of a statement travels, and only inside this window."""


def carry(card: QWidget, words_id: str, start: QPoint) -> Qt.DropAction:
    """Carry a card until it is put down; a picture of it follows the hand."""
    data = QMimeData()
    data.setData(CARD, QByteArray(words_id.encode()))
    drag = QDrag(card)
    drag.setMimeData(data)
    picture: QPixmap = card.grab()
    drag.setPixmap(picture)
    drag.setHotSpot(start)
    return drag.exec(Qt.DropAction.MoveAction)


def far_enough(start: QPoint, now: QPoint) -> bool:
    """Whether a press has become a drag."""
    return (now - start).manhattanLength() >= QApplication.startDragDistance()


def carried(data: QMimeData) -> str:
    """The id of the card that is carried; empty when it is anything else."""
    return bytes(data.data(CARD).data()).decode() if data.hasFormat(CARD) else ""
