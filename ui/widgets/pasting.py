"""A writing box that a clipboard cannot choke."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit

from aln_review.casework.typed import MOST_TEXT


class WritingBox(QPlainTextEdit):
    """Takes plain text; of an enormous paste no more than shows that it is too long.

    One letter more than can be kept is let in, so that saving says so and nothing is cut unseen.
    """

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop, within bounds: laying out twenty megabytes would freeze the window."""
        text = source.text()
        if len(text) > MOST_TEXT:
            source = QMimeData()
            source.setText(text[: MOST_TEXT + 1])
        super().insertFromMimeData(source)
