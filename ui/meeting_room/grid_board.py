"""Working and not working: perspectives down, sides across, the learner's row first and darker."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from aln_review.casework.queries.meeting import GridRow
from aln_review.domain.people import Perspective
from aln_review.domain.words import Sheet, Side
from ui import icons
from ui.meeting_room.board import Board, CardGrid, Heading, Scene, Sheetlike, page, set_order
from ui.meeting_room.cards import WordCard
from ui.meeting_room.look import PERSPECTIVES, disc, face, height_of, upon
from ui.meeting_room.measure import GRID, GRID_LEARNER
from ui.meeting_room.sheet_board import Hidden
from ui.meeting_room.topbar import KeyButton
from ui.theme import current
from ui.tokens import Tone
from ui.widgets.paint import CENTRE, WRAP, painted, text_size, write_line

HEAD = 84
SIDES = ((Side.WORKING, Tone.GREEN, "thumbs-up"), (Side.NOT_WORKING, Tone.RUST, "thumbs-down"))


class _Head(QWidget):
    """The perspective at the left of its row."""

    def __init__(self, perspective: Perspective) -> None:
        super().__init__()
        self._perspective = perspective
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Whose row."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return face(15, QFont.Weight.DemiBold, most=1.5)

    def sizeHint(self) -> QSize:
        """Icon over name."""
        wide = max(current().grow(HEAD), round(text_size(self._text, self._font()).width()) + 14)
        return QSize(wide, current().grow(24) + height_of(self._font()) + 18)

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Filled for the learner, pale for everyone else."""
        theme = current()
        mine = self._perspective is Perspective.LEARNER
        ground = theme.ink(Tone.TEAL) if mine else QColor(theme.tokens.chip)
        ink = upon() if mine else theme.ink(Tone.PLAIN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        side = theme.grow(24)
        high = side + 4 + height_of(self._font())
        top = (self.height() - high) / 2
        icons.draw(
            painter,
            PERSPECTIVES[self._perspective],
            QRectF((self.width() - side) / 2, top, side, side),
            ink,
        )
        painter.setFont(self._font())
        painter.setPen(ink)
        painter.drawText(
            QRectF(0, top + side + 4, self.width(), height_of(self._font())),
            CENTRE | WRAP,
            self._text,
        )


class _Cell(QWidget):
    """One side of one row. In high contrast a hatch marks what is not working."""

    def __init__(self, side: Side, tone: Tone) -> None:
        super().__init__()
        self.side = side
        self._tone = tone
        self.grid = CardGrid(1, gap=3, most=0)
        self.grid.setContentsMargins(0, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(7, 6, 7, 6)
        box.addLayout(self.grid)
        box.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The tint of its side."""
        theme = current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tint(self._tone))
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        if theme.tokens.name == "high-contrast" and self.side is Side.NOT_WORKING:
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
            painter.drawRoundedRect(QRectF(self.rect()), 10, 10)


class _SideHead(QWidget):
    """Thumb and words over a column."""

    def __init__(self, tone: Tone, icon: str) -> None:
        super().__init__()
        self._tone, self._icon, self._text = tone, icon, ""

    def setText(self, text: str) -> None:
        """Which side."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(160, max(current().grow(28), height_of(self._font())) + 2)

    def _font(self) -> QFont:
        return face(20, QFont.Weight.DemiBold, most=1.4)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Disc, words."""
        side = current().grow(28)
        disc(painter, QRectF(0, (self.height() - side) / 2, side, side), self._icon, self._tone)
        area = QRectF(side + 10, 0, self.width() - side - 10, self.height())
        write_line(painter, area, self._text, self._font(), current().ink(self._tone))


class GridBoard(Board):
    """The grid."""

    def build(self) -> None:
        """Heading, column heads, a row for each perspective."""
        self.sheet = Sheetlike(Sheet.WORKING, plain=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheet)
        self.wall = KeyButton("layout-grid", "F6")
        self.heading = Heading(self.wall)
        self.heading.show_sheet(Sheet.WORKING)
        self.sheet.body.addWidget(self.heading)
        heads = QHBoxLayout()
        heads.setSpacing(8)
        self._indent = QWidget()
        heads.addWidget(self._indent)
        for side, tone, icon in SIDES:
            head = _SideHead(tone, icon)
            self.sayings.say(head.setText, f"meeting.column.{side.value.replace('-', '_')}")
            heads.addWidget(head, 1)
        self.sheet.body.addLayout(heads)
        self.page = page()
        self.sheet.body.addWidget(self.page, 1)
        self.hidden = Hidden()
        self.heads: dict[Perspective, _Head] = {}
        self.cells: dict[tuple[Perspective, Side], _Cell] = {}
        self._rows: dict[Perspective, QWidget] = {}
        for perspective in Perspective:
            self.page.add(self._row(perspective))
            if perspective is Perspective.LEARNER:
                self.page.add(self.hidden)
        self.wall.clicked.connect(self.wall_wanted)
        self.hidden.show_now.clicked.connect(self.reveal_wanted)
        self.sayings.say(self.wall.setText, "meeting.wall")
        self.sayings.say(self.hidden.show_now.setText, "meeting.show_now")

    def _row(self, perspective: Perspective) -> QWidget:
        row = QWidget()
        box = QBoxLayout(QBoxLayout.Direction.LeftToRight, row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        head = _Head(perspective)
        box.addWidget(head)
        for side, tone, _ in SIDES:
            cell = _Cell(side, tone)
            self.cells[perspective, side] = cell
            box.addWidget(cell, 1)
        self.heads[perspective] = head
        self._rows[perspective] = row
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        return row

    def set_small(self, small: bool) -> None:
        """Keys go where there is no room."""
        self.wall.set_bare(small)

    def show_scene(self, scene: Scene) -> None:
        """The grid as it is on the record."""
        name = scene.view.learner.shown
        self.sayings.say(self.heading.setText, "sheet.working.title")
        for perspective, head in self.heads.items():
            if perspective is Perspective.LEARNER:
                self.sayings.say(head.setText, "meeting.name", name=name)
            else:
                self.sayings.say(head.setText, f"meeting.voice.{perspective.value}")
        wide = max(head.sizeHint().width() for head in self.heads.values())
        for head in self.heads.values():
            head.setFixedWidth(wide)
        self._indent.setFixedWidth(wide)
        revealed = scene.cards.revealed
        kept: list[WordCard] = []
        for row in scene.view.grid:
            shown = revealed or row.perspective is Perspective.LEARNER
            self._rows[row.perspective].setVisible(shown)
            kept += self._fill(scene, row, shown=shown)
        self.pool.keep(kept)
        waiting = 0 if revealed else len(scene.cards.others)
        self.hidden.setVisible(not revealed)
        if waiting:
            self.sayings.count(self.hidden.setText, "meeting.hidden", waiting, name=name)
        else:
            self.sayings.say(self.hidden.setText, "meeting.hidden_none", name=name)

    def _fill(self, scene: Scene, row: GridRow, *, shown: bool) -> list[WordCard]:
        mine = row.perspective is Perspective.LEARNER
        measure = GRID_LEARNER if mine else GRID
        kept: list[WordCard] = []
        for side, tone, _ in SIDES:
            said = row.working if side is Side.WORKING else row.not_working
            cards = [self.pool.card(one, self.photo(scene, one), measure, tone) for one in said]
            cards = cards if shown else []
            cards += [
                self.pool.saving(one, measure, tone)
                for one in scene.pending
                if one.side == side.value and one.mine and mine
            ]
            set_order(self.cells[row.perspective, side].grid, list(cards))
            kept += cards
        return kept

    def cards(self) -> list[WordCard]:
        """Row by row."""
        found = []
        for cell in self.cells.values():
            for at in range(cell.grid.count()):
                item = cell.grid.itemAt(at)
                card = item.widget() if item is not None else None
                if isinstance(card, WordCard) and card.isEnabled() and card.isVisibleTo(self):
                    found.append(card)
        return found
