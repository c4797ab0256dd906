"""Marks in a text being written: tinted, bold, and dotted beneath, so that grey print shows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from aln_review.casework.forms import Nudge
from ui.theme import current
from ui.tokens import Tone


def units(text: str) -> int:
    """How many UTF-16 units a text takes: what Qt counts in."""
    return len(text.encode("utf-16-le")) // 2


class NudgeMarks(QSyntaxHighlighter):
    """Marks the coached phrases of one document."""

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._spans: tuple[tuple[int, int], ...] = ()
        self.setDocument(document)

    def show_nudges(self, text: str, nudges: Sequence[Nudge]) -> None:
        """Mark these; offsets are characters of ``text``, which is what the document holds."""
        spans = tuple(
            (units(text[: nudge.span.start]), units(text[: nudge.span.end])) for nudge in nudges
        )
        if spans != self._spans:
            self._spans = spans
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Qt asks for one paragraph at a time."""
        start = self.currentBlock().position()
        theme = current()
        look = QTextCharFormat()
        look.setBackground(theme.tint(Tone.RUST))
        look.setForeground(theme.ink(Tone.RUST))
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(theme.ink(Tone.RUST))
        end = start + units(text)
        for first, last in self._spans:
            if first < end and last > start:
                begin = max(first, start)
                self.setFormat(begin - start, min(last, end) - begin, look)
