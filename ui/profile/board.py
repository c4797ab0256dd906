"""One heading of the profile with its cards, in the colour of its sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from aln_review.domain.profile import Heading
from aln_review.domain.words import Words as Said
from ui.meeting_room.look import disc, paper
from ui.profile.card import SayingCard
from ui.retranslate import Sayings, Words
from ui.theme import Role, current
from ui.tokens import Tone
from ui.widgets import Button, Label
from ui.widgets.boxes import line
from ui.widgets.paint import painted, rounded

BAND = 8
RADIUS = 14.0
LOOKS: Mapping[Heading, tuple[Tone, str]] = {
    Heading.ADMIRE: (Tone.PLUM, "heart"),
    Heading.IMPORTANT: (Tone.AMBER, "star"),
    Heading.SUPPORT: (Tone.TEAL, "hand-helping"),
}


class _Mark(QWidget):
    """The heading's icon on its filled disc."""

    def __init__(self, icon: str, tone: Tone) -> None:
        super().__init__()
        self._icon, self._tone = icon, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A little larger than the heading's line."""
        side = current().grow(34)
        return QSize(side, side)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Disc and icon."""
        disc(painter, QRectF(self.rect()), self._icon, self._tone)


class Board(QWidget):
    """A tinted sheet: band, heading, cards in order, one button. Cards keep their place by id."""

    edit_wanted = Signal(str)
    add_wanted = Signal(object)
    moved = Signal(object, str, int)
    sent_over = Signal(object, str, int)
    removed = Signal(object, str)

    def __init__(self, heading: Heading, words: Words) -> None:
        super().__init__()
        self.heading = heading
        self._words = words
        self._sayings = Sayings(words)
        self.tone, icon = LOOKS[heading]
        self.cards: dict[str, SayingCard] = {}
        self.title = Label(Role.HEADING, self.tone)
        self._sayings.say(self.title.setText, f"paper.profile.{heading.value}")
        self.empty = Label(Role.BODY, Tone.MUTED)
        self._sayings.say(self.empty.setText, f"profile.empty.{heading.value}")
        self.add = Button("plus")
        self._sayings.say(self.add.setText, "profile.add")
        self._sayings.say(self.add.setAccessibleName, f"profile.add.{heading.value}")
        self.add.clicked.connect(partial(self.add_wanted.emit, heading))
        self.list = QVBoxLayout()
        self.list.setSpacing(6)
        box = QVBoxLayout(self)
        box.setContentsMargins(13, BAND + 13, 13, 15)
        box.setSpacing(10)
        mark = _Mark(icon, self.tone)
        head = line(mark, self.title, spacing=10)
        head.setAlignment(mark, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(head)
        box.addWidget(self.empty)
        box.addLayout(self.list)
        box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignRight)
        box.addStretch(1)
        words.switched.connect(self._sayings.say_all)

    def show_said(
        self, said: Sequence[Said], editor: tuple[str, QWidget] | None, *, locked: bool
    ) -> None:
        """Lay out these statements; the editor stands in the place of its card, or last."""
        wanted = {one.id for one in said}
        for gone in [key for key in self.cards if key not in wanted]:
            card = self.cards.pop(gone)
            self.list.removeWidget(card)
            card.hide()
            card.deleteLater()
        while self.list.count():
            self.list.takeAt(0)
        for one in said:
            card = self._card(one)
            card.locked = locked
            self.list.addWidget(card)
            edited = editor is not None and editor[0] == one.id
            card.setVisible(not edited)
            if editor is not None and edited:
                self.list.addWidget(editor[1])
                editor[1].show()
        if editor is not None and not editor[0]:
            self.list.addWidget(editor[1])
            editor[1].show()
        self.empty.setVisible(not said and editor is None)
        self.add.setVisible(not locked and not (editor is not None and not editor[0]))

    def _card(self, said: Said) -> SayingCard:
        if said.id in self.cards:
            self.cards[said.id].show_said(said)
            return self.cards[said.id]
        card = SayingCard(said, self.tone, self._words)
        card.clicked.connect(partial(self._pressed, said.id))
        card.moved.connect(partial(self.moved.emit, self.heading))
        card.sent_over.connect(partial(self.sent_over.emit, self.heading))
        card.removed.connect(partial(self.removed.emit, self.heading))
        self.cards[said.id] = card
        return card

    def _pressed(self, words_id: str, _checked: bool = False) -> None:
        self.edit_wanted.emit(words_id)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        """Tint, band, line."""
        theme = current()
        face = QRectF(self.rect()).adjusted(1, 1, -1, -4)
        line_colour = QColor(theme.tokens.hairline)
        paper(painter, face, theme.tint(self.tone), line_colour, RADIUS)
        painter.save()
        painter.setClipPath(rounded(face, RADIUS))
        painter.fillRect(QRectF(face.x(), face.y(), face.width(), BAND), theme.ink(self.tone))
        painter.restore()


def level(boards: Sequence[Board]) -> None:
    """Let the first cards of boards that stand side by side begin on one line."""
    titles = [board.title for board in boards]
    beside = len({board.y() for board in boards}) == 1
    high = max(title.heightForWidth(title.width()) for title in titles) if beside else 0
    for title in titles:
        title.setMinimumHeight(high)
