"""What a board of the room is: a sheet of paper in its colour, cards kept while they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from aln_review.casework.queries.meeting import MeetingView, SheetView
from aln_review.domain.words import Sheet
from aln_review.domain.words import Words as Said
from ui.meeting_room.cards import WordCard
from ui.meeting_room.look import LOOKS, SHEET_RADIUS, band, disc, paper
from ui.meeting_room.measure import Measure
from ui.meeting_room.wishes import Wish
from ui.retranslate import Sayings, Words
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets.boxes import ScrollPage
from ui.widgets.labels import Label
from ui.widgets.paint import painted, rounded

BAND = 8


@dataclass(frozen=True, slots=True)
class Pending:
    """Words on their way to the record."""

    number: int
    text: str
    name: str
    mine: bool
    side: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a board draws from."""

    view: MeetingView
    sheet: Sheet
    pending: tuple[Pending, ...] = ()
    last_year: bool = False
    names: tuple[str, ...] = ()
    """Who can be chosen by number, in order."""

    @property
    def cards(self) -> SheetView:
        """The sheet in hand."""
        return self.view.sheet(self.sheet)


class CardGrid(QLayout):
    """Cards in columns, rows as high as their highest card; spare height is shared by the rows."""

    def __init__(self, columns: int = 2, gap: int = 6, most: int = 60) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.columns = columns
        self.least = 290
        """Logical pixels under which a column is not narrowed: fewer columns then."""
        self._gap = gap
        self._most = most
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add one at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many cards."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The card at a place, or nothing."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a card out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Takes what it is given."""
        return Qt.Orientation.Horizontal | Qt.Orientation.Vertical

    def hasHeightForWidth(self) -> bool:
        """Cards wrap."""
        return True

    def _across(self, width: int) -> int:
        return max(1, min(self.columns, width // current().grow(self.least)))

    def _rows(self, width: int) -> list[int]:
        across = self._across(width)
        wide = (width - self._gap * (across - 1)) // across
        heights = [
            item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
            for item in self._items
        ]
        return [max(heights[at : at + across]) for at in range(0, len(heights), across)]

    def heightForWidth(self, width: int) -> int:
        """All rows."""
        rows = self._rows(width)
        return sum(rows) + self._gap * max(0, len(rows) - 1)

    def sizeHint(self) -> QSize:
        """Two columns."""
        return QSize(600, self.heightForWidth(600))

    def minimumSize(self) -> QSize:
        """One narrow column."""
        return QSize(140, 40 if self._items else 0)

    def setGeometry(self, rect: QRect) -> None:
        """Place the cards."""
        super().setGeometry(rect)
        rows = self._rows(rect.width())
        if not rows:
            return
        across = self._across(rect.width())
        wide = (rect.width() - self._gap * (across - 1)) // across
        spare = rect.height() - sum(rows) - self._gap * (len(rows) - 1)
        each = max(0, min(self._most, spare // len(rows)))
        y = rect.y()
        for number, high in enumerate(rows):
            for place in range(across):
                at = number * across + place
                if at < len(self._items):
                    x = rect.x() + place * (wide + self._gap)
                    self._items[at].setGeometry(QRect(QPoint(x, y), QSize(wide, high + each)))
            y += high + each + self._gap


def set_order(layout: QLayout, wanted: list[QWidget]) -> bool:
    """Put exactly these widgets into a layout, in this order; says whether anything moved."""
    now = [item.widget() for at in range(layout.count()) if (item := layout.itemAt(at)) is not None]
    if now == wanted:
        return False
    while layout.takeAt(0) is not None:
        continue
    for widget in wanted:
        layout.addWidget(widget)
        widget.show()
    layout.invalidate()
    return True


class Pool:
    """The cards of a board, kept by the id of their statement.

    A card under the hand stays the same widget while everything round it is shown afresh.
    """

    def __init__(
        self,
        words: Words,
        wished: SignalInstance,
        edited: SignalInstance,
        dropped: SignalInstance,
    ) -> None:
        self._words = words
        self._wished = wished
        self._edited = edited
        self._dropped = dropped
        self.held: dict[str, WordCard] = {}

    def card(self, said: Said, photo: QImage, measure: Measure, tone: Tone) -> WordCard:
        """The card of a statement, shown as it now is."""
        card = self.held.get(said.id)
        if card is None:
            card = WordCard(self._words, measure, tone)
            card.wished.connect(self._wished)
            card.edited.connect(self._edited)
            card.dropped.connect(self._dropped)
            self.held[said.id] = card
        card.show_said(said, photo, measure, tone)
        return card

    def saving(self, pending: Pending, measure: Measure, tone: Tone) -> WordCard:
        """The card of words on their way."""
        key = f"saving {pending.number}"
        card = self.held.get(key)
        if card is None:
            card = WordCard(self._words, measure, tone)
            self.held[key] = card
        card.show_saving(pending.text, pending.name)
        return card

    def keep(self, shown: Iterable[WordCard]) -> None:
        """Let all other cards go."""
        stay = set(shown)
        for key in [key for key, card in self.held.items() if card not in stay]:
            card = self.held.pop(key)
            card.hide()
            card.deleteLater()


class Sheetlike(QWidget):
    """A tinted sheet with its band; ``body`` is where its parts go."""

    def __init__(self, sheet: Sheet = Sheet.WHO, *, plain: bool = False) -> None:
        super().__init__()
        self.sheet = sheet
        self._plain = plain
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, BAND + 10, 18, 14)
        self.body.setSpacing(6)

    def set_sheet(self, sheet: Sheet) -> None:
        """Take another sheet's colours."""
        self.sheet = sheet
        self.update()

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Tint, band, shadow."""
        theme = current()
        area = QRectF(self.rect()).adjusted(2, 1, -2, -6)
        tint = theme.tint(LOOKS[self.sheet].tone)
        ground = QColor(theme.tokens.sunk) if self._plain else tint
        paper(painter, area, ground, QColor(theme.tokens.hairline), SHEET_RADIUS)
        painter.save()
        painter.setClipPath(rounded(area, SHEET_RADIUS))
        band(painter, QRectF(area.x(), area.y(), area.width(), BAND), self.sheet)
        painter.restore()


class Heading(QWidget):
    """The sheet's disc and heading, and buttons at the right."""

    def __init__(self, *right: QWidget) -> None:
        super().__init__()
        self.disc = _Disc()
        self.label = Label(Role.DISPLAY)
        self.hint = Label(Role.BODY, Tone.MUTED)
        self.hint.hide()
        self._small = False
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.disc)
        words = QVBoxLayout()
        words.setContentsMargins(4, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.label)
        words.addWidget(self.hint)
        box.addLayout(words, 1)
        for part in right:
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_sheet(self, sheet: Sheet, icon: str = "") -> None:
        """Whose colours and icon."""
        look = LOOKS[sheet]
        self.label.set_tone(look.tone if look.tone is look.second else Tone.PLAIN)
        self.disc.show_icon(icon or look.icon, look.tone)

    def setText(self, text: str) -> None:
        """The heading."""
        self.label.setText(text)

    def text(self) -> str:
        """The heading."""
        return self.label.text()

    def setHint(self, text: str) -> None:
        """The sentence under it."""
        self.hint.setText(text)
        self._show_hint()

    def set_small(self, small: bool) -> None:
        """The heading alone, where room is short."""
        self._small = small
        self._show_hint()

    def _show_hint(self) -> None:
        self.hint.setVisible(bool(self.hint.text()) and not self._small)


