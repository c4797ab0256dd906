"""One page of help, laid out with our own labels: no browser, no mark-up of anybody else's."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from aln_review.casework.help_pages import Article, Block, BlockKind
from ui.theme import RING
from ui.widgets import Card, KeyCap, Label, Role, Row, Rule, Tone, clear
from ui.widgets.cards import RADIUS
from ui.widgets.paint import painted, ring


class _Mark(Label):
    """A point's dot or a step's number, in a column of its own."""

    def __init__(self, text: str) -> None:
        super().__init__(Role.STRONG, Tone.TEAL, wrap=False)
        self.setText(text)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)


def _keys(text: str) -> QWidget:
    """The keys of one line of the table, side by side."""
    held = QWidget()
    box = QHBoxLayout(held)
    box.setContentsMargins(0, 3, 12, 3)
    box.setSpacing(4)
    for key in text.replace("Page ", "Page\u00a0").split(" "):
        cap = KeyCap()
        cap.setText(key)
        cap.setAccessibleName(key)
        box.addWidget(cap)
    box.addStretch(1)
    return held


class ArticleCard(Card):
    """The page on paper. Tab comes to it, so that it can be read out whole and scrolled.

    ``wanted(name)`` when a link to another page is pressed.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(spacing=7)
        self.links: list[Row] = []
        self.blocks: list[Block] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_article(self, article: Article) -> None:
        """Lay out this page in place of the one before."""
        clear(self.body)
        self.links = []
        self.blocks = list(article.blocks)
        self.setAccessibleName(article.title)
        self.setAccessibleDescription(article.plain)
        title = Label(Role.DISPLAY)
        title.setText(article.title)
        self.add(title)
        table: QGridLayout | None = None
        for block in article.blocks:
            if block.kind in (BlockKind.KEY_HEAD, BlockKind.KEY):
                table = table or self._table()
                self._key(table, block)
                continue
            table = None
            self._lay(block)

    def _lay(self, block: Block) -> None:
        if block.kind is BlockKind.HEADING:
            self.body.addSpacing(8)
            self.add(Rule())
            heading = Label(Role.HEADING)
            heading.setText(block.text)
            self.add(heading)
        elif block.kind is BlockKind.LINK:
            self._link(block)
        elif block.kind is BlockKind.PARAGRAPH:
            self.add(_words(block))
        else:
            box = QHBoxLayout()
            box.setContentsMargins(4, 0, 0, 0)
            box.setSpacing(10)
            sign = f"{block.beside}." if block.beside else "•"
            box.addWidget(_Mark(sign), 0, Qt.AlignmentFlag.AlignTop)
            box.addWidget(_words(block), 1)
            self.add(box)

    def _link(self, block: Block) -> None:
        if not self.links:
            self.body.addSpacing(8)
            self.add(Rule())
        row = Row("book-open", Tone.TEAL)
        row.setText(block.text)
        row.clicked.connect(partial(self.wanted.emit, block.beside))
        self.links.append(row)
        self.add(row)

    def _table(self) -> QGridLayout:
        table = QGridLayout()
        table.setContentsMargins(4, 2, 0, 2)
        table.setHorizontalSpacing(8)
        table.setVerticalSpacing(4)
        table.setColumnStretch(1, 1)
        self.add(table)
        return table

    def _key(self, table: QGridLayout, block: Block) -> None:
        place = table.rowCount()
        if block.kind is BlockKind.KEY_HEAD:
            for column, text in enumerate((block.beside, block.plain)):
                head = Label(Role.SMALL_STRONG, Tone.MUTED, wrap=bool(column))
                head.setText(text)
                table.addWidget(head, place, column)
            return
        table.addWidget(_keys(block.beside), place, 0, Qt.AlignmentFlag.AlignTop)
        table.addWidget(_words(block), place, 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The paper, and the ring inside its edge where it has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            self._draw_ring(event)

    @painted
    def _draw_ring(self, painter: QPainter) -> None:
        face = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING - 2)
        ring(painter, face, RADIUS)


def _words(block: Block) -> Label:
    label = Label(Role.BODY)
    if "<b>" in block.text:
        label.setMarked(block.text)
    else:
        label.setText(block.text)
    return label