class _Disc(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon, self._tone = "star", Tone.TEAL
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, tone: Tone) -> None:
        """Another icon."""
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        """44 at 100 %."""
        side = current().grow(44)
        return QSize(side, side)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """The filled disc."""
        disc(painter, QRectF(self.rect()), self._icon, self._tone)


class Board(QWidget):
    """One board of the room. Signals carry what a card was asked, to be done by the room."""

    wished = Signal(str, object, int)
    edited = Signal(str, str)
    dropped = Signal(str, str)
    wall_wanted = Signal()
    last_year_wanted = Signal()
    reveal_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.sayings = Sayings(words)
        self.pool = Pool(words, self.wished, self.edited, self.dropped)
        self.photos: dict[str, QImage] = {}
        self.small = False
        words.switched.connect(self.sayings.say_all)
        self.build()

    def build(self) -> None:
        """Make the parts, once."""

    def show_scene(self, scene: Scene) -> None:
        """Draw afresh from the record."""

    def set_small(self, small: bool) -> None:
        """The narrow window's form."""

    def cards(self) -> list[WordCard]:
        """The cards that can be chosen, as they are read."""
        return [card for card in self.pool.held.values() if card.isEnabled() and card.isVisible()]

    def first(self) -> QWidget | None:
        """Where the keyboard comes in from the line."""
        shown = self.cards()
        return shown[-1] if shown else None

    def beside(self, card: WordCard, way: Wish) -> WordCard | None:
        """The nearest card in a direction, if there is one."""
        here = QRect(card.mapTo(self, QPoint(0, 0)), card.size()).center()
        best: tuple[int, WordCard] | None = None
        for other in self.cards():
            if other is card:
                continue
            there = QRect(other.mapTo(self, QPoint(0, 0)), other.size()).center()
            x, y = there.x() - here.x(), there.y() - here.y()
            along = {Wish.LEFT: -x, Wish.RIGHT: x, Wish.UP: -y, Wish.DOWN: y}[way]
            off = abs(y) if way in (Wish.LEFT, Wish.RIGHT) else abs(x)
            if along > 8:
                cost = along + 3 * off
                if best is None or cost < best[0]:
                    best = (cost, other)
        return best[1] if best else None

    def photo(self, scene: Scene, said: Said) -> QImage:
        """The photograph of a card, decoded once."""
        if not said.photo_id:
            return QImage()
        if said.photo_id not in self.photos:
            data = dict(scene.view.photos).get(said.photo_id, b"")
            self.photos[said.photo_id] = QImage.fromData(data)
        return self.photos[said.photo_id]


def page() -> ScrollPage:
    """A page without margins, inside a sheet."""
    made = ScrollPage(margin=0, spacing=6)
    made.body.setContentsMargins(0, 0, 4, 2)
    return made


def card_parent(widget: QWidget | None) -> WordCard | None:
    """The card a widget is, or lies in."""
    while widget is not None and not isinstance(widget, WordCard):
        widget = widget.parentWidget()
    return widget
